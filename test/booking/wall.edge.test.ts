import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { cancelBooking, createBooking, getBooking, rescheduleBooking } from "#booking/bookings/contract.ts";
import { bookingEvents, bookings } from "#booking/bookings/tables.ts";
import { keepWallTime, listMovedBookings } from "#booking/bookings/wall-contract.ts";
import { createPublicHold } from "#booking/holds/contract.ts";
import { eventTypes } from "#booking/event-types/tables.ts";
import { poolMembers } from "#booking/pools/tables.ts";
import { reservations } from "#booking/reservations/tables.ts";
import { mintSlotToken } from "#booking/slots/token.ts";
import type { Id } from "#kernel/ids.ts";
import { after, asInstant, day, hour, type Instant, minute, toWire } from "#kernel/instant.ts";
import { readClock } from "#platform/clock.ts";
import { onWall } from "#time/wall.ts";
import { tzVersion, zoneOf } from "#time/zones.ts";
import { faultsOfFairness } from "../support/fairness.ts";
import { forgetHours, keepsHours } from "../support/hours.ts";
import { toldIn } from "../support/people.ts";
import type { PersonKey } from "../support/world/company.ts";
import { bindings, newWorld, testContext, type World } from "../support/world/world.ts";

const started = readClock();
const morning = asInstant(Math.floor(started / day) * day + 3 * day + 9 * hour);
const ada = { name: "Ada Example", email: "ada@guest.example" };
const paris = zoneOf("Europe/Paris");
type Kind = keyof World["booking"]["eventTypes"];
type Made = { id: string };

async function office(): Promise<World> {
  const world = await newWorld();
  await forgetHours(world);
  const people: PersonKey[] = ["owner", "recruiter", "berlin", "kolkata"];
  for (const who of people) await keepsHours(world, who, "Mon-Sun 00:00-24:00 UTC");
  return world;
}

const db = () => testContext().db;
const wallAt = (instant: Instant): string => (paris === undefined ? "" : onWall(instant, paris));

async function booked(world: World, kind: Kind, start: Instant, more: object = {}): Promise<Made> {
  const owner = await world.as("owner");
  const event_type_id = world.booking.eventTypes[kind].id;
  return owner.ok(createBooking, { body: { event_type_id, starts_at: toWire(start), invitee: ada, ...more } });
}

/** As if the booking had been made by an older table, whose wall was so far ahead of ours. */
const promisedBefore = (world: World, { id }: Made, wall: string, edition = "2020a") =>
  db()
    .update(bookings)
    .set({ tzVersion: edition, localStartsAt: wall, version: sql`${bookings.version} + 1` })
    .where(and(eq(bookings.tenantId, world.tenant.id), eq(bookings.id, id as Id<"booking">)));

const aheadBy = (world: World, made: Made, start: Instant, millis: number) =>
  promisedBefore(world, made, wallAt(after(start, millis)));

async function listed(world: World, page: { limit?: number; cursor?: string } = {}) {
  const owner = await world.as("owner");
  return owner.ok(listMovedBookings, { page });
}

const takenBy = (world: World) =>
  db()
    .select({ start: reservations.startsAt, member: reservations.memberId, seat: reservations.seatNo })
    .from(reservations)
    .where(and(eq(reservations.tenantId, world.tenant.id), eq(reservations.active, true)))
    .orderBy(reservations.startsAt, reservations.memberId);

beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"], now: started }));
afterAll(() => void vi.useRealTimers());

