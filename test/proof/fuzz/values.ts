import * as fc from "fast-check";
import { deref, type Document, type Schema } from "#http/document.ts";
import type { Kind } from "#kernel/ids.ts";

/** A place for an id that is only known while the run goes on: ids of earlier answers are put there. */
export class IdSlot {
  readonly kind: Kind;
  readonly pick: number;
  constructor(kind: Kind, pick: number) {
    this.kind = kind;
    this.pick = pick;
  }
}

/** Text that may be taken from an answer's field of the same name: refresh tokens, slugs, codes. */
export class TextSlot {
  readonly name: string;
  readonly pick: number;
  readonly otherwise: string;
  constructor(name: string, pick: number, otherwise: string) {
    this.name = name;
    this.pick = pick;
    this.otherwise = otherwise;
  }
}

const few = 4;
const deepest = 6;

/** Values that fit a schema, as far as a schema can say what fits. */
export function fitting(document: Document, schema: Schema, name = "", depth = 0): fc.Arbitrary<unknown> {
  const at = deref<Schema>(document, schema);
  if (at.const !== undefined) return fc.constant(at.const);
  if (at.enum !== undefined) return fc.constantFrom(...at.enum);
  if (at["x-kind"] !== undefined) return fc.nat(999).map((pick) => new IdSlot(at["x-kind"] as Kind, pick));
  const choices = at.anyOf ?? at.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map((choice) => fitting(document, choice, name, depth)));
  const types = [at.type ?? "string"].flat();
  return fc.oneof(...types.map((type) => ofType(document, at, type, name, depth)));
}

function ofType(document: Document, at: Schema, type: string, name: string, depth: number): fc.Arbitrary<unknown> {
  if (type === "null") return fc.constant(null);
  if (type === "boolean") return fc.boolean();
  if (type === "integer") return fc.integer({ min: at.minimum ?? -1_000, max: Math.min(at.maximum ?? 1_000, 2 ** 31) });
  if (type === "number") return fc.double({ min: at.minimum ?? -1_000, max: at.maximum ?? 1_000, noNaN: true });
  if (type === "array") return listOf(document, at, name, depth);
  if (type === "object") return objectOf(document, at, depth);
  return textOf(at, name);
}

function listOf(document: Document, at: Schema, name: string, depth: number): fc.Arbitrary<unknown> {
  const least = at.minItems ?? 0;
  if (at.items === undefined || depth > deepest) return fc.constant([]);
  return fc.array(fitting(document, at.items, name, depth + 1), {
    minLength: least,
    maxLength: Math.max(least, Math.min(at.maxItems ?? few, few)),
  });
}

function objectOf(document: Document, at: Schema, depth: number): fc.Arbitrary<unknown> {
  if (depth > deepest) return fc.constant({});
  if (at.properties === undefined) {
    const value =
      typeof at.additionalProperties === "object"
        ? fitting(document, at.additionalProperties, "", depth + 1)
        : fc.constant("x");
    return fc.dictionary(fc.stringMatching(/^[a-z][a-z_]{0,8}$/), value, { maxKeys: few });
  }
  const fields = Object.entries(at.properties).map(
    ([key, field]) => [key, fitting(document, field, key, depth + 1)] as const,
  );
  return fc.record(Object.fromEntries(fields), { requiredKeys: at.required ?? [] });
}

const words = fc.constantFrom(
  "Platform",
  "Recherche & Développement",
  "面接チーム",
  "قسم التوظيف",
  "O'Brien; drop table teams--",
  "<b>bold</b>",
  "%00",
  "${7*7}",
  "a".repeat(200),
  "é".normalize("NFD"),
  "👩‍👩‍👧",
);

function textOf(at: Schema, name: string): fc.Arbitrary<unknown> {
  if (at.format === "date-time")
    return fc
      .date({ min: new Date("2020-01-01"), max: new Date("2035-01-01"), noInvalidDate: true })
      .map((date) => date.toISOString());
  if (at.format === "date")
    return fc
      .date({ min: new Date("2020-01-01"), max: new Date("2035-01-01"), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
  if (at.format === "email") return fc.nat(9_999).map((n) => `person${n}@fuzz.example`);
  if (at.format === "uri") return fc.nat(99).map((n) => `https://fuzz.example/${n}`);
  if (at.pattern !== undefined) return fc.stringMatching(new RegExp(at.pattern, "u"), { size: "xsmall" });
  const limits = {
    minLength: at.minLength ?? 0,
    maxLength: Math.max(at.minLength ?? 0, Math.min(at.maxLength ?? 60, 60)),
  };
  const known = zones(name);
  const typed = fc.oneof(
    { weight: 3, arbitrary: words.filter((word) => word.length <= (at.maxLength ?? 200)) },
    { weight: 2, arbitrary: fc.string({ ...limits, unit: "grapheme" }) },
    { weight: 1, arbitrary: fc.string({ ...limits, unit: "binary" }) },
    ...(known === undefined ? [] : [{ weight: 20, arbitrary: known }]),
  );
  return fc.tuple(fc.nat(999), typed).map(([pick, text]) => new TextSlot(name, pick, text));
}

/** What a schema cannot say but a tenant needs. */
function zones(name: string): fc.Arbitrary<string> | undefined {
  return name.includes("zone")
    ? fc.constantFrom("Europe/Paris", "Asia/Kolkata", "America/Vancouver", "Mars/Olympus")
    : undefined;
}
