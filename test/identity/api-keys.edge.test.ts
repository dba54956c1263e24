import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import {
  changeApiKey,
  createApiKey,
  deleteApiKey,
  getApiKey,
  listApiKeys,
  revokeApiKey,
  rotateApiKey,
} from "#identity/api-keys/contract.ts";
import { printKey } from "#identity/api-keys/format.ts";
import { createTeam, listTeams } from "#identity/teams/contract.ts";
import { day, hour, second } from "#kernel/instant.ts";
import { caller, type TestClient } from "../support/client.ts";
import { newWorld, type World } from "../support/world/world.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const holding = (world: World, credential: string): TestClient => caller({ mark: world.mark, credential });
const passTime = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds);
const stopClock = () => vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });

/** A key of the owner's, and a client that holds it. */
async function keyWith(world: World, scopes: string[], more: object = {}) {
  const owner = await world.as("owner");
  const made = await owner.ok(createApiKey, { body: { name: "Export", scopes: scopes as ["teams:read"], ...more } });
  return { made, client: holding(world, made.secret) };
}

describe("an API key", () => {
  it("is made, shows its secret once, works, and is found without it ever after", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const answer = await owner.call(createApiKey, {
      body: { name: "Export", scopes: ["teams:read"], metadata: { use: "night" } },
    });
    if (!answer.ok) throw new Error("not made");
    const made = answer.body;
    expect(answer.headers.get("Location")).toBe(`/v1/api-keys/${made.id}`);
    expect(answer.headers.get("ETag")).toBe('"1"');
    expect(made.secret.startsWith(`${made.prefix}_`)).toBe(true);
    expect(made).toMatchObject({
      status: "active",
      scopes: ["teams:read"],
      last_used_at: null,
      created_by: world.people.owner.member.id,
    });
    expect(Date.parse(made.expires_at) - Date.parse(made.created_at)).toBe(90 * day);

    await holding(world, made.secret).ok(listTeams, {});
    await holding(world, made.secret).refused(createTeam, { body: { name: "No" } }, "permission.missing");
    const { secret: _, ...shown } = made;
    await vi.waitFor(async () => {
      const found = await owner.ok(getApiKey, { param: { id: made.id } });
      expect(found.last_used_at).not.toBeNull();
      expect({ ...found, last_used_at: null }).toEqual(shown);
    });
  });

  it("wears the mode of its tenant, and a key of the other mode opens nothing", async () => {
    const live = await newWorld();
    const test = await newWorld({ mode: "test" });
    expect((await keyWith(live, ["teams:read"])).made.secret).toMatch(/^ilk_live_/);
    const { made } = await keyWith(test, ["teams:read"]);
    expect(made.secret).toMatch(/^ilk_test_/);
    expect(made.secret.startsWith(`${made.prefix}_`)).toBe(true);

    const [, , shortId = "", rest = ""] = made.secret.split("_");
    const disguised = printKey({ mode: "live", shortId, secret: rest.slice(0, 43) });
    await holding(test, disguised).refused(listTeams, {}, "credentials.invalid");
  });

  it("with a wrong checksum is refused before the database is asked; with a wrong secret, after one question", async () => {
    const world = await newWorld();
    const { made } = await keyWith(world, ["teams:read"]);
    const statements = vi.spyOn(env.DB, "prepare");
    // Whatever the queue does meanwhile has nothing to do with keys.
    const asked = () => statements.mock.calls.filter(([sql]) => sql.includes("api_keys"));
    const last = made.secret.at(-1) === "0" ? "1" : "0";
    await holding(world, made.secret.slice(0, -1) + last).refused(listTeams, {}, "credentials.invalid");
    expect(asked()).toEqual([]);

    const [, , shortId = ""] = made.secret.split("_");
    await holding(world, printKey({ mode: "live", shortId, secret: "x".repeat(43) })).refused(
      listTeams,
      {},
      "credentials.invalid",
    );
    expect(asked()).toHaveLength(1);
  });

  it("does no more than its maker may, and lives no longer than the key that made it", async () => {
    const world = await newWorld();
    const maker = await keyWith(world, ["api_keys:write", "api_keys:read", "teams:read"], { expires_in_days: 10 });
    const refusal = await maker.client.refused(
      createApiKey,
      { body: { name: "More", scopes: ["teams:read", "audit:read"] } },
      "api_key.beyond_yours",
    );
    expect(refusal.status).toBe(403);
    expect(refusal.problem.errors).toMatchObject([{ pointer: "/scopes/1" }]);

    await maker.client.refused(
      createApiKey,
      { body: { name: "Longer", scopes: ["teams:read"], expires_in_days: 11 } },
      "api_key.outlives_yours",
    );
    const child = await maker.client.ok(createApiKey, { body: { name: "Child", scopes: ["teams:read"] } });
    expect(child.expires_at).toBe(maker.made.expires_at);
    expect(child.created_by).toBe(maker.made.id);

    const admin = await world.as("admin");
    await admin.refused(createApiKey, { body: { name: "Close", scopes: ["tenant:delete"] } }, "api_key.beyond_yours");
    const recruiter = await world.as("recruiter");
    await recruiter.refused(createApiKey, { body: { name: "No", scopes: ["teams:read"] } }, "permission.missing");
  });

  it("names published permissions only, each once, at least one, and an expiry within a year", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const bad: [object, string][] = [
      [{ scopes: ["teams:read", "moon:walk"] }, "/scopes/1"],
      [{ scopes: ["teams:read", "teams:read"] }, "/scopes"],
      [{ scopes: [] }, "/scopes"],
      [{ scopes: ["teams:read"], expires_in_days: 0 }, "/expires_in_days"],
      [{ scopes: ["teams:read"], expires_in_days: 366 }, "/expires_in_days"],
      [{ scopes: ["teams:read"], secret: "mine" }, "/secret"],
    ];
    for (const [body, pointer] of bad) {
      const ask = { body: { name: "Bad", ...body } } as { body: { name: string; scopes: ["teams:read"] } };
      const refusal = await owner.refused(createApiKey, ask, "body.invalid");
      expect(refusal.status).toBe(422);
      expect(refusal.problem.errors?.map((fault) => fault.pointer)).toEqual([pointer]);
    }
    await owner.ok(createApiKey, { body: { name: "A year", scopes: ["teams:read"], expires_in_days: 365 } });
  });

  it("stops at its expiry, and is neither changed nor rotated from then on, but can still be revoked", async () => {
    stopClock();
    const world = await newWorld();
    const { made, client } = await keyWith(world, ["teams:read"], { expires_in_days: 1 });
    passTime(day - second);
    await client.ok(listTeams, {});
    passTime(second);
    await client.refused(listTeams, {}, "credentials.expired");

    const owner = await world.as("owner");
    const param = { id: made.id };
    expect(await owner.ok(getApiKey, { param })).toMatchObject({ status: "expired" });
    await owner.refused(changeApiKey, { param, body: { name: "Again" } }, "api_key.expired");
    await owner.refused(rotateApiKey, { param, body: {} }, "api_key.expired");
    expect(await owner.ok(revokeApiKey, { param })).toMatchObject({ status: "revoked" });
  });
});