describe("bookings that a new zone table moves", () => {
  it("are listed by their start: ahead, standing, promised by another edition, and on another wall by ours", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const starts = [0, 1, 2, 3, 4, 5].map((place) => after(morning, place * 2 * hour));
    const [first, same, gone, skipped, ended, ours] = await Promise.all(
      starts.map((start) => booked(world, "one_on_one", start)),
    ).then((made) => made as [Made, Made, Made, Made, Made, Made]);
    const [at0, at1, at2, , at4] = starts as [Instant, Instant, Instant, Instant, Instant];
    await aheadBy(world, first, at0, hour);
    await aheadBy(world, same, at1, 0);
    await aheadBy(world, gone, at2, -30 * minute);
    await promisedBefore(world, skipped, "2040-03-25T02:30:00");
    await aheadBy(world, ended, at4, hour);
    await owner.ok(cancelBooking, { param: { id: ended.id }, body: {} });

    const { data, has_more } = await listed(world);
    expect(has_more).toBe(false);
    expect(data).toEqual([
      {
        object: "moved_booking",
        booking_id: first.id,
        event_type_id: world.booking.eventTypes.one_on_one.id,
        status: "confirmed",
        time_zone: "Europe/Paris",
        local_starts_at: wallAt(after(at0, hour)),
        tz_version: "2020a",
        current_tz_version: tzVersion,
        starts_at: toWire(at0),
        reading: "once",
        would_start_at: toWire(after(at0, hour)),
        drift_minutes: 60,
      },
      expect.objectContaining({ booking_id: gone.id, reading: "once", drift_minutes: -30 }),
      expect.objectContaining({ booking_id: skipped.id, reading: "never", would_start_at: null, drift_minutes: null }),
    ]);
    expect(ours).toBeDefined();
    const page = await listed(world, { limit: 1 });
    expect(page.data.map(({ booking_id }) => booking_id)).toEqual([first.id]);
    const next = await listed(world, { limit: 1, cursor: page.next_cursor ?? "" });
    expect(next.data.map(({ booking_id }) => booking_id)).toEqual([gone.id]);
    vi.setSystemTime(after(at0, minute));
    expect((await listed(world)).data.map(({ booking_id }) => booking_id)).toEqual([gone.id, skipped.id]);
    vi.setSystemTime(started);
  });

  it("are found behind ten thousand others, a bounded part of the agenda at a time", async () => {
    const world = await office();
    const late = after(morning, 300 * day);
    const one = await booked(world, "one_on_one", late, { force: true });
    await aheadBy(world, one, late, hour);
    const { id } = world.tenant;
    await bindings.DB.prepare(
      `with recursive n(i) as (select 1 union all select i + 1 from n where i < 12000)
       insert into bookings (tenant_id, id, kind, txn, status, source, starts_at, ends_at, time_zone, local_starts_at,
         tz_version, location_kind, rescheduled_count, sequence, seq, metadata, created_by, created_at, updated_at, version)
       select tenant_id, 'bkg_' || i, kind, 'txn ' || i, status, source, ? + i * 60000, ? + i * 60000 + 1800000, time_zone,
         'none', ?, location_kind, 0, 0, 1, '{}', created_by, created_at, updated_at, 1
       from bookings, n where tenant_id = ?`,
    )
      .bind(morning, morning, tzVersion, id)
      .run();
    const first = await listed(world);
    expect(first.data).toEqual([]);
    expect(first.has_more).toBe(true);
    const second = await listed(world, { cursor: first.next_cursor ?? "" });
    expect(second.data.map(({ booking_id }) => booking_id)).toEqual([one.id]);
    expect(second.has_more).toBe(false);
  });
});

describe("keeping the wall time", () => {
  it("moves the meeting to where its wall time is now, once, and counts as no rescheduling", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const made = await booked(world, "collective", morning);
    const before = await owner.ok(getBooking, { param: { id: made.id } });
    await aheadBy(world, made, morning, 30 * minute);
    const ask = { param: { id: made.id }, headers: { "Idempotency-Key": "wall" } };
    const kept = await owner.ok(keepWallTime, ask);
    expect(kept).toMatchObject({
      starts_at: toWire(after(morning, 30 * minute)),
      ends_at: toWire(after(morning, 90 * minute)),
      local_starts_at: wallAt(after(morning, 30 * minute)),
      tz_version: tzVersion,
      version: 3,
      sequence: 1,
      rescheduled_count: 0,
      hosts: before.hosts,
    });
    expect(await owner.ok(keepWallTime, ask)).toEqual(kept);
    expect((await takenBy(world)).map(({ start }) => start)).toEqual(Array(2).fill(after(morning, 30 * minute)));
    expect((await toldIn(world.tenant.id)).at(-1)).toMatchObject({ type: "booking.wall_time_kept", entity: made.id });
    const events = await db()
      .select()
      .from(bookingEvents)
      .where(eq(bookingEvents.bookingId, kept.id as Id<"booking">));
    expect(events.at(-1)).toMatchObject({ version: 3, type: "wall_time_kept", party: "staff", sequence: 1 });
    expect((await listed(world)).data).toEqual([]);
    await owner.refused(keepWallTime, { param: { id: made.id } }, "booking.not_moved");
    // The old hour is free again, as far as the new one leaves it.
    await booked(world, "collective", after(morning, -2 * hour));
  });

  it("asks nobody's hours, notice or limits, and keeps whoever was sent, though the pool would send somebody else by now", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const day1 = [0, 2].map((place) => after(morning, place * hour));
    const made: Made[] = [];
    for (const start of [...day1, ...day1]) made.push(await booked(world, "round_robin", start));
    const one = made[0] as Made;
    const before = await owner.ok(getBooking, { param: { id: one.id } });
    const host = before.hosts[0]?.member_id as Id<"member">;
    await aheadBy(world, one, morning, hour);
    // Two a day were allowed; each host has two already, and one more by force.
    await booked(world, "round_robin", after(morning, 6 * hour), { force: true, host_ids: [host] });
    await forgetHours(world);
    const seat = and(eq(poolMembers.poolId, world.booking.pool.id), eq(poolMembers.memberId, host));
    await db().update(poolMembers).set({ standing: "trainee" }).where(seat);
    const kept = await owner.ok(keepWallTime, { param: { id: one.id } });
    expect(kept).toMatchObject({ starts_at: toWire(after(morning, hour)), hosts: before.hosts });
    expect(await faultsOfFairness(bindings.DB)).toEqual([]);
  });

  it("is refused where somebody else has that hour, with other times", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const made = await booked(world, "one_on_one", morning);
    await booked(world, "one_on_one", after(morning, hour));
    await aheadBy(world, made, morning, hour);
    const refused = await owner.refused(keepWallTime, { param: { id: made.id } }, "slot.taken");
    expect(refused.problem).toMatchObject({ clash: "meeting", retry: "new-key" });
    expect(refused.problem["alternatives"]).toHaveLength(3);
    // A stranger's hold is in no book; the diary knows it.
    const other = await booked(world, "one_on_one", after(morning, 4 * hour));
    await aheadBy(world, other, after(morning, 4 * hour), hour);
    const slot = { eventType: world.booking.eventTypes.one_on_one.id, start: after(morning, 5 * hour), minutes: 30 };
    const token = await mintSlotToken(testContext().config, world.tenant.id, slot, started);
    const param = { tenant: world.tenant.slug };
    await world.anonymous.ok(createPublicHold, { param, body: { slot_token: token } });
    await owner.refused(keepWallTime, { param: { id: other.id } }, "slot.taken");
    expect((await listed(world)).data).toHaveLength(2);
  });

  it("is refused for what stands, has ended, has begun, or has no wall time any more", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const made = await booked(world, "one_on_one", morning);
    const param = { id: made.id };
    await owner.refused(keepWallTime, { param }, "booking.not_moved");
    await promisedBefore(world, made, "2040-03-25T02:30:00");
    await owner.refused(keepWallTime, { param }, "booking.wall_time_gone");
    await owner.refused(keepWallTime, { param, headers: { "If-Match": '"1"' } }, "version.conflict");
    await aheadBy(world, made, morning, -hour);
    vi.setSystemTime(after(morning, -30 * minute));
    await (await world.as("owner")).refused(keepWallTime, { param }, "slot.unavailable");
    vi.setSystemTime(after(morning, minute));
    await (await world.as("owner")).refused(keepWallTime, { param }, "booking.over");
    vi.setSystemTime(started);
    await owner.ok(cancelBooking, { param, body: {} });
    await owner.refused(keepWallTime, { param }, "booking.wrong_status");
    const berlin = await world.as("berlin");
    await berlin.refused(keepWallTime, { param }, "permission.missing");
  });
});

