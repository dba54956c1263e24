import { getTableColumns, getTableName, is, SQL } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";

type Shape = { sql: string; valuesOf: (row: Readonly<Record<string, unknown>>) => unknown[] };

const shapes = new WeakMap<SQLiteTable, Shape>();

/** All rows of a table by one statement and one parameter: worlds are made by the thousand. */
export function insertAll(db: D1Database, table: SQLiteTable, rows: readonly Readonly<Record<string, unknown>>[]) {
  const { sql, valuesOf } = shapes.get(table) ?? shapeOf(table);
  return db.prepare(sql).bind(JSON.stringify(rows.map(valuesOf)));
}

function shapeOf(table: SQLiteTable): Shape {
  const columns = Object.entries(getTableColumns(table));
  const names = columns.map(([, { name }]) => `"${name}"`).join(", ");
  const values = columns.map((_, place) => `value ->> ${place}`).join(", ");
  const shape: Shape = {
    sql: `insert into "${getTableName(table)}" (${names}) select ${values} from json_each(?)`,
    valuesOf: (row) =>
      columns.map(([key, column]) => {
        const value = row[key] === undefined ? column.default : row[key];
        if (is(value, SQL)) throw new Error(`What the database works out is not JSON: ${key}`);
        return value === null || value === undefined ? null : column.mapToDriverValue(value);
      }),
  };
  shapes.set(table, shape);
  return shape;
}
