// What would break a caller between two versions of the document. References are followed, so moving a schema is no break.
import {
  type Answer,
  deref,
  type Document,
  type Operation,
  operationsOf,
  type Parameter,
  parametersOf,
  type Schema,
} from "../../src/http/document.ts";

/** Each break as one sentence; the same break always reads the same, so that a waiver can name it. */
export function breaksBetween(before: Document, after: Document): string[] {
  const found: string[] = [];
  const now = new Map(
    operationsOf(after).map((listed) => [`${listed.method.toUpperCase()} ${listed.path}`, listed.operation]),
  );
  for (const { method, path, operation } of operationsOf(before)) {
    const name = `${method.toUpperCase()} ${path}`;
    const kept = now.get(name);
    if (kept === undefined) found.push(`${name} is gone`);
    else compareOperations({ name, before, after, found }, operation, kept);
  }
  return [...new Set(found)];
}

type Comparison = { name: string; before: Document; after: Document; found: string[] };

function compareOperations(at: Comparison, was: Operation, is: Operation): void {
  if (was.operationId !== is.operationId)
    at.found.push(`${at.name}: operationId ${was.operationId} became ${is.operationId}`);
  compareParameters(at, parametersOf(at.before, was), parametersOf(at.after, is));
  if (was.requestBody === undefined && is.requestBody?.required === true)
    at.found.push(`${at.name}: a body is now required`);
  for (const [type, media] of Object.entries(was.requestBody?.content ?? {})) {
    const kept = is.requestBody?.content[type];
    if (kept === undefined) at.found.push(`${at.name}: bodies of ${type} are no longer taken`);
    else compareInput(at, "body", media.schema, kept.schema);
  }
  for (const [status, answer] of Object.entries(was.responses)) {
    const kept = is.responses[status];
    if (kept === undefined) at.found.push(`${at.name}: no longer answers ${status}`);
    else compareAnswers(at, status, deref<Answer>(at.before, answer), deref<Answer>(at.after, kept));
  }
}

const key = (parameter: Parameter): string => `${parameter.in} parameter ${parameter.name}`;

function compareParameters(at: Comparison, was: Parameter[], is: Parameter[]): void {
  for (const parameter of was) {
    const kept = is.find((candidate) => key(candidate) === key(parameter));
    if (kept === undefined) at.found.push(`${at.name}: ${key(parameter)} is gone`);
    else compareInput(at, key(parameter), parameter.schema, kept.schema);
  }
  for (const parameter of is) {
    const known = was.find((candidate) => key(candidate) === key(parameter));
    if (parameter.required === true && known?.required !== true)
      at.found.push(`${at.name}: ${key(parameter)} is now required`);
  }
}

function compareAnswers(at: Comparison, status: string, was: Answer, is: Answer): void {
  for (const [type, media] of Object.entries(was.content ?? {})) {
    const kept = is.content?.[type];
    if (kept === undefined) at.found.push(`${at.name}: ${status} no longer answers in ${type}`);
    else if (type === "application/json") compareOutput(at, `${status} answer`, media.schema, kept.schema);
  }
}

/** What was taken must still be taken, and nothing more may be asked for. */
function compareInput(at: Comparison, place: string, wasRef: Schema, isRef: Schema, depth = 0): void {
  const [was, is] = [read(at.before, wasRef), read(at.after, isRef)];
  if (depth > 12) return;
  compareTypes(at, place, was, is, "input");
  const lost = lostValues(was, is);
  if (lost.length > 0) at.found.push(`${at.name}: ${place} no longer takes ${lost.join(", ")}`);
  for (const bound of ["maximum", "maxLength", "maxItems", "maxProperties"] as const) {
    if (is[bound] !== undefined && is[bound] < (was[bound] ?? Infinity))
      at.found.push(`${at.name}: ${place} has a smaller ${bound}`);
  }
  for (const bound of ["minimum", "minLength", "minItems"] as const) {
    if (is[bound] !== undefined && is[bound] > (was[bound] ?? -Infinity))
      at.found.push(`${at.name}: ${place} has a greater ${bound}`);
  }
  for (const name of is.required ?? []) {
    if (was.required?.includes(name) !== true) at.found.push(`${at.name}: ${place} field ${name} is now required`);
  }
  for (const [name, schema] of Object.entries(was.properties ?? {})) {
    const kept = is.properties?.[name];
    if (kept !== undefined) compareInput(at, `${place} field ${name}`, schema, kept, depth + 1);
    else if (is.additionalProperties === false) at.found.push(`${at.name}: ${place} field ${name} is no longer taken`);
  }
  if (was.items !== undefined && is.items !== undefined)
    compareInput(at, `${place} item`, was.items, is.items, depth + 1);
}

/** What was shown must still be shown, always where it always was, and be of the same type. */
function compareOutput(at: Comparison, place: string, wasRef: Schema, isRef: Schema, depth = 0): void {
  const [was, is] = [read(at.before, wasRef), read(at.after, isRef)];
  if (depth > 12) return;
  compareTypes(at, place, was, is, "output");
  const lost = lostValues(was, is);
  if (lost.length > 0) at.found.push(`${at.name}: ${place} no longer shows ${lost.join(", ")}`);
  for (const [name, schema] of Object.entries(was.properties ?? {})) {
    const kept = is.properties?.[name];
    if (kept === undefined) at.found.push(`${at.name}: ${place} field ${name} is gone`);
    else {
      compareOutput(at, `${place} field ${name}`, schema, kept, depth + 1);
      const wasAlways = was.required?.includes(name) === true;
      if (wasAlways && is.required?.includes(name) !== true)
        at.found.push(`${at.name}: ${place} field ${name} may now be absent`);
    }
  }
  if (was.items !== undefined && is.items !== undefined)
    compareOutput(at, `${place} item`, was.items, is.items, depth + 1);
}

/** An input may take more types than before, an output may show fewer. */
function compareTypes(at: Comparison, place: string, was: Schema, is: Schema, direction: "input" | "output"): void {
  const [before, after] = [typesOf(was), typesOf(is)];
  if (before.size === 0 || after.size === 0) return;
  const [needed, allowed] = direction === "input" ? [before, after] : [after, before];
  const strange = [...needed].filter((type) => !allowed.has(type) && !(type === "integer" && allowed.has("number")));
  if (strange.length > 0)
    at.found.push(
      `${at.name}: ${place} ${direction === "input" ? "no longer takes" : "may now be"} ${strange.join(", ")}`,
    );
}

const typesOf = (schema: Schema): Set<string> => new Set([schema.type ?? []].flat());

const lostValues = (was: Schema, is: Schema): string[] =>
  was.enum === undefined || is.enum === undefined
    ? []
    : was.enum.filter((value) => is.enum?.includes(value) !== true).map(String);

/** A schema with `x or null` folded into one, as it is compared. */
function read(document: Document, schema: Schema): Schema {
  const at = deref<Schema>(document, schema);
  const choices = (at.anyOf ?? []).map((choice) => deref<Schema>(document, choice));
  const real = choices.filter((choice) => choice.type !== "null");
  const [only] = real;
  if (only === undefined || real.length > 1) return at;
  return { ...only, type: [...typesOf(only), ...(choices.length > real.length ? ["null"] : [])] };
}