describe("revoking a key", () => {
  it("ends it at once for writes and reads of whoever asks here, for good, and leaves the row", async () => {
    const world = await newWorld();
    const { made, client } = await keyWith(world, ["teams:read", "teams:write"]);
    await client.ok(createTeam, { body: { name: "Before" } });
    const owner = await world.as("owner");
    const revoked = await owner.ok(revokeApiKey, { param: { id: made.id } });
    expect(revoked).toMatchObject({ status: "revoked", revoked_by: world.people.owner.member.id, version: 2 });

    await client.refused(createTeam, { body: { name: "After" } }, "credentials.revoked");
    await client.refused(listTeams, {}, "credentials.revoked");
    const param = { id: made.id };
    await owner.refused(revokeApiKey, { param }, "api_key.revoked");
    await owner.refused(deleteApiKey, { param }, "api_key.revoked");
    await owner.refused(changeApiKey, { param, body: { name: "Back" } }, "api_key.revoked");
    await owner.refused(rotateApiKey, { param, body: {} }, "api_key.revoked");
  });

  it("an isolate that still trusts the key writes nothing with it, and reads for five seconds at most", async () => {
    stopClock();
    const world = await newWorld();
    const { made, client } = await keyWith(world, ["teams:read", "teams:write"]);
    await client.ok(listTeams, {});
    // As another isolate does it: the rows change, and nobody here is told.
    await env.DB.batch([
      env.DB.prepare("update api_keys set revoked_at = 1 where tenant_id = ? and id = ?").bind(
        world.tenant.id,
        made.id,
      ),
      env.DB.prepare("update tenants set epoch = epoch + 1 where id = ?").bind(world.tenant.id),
    ]);
    await client.ok(listTeams, {});
    await client.refused(createTeam, { body: { name: "Ghost" } }, "credentials.revoked");
    passTime(5 * second);
    await client.refused(listTeams, {}, "credentials.revoked");
    const teams = await (await world.as("owner")).ok(listTeams, { query: { name: "Ghost" } });
    expect(teams.data).toEqual([]);
  });

  it("a key may revoke itself, and DELETE is the same with nothing to read", async () => {
    const world = await newWorld();
    const { made, client } = await keyWith(world, ["api_keys:write"]);
    await client.ok(deleteApiKey, { param: { id: made.id } });
    await client.refused(listTeams, {}, "credentials.revoked");
    const owner = await world.as("owner");
    expect(await owner.ok(getApiKey, { param: { id: made.id } })).toMatchObject({
      status: "revoked",
      revoked_by: made.id,
    });
  });

  it("moves the epoch, as taking a permission away does, and giving a name does not", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const { made } = await keyWith(world, ["teams:read", "teams:write"]);
    const epoch = () =>
      env.DB.prepare("select epoch from tenants where id = ?").bind(world.tenant.id).first<number>("epoch");
    const before = (await epoch()) ?? 0;
    await owner.ok(changeApiKey, { param: { id: made.id }, body: { name: "Named" } });
    expect(await epoch()).toBe(before);
    await owner.ok(changeApiKey, { param: { id: made.id }, body: { scopes: ["teams:read"] } });
    expect(await epoch()).toBe(before + 1);
    await owner.ok(revokeApiKey, { param: { id: made.id } });
    expect(await epoch()).toBe(before + 2);
  });
});

