import { expect, it } from "vitest";
import * as z from "zod";
import { plain } from "#http/plain.ts";

const said = (schema: z.ZodType, value: unknown): string[] =>
  schema.safeParse(value, { error: plain }).error?.issues.map(({ message }) => message) ?? [];

it.each<[string, z.ZodType, unknown, string]>([
  ["what is missing", z.strictObject({ name: z.string() }), {}, "is required"],
  ["a word that is missing", z.strictObject({ kind: z.enum(["a", "b"]) }), {}, "is required"],
  ["a choice that is missing", z.strictObject({ need: z.union([z.string(), z.number()]) }), {}, "is required"],
  ["another type", z.array(z.string()), "x", "must be a list"],
  ["letters for a number", z.coerce.number(), "abc", "must be a number"],
  ["a broken number", z.int(), 1.5, "must be a whole number"],
  ["too small a number", z.int().min(5), 4, "must be at least 5"],
  ["too large a number", z.coerce.number().max(100), "101", "must be at most 100"],
  ["no text", z.string().min(1), "", "must not be empty"],
  ["a long text", z.string().max(1), "ab", "must have at most 1 character"],
  ["a short list", z.array(z.string()).min(2), ["x"], "must have at least 2 items"],
  ["another word", z.enum(["rotate", "weighted"]), "random", "must be one of rotate, weighted"],
  ["the one word", z.literal("team"), "pool", "must be team"],
  ["a date", z.iso.date(), "24.11.2026", "must be a date such as 2026-11-20"],
  ["an instant", z.iso.datetime({ offset: true }), "2026-11-23", "must be an instant such as 2026-11-20T09:00:00Z"],
  ["an address", z.email(), "salma", "must be an e-mail address"],
  [
    "a choice by its kind",
    z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("days") }),
      z.strictObject({ kind: z.literal("dates") }),
    ]),
    { kind: "weeks" },
    "must be one of days, dates",
  ],
  ["a shape of none", z.union([z.string(), z.number()]), true, "is of none of the shapes this takes"],
])("a schema that says nothing of its own is spoken for: %s", (_, schema, value, words) => {
  expect(said(schema, value)).toEqual([words]);
});

it("what a schema says itself stands", () => {
  expect(said(z.string().regex(/^\d{6}$/, "must be six digits"), "12")).toEqual(["must be six digits"]);
});

it("a list of words too long to show ends in dots, never within a word", () => {
  const words = Array.from({ length: 40 }, (_, index) => `word_${index}`);
  const [told = ""] = said(z.enum(words), "none");
  expect(told).toMatch(/^must be one of word_0, .*word_\d+, …$/);
  expect(told.length).toBeLessThan(200);
});
