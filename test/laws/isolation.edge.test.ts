import { env } from "cloudflare:workers";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { apiRoutes } from "../../src/api.ts";
import { requestFor } from "../../src/client.ts";
import type { OpDef } from "#http/op.ts";
import { bindings, newWorld, send, type World } from "../support/world/world.ts";
import { askingFor, staleAskings } from "./askings.ts";
import { acrossTenants, queriesIn, unboundTables } from "./tenant-sql.ts";

/** Whose rows belong to no single tenant, or are found by a key that contains it (see isolation.rules.test.ts). */
const keyedOtherwise = new Set(["deliveries", "decisions", "sessions"]);

let ofTenants: ReadonlySet<string> = new Set();

// What the queue makes of it afterwards asks nothing on behalf of whoever asked.
const mute = () => vi.spyOn(bindings.FACTS, "sendBatch").mockResolvedValue({} as QueueSendBatchResponse);

beforeAll(async () => {
  ofTenants = await tenantTables();
});
afterEach(() => void vi.restoreAllMocks());
afterAll(() => {
  looked = undefined;
});

/** A company that is only looked at serves for so many looks, each well within what its owner may ask. */
let looked: { world: World; times: number } | undefined;

/** What somebody reads in their company leaves it as it was; whoever writes, or is no one's member, has one of their own. */
async function worldFor(op: OpDef): Promise<World> {
  if (op.method !== "get" || op.may === "person" || op.may === "anyone") return newWorld();
  looked = looked !== undefined && looked.times < 50 ? looked : { world: await newWorld(), times: 0 };
  looked.times += 1;
  return looked.world;
}

async function tenantTables(): Promise<ReadonlySet<string>> {
  const { results } = await env.DB.prepare(
    "select name from sqlite_master where type = 'table' and sql like '%tenant\\_id%' escape '\\'",
  ).all<{ name: string }>();
  return new Set(results.map(({ name }) => name).filter((name) => !keyedOtherwise.has(name)));
}

const everAsked: string[] = [];

/** Every statement sent while the work is done. */
async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const asked = vi.spyOn(env.DB, "prepare");
  await work();
  const statements = asked.mock.calls.map(([sql]) => sql);
  asked.mockRestore();
  everAsked.push(...statements);
  return statements;
}

describe("the isolation of tenants in every question asked", () => {
  it.each(apiRoutes.map(({ op }) => [`${op.method.toUpperCase()} ${op.path}`, op] as const))(
    "%s holds every tenant table it touches to one tenant",
    async (_, op) => {
      mute();
      const world = await worldFor(op);
      const asking = await askingFor(op, world);
      let outcome = "";
      const statements = await statementsOf(async () => {
        const answer = await send(
          requestFor({ baseUrl: bindings.PUBLIC_ORIGIN, credential: asking.credential }, op, asking),
        );
        outcome = `${answer.status} ${await answer.text()}`;
      });
      // Only what succeeds has asked all its questions.
      expect(outcome).toMatch(/^[23]/);
      const reach = { person: op.may === "person" || op.may === "anyone" };
      expect(statements.filter((sql) => unboundTables(sql, ofTenants, reach).length > 0)).toEqual([]);
    },
  );

  it("so do the questions of the gate, for keys and for people", async () => {
    const world = await newWorld();
    const token = await world.tokenOf("berlin");
    // A moved epoch makes the gate read rights anew.
    await env.DB.prepare("update tenants set epoch = epoch + 1 where id = ?").bind(world.tenant.id).run();
    const statements = await statementsOf(async () => {
      for (const credential of [token, world.keys.full.text]) {
        const answer = await send(
          new Request(`${bindings.PUBLIC_ORIGIN}/v1/teams`, { headers: { Authorization: `Bearer ${credential}` } }),
        );
        expect(answer.status).toBe(200);
      }
    });
    expect(statements.some((sql) => sql.includes('from "role_grants"'))).toBe(true);
    expect(statements.filter((sql) => unboundTables(sql, ofTenants).length > 0)).toEqual([]);
  });

  it("knows the tables, and excuses nothing that needs no excuse", async () => {
    expect(acrossTenants.filter(([pattern]) => !everAsked.some((sql) => pattern.test(sql)))).toEqual([]);
    expect([...ofTenants]).toEqual(expect.arrayContaining(["members", "teams", "facts", "api_keys", "roles"]));
    expect(staleAskings(apiRoutes.map(({ op }) => op))).toEqual([]);
  });
});