describe("changing a key", () => {
  it("takes permissions away at once, and gives only what the changer holds", async () => {
    const world = await newWorld();
    const { made, client } = await keyWith(world, ["teams:read", "teams:write", "audit:read"]);
    const lesser = await keyWith(world, ["api_keys:write", "teams:read"]);
    const param = { id: made.id };

    await lesser.client.ok(changeApiKey, { param, body: { scopes: ["audit:read", "teams:read"] } });
    await client.refused(createTeam, { body: { name: "No more" } }, "permission.missing");
    await client.ok(listTeams, {});
    await lesser.client.refused(changeApiKey, { param, body: { scopes: ["teams:write"] } }, "api_key.beyond_yours");
    await lesser.client.refused(
      changeApiKey,
      { param: { id: lesser.made.id }, body: { scopes: ["audit:read"] } },
      "api_key.beyond_yours",
    );

    const owner = await world.as("owner");
    await owner.ok(changeApiKey, { param, body: { scopes: ["teams:write"] } });
    await client.ok(createTeam, { body: { name: "Once more" } });
  });

  it("merges metadata, honours If-Match, and never touches the secret", async () => {
    const world = await newWorld();
    const { made, client } = await keyWith(world, ["teams:read"], { metadata: { a: "1", b: "2" } });
    const owner = await world.as("owner");
    const param = { id: made.id };
    const changed = await owner.ok(changeApiKey, { param, body: { name: "Renamed", metadata: { a: null, c: "3" } } });
    expect(changed).toMatchObject({ name: "Renamed", metadata: { b: "2", c: "3" }, version: 2 });
    await owner.refused(
      changeApiKey,
      { param, body: { name: "Late" }, headers: { "If-Match": '"1"' } },
      "version.conflict",
    );
    await client.ok(listTeams, {});
  });
});

