import { rowsFrom, type Separator, separatorOf, textBegins } from "#kernel/csv.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { books, textOf } from "./columns.ts";
import type { Import, ImportRow } from "./tables.ts";

export type ImportCode =
  | "import.unknown"
  | "import.not_unicode"
  | "import.malformed"
  | "import.column_unknown"
  | "import.column_twice"
  | "import.column_missing"
  | "import.empty"
  | "import.too_many_rows";

export const maxBytes = 5 * 1024 ** 2;
export const maxRows = 20_000;

type Kind = Import["kind"];

/** A row below the head: the first is 1. */
export type Line = { row: number; cells: readonly string[]; next: number };

export type Sheet = { head: readonly string[]; lines: readonly Line[] };

const whyMalformed = {
  quote_open: "A quote is opened and never closed.",
  after_quote: "Something stands between a closing quote and the next separator.",
} as const;

/** The whole file, or the first thing that stands in the way of reading it. */
export function sheetOf(kind: Kind, bytes: Uint8Array): Outcome<Sheet, ImportCode> {
  if (!isUtf8(bytes)) return refuse("import.not_unicode");
  const separator: Separator = separatorOf(bytes);
  let head: readonly string[] | undefined;
  const lines: Line[] = [];
  for (const read of rowsFrom(bytes, textBegins(bytes), separator)) {
    if ("why" in read) return refuse("import.malformed", { row: lines.length + 1, detail: whyMalformed[read.why] });
    if (head === undefined) head = read.cells.map((cell) => textOf(cell).toLowerCase());
    else lines.push({ row: lines.length + 1, cells: read.cells, next: read.next });
    if (lines.length > maxRows) return refuse("import.too_many_rows", { limit_rows: maxRows });
  }
  const judged = judgedHead(kind, head ?? []);
  if (!judged.ok) return judged;
  return lines.length === 0 ? refuse("import.empty") : done({ head: head ?? [], lines });
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function judgedHead(kind: Kind, head: readonly string[]): Outcome<true, ImportCode> {
  const { columns, passedOver, needed } = books[kind];
  const known = [...columns.keys(), ...passedOver];
  const stranger = head.find((name) => !known.includes(name));
  if (stranger !== undefined) return refuse("import.column_unknown", { column: stranger.slice(0, 100), known });
  const twice = head.find((name, place) => head.indexOf(name) !== place);
  if (twice !== undefined) return refuse("import.column_twice", { column: twice });
  return head.includes(needed) ? done(true) : refuse("import.column_missing", { column: needed });
}

type Name = { column: string; text: string };

const named = (column: string, text: string): Name[] => (text === "" ? [] : [{ column, text: `${column} ${text}` }]);

/** By what a row is told from every other; where two rows say the same, the second is not taken. */
export function namesOf(kind: Kind, { head }: Pick<Sheet, "head">, { cells }: Pick<Line, "cells">): Name[] {
  const said = (column: string) => textOf(cells[head.indexOf(column)] ?? "");
  const ownId = named("external_id", said("external_id"));
  if (kind === "candidates") return [...named("email", said("email").toLowerCase()), ...ownId];
  const title = said("title");
  return ownId.length > 0 || title === "" ? ownId : named("title", `${title}\n${said("location")}`);
}

/** Which row said it first. */
export function firstToSay(kind: Kind, sheet: Sheet): ReadonlyMap<string, number> {
  const first = new Map<string, number>();
  for (const line of sheet.lines)
    for (const { text } of namesOf(kind, sheet, line)) if (!first.has(text)) first.set(text, line.row);
  return first;
}

export type Counts = Pick<Import, "created" | "changed" | "unchanged" | "failed">;

export const doneOf = ({ created, changed, unchanged, failed }: Counts): number =>
  created + changed + unchanged + failed;

/** The counts with these rows in them. */
export function counted(before: Counts, rows: readonly Pick<ImportRow, "outcome">[]): Counts {
  const plus = (outcome: keyof Counts) => before[outcome] + rows.filter((row) => row.outcome === outcome).length;
  return { created: plus("created"), changed: plus("changed"), unchanged: plus("unchanged"), failed: plus("failed") };
}
