import { asc, desc, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { PlaceInList } from "#kernel/page.ts";

/** How a list is cut: after which row, in which direction, and one row more than asked for. */
export type Cut = { limit: number; descending: boolean; after: PlaceInList | null };

/** Where, order and limit of a keyset page over (sort key, id). */
export function keyset(
  cut: Cut,
  key: SQLiteColumn,
  id: SQLiteColumn,
): { where: SQL | undefined; orderBy: [SQL, SQL]; limit: number } {
  const beyond = sql.raw(cut.descending ? "<" : ">");
  const direction = cut.descending ? desc : asc;
  const { after } = cut;
  return {
    // As one pair, SQLite begins at the place in the index; as two conditions, it begins where the list does.
    where: after === null ? undefined : sql`(${key}, ${id}) ${beyond} (${after.key}, ${after.id})`,
    orderBy: [direction(key), direction(id)],
    limit: cut.limit + 1,
  };
}

/** Whether a column's text holds another, in any case; what the caller typed is never a pattern. */
export const contains = (column: SQLiteColumn, text: string): SQL => sql`instr(lower(${column}), lower(${text})) > 0`;
