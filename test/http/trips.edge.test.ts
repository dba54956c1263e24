import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import worker from "../../src/index.ts";
import { asInstant, minute, second } from "#kernel/instant.ts";
import { bindings, newWorld } from "../support/world/world.ts";

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

type Isolate = { ask: (path: string, credential: string) => Promise<Cost> };
/** `logged` is what the request's line says, `real` what the database saw before the answer went out. */
type Cost = { status: number; logged: number; real: number };

function freshIsolate(): Isolate {
  const { count, database } = countedDatabase();
  // Only what CountedClient asks of a database is there.
  const env = { ...bindings, DB: database as unknown as D1Database };
  return {
    async ask(path, credential) {
      const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
      const context = createExecutionContext();
      const before = count.trips;
      const headers = { Authorization: `Bearer ${credential}` };
      const response = await worker.fetch(new Request(`${bindings.PUBLIC_ORIGIN}${path}`, { headers }), env, context);
      await response.text();
      await waitOnExecutionContext(context);
      const lines = log.mock.calls.map(([line]) => JSON.parse(String(line)) as { event: string; d1_trips: number });
      log.mockRestore();
      return {
        status: response.status,
        logged: lines.find((line) => line.event === "request")?.d1_trips ?? -1,
        real: count.trips - before,
      };
    },
  };
}

describe("round trips to the database of a read that takes one itself", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["Date"], now: asInstant(Date.UTC(2026, 10, 23, 9)) });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("a token costs none of its own: the tenant's standing is read once in half a minute for all who ask", async () => {
    const world = await newWorld();
    const path = `/v1/teams/${world.team.id}`;
    const [owner, viewer] = [await world.tokenOf("owner"), await world.tokenOf("viewer")];
    const isolate = freshIsolate();
    // A newborn isolate reads the signing keys and the standing.
    expect(await isolate.ask(path, owner)).toMatchObject({ status: 200, real: 3 });
    const one = { status: 200, logged: 1, real: 1 };
    expect(await isolate.ask(path, owner)).toEqual(one);
    expect(await isolate.ask(path, viewer)).toEqual(one);
    vi.setSystemTime(Date.now() + 29 * second);
    expect(await isolate.ask(path, viewer)).toEqual(one);
    vi.setSystemTime(Date.now() + second);
    expect(await isolate.ask(path, owner)).toEqual({ status: 200, logged: 1, real: 2 });
    expect(await isolate.ask(path, viewer)).toEqual(one);
  });

  it("an API key costs one, none within five seconds, and notes its use once a minute after the answer", async () => {
    const world = await newWorld();
    const path = `/v1/teams/${world.team.id}`;
    const key = world.keys.full.text;
    const isolate = freshIsolate();
    const noted = (await isolate.ask(path, key)).real;
    // The key with its tenant, the team, and the note of its first use.
    expect(noted).toBe(3);
    expect(await isolate.ask(path, key)).toEqual({ status: 200, logged: 1, real: 1 });
    vi.setSystemTime(Date.now() + 5 * second - 1);
    expect(await isolate.ask(path, key)).toEqual({ status: 200, logged: 1, real: 1 });
    vi.setSystemTime(Date.now() + 1);
    expect(await isolate.ask(path, key)).toMatchObject({ status: 200, logged: 2 });
    const lastUsed = () =>
      bindings.DB.prepare("select last_used_at as at from api_keys where id = ?").bind(world.keys.full.row.id);
    expect(await lastUsed().first("at")).toBe(Date.UTC(2026, 10, 23, 9));
    vi.setSystemTime(Date.now() + minute);
    expect(await isolate.ask(path, key)).toMatchObject({ status: 200, logged: 2 });
    expect(await lastUsed().first("at")).toBe(Date.now());
  });

  it("what is refused at the door costs nothing: bad credentials, ids and queries", async () => {
    const world = await newWorld();
    const isolate = freshIsolate();
    const key = world.keys.full.text;
    await isolate.ask("/v1/teams", key);
    expect(await isolate.ask("/v1/teams", `${key.slice(0, -1)}${key.endsWith("a") ? "b" : "a"}`)).toEqual({
      status: 401,
      logged: 0,
      real: 0,
    });
    expect(await isolate.ask("/v1/teams", "not.a.token")).toEqual({ status: 401, logged: 0, real: 0 });
    expect(await isolate.ask("/v1/teams/mem_x", key)).toEqual({ status: 400, logged: 0, real: 0 });
    expect(await isolate.ask("/v1/teams?cursor=x", key)).toEqual({ status: 400, logged: 0, real: 0 });
  });
});
