import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { vi } from "vitest";
import worker from "../../src/index.ts";
import { bindings } from "./world/world.ts";

/** A fresh isolate's view of the database: caches hang on the binding, so another binding starts with none. */
function countedDatabase() {
  const count = { trips: 0 };
  type Bound = { inner: D1PreparedStatement; bind: (...values: unknown[]) => Bound; all: () => Promise<D1Result> };
  const bound = (inner: D1PreparedStatement): Bound => ({
    inner,
    bind: (...values) => bound(inner.bind(...values)),
    all: () => {
      count.trips++;
      return inner.all();
    },
  });
  const database = {
    prepare: (sql: string) => bound(bindings.DB.prepare(sql)),
    batch: (statements: readonly Bound[]) => {
      count.trips++;
      return bindings.DB.batch(statements.map((statement) => statement.inner));
    },
  };
  return { count, database };
}

/** `logged` is what the request's line says, `real` what the database saw before the answer went out. */
type Cost = { logged: number; real: number };
export type Isolate = { send: (request: Request) => Promise<{ response: Response; cost: Cost }> };

export function freshIsolate(): Isolate {
  const { count, database } = countedDatabase();
  // Only what CountedClient asks of a database is there.
  const env = { ...bindings, DB: database as unknown as D1Database };
  return {
    async send(request) {
      const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
      const context = createExecutionContext();
      const before = count.trips;
      const response = await worker.fetch(request, env, context);
      await response.clone().text();
      await waitOnExecutionContext(context);
      const lines = log.mock.calls.map(([line]) => JSON.parse(String(line)) as { event: string; d1_trips: number });
      log.mockRestore();
      const logged = lines.find((line) => line.event === "request")?.d1_trips ?? -1;
      return { response, cost: { logged, real: count.trips - before } };
    },
  };
}
