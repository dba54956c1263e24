/** A day of a month that leads somewhere: where it stands in the table. */
export type Cell = { row: number; column: number };

export type Step = "next" | "previous" | "below" | "above" | "first" | "last";

const forward: Readonly<Record<string, Step>> = { ArrowDown: "below", ArrowUp: "above", Home: "first", End: "last" };

/** What a key means in a month; in a page that is read from right to left, the next day is on the left. */
export function stepOf(key: string, isRtl: boolean): Step | undefined {
  if (key === "ArrowRight") return isRtl ? "previous" : "next";
  if (key === "ArrowLeft") return isRtl ? "next" : "previous";
  return forward[key];
}

/**
 * The cell a step leads to: days on which nothing is free are stepped over. Home and End stay within the week. Undefined where the
 * month ends.
 */
export function cellAfter(cells: readonly Cell[], at: number, step: Step): number | undefined {
  const here = cells[at];
  if (here === undefined) return undefined;
  const week = cells.flatMap(({ row }, index) => (row === here.row ? [index] : []));
  switch (step) {
    case "next":
      return at + 1 < cells.length ? at + 1 : undefined;
    case "previous":
      return at > 0 ? at - 1 : undefined;
    case "first":
      return week[0];
    case "last":
      return week.at(-1);
    case "below":
      return nearest(cells, ({ row }) => row > here.row, here);
    case "above":
      return nearest(cells, ({ row }) => row < here.row, here);
  }
}

/** Of the nearest week that has any, the one nearest to the same weekday. */
function nearest(cells: readonly Cell[], fits: (cell: Cell) => boolean, here: Cell): number | undefined {
  const far = ({ row, column }: Cell) => Math.abs(row - here.row) * 100 + Math.abs(column - here.column);
  let best: number | undefined;
  for (const [index, cell] of cells.entries()) {
    const standing = best === undefined ? undefined : cells[best];
    if (fits(cell) && (standing === undefined || far(cell) < far(standing))) best = index;
  }
  return best;
}
