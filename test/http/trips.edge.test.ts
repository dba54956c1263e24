import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { asInstant, minute, second } from "#kernel/instant.ts";
import { signedIn } from "../support/browser.ts";
import { freshIsolate, type Isolate } from "../support/isolates.ts";
import { bindings, newWorld } from "../support/world/world.ts";

async function asked(isolate: Isolate, path: string, headers: Record<string, string>) {
  const { response, cost } = await isolate.send(new Request(`${bindings.PUBLIC_ORIGIN}${path}`, { headers }));
  return { status: response.status, ...cost };
}

function programs() {
  const isolate = freshIsolate();
  return { ask: (path: string, key: string) => asked(isolate, path, { Authorization: `Bearer ${key}` }) };
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
    const isolate = programs();
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
    const isolate = programs();
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
    const isolate = programs();
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

  it("a page costs what it shows: its reader is looked up in two, and then remembered for five minutes", async () => {
    const world = await newWorld();
    const { jar } = await signedIn(world, "recruiter");
    const isolate = freshIsolate();
    const look = () => asked(isolate, "/my/notifications", { Cookie: `ilk_session=${jar.get("ilk_session")}` });
    // Their account, the company, what waits for them, and the list itself, all but the last at once.
    const own = 4;
    // The session; what it opens; and in a newborn isolate the signing keys.
    expect(await look()).toEqual({ status: 200, logged: own + 3, real: own + 3 });
    expect(await look()).toEqual({ status: 200, logged: own, real: own });
    vi.setSystemTime(Date.now() + 5 * minute - 1);
    expect(await look()).toEqual({ status: 200, logged: own, real: own + 1 });
    vi.setSystemTime(Date.now() + 1);
    expect(await look()).toEqual({ status: 200, logged: own + 2, real: own + 2 });
  });
});
