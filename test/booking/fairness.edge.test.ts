import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { type Attendee, attendees, type Booking, bookings } from "#booking/bookings/tables.ts";
import { type PoolMember, poolMembers } from "#booking/pools/tables.ts";
import { after, hour } from "#kernel/instant.ts";
import { faultsOfFairness } from "../support/fairness.ts";
import { at } from "../support/hours.ts";
import { bindings, newWorld, type World } from "../support/world/world.ts";

const ten = at("2026-11-23T10:00:00Z");

/** A meeting that was promised, and the host a pool sent to it. */
async function isSent(
  world: World,
  assignedAt: number | null,
  change: { booking?: Partial<Booking>; host?: Partial<Attendee> } = {},
) {
  const { db, newId, now } = world.scope();
  const dates = { createdAt: now, updatedAt: now };
  const booking: typeof bookings.$inferInsert = {
    tenantId: world.tenant.id,
    id: newId("booking"),
    kind: "round_robin",
    txn: newId("hold"),
    status: "confirmed",
    source: "staff",
    startsAt: ten,
    endsAt: after(ten, hour),
    timeZone: "Europe/Paris",
    localStartsAt: "2026-11-23T11:00",
    tzVersion: "2026f",
    locationKind: "video",
    seq: 1,
    metadata: {},
    createdBy: "system",
    ...dates,
    ...change.booking,
  };
  await db.insert(bookings).values(booking);
  await db.insert(attendees).values({
    tenantId: world.tenant.id,
    id: newId("attendee"),
    bookingId: booking.id,
    role: "host",
    memberId: world.people.berlin.member.id,
    poolId: world.booking.pool.id,
    assignedAt: assignedAt === null ? null : after(ten, assignedAt),
    rsvp: "needs_action",
    position: 0,
    ...dates,
    ...change.host,
  });
}

async function counts(world: World, seat: Partial<PoolMember>) {
  const { db } = world.scope();
  const mine = and(
    eq(poolMembers.tenantId, world.tenant.id),
    eq(poolMembers.poolId, world.booking.pool.id),
    eq(poolMembers.memberId, world.people.berlin.member.id),
  );
  await db.update(poolMembers).set(seat).where(mine);
}

/** The faults of this company alone. */
async function faultsIn(world: World): Promise<string[]> {
  const found = (await faultsOfFairness(bindings.DB)).filter((fault) => fault.includes(world.booking.pool.id));
  return found.map((fault) => fault.replaceAll(/\S+_\w{26}/g, "…"));
}

describe("the counters of a pool", () => {
  it("are told again from the meetings people were sent to, over what they began with", async () => {
    const world = await newWorld();
    expect(await faultsIn(world)).toEqual([]);
    await isSent(world, 1);
    await isSent(world, 5);
    await isSent(world, null, { booking: { status: "canceled" } });
    await isSent(world, 9, { host: { memberId: world.people.kolkata.member.id, poolId: null } });
    await counts(world, { startingCount: 7, assignedCount: 9, lastAssignedAt: after(ten, 5) });
    expect(await faultsIn(world)).toEqual([]);
  });

  it("that count one too many or too few, or another last turn, are seen", async () => {
    const world = await newWorld();
    await isSent(world, 1);
    expect(await faultsIn(world)).toEqual([
      "… of … counts 0 and took 1",
      `… of … was last sent at ${ten + 1}, not at null`,
    ]);
    await counts(world, { assignedCount: 2, lastAssignedAt: after(ten, 1) });
    expect(await faultsIn(world)).toEqual(["… of … counts 2 and took 1"]);
    await counts(world, { assignedCount: 1, lastAssignedAt: after(ten, 2) });
    expect(await faultsIn(world)).toEqual([`… of … was last sent at ${ten + 1}, not at ${ten + 2}`]);
  });

  it("that still stand at the last turn when all are undone are seen", async () => {
    const world = await newWorld();
    await isSent(world, null);
    await counts(world, { lastAssignedAt: ten });
    expect(await faultsIn(world)).toEqual([`… of … was last sent at null, not at ${ten}`]);
  });

  it.each<Parameters<typeof isSent>[2]>([
    { booking: { status: "canceled" } },
    { booking: { status: "declined" } },
    { booking: { status: "expired" } },
    { host: { removedAt: ten } },
  ])("that agree on a turn which was undone are seen too: %j", async (change) => {
    const world = await newWorld();
    await isSent(world, 1, change);
    await counts(world, { assignedCount: 1, lastAssignedAt: after(ten, 1) });
    expect(await faultsIn(world)).toEqual(["… of … still counts …"]);
  });
});
