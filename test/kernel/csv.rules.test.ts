import { execFileSync } from "node:child_process";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { utf8 } from "#kernel/bytes.ts";
import { byteOrderMark, csvLine, inert, rowsFrom, separatorOf, textBegins, uninert } from "#kernel/csv.ts";
import { naughty } from "../support/naughty.ts";

const read = (text: string) => {
  const bytes = utf8(text);
  return [...rowsFrom(bytes, textBegins(bytes), separatorOf(bytes))];
};
const cellsOf = (text: string) => read(text).map((row) => ("cells" in row ? row.cells : row.why));

/** What UTF-8 can carry. */
const wellFormed = naughty.filter((text) => text.isWellFormed());
const cell = fc.oneof(
  fc.constantFrom(...wellFormed),
  fc.string({ unit: fc.constantFrom('"', ",", ";", "\r", "\n", "a", " ", "é", "😀", "=", "'") }),
);
/** Whoever writes a row of nothing writes a line that is none. */
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 });

const ours = (text: string, separator: "," | ";") =>
  [...rowsFrom(utf8(text), 0, separator)].map((row) => ("cells" in row ? row.cells : row.why));

describe("a table as text", () => {
  it.each<[string, string, unknown]>([
    [
      "cells and lines",
      "a,b\r\n1,2\r\n",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    ["lines that end as on any machine", "a\nb\rc\r\nd", [["a"], ["b"], ["c"], ["d"]]],
    [
      "a last line without an end",
      "a,b\n1,",
      [
        ["a", "b"],
        ["1", ""],
      ],
    ],
    [
      "semicolons, when the first line has more of them",
      "a;b\n1,5;2",
      [
        ["a", "b"],
        ["1,5", "2"],
      ],
    ],
    [
      "separators in quotes, which do not count",
      '"a;b;c",d\n1,2',
      [
        ["a;b;c", "d"],
        ["1", "2"],
      ],
    ],
    ["a byte order mark, which is no letter", `${byteOrderMark}a,b\n`, [["a", "b"]]],
    ["quotes, lines and separators in quotes", '"a ""b""\r\nc,d",e', [['a "b"\r\nc,d', "e"]]],
    ["empty cells, in quotes or not", 'a,"",,\n', [["a", "", "", ""]]],
    ["empty lines, which are no rows", "\n\na\n\r\n\nb\n\n", [["a"], ["b"]]],
    ["a quote within a cell, which is a letter", 'a"b,5" pipe', [['a"b', '5" pipe']]],
    ["blanks, which are letters", " a , b", [[" a ", " b"]]],
    ["a quote that is never closed", 'a,"b\nc', ["quote_open"]],
    ["letters after a closing quote", 'a\n"b"c,d', [["a"], "after_quote"]],
    ["nothing", "", []],
  ])("is read with %s", (_, text, cells) => {
    expect(cellsOf(text)).toEqual(cells);
  });

  it("says at which byte the next row begins, from where the rest is read as before", () => {
    fc.assert(
      fc.property(table, fc.nat(8), (rows, place) => {
        const bytes = utf8(rows.map(csvLine).join(""));
        const all = [...rowsFrom(bytes, 0, ",")];
        const from = all[place];
        if (from === undefined || !("next" in from)) return;
        expect([...rowsFrom(bytes, from.next, ",")]).toEqual(all.slice(place + 1));
      }),
      { numRuns: 300 },
    );
  });

  it("is read back as it was written, whatever stands in it", () => {
    const naughtyRows = wellFormed.map((text) => ["x", text, text]);
    expect(cellsOf(naughtyRows.map(csvLine).join(""))).toEqual(naughtyRows);
    fc.assert(
      fc.property(table, (rows) => {
        const bytes = utf8(rows.map(csvLine).join(""));
        expect([...rowsFrom(bytes, 0, ",")].map((row) => ("cells" in row ? row.cells : row))).toEqual(rows);
      }),
      { numRuns: 1_000 },
    );
  });

  it("is read as another library has written it, and written so that it reads the same", () => {
    const rows = fc.sample(table, { numRuns: 150, seed: 20_261_120 }).flat();
    // Python's own reader takes no NUL before 3.11, and no cell beyond 128 kB.
    const sent = rows.map((cells) => cells.map((text) => text.replaceAll("\0", "")));
    const script = [
      "import csv, io, json, sys",
      "asked = json.loads(sys.stdin.buffer.read().decode('utf-8'))",
      "out = {'read': list(csv.reader(io.StringIO(asked['text'], newline='')))}",
      "for name, options in (('commas', {}), ('semicolons', {'delimiter': ';'}), ('all', {'quoting': csv.QUOTE_ALL, 'lineterminator': '\\n'})):",
      "    file = io.StringIO(newline='')",
      "    csv.writer(file, **options).writerows(asked['rows'])",
      "    out[name] = file.getvalue()",
      "sys.stdout.buffer.write(json.dumps(out).encode())",
    ].join("\n");
    const answer = execFileSync("python3", ["-c", script], {
      input: JSON.stringify({ rows: sent, text: sent.map(csvLine).join("") }),
      maxBuffer: 64 * 1024 * 1024,
    });
    const theirs = JSON.parse(answer.toString()) as Record<"commas" | "semicolons" | "all", string> & { read: unknown };
    expect(theirs.read).toEqual(sent);
    expect(ours(theirs.commas, ",")).toEqual(sent);
    expect(ours(theirs.semicolons, ";")).toEqual(sent);
    expect(ours(theirs.all, ",")).toEqual(sent);
  });

  it.each([
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\tx",
    " =1",
    "\u00a0=1",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    "−1",
    "\n=1",
    "\u200b=1",
    "'=1",
    "''=1",
  ])("%j is made inert, and told from what was never alive", (text) => {
    expect(inert(text)).toBe(`'${text}`);
    expect(uninert(inert(text))).toBe(text);
  });

  it("leaves other texts as they are, and gives every text back", () => {
    for (const text of ["", "Ida", "a=b", "'quoted'", "O'Neil", "5-6", "x@y.example", "'"])
      expect(inert(text)).toBe(text);
    for (const text of naughty) expect(uninert(inert(text))).toBe(text);
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("'", "=", "+", " ", "\t", "a", "＝") }), (text) => {
        expect(uninert(inert(text))).toBe(text);
      }),
    );
  });
});