describe("rotating a key", () => {
  it("the old secret works until the overlap ends, the new one from the first moment on", async () => {
    stopClock();
    const world = await newWorld();
    const old = await keyWith(world, ["teams:read"]);
    const owner = await world.as("owner");
    const rotated = await owner.ok(rotateApiKey, { param: { id: old.made.id }, body: { overlap_hours: 2 } });
    expect(rotated.id).toBe(old.made.id);
    expect(rotated.secret).not.toBe(old.made.secret);
    expect(Date.parse(rotated.previous_works_until ?? "") - Date.now()).toBe(2 * hour);
    expect(rotated.expires_at).toBe(old.made.expires_at);

    const fresh = holding(world, rotated.secret);
    await fresh.ok(listTeams, {});
    await old.client.ok(listTeams, {});
    passTime(2 * hour - second);
    await old.client.ok(listTeams, {});
    passTime(second);
    await old.client.refused(listTeams, {}, "credentials.expired");
    await fresh.ok(listTeams, {});
    const later = await (await world.as("owner")).ok(getApiKey, { param: { id: old.made.id } });
    expect(later.previous_works_until).toBeNull();
  });

  it("without an overlap the old secret is dead at once; twice in a row, the one before last is", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const first = await keyWith(world, ["teams:read", "teams:write"]);
    const param = { id: first.made.id };
    await first.client.ok(listTeams, {});
    const middle = await owner.ok(rotateApiKey, { param, body: { overlap_hours: 0 } });
    await first.client.refused(listTeams, {}, "credentials.invalid");

    const third = await owner.ok(rotateApiKey, { param, body: {} });
    await holding(world, middle.secret).ok(listTeams, {});
    const fourth = await owner.ok(rotateApiKey, { param, body: { overlap_hours: 168 } });
    await holding(world, middle.secret).refused(listTeams, {}, "credentials.invalid");
    await holding(world, third.secret).ok(listTeams, {});
    await holding(world, fourth.secret).ok(createTeam, { body: { name: "Fourth" } });
  });

  it("takes all the rights the key carries, for the new secret is those rights", async () => {
    const world = await newWorld();
    const { made } = await keyWith(world, ["teams:read", "audit:read"]);
    const lesser = await keyWith(world, ["api_keys:write", "teams:read"]);
    const refusal = await lesser.client.refused(
      rotateApiKey,
      { param: { id: made.id }, body: {} },
      "api_key.beyond_yours",
    );
    expect(refusal.problem["missing"]).toEqual(["audit:read"]);
    const own = await lesser.client.ok(rotateApiKey, { param: { id: lesser.made.id }, body: {} });
    await holding(world, own.secret).ok(listTeams, {});
  });

  it("is no way for a key to outlive itself", async () => {
    const world = await newWorld();
    const { made } = await keyWith(world, ["teams:read"], { expires_in_days: 90 });
    const brief = await keyWith(world, ["api_keys:write", "teams:read"], { expires_in_days: 1 });
    await brief.client.refused(rotateApiKey, { param: { id: made.id }, body: {} }, "api_key.outlives_yours");
    const own = await brief.client.ok(rotateApiKey, { param: { id: brief.made.id }, body: {} });
    expect(own.expires_at).toBe(brief.made.expires_at);
  });

  it("two at the same moment happen one after the other: both new secrets work, the first of all is dead", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const { made, client } = await keyWith(world, ["teams:read"]);
    const turn = () => owner.ok(rotateApiKey, { param: { id: made.id }, body: {} });
    const both = await Promise.all([turn(), turn()]);
    expect(new Set(both.map((key) => key.version))).toEqual(new Set([2, 3]));
    for (const key of both) await holding(world, key.secret).ok(listTeams, {});
    await client.refused(listTeams, {}, "credentials.invalid");
  });

  it("revoking after a rotation ends both secrets", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const { made, client } = await keyWith(world, ["teams:read"]);
    const rotated = await owner.ok(rotateApiKey, { param: { id: made.id }, body: {} });
    await client.ok(listTeams, {});
    await owner.ok(revokeApiKey, { param: { id: made.id } });
    await client.refused(listTeams, {}, "credentials.revoked");
    await holding(world, rotated.secret).refused(listTeams, {}, "credentials.revoked");
  });
});

