// Reads that are asked often, and always in the same words: the words are written once.
import { Placeholder } from "drizzle-orm";
import { type Database, forWriting, sendTexts, type Text } from "./d1.ts";

/** A read that is ready to be sent, and how its rows are read. */
export type Read<T = unknown> = Text & { rows: (result: D1Result) => T };

/** A builder of Drizzle's that reads: what it would be awaited as. */
export type Reading = PromiseLike<unknown> & {
  prepare: () => { getQuery: () => Text; mapResult: (result: unknown, isFromBatch: boolean) => unknown };
};

type ReadsOf<S extends readonly unknown[]> = { [At in keyof S]: Read<Awaited<S[At]>> };
export type RowsOf<R extends readonly Read[]> = { [At in keyof R]: R[At] extends Read<infer T> ? T : never };

/** Sends reads as one trip, of one moment. */
export async function readTogether<const R extends readonly Read[]>(db: Database, reads: R): Promise<RowsOf<R>> {
  const results = await sendTexts(db, reads);
  // A batch answers each statement, in their order.
  return reads.map((one, at) => one.rows(results[at] as D1Result)) as unknown as RowsOf<R>;
}

/** Reads that are written for this one time. */
export const readsOf = <const S extends readonly Reading[]>(builders: S): ReadsOf<S> =>
  // Each builder says by its type what its rows are.
  builders.map(read) as unknown as ReadsOf<S>;

/** What differs from one time to the next. */
export type Values = Readonly<Record<string, string | number>>;

/** What changes the words themselves, and not only a value in them. */
type Shape = Readonly<Record<string, boolean>>;

/**
 * Reads that Drizzle writes once in an isolate for each shape: writing costs many times what asking does. Whoever writes is given names
 * in place of values, and puts them where values stand and nowhere else. It is all they may know: what they took from one request
 * besides would be asked in every other.
 */
export function readsWrittenOnce<V extends Values, C extends Shape, const S extends readonly Reading[]>(
  write: (db: Database, values: V, shape: C) => S,
): (values: V, shape: C) => ReadsOf<S> {
  const written = new Map<string, readonly Read[]>();
  return (values, shape) => {
    const key = JSON.stringify(shape);
    const reads = written.get(key) ?? write(forWriting, names as V, shape).map(read);
    written.set(key, reads);
    return reads.map((one) => ({
      ...one,
      params: one.params.map((param) => (param instanceof Name ? values[param.name] : param)),
    })) as unknown as ReadsOf<S>;
  };
}

/** Drizzle takes a name wherever it takes a value; nobody else gets anything out of one. */
class Name extends Placeholder {
  [Symbol.toPrimitive](): never {
    throw new Error(`${this.name} is not known yet when the read is written.`);
  }
  toJSON(): never {
    return this[Symbol.toPrimitive]();
  }
}

const names: Values = new Proxy({}, { get: (_, name) => new Name(String(name)) });

function read(builder: Reading): Read {
  const prepared = builder.prepare();
  return { ...prepared.getQuery(), rows: (result) => prepared.mapResult(result, true) };
}