describe("a group session", () => {
  it("that is no longer than the clocks moved goes seat by seat, and is one session again", async () => {
    const world = await office();
    const owner = await world.as("owner");
    await db()
      .update(eventTypes)
      .set({ capacity: 3, durations: [60], defaultMinutes: 60 })
      .where(eq(eventTypes.id, world.booking.eventTypes.group.id));
    const seats: Made[] = [];
    for (let seat = 0; seat < 3; seat++) seats.push(await booked(world, "group", morning));
    for (const seat of seats) await aheadBy(world, seat, morning, hour);
    const kept = [];
    for (const { id } of seats.toReversed()) kept.push(await owner.ok(keepWallTime, { param: { id } }));
    expect(kept.map(({ seat }) => seat)).toEqual([1, 2, 3]);
    const there = await takenBy(world);
    expect(there.map(({ start }) => start)).toEqual(Array(3).fill(after(morning, hour)));
    const rows = await db().select().from(bookings).where(eq(bookings.tenantId, world.tenant.id));
    expect(new Set(rows.map(({ share }) => share)).size).toBe(1);
    // Full, and nobody is where it was.
    const event_type_id = world.booking.eventTypes.group.id;
    const again = { event_type_id, invitee: ada };
    await owner.refused(createBooking, { body: { ...again, starts_at: toWire(after(morning, hour)) } }, "slot.taken");
    await owner.ok(createBooking, { body: { ...again, starts_at: toWire(morning) } });
  });

  it("that is longer has its own other seats in the way: the last one left can be moved, and the others follow by hand", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const [one, two] = [await booked(world, "group", morning), await booked(world, "group", morning)];
    for (const seat of [one, two]) await aheadBy(world, seat, morning, hour);
    const refused = await owner.refused(keepWallTime, { param: { id: one.id } }, "slot.taken");
    expect(refused.problem["clash"]).toBe("meeting");
    const aside = toWire(after(morning, 8 * hour));
    await owner.ok(rescheduleBooking, { param: { id: two.id }, body: { starts_at: aside } });
    await owner.ok(keepWallTime, { param: { id: one.id } });
    const starts_at = toWire(after(morning, hour));
    const back = await owner.ok(rescheduleBooking, { param: { id: two.id }, body: { starts_at } });
    expect(back).toMatchObject({ seat: 2, starts_at });
  });
});
