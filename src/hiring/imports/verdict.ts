// What a row comes to, and what is written for it.
import type { Refusal } from "#kernel/outcome.ts";
import type { Announcement } from "#platform/commit.ts";
import type { Statement } from "#platform/d1.ts";
import type { Scope } from "#platform/scope.ts";
import { fault } from "./columns.ts";
import { type Line, namesOf, type Sheet } from "./rules.ts";
import type { Import, ImportRow, RowFault } from "./tables.ts";

export type Verdict = Omit<ImportRow, "tenantId" | "importId"> & {
  statements: readonly Statement[];
  facts: readonly Announcement[];
  taken: Record<string, Refusal>;
};

/** A part of a file, and what its other rows have said. */
export type Part = {
  scope: Scope;
  from: Import;
  sheet: Sheet;
  lines: readonly Line[];
  /** Which row said first by what it is known. */
  first: ReadonlyMap<string, number>;
};

const nothing = { statements: [], facts: [], taken: {} };

export const failed = (row: number, faults: readonly RowFault[]): Verdict => ({
  ...nothing,
  row,
  outcome: "failed",
  subjectId: null,
  faults: [...faults],
});

export const unchanged = (row: number, subjectId: string): Verdict => ({
  ...nothing,
  row,
  outcome: "unchanged",
  subjectId,
  faults: [],
});

export const twice = (column: string, row: number): RowFault =>
  fault(column, "row_twice", `is what row ${row} says already`);

/** A row of another length says nobody knows what. */
export function faultsOfWidth({ sheet: { head } }: Part, { cells }: Line): RowFault[] {
  const beyond = cells.slice(head.length).some((cell) => cell !== "");
  if (cells.length >= head.length && !beyond) return [];
  return [fault("", "row_width", `must have ${head.length} cells, as the first line has, and has ${cells.length}`)];
}

/** What another row said before, whatever became of that one; so the same file always comes to the same. */
export const faultsOfOrder = ({ from, sheet, first }: Part, line: Line): RowFault[] =>
  namesOf(from.kind, sheet, line).flatMap(({ column, text }) => {
    const before = first.get(text) ?? line.row;
    return before === line.row ? [] : [twice(column, before)];
  });