describe("the list of keys", () => {
  it("filters by standing, permission, maker, expiry and name, and sorts by age, name and expiry", async () => {
    stopClock();
    const world = await newWorld();
    const owner = await world.as("owner");
    const make = async (name: string, scopes: string[], days: number) => {
      passTime(second);
      const ask = { body: { name, scopes: scopes as ["teams:read"], expires_in_days: days } };
      return owner.ok(createApiKey, ask);
    };
    const alpha = await make("Zeta alpha", ["teams:read"], 30);
    const beta = await make("Zeta beta", ["audit:read", "teams:read"], 20);
    const gamma = await make("Zeta gamma", ["audit:read"], 1);
    await owner.ok(revokeApiKey, { param: { id: beta.id } });
    passTime(day + second);

    const later = await world.as("owner");
    const names = async (query: object, order = "name.asc") => {
      const found = await later.ok(listApiKeys, { query: { name: "zeta", ...query }, page: { order } });
      return found.data.map((key) => key.name.replace("Zeta ", ""));
    };
    expect(await names({})).toEqual(["alpha", "beta", "gamma"]);
    expect(await names({ status: "active" })).toEqual(["alpha"]);
    expect(await names({ status: "revoked" })).toEqual(["beta"]);
    expect(await names({ status: "expired" })).toEqual(["gamma"]);
    expect(await names({ status: "expired,revoked" })).toEqual(["beta", "gamma"]);
    expect(await names({ scope: "audit:read" })).toEqual(["beta", "gamma"]);
    expect(await names({ scope: "roles:read" })).toEqual([]);
    expect(await names({ created_by: world.people.owner.member.id })).toHaveLength(3);
    expect(await names({ created_by: world.people.admin.member.id })).toEqual([]);
    expect(await names({ expires_before: alpha.expires_at })).toEqual(["beta", "gamma"]);
    expect(await names({}, "expires_at.asc")).toEqual(["gamma", "beta", "alpha"]);
    expect(await names({}, "created_at.desc")).toEqual(["gamma", "beta", "alpha"]);
    expect(gamma.status).toBe("active");
  });

  it("knows nothing of another tenant's keys", async () => {
    const [mine, theirs] = [await newWorld(), await newWorld()];
    const { made } = await keyWith(theirs, ["teams:read"]);
    const owner = await mine.as("owner");
    const param = { id: made.id };
    const keys = await owner.ok(listApiKeys, { page: { limit: 100 } });
    expect(keys.data.map((key) => key.id)).not.toContain(made.id);
    await owner.refused(getApiKey, { param }, "api_key.unknown");
    await owner.refused(changeApiKey, { param, body: { name: "Mine" } }, "api_key.unknown");
    await owner.refused(rotateApiKey, { param, body: {} }, "api_key.unknown");
    await owner.refused(revokeApiKey, { param }, "api_key.unknown");
    await owner.refused(deleteApiKey, { param }, "api_key.unknown");
  });
});

describe("a key's secret", () => {
  it("is shown to the first of equal requests and to no retry, which is told what was made", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const ask = { body: { name: "Once", scopes: ["teams:read" as const] }, headers: { "Idempotency-Key": "make-one" } };
    const made = await owner.ok(createApiKey, ask);
    const replay = await owner.refused(createApiKey, ask, "idempotency.secret_shown");
    expect(replay.status).toBe(409);
    expect(replay.problem["id"]).toBe(made.id);
    const keys = await owner.ok(listApiKeys, { query: { name: "Once" } });
    expect(keys.data).toHaveLength(1);

    const turn = { param: { id: made.id }, body: {}, headers: { "Idempotency-Key": "turn-one" } };
    await owner.ok(rotateApiKey, turn);
    expect((await owner.refused(rotateApiKey, turn, "idempotency.secret_shown")).problem["id"]).toBe(made.id);
    const other = { ...turn, body: { overlap_hours: 1 } };
    await owner.refused(rotateApiKey, other, "idempotency.key_reused");
  });

  it("stands in no row of any table, no log line and no later answer; its hash in one column only", async () => {
    const written: string[] = [];
    vi.spyOn(console, "log").mockImplementation((line: string) => void written.push(line));
    const world = await newWorld();
    const owner = await world.as("owner");
    const body = { name: "Quiet", scopes: ["teams:read" as const, "api_keys:read" as const] };
    const made = await owner.ok(createApiKey, { body, headers: { "Idempotency-Key": "quiet" } });
    const param = { id: made.id };
    const rotated = await owner.ok(rotateApiKey, { param, body: {}, headers: { "Idempotency-Key": "quiet turn" } });
    await owner.ok(changeApiKey, { param, body: { name: "Quieter" } });
    const answers = await Promise.all(
      [made.secret, rotated.secret].map(async (secret) =>
        (await holding(world, secret).fetch(`/v1/api-keys/${made.id}`)).text(),
      ),
    );
    const listed = await (await owner.fetch("/v1/api-keys?limit=100")).text();
    await owner.ok(revokeApiKey, { param });

    const tables = await env.DB.prepare(
      "select name from sqlite_master where type = 'table' and name not like '\\_cf%' escape '\\'",
    ).all<{ name: string }>();
    const rows = await Promise.all(
      tables.results.map(
        async ({ name }) => [name, (await env.DB.prepare(`select * from ${name}`).all()).results] as const,
      ),
    );
    const everywhere = JSON.stringify([rows, written, answers, listed]);
    const { secret_hash, previous_secret_hash } =
      (await env.DB.prepare("select * from api_keys where id = ?").bind(made.id).first()) ?? {};
    for (const text of [made.secret, rotated.secret]) {
      expect(everywhere).not.toContain(text);
      expect(everywhere).not.toContain(text.split("_")[3]?.slice(0, 43));
    }
    for (const hash of [secret_hash, previous_secret_hash]) expect(everywhere.split(String(hash))).toHaveLength(2);
    expect(written.length).toBeGreaterThan(5);
  });
});
