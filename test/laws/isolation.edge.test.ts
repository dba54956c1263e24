import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { apiRoutes } from "../../src/api.ts";
import { requestFor } from "../../src/client.ts";
import type { OpDef } from "#http/op.ts";
import type { Kind } from "#kernel/ids.ts";
import { validBody } from "../support/bodies.ts";
import { arrange, makeObject } from "../support/objects.ts";
import { bindings, newWorld, send, type World } from "../support/world/world.ts";
import { acrossTenants, queriesIn, unboundTables } from "./tenant-sql.ts";

/** Whose rows belong to no single tenant, or are found by a key that contains it (see isolation.rules.test.ts). */
const keyedOtherwise = new Set(["deliveries", "decisions", "sessions"]);

/** Operations that a made-up request cannot bring to success, and why. What they ask of the database counts all the same. */
const cannotSucceed: Record<string, string> = {};

afterEach(() => void vi.restoreAllMocks());

async function tenantTables(): Promise<ReadonlySet<string>> {
  const { results } = await env.DB.prepare(
    "select name from sqlite_master where type = 'table' and sql like '%tenant\\_id%' escape '\\'",
  ).all<{ name: string }>();
  return new Set(results.map(({ name }) => name).filter((name) => !keyedOtherwise.has(name)));
}

/** A request that this operation should take, in a world of its own. */
async function askFor(op: OpDef, world: World) {
  const param: Record<string, string> = {};
  for (const [name, schema] of Object.entries(op.param?.shape ?? {})) {
    const kind = (schema.meta?.() as { kind?: Kind } | undefined)?.kind;
    const made = kind === undefined ? world.tenant.slug : await makeObject[kind]?.(world, "present");
    if (made === undefined) throw new Error(`test/support/objects.ts cannot make a ${kind}, which ${op.id} needs`);
    param[name] = made;
  }
  await arrange[op.id]?.(world, param);
  const query = op.example?.query ?? {};
  const headers = op.ifMatch === "required" ? { "If-Match": '"1"' } : {};
  return { param, query, body: validBody(op, world), headers };
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
      const world = await newWorld();
      const tables = await tenantTables();
      const ask = await askFor(op, world);
      const credential = op.may === "anyone" ? undefined : await world.tokenOf("owner");
      let answer: Response | undefined;
      const statements = await statementsOf(async () => {
        answer = await send(requestFor({ baseUrl: bindings.PUBLIC_ORIGIN, credential }, op, ask));
        await answer.clone().text();
      });
      const outcome = op.id in cannotSucceed ? "excused" : `${answer?.status} ${await answer?.text()}`;
      expect(outcome).toMatch(/^(?:excused|[23])/);
      expect(statements.filter((sql) => unboundTables(sql, tables).length > 0)).toEqual([]);
    },
  );

  it("so do the questions of the gate, for keys and for people", async () => {
    const world = await newWorld();
    const tables = await tenantTables();
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
    expect(statements.filter((sql) => unboundTables(sql, tables).length > 0)).toEqual([]);
  });

  it("knows the tables, and excuses nothing that needs no excuse", async () => {
    expect(acrossTenants.filter(([pattern]) => !everAsked.some((sql) => pattern.test(sql)))).toEqual([]);
    expect([...(await tenantTables())]).toEqual(
      expect.arrayContaining(["members", "teams", "facts", "api_keys", "roles"]),
    );
    const ids: string[] = apiRoutes.map(({ op }) => op.id);
    expect(Object.keys(cannotSucceed).filter((id) => !ids.includes(id))).toEqual([]);
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
  ])("%s", (sql) => {
    expect(unboundTables(sql, tables)).not.toEqual([]);
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
  ])("and one inside a tenant is not: %s", (sql) => {
    expect(unboundTables(sql, tables)).toEqual([]);
  });

  it("queries are taken apart at their parentheses", () => {
    expect(queriesIn("select a from b where (c = ? and d in (select e from f where (g = ?)))")).toHaveLength(2);
  });
});
