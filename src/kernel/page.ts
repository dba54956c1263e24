/** One stretch of a list, and where the next begins: the sort key and id of its last row. */
export type Page<T> = { rows: readonly T[]; next: PlaceInList | null };

export type PlaceInList = { key: number | string; id: string };

/** Cuts the one row read in excess, which only says that there is more. */
export function pageOf<T>(rows: readonly T[], limit: number, placeOf: (row: T) => PlaceInList): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, next: rows.length > limit && last !== undefined ? placeOf(last) : null };
}
