/**
 * A row as it is changed. A key that is written anew, even with what it was, has SQLite look through everything that points at
 * the row.
 */
export function withoutKey<R extends { tenantId: unknown; id: unknown }>(row: R): Omit<R, "tenantId" | "id"> {
  const { tenantId: _, id: __, ...columns } = row;
  return columns;
}
