import { and, eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { teams } from "#identity/teams/tables.ts";
import { tenants } from "#identity/tenants/tables.ts";
import { announcer, commit, failIfRightsMoved } from "#platform/commit.ts";
import { decisions } from "#platform/decisions/tables.ts";
import { factBodies, facts, outbox } from "#platform/facts/tables.ts";
import type { Scope } from "#platform/scope.ts";
import { newWorld, type World } from "../support/world/world.ts";

const tell = announcer({ "team.changed": { action: "update", entity: "team" } });

const rename = (scope: Scope, world: World, version: number, name = "Renamed") =>
  scope.db
    .update(teams)
    .set({ name, version: version + 1 })
    .where(and(eq(teams.tenantId, scope.tenant.id), eq(teams.id, world.team.id), eq(teams.version, version)));

const factsOf = (scope: Scope) =>
  scope.db.select().from(facts).where(eq(facts.tenantId, scope.tenant.id)).orderBy(facts.seq);
const nameOf = async (scope: Scope, world: World) =>
  (
    await scope.db
      .select()
      .from(teams)
      .where(and(eq(teams.tenantId, scope.tenant.id), eq(teams.id, world.team.id)))
  )[0]?.name;

describe("commit", () => {
  it("a change and its fact, body and outbox row stand together", async () => {
    const world = await newWorld();
    const scope = world.scope();
    const fact = tell(
      "team.changed",
      world.team.id,
      2,
      { name: "before", tenantId: "x" },
      { name: "after", parentId: null, updatedAt: 0 },
    );
    expect(await commit(scope, { change: rename(scope, world, 1), fact, result: "ok" })).toEqual({
      ok: true,
      value: "ok",
    });
    const [told] = await factsOf(scope);
    expect(told).toMatchObject({
      seq: 1,
      type: "team.changed",
      entityId: world.team.id,
      version: 2,
      actor: world.people.owner.member.id,
    });
    const bodies = await scope.db.select().from(factBodies).where(eq(factBodies.tenantId, scope.tenant.id));
    expect(bodies).toMatchObject([
      { before: { name: "before" }, after: { name: "after", parent_id: null, updated_at: "1970-01-01T00:00:00Z" } },
    ]);
    expect(bodies[0]?.before).not.toHaveProperty("tenant_id");
    expect(await scope.db.select().from(outbox).where(eq(outbox.tenantId, scope.tenant.id))).toHaveLength(1);
  });

  it("a change that touches no row leaves no fact and undoes what hangs on it", async () => {
    const world = await newWorld();
    const scope = world.scope();
    const also = scope.db.update(tenants).set({ name: "Taken over" }).where(eq(tenants.id, scope.tenant.id));
    const fact = tell("team.changed", world.team.id, 8, null, null);
    const outcome = await commit(scope, { change: rename(scope, world, 7), fact, also: [also], result: null });
    expect(outcome).toMatchObject({ ok: false, refusal: { code: "commit.missed" } });
    expect(await factsOf(scope)).toEqual([]);
    const [tenant] = await scope.db.select().from(tenants).where(eq(tenants.id, scope.tenant.id));
    expect(tenant?.name).toBe(world.tenant.name);
  });

  it("a sequence runs without gaps per tenant, also when fifty write at once", async () => {
    const world = await newWorld();
    const scope = world.scope();
    const one = (at: number) =>
      commit(scope, {
        change: scope.db
          .update(teams)
          .set({ description: `write ${at}` })
          .where(and(eq(teams.tenantId, scope.tenant.id), eq(teams.id, world.team.id))),
        fact: tell("team.changed", world.team.id, 2, null, null),
        alsoFacts: [tell("team.changed", world.team.id, 2, null, null)],
        result: at,
      });
    await Promise.all(Array.from({ length: 50 }, (_, at) => one(at)));
    expect((await factsOf(scope)).map((fact) => fact.seq)).toEqual(Array.from({ length: 100 }, (_, at) => at + 1));
  });

  it("a write whose maker's rights have moved asks again, and is made once when they still stand", async () => {
    const world = await newWorld();
    let epoch = 0;
    const base = world.scope();
    const guard = {
      statement: () =>
        failIfRightsMoved(base, sql`(select epoch from tenants where id = ${base.tenant.id}) = ${epoch}`),
      renew: async () => {
        epoch = world.tenant.epoch;
        return true;
      },
    };
    const scope: Scope = { ...base, guard };
    const fact = tell("team.changed", world.team.id, 2, null, null);
    expect(await commit(scope, { change: rename(scope, world, 1), fact, result: 1 })).toMatchObject({ ok: true });
    expect(await factsOf(scope)).toHaveLength(1);
  });

  it("a write whose maker has lost their rights changes nothing", async () => {
    const world = await newWorld();
    const base = world.scope();
    const guard = { statement: () => failIfRightsMoved(base, sql`1 = 0`), renew: async () => false };
    const scope: Scope = { ...base, guard };
    const fact = tell("team.changed", world.team.id, 2, null, null);
    const outcome = await commit(scope, { change: rename(scope, world, 1), fact, result: 1 });
    expect(outcome).toMatchObject({ ok: false, refusal: { code: "commit.rights_lost" } });
    expect(await factsOf(scope)).toEqual([]);
    expect(await nameOf(scope, world)).toBe(world.team.name);
  });

  it("an intent that was decided is not done again, and a broken unique rule is told in the feature's words", async () => {
    const world = await newWorld();
    const decision = {
      id: `intent ${world.mark}`,
      fingerprint: "f",
      render: () => ({ status: 200, body: "{}", entity: null, headers: {} }),
    };
    const scope: Scope = { ...world.scope(), decision };
    const write = (version: number) => ({
      change: rename(scope, world, version),
      fact: tell("team.changed", world.team.id, 2, null, null),
      result: 1,
    });
    expect(await commit(scope, write(1))).toMatchObject({ ok: true });
    expect(await commit(scope, write(2))).toMatchObject({ ok: false, refusal: { code: "commit.decided" } });
    expect(await scope.db.select().from(decisions).where(eq(decisions.id, decision.id))).toHaveLength(1);

    const again = scope.db.insert(teams).values({ ...world.team, id: scope.newId("team"), name: "Renamed" });
    const fact = tell("team.changed", world.team.id, 1, null, null);
    const taken = { "teams.tenant_id, teams.name": { code: "team.name_taken" } };
    const { decision: _, ...free } = scope;
    expect(await commit(free, { change: again, fact, result: 1, taken })).toMatchObject({
      ok: false,
      refusal: { code: "team.name_taken" },
    });
  });
});