describe("a question across tenants is seen", () => {
  const tables = new Set(["teams", "members"]);

  it.each([
    'select "tenant_id", "name" from "teams" where "teams"."id" = ?',
    'select "name" from "teams"',
    'update "teams" set "tenant_id" = ? where "id" = ?',
    'delete from "teams" where "id" = ?',
    'insert into "teams" ("id", "name") values (?, ?)',
    'select "id" from "members" where "members"."tenant_id" = ? and "id" in (select "member_id" from "teams" where "name" = ?)',
    'select "id" from "members" where "id" in (select "member_id" from "teams" where "tenant_id" = ?)',
    'select "name" from "teams" inner join "tenants" on "tenants"."id" = "teams"."tenant_id" where "teams"."id" = ?',
    'select "name" from "teams" where "tenant_id" is not null and "id" = ?',
    'select "a"."id" from "teams" inner join "members" on "members"."id" = "teams"."id" where "teams"."tenant_id" = ?',
    "insert into teams (tenant_id, id) select ?, ? from members where name = 'tenant_id'",
    "select count(*) from teams",
    "select name from teams where tenant_id = (select id from tenants where slug = ?)",
    "select name from teams where tenant_id = (select id from tenants where deleted_at is null and status <> 'suspended')",
    "select name from teams where tenant_id = (select id from tenants where slug = ? and deleted_at is null and status <> 'suspended')",
  ])("%s", (sql) => {
    expect(unboundTables(sql, tables)).not.toEqual([]);
  });

  it("a question about one person crosses tenants where that person asks, and nowhere else", () => {
    const own = 'select "id" from "members" where "members"."user_id" = ?';
    expect(unboundTables(own, tables, { person: true })).toEqual([]);
    expect(unboundTables(own, tables)).toEqual(["members"]);
    expect(unboundTables('select "id" from "teams" where "id" = ?', tables, { person: true })).toEqual(["teams"]);
  });

  it.each([
    'select "name" from "teams" where ("teams"."tenant_id" = ? and "teams"."id" = ?)',
    'update "teams" set "name" = ? where ("teams"."tenant_id" = ? and "teams"."version" = ?)',
    'insert into "teams" ("tenant_id", "id") values (?, ?)',
    "insert into teams (tenant_id, seq) select ?, coalesce((select max(seq) from teams where tenant_id = ?), 0) + 1 where changes() > 0",
    'select "id" from "members" where "tenant_id" = ? and exists (select 1 from json_each("scopes") held where held.value = ?)',
    'select "a"."id" from "teams" inner join "members" on "members"."tenant_id" = "teams"."tenant_id" where "teams"."tenant_id" = ?',
    'insert into "teams" ("tenant_id", "id") values (?, ?) on conflict do nothing',
    'select "id" from "users" where "id" = ?',
    "select name from teams where tenant_id = (select id from tenants where slug = ? and deleted_at is null and status <> 'suspended' and (status <> 'demo' or demo_ends_at is null or demo_ends_at > ?))",
    'delete from "teams" where ("teams"."tenant_id", "teams"."id") in (select value ->> 0, value ->> 1 from json_each(?))',
  ])("and one inside a tenant is not: %s", (sql) => {
    expect(unboundTables(sql, tables)).toEqual([]);
  });

  it("queries are taken apart at their parentheses", () => {
    expect(queriesIn("select a from b where (c = ? and d in (select e from f where (g = ?)))")).toHaveLength(2);
  });
});
