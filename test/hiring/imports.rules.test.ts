import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellFor, exportedColumns, wordsIn } from "#hiring/imports/columns.ts";
import { firstToSay, namesOf, sheetOf } from "#hiring/imports/rules.ts";
import { utf8 } from "#kernel/bytes.ts";
import { csvLine, inert } from "#kernel/csv.ts";
import { naughty } from "../support/naughty.ts";

const wellFormed = naughty.filter((text) => text.isWellFormed());
const sheet = (kind: "candidates" | "jobs", ...rows: string[][]) => {
  const read = sheetOf(kind, utf8(rows.map((row) => csvLine(row)).join("")));
  if (!read.ok) throw new Error(read.refusal.code);
  return read.value;
};

/** Blanks around a text say nothing, and a text of blanks alone is none. */
const trimmed = (text: string) => (text.trim() === "" ? undefined : text.trim());

describe("a sheet", () => {
  it("gives back what an export has written, for every text there is", () => {
    const columns = exportedColumns(true);
    const rows = wellFormed.map((text) => ({
      name: text,
      email: "ida@candidate.example",
      years_of_experience: 7,
      current_pay: { amount_minor: 1, currency: text, per: "year" },
      skills: ["C++", "=SQL"],
    }));
    const written = rows.map((words) => columns.map((name) => inert(cellFor(name, words))));
    const { head, lines } = sheet("candidates", columns, ...written);
    expect(head).toEqual(columns);
    const said = lines.map(({ cells }) => wordsIn("candidates", head, cells));
    expect(said.map(({ name }) => name)).toEqual(wellFormed.map(trimmed));
    expect(said.map(({ current_pay: pay }) => (pay as { currency?: string }).currency)).toEqual(
      wellFormed.map(trimmed),
    );
    for (const words of said) expect(words).toMatchObject({ years_of_experience: 7, skills: ["C++", "=SQL"] });
    // What nobody sets is not among what is said.
    for (const words of said) expect(Object.keys(words)).not.toContain("id");
  });

  it("counts its rows from 1 and knows where each ends, whatever they hold", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...wellFormed), { minLength: 1, maxLength: 20 }), (texts) => {
        const { lines } = sheet("candidates", ["email", "name"], ...texts.map((text) => ["x@y.example", text]));
        expect(lines.map(({ row }) => row)).toEqual(texts.map((_, place) => place + 1));
        expect(lines.map(({ cells }) => cells[1])).toEqual(texts);
        expect(lines.map(({ next }) => next)).toEqual(lines.map(({ next }) => next).toSorted((a, b) => a - b));
      }),
      { numRuns: 100 },
    );
  });

  it("cannot be made of any bytes without saying why", () => {
    const codes = new Set<string>();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, hasHead) => {
        const whole = hasHead ? new Uint8Array([...utf8("email,name\n"), ...bytes]) : new Uint8Array(bytes);
        const read = sheetOf("candidates", whole);
        codes.add(read.ok ? "read" : read.refusal.code);
      }),
      { numRuns: 2_000, seed: 7 },
    );
    expect([...codes].toSorted()).toEqual(expect.arrayContaining(["import.not_unicode", "read"]));
  });

  it("knows who says first what a row is known by", () => {
    const people = sheet(
      "candidates",
      ["Email", "external_id"],
      ["Ida@x.example", "A"],
      ["ida@x.example ", ""],
      ["bo@x.example", "A"],
    );
    const first = firstToSay("candidates", people);
    const rows = people.lines.map((line) => namesOf("candidates", people, line).map(({ text }) => first.get(text)));
    expect(rows).toEqual([[1, 1], [1], [3, 1]]);
    const jobs = sheet(
      "jobs",
      ["title", "location", "external_id"],
      ["Welder", "Leeds", ""],
      ["Welder", "York", ""],
      ["Welder", "Leeds", "R1"],
      ["Other", "", "R1"],
      ["", "Leeds", ""],
    );
    const firstJobs = firstToSay("jobs", jobs);
    expect(jobs.lines.map((line) => namesOf("jobs", jobs, line).map(({ text }) => firstJobs.get(text)))).toEqual([
      [1],
      [2],
      [3],
      [3],
      [],
    ]);
  });
});
