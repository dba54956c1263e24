import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { changeEventType, deleteEventType } from "#booking/event-types/contract.ts";
import {
  changePool,
  createPool,
  deletePool,
  getPool,
  listPoolMembers,
  listPools,
  seatPoolMember,
  unseatPoolMember,
} from "#booking/pools/contract.ts";
import { poolMembers } from "#booking/pools/tables.ts";
import { members } from "#identity/members/tables.ts";
import { newWorld, testContext, type World } from "../support/world/world.ts";

const seen = (version: number) => ({ "If-Match": `"${version}"` });
const idOf = (world: World, who: keyof World["people"]) => world.people[who].member.id;

/** As if so many meetings had been given to somebody. */
async function tookTurns(world: World, who: keyof World["people"], turns: number): Promise<void> {
  await testContext()
    .db.update(poolMembers)
    .set({ assignedCount: turns })
    .where(and(eq(poolMembers.tenantId, world.tenant.id), eq(poolMembers.memberId, idOf(world, who))));
}

describe("pools", () => {
  it("a pool is made, read, changed and deleted, and its ETag follows", async () => {
    const world = await newWorld();
    const recruiter = await world.as("recruiter");

    const made = await recruiter.call(createPool, { body: { name: "Managers", metadata: { floor: "2" } } });
    if (!made.ok) throw new Error("not made");
    expect(made.headers.get("ETag")).toBe('"1"');
    expect(made.headers.get("Location")).toBe(`/v1/pools/${made.body.id}`);
    expect(made.body).toMatchObject({ strategy: "rotate", active: true, description: null });

    const param = { id: made.body.id };
    const changed = await recruiter.ok(changePool, {
      param,
      body: { strategy: "priority", active: false, metadata: { floor: null } },
    });
    expect(changed).toMatchObject({ name: "Managers", strategy: "priority", active: false, metadata: {}, version: 2 });
    await recruiter.refused(changePool, { param, body: { active: true }, headers: seen(1) }, "version.conflict");

    await recruiter.ok(deletePool, { param });
    await recruiter.refused(getPool, { param }, "pool.unknown");
    const viewer = await world.as("viewer");
    expect((await viewer.ok(listPools, {})).data.map(({ id }) => id)).toEqual([world.booking.pool.id]);
  });

  it("two pools of one tenant never share a name, and a deleted one gives its name back", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const first = await owner.ok(createPool, { body: { name: "Managers" } });
    const refusal = await owner.refused(createPool, { body: { name: "Managers" } }, "pool.name_taken");
    expect(refusal.problem.errors?.[0]?.pointer).toBe("/name");
    await owner.refused(
      changePool,
      { param: { id: first.id }, body: { name: world.booking.pool.name } },
      "pool.name_taken",
    );
    await owner.ok(deletePool, { param: { id: first.id } });
    await owner.ok(createPool, { body: { name: "Managers" } });
  });

  it("people are put in, stand differently there, are listed and taken out", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const pool = await owner.ok(createPool, { body: { name: "Managers", strategy: "weighted" } });
    const param = { id: pool.id, member_id: idOf(world, "berlin") };

    expect(await owner.ok(seatPoolMember, { param, body: {} })).toMatchObject({
      standing: "qualified",
      weight: 1,
      priority: 1,
      assigned_count: 0,
      last_assigned_at: null,
      version: 1,
    });
    const changed = await owner.ok(seatPoolMember, { param, body: { standing: "paused", weight: 3, priority: 7 } });
    expect(changed).toMatchObject({ standing: "paused", weight: 3, priority: 7, version: 2 });
    await owner.refused(seatPoolMember, { param, body: {}, headers: seen(1) }, "version.conflict");
    await owner.ok(seatPoolMember, {
      param: { id: pool.id, member_id: idOf(world, "kolkata") },
      body: { standing: "trainee" },
    });

    const learning = await owner.ok(listPoolMembers, { param: { id: pool.id }, query: { standing: "trainee,shadow" } });
    expect(learning.data.map((seat) => seat.member_id)).toEqual([idOf(world, "kolkata")]);
    const shown = await owner.ok(getPool, { param: { id: pool.id }, expand: "members" });
    expect(shown.members?.map((seat) => seat.standing)).toEqual(["paused", "trainee"]);
    const his = await owner.ok(listPools, {
      query: { member_id: idOf(world, "kolkata"), active: "true", strategy: "weighted", q: "MANAG" },
    });
    expect(his.data.map(({ id }) => id)).toEqual([pool.id]);

    await owner.ok(unseatPoolMember, { param });
    await owner.refused(unseatPoolMember, { param }, "pool.member_unknown");
    const stranger = { id: pool.id, member_id: "mem_01h455vb4pex5vsknk084sn02q" };
    await owner.refused(seatPoolMember, { param: stranger, body: {} }, "pool.member_unknown");
  });

  it("a newcomer starts at the mean of those who take turns, a trainee when they are qualified", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const { pool } = world.booking;
    await tookTurns(world, "berlin", 10);
    await tookTurns(world, "kolkata", 5);

    const join = (who: keyof World["people"], standing: "qualified" | "trainee" | "paused") =>
      owner.ok(seatPoolMember, { param: { id: pool.id, member_id: idOf(world, who) }, body: { standing } });
    expect(await join("admin", "qualified")).toMatchObject({ assigned_count: 8 });
    expect(await join("coordinator", "trainee")).toMatchObject({ assigned_count: 0 });
    expect(await join("coordinator", "qualified")).toMatchObject({ assigned_count: 8 });
    // A pause is no new beginning.
    await tookTurns(world, "admin", 30);
    expect(await join("berlin", "paused")).toMatchObject({ assigned_count: 10 });
    expect(await join("berlin", "qualified")).toMatchObject({ assigned_count: 10 });
  });

  it("a pool stays while an event type draws from it", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const param = { id: world.booking.pool.id };
    await owner.refused(deletePool, { param }, "pool.in_use");
    await owner.ok(deleteEventType, { param: { id: world.booking.eventTypes.round_robin.id } });
    await owner.ok(deletePool, { param });
  });

  it("who has left is seen in no pool", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const context = testContext();
    await context.db
      .update(members)
      .set({ deletedAt: context.now })
      .where(and(eq(members.tenantId, world.tenant.id), eq(members.id, idOf(world, "kolkata"))));
    const seats = await owner.ok(listPoolMembers, { param: { id: world.booking.pool.id } });
    expect(seats.data.map((seat) => seat.member_id).toSorted()).toEqual(
      [idOf(world, "berlin"), idOf(world, "vancouver")].toSorted(),
    );
    // What is on offer stays so; nobody has to tidy up first.
    await owner.ok(changeEventType, {
      param: { id: world.booking.eventTypes.round_robin.id },
      body: { notice_minutes: 60 },
    });
  });

  it("of a pool, only those who read pools see anything, and only writers change it", async () => {
    const world = await newWorld();
    const interviewer = await world.as("berlin");
    await interviewer.ok(getPool, { param: { id: world.booking.pool.id } });
    await interviewer.refused(createPool, { body: { name: "Mine" } }, "permission.missing");
    const coordinator = await world.as("coordinator");
    await coordinator.refused(listPools, {}, "permission.missing");
  });
});
