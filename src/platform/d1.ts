import { drizzle, type DrizzleD1Database } from "drizzle-orm/d1";

/** The database as stores see it. Only this file calls `drizzle()`, and only doors call `openDatabase`. */
export type Database = DrizzleD1Database;

/** A write or read that has not been sent yet: a builder, or a raw `db.run(sql…)`. */
export type Statement = { toSQL: () => Text } | { getQuery: () => Text };
/** A statement as the database takes it. */
export type Text = { sql: string; params: readonly unknown[] };

/** What a request has cost so far; it stands in its log line. */
export type Tally = { trips: number; rowsRead: number; rowsWritten: number };

export const newTally = (): Tally => ({ trips: 0, rowsRead: 0, rowsWritten: 0 });

export function openDatabase(binding: D1Database, tally: Tally): Database {
  // Drizzle asks of its client only `prepare` and `batch`, and of a statement only what CountedStatement has.
  return drizzle(new CountedClient(binding, tally) as unknown as D1Database);
}

/**
 * Sends several statements as one transaction and one trip. Drizzle's own `batch` cannot bind the parameters of a raw
 * statement, so texts and values are handed over by us; it stays in use for reads, whose rows it maps.
 */
export const sendBatch = (db: Database, statements: readonly Statement[]): Promise<readonly D1Result[]> =>
  sendTexts(
    db,
    statements.map((statement) => ("toSQL" in statement ? statement.toSQL() : statement.getQuery())),
  );

/** The same of what is written already. */
export async function sendTexts(db: Database, texts: readonly Text[]): Promise<readonly D1Result[]> {
  // `openDatabase` put our own client there.
  const client = (db as unknown as { $client: CountedClient }).$client;
  return client.batch(texts.map(({ sql, params }) => client.prepare(sql).bind(...params)));
}

/** Only for writing statements: what is written is sent by the database of whoever asks. */
export const forWriting: Database = drizzle({ prepare: () => undefined } as unknown as D1Database);

class CountedClient {
  readonly #binding: D1Database;
  readonly #tally: Tally;

  constructor(binding: D1Database, tally: Tally) {
    this.#binding = binding;
    this.#tally = tally;
  }

  prepare(sql: string): CountedStatement {
    return new CountedStatement(this.#binding.prepare(sql), sql, this.#tally);
  }

  async batch(statements: readonly CountedStatement[]): Promise<D1Result[]> {
    for (const statement of statements) refuseAmbiguousJoin(statement.sql);
    this.#tally.trips += 1;
    const results = await this.#binding.batch(statements.map((statement) => statement.inner));
    for (const result of results) count(this.#tally, result);
    return results;
  }
}

class CountedStatement {
  readonly inner: D1PreparedStatement;
  readonly sql: string;
  readonly #tally: Tally;

  constructor(inner: D1PreparedStatement, sql: string, tally: Tally) {
    this.inner = inner;
    this.sql = sql;
    this.#tally = tally;
  }

  bind(...values: unknown[]): CountedStatement {
    return new CountedStatement(this.inner.bind(...values), this.sql, this.#tally);
  }

  async run(): Promise<D1Result> {
    return this.all();
  }

  async all(): Promise<D1Result> {
    this.#tally.trips += 1;
    const result = await this.inner.all();
    count(this.#tally, result);
    return result;
  }

  /** D1's own `raw()` tells nothing of rows read, so rows are taken as objects and laid out again in column order. */
  async raw(): Promise<unknown[][]> {
    refuseAmbiguousJoin(this.sql);
    const { results } = await this.all();
    return results.map((row) => Object.values(row as Record<string, unknown>));
  }
}

function count(tally: Tally, result: D1Result): void {
  tally.rowsRead += result.meta.rows_read ?? 0;
  tally.rowsWritten += result.meta.rows_written ?? 0;
}

/**
 * D1 hands rows over as objects, so two columns of one name collapse and every later value shifts by one, silently.
 * A join must therefore give each column an alias of its own; this refuses one that does not.
 */
function refuseAmbiguousJoin(sql: string): void {
  // Looking for the list of columns first costs the square of a long statement's length.
  if (!/\sjoin\s/i.test(sql)) return;
  const [, list] = /^select (?:distinct )?(.+?) from .+ join /is.exec(sql) ?? [];
  if (list === undefined) return;
  const names = list.split(/,(?![^(]*\))/).map((column) => /"([^"]+)"\s*$/.exec(column.trim())?.[1] ?? column);
  if (new Set(names).size !== names.length)
    throw new Error(`A join selects two columns of one name: ${sql.slice(0, 200)}`);
}
