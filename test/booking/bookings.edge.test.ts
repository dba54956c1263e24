import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  cancelBooking,
  confirmBooking,
  createBooking,
  createPublicBooking,
  declineBooking,
  getBooking,
  reassignBooking,
  rescheduleBooking,
} from "#booking/bookings/contract.ts";
import { createTimeOff } from "#availability/time-off/contract.ts";
import { diaryOf } from "#booking/diary/client.ts";
import { changeEventType } from "#booking/event-types/contract.ts";
import {
  createHold,
  createPublicHold,
  extendHold,
  extendPublicHold,
  listHolds,
  releaseHold,
  releasePublicHold,
} from "#booking/holds/contract.ts";
import { suspendMember } from "#identity/members/contract.ts";
import { changePool } from "#booking/pools/contract.ts";
import { getPublicSlots } from "#booking/slots/contract.ts";
import { reservations } from "#booking/reservations/tables.ts";
import { faultsOfFairness } from "../support/fairness.ts";
import { forgetHours, keepsHours } from "../support/hours.ts";
import { bindings, newWorld, testContext, type World } from "../support/world/world.ts";

const now = Date.UTC(2027, 10, 19, 9);
const paris = "Mon-Fri 09:00-17:00 Europe/Paris";
const ada = { name: "Ada Example", email: "ada@guest.example" };

async function office(): Promise<World> {
  const world = await newWorld();
  await forgetHours(world);
  for (const who of ["owner", "recruiter", "berlin", "kolkata", "vancouver"] as const)
    await keepsHours(world, who, paris);
  return world;
}

const taken = (world: World) =>
  testContext()
    .db.select()
    .from(reservations)
    .where(and(eq(reservations.tenantId, world.tenant.id), eq(reservations.active, true)));

async function slotsOf(world: World, kind: keyof World["booking"]["eventTypes"]): Promise<string[]> {
  const { offers } = await world.anonymous.ok(getPublicSlots, {
    param: { tenant: world.tenant.slug, slug: world.booking.eventTypes[kind].slug },
    query: { starts_after: "2027-11-22T00:00:00Z", starts_before: "2027-11-23T00:00:00Z" },
  });
  return (offers[0]?.slots ?? []).map(({ slot_token }) => slot_token);
}

describe("a hold", () => {
  beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
  afterAll(() => void vi.useRealTimers());

  it("of a stranger is confirmed with its token, writes nothing before, and is one however often it is asked for", async () => {
    const world = await office();
    const param = { tenant: world.tenant.slug };
    const [slot_token = ""] = await slotsOf(world, "round_robin");
    const headers = { "Idempotency-Key": "hold" };
    const held = await world.anonymous.ok(createPublicHold, { param, body: { slot_token }, headers });
    expect(await world.anonymous.ok(createPublicHold, { param, body: { slot_token }, headers })).toEqual(held);
    expect(await taken(world)).toEqual([]);
    const body = { hold_token: held.hold_token };
    const longer = await world.anonymous.ok(extendPublicHold, { param: { ...param, id: held.id }, body });
    expect(Date.parse(longer.expires_at) - Date.parse(held.expires_at)).toBe(300_000);
    await world.anonymous.refused(extendPublicHold, { param: { ...param, id: held.id }, body }, "hold.extended_before");
    const made = await world.anonymous.ok(createPublicBooking, { param, body: { ...body, invitee: ada } });
    expect(made.starts_at).toBe(held.starts_at);
    const again = await world.anonymous.refused(
      createPublicBooking,
      { param, body: { ...body, invitee: ada } },
      "hold.confirmed",
    );
    expect(again.problem["booking_id"]).toBe(made.id);
    await world.anonymous.refused(releasePublicHold, { param: { ...param, id: held.id }, body }, "hold.confirmed");
  });

  it("of staff stands in the books until it is booked, released or over", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const body = { event_type_id: world.booking.eventTypes.collective.id, starts_at: "2027-11-22T10:00:00Z" };
    const held = await owner.ok(createHold, { body });
    expect(await taken(world)).toHaveLength(2);
    expect((await owner.ok(listHolds, {})).data.map(({ id }) => id)).toEqual([held.id]);
    await owner.refused(createBooking, { body: { ...body, invitee: ada } }, "slot.taken");
    const longer = await owner.ok(extendHold, { param: { id: held.id } });
    expect(longer.version).toBe(2);
    const made = await owner.ok(createBooking, { body: { hold_token: held.hold_token, invitee: ada } });
    expect(made.hosts).toHaveLength(2);
    expect((await taken(world)).map(({ kind }) => kind)).toEqual(["booking", "booking"]);
    await owner.refused(releaseHold, { param: { id: held.id } }, "hold.confirmed");
    const other = await owner.ok(createHold, { body: { ...body, starts_at: "2027-11-22T12:00:00Z" } });
    await owner.ok(releaseHold, { param: { id: other.id } });
    expect(await taken(world)).toHaveLength(2);
    await owner.ok(createBooking, { body: { ...body, starts_at: "2027-11-22T12:00:00Z", invitee: ada } });
  });

  it("of staff holds one of a pool, however often it is asked for", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const body = { event_type_id: world.booking.eventTypes.round_robin.id, starts_at: "2027-11-22T10:00:00Z" };
    const headers = { "Idempotency-Key": "one of them" };
    const held = await owner.ok(createHold, { body, headers });
    expect(await owner.ok(createHold, { body, headers })).toEqual(held);
    const members = world.booking.seats.map(({ memberId }) => memberId);
    const holds = members.map((member) => diaryOf(bindings, world.tenant.id, member).liveHolds());
    expect((await Promise.all(holds)).flat()).toHaveLength(1);
  });

  it("of staff on a seat of a session gives the seat back when it has lapsed, before any sweep", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const body = { event_type_id: world.booking.eventTypes.group.id, starts_at: "2027-11-22T10:00:00Z" };
    expect((await owner.ok(createHold, { body })).seat).toBe(1);
    vi.setSystemTime(now + 15 * 60_000 + 20_000);
    const later = await world.as("owner");
    expect((await later.ok(createHold, { body })).seat).toBe(1);
    expect((await later.ok(createBooking, { body: { ...body, invitee: ada } })).seat).toBe(2);
    vi.setSystemTime(now + 31 * 60_000);
    const evenLater = await world.as("owner");
    expect((await evenLater.ok(createBooking, { body: { ...body, invitee: ada } })).seat).toBe(1);
    vi.setSystemTime(now);
  });

  it("that lapsed is tried once more when it is confirmed, and refused when the time is gone", async () => {
    const world = await office();
    const param = { tenant: world.tenant.slug };
    const [slot_token = ""] = await slotsOf(world, "one_on_one");
    const held = await world.anonymous.ok(createPublicHold, { param, body: { slot_token } });
    vi.setSystemTime(now + 6 * 60_000);
    const body = { hold_token: held.hold_token, invitee: ada };
    const made = await world.anonymous.ok(createPublicBooking, { param, body });
    expect(made.starts_at).toBe(held.starts_at);
    const [other_token = ""] = await slotsOf(world, "one_on_one");
    const gone = await world.anonymous.ok(createPublicHold, { param, body: { slot_token: other_token } });
    vi.setSystemTime(now + 12 * 60_000);
    const [same_token = ""] = await slotsOf(world, "one_on_one");
    await world.anonymous.ok(createPublicBooking, { param, body: { slot_token: same_token, invitee: ada } });
    const late = { hold_token: gone.hold_token, invitee: ada };
    await world.anonymous.refused(createPublicBooking, { param, body: late }, "slot.taken");
    vi.setSystemTime(now);
  });
});

describe("a booking", () => {
  beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
  afterAll(() => void vi.useRealTimers());

  it("takes the hour of its host, once", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const type = world.booking.eventTypes.one_on_one;
    const body = { event_type_id: type.id, starts_at: "2027-11-22T10:00:00Z", invitee: ada };
    const made = await owner.ok(createBooking, { body, headers: { "Idempotency-Key": "first" } });
    expect(made).toMatchObject({ status: "confirmed", starts_at: "2027-11-22T10:00:00Z", invitee: ada });
    expect(await owner.ok(createBooking, { body, headers: { "Idempotency-Key": "first" } })).toEqual(made);
    expect(await owner.ok(getBooking, { param: { id: made.id } })).toEqual(made);
    const refused = await owner.refused(createBooking, { body }, "slot.taken");
    expect(refused.problem["alternatives"]).toHaveLength(3);
    expect(await taken(world)).toHaveLength(1);
    await owner.refused(
      createBooking,
      { body: { ...body, starts_at: "2027-11-22T11:00:00Z" }, headers: { "Idempotency-Key": "first" } },
      "idempotency.key_reused",
    );
  });

  it("whatever is passed over, takes nobody who is not at work, and no hour in ten years' time", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const of = (kind: "collective" | "one_on_one", starts_at: string) => ({
      body: { event_type_id: world.booking.eventTypes[kind].id, starts_at, force: true, invitee: ada },
    });
    await owner.ok(suspendMember, { param: { id: world.people.berlin.member.id }, body: {} });
    const alone = await owner.refused(createBooking, of("collective", "2027-11-22T10:00:00Z"), "slot.unavailable");
    expect(alone.problem["reasons"]).toEqual(["no_host"]);
    for (const starts_at of ["2038-01-01T10:00:00Z", "9999-12-31T23:59:59-14:00"]) {
      const far = await owner.refused(createBooking, of("one_on_one", starts_at), "slot.unavailable");
      expect(far.problem["reasons"]).toEqual(["horizon"]);
    }
  });

  it("says to whom it is for where to meet once it takes place", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const param = { id: world.booking.eventTypes.one_on_one.id };
    const link = { kind: "link" as const, details: "https://meet.example/ours" };
    const book = async (confirmation_required: boolean) => {
      const asks = { confirmation_required, locations: [link], default_location: "link" as const };
      await owner.ok(changeEventType, { param, body: asks });
      const [slot_token = ""] = await slotsOf(world, "one_on_one");
      const told = { param: { tenant: world.tenant.slug }, body: { slot_token, invitee: ada } };
      return (await world.anonymous.ok(createPublicBooking, told)).location;
    };
    expect(await book(true)).toEqual({ kind: "link", details: null });
    expect(await book(false)).toEqual(link);
  });

  it("has as many hosts wherever it is moved, though another came in the place of one whom a pool had sent", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const body = { event_type_id: world.booking.eventTypes.round_robin.id, starts_at: "2027-11-22T10:00:00Z" };
    const made = await owner.ok(createBooking, { body: { ...body, invitee: ada } });
    const pool = { id: world.booking.pool.id };
    const param = { id: made.id };
    const to = world.people.owner.member.id;
    await owner.ok(changePool, { param: pool, body: { active: false } });
    await owner.ok(reassignBooking, { param, body: { to } });
    for (const [active, starts_at] of [
      [false, "2027-11-22T12:00:00Z"],
      [true, "2027-11-22T14:00:00Z"],
    ] as const) {
      await owner.ok(changePool, { param: pool, body: { active } });
      const moved = await owner.ok(rescheduleBooking, { param, body: { starts_at } });
      expect(moved.hosts).toMatchObject([{ member_id: to, pool_id: null }]);
    }
  });

  it("is refused to strangers without a word of why somebody is away", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const [slot_token = ""] = await slotsOf(world, "one_on_one");
    const dates = { first_date: "2027-11-22", last_date: "2027-11-22" };
    await owner.ok(createTimeOff, { body: { member_id: world.people.recruiter.member.id, ...dates } });
    const param = { tenant: world.tenant.slug };
    const told = await world.anonymous.refused(createPublicHold, { param, body: { slot_token } }, "slot.unavailable");
    expect(told.problem["reasons"]).toEqual(["outside_hours"]);
    const inside = await owner.refused(createBooking, { body: { slot_token, invitee: ada } }, "slot.unavailable");
    expect(inside.problem["reasons"]).toEqual(["time_off"]);
  });

  it("is made by anyone with a slot they were given", async () => {
    const world = await office();
    const type = world.booking.eventTypes.group;
    const { offers } = await world.anonymous.ok(getPublicSlots, {
      param: { tenant: world.tenant.slug, slug: type.slug },
      query: { starts_after: "2027-11-22T00:00:00Z", starts_before: "2027-11-23T00:00:00Z" },
    });
    const token = offers[0]?.slots[0]?.slot_token ?? "";
    const param = { tenant: world.tenant.slug };
    const headers = { "Idempotency-Key": "mine" };
    const made = await world.anonymous.ok(createPublicBooking, {
      param,
      body: { slot_token: token, invitee: ada },
      headers,
    });
    expect(made.manage_token).toMatch(/^lnk_.+\.ten_.+\..+/);
    const again = await world.anonymous.ok(createPublicBooking, {
      param,
      body: { slot_token: token, invitee: ada },
      headers,
    });
    expect(again).toEqual(made);
    expect(await taken(world)).toHaveLength(1);
  });

  it("is moved, and its old hour is free when the new one is taken", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const type = world.booking.eventTypes.round_robin;
    const body = { event_type_id: type.id, starts_at: "2027-11-22T10:00:00Z", invitee: ada };
    const made = await owner.ok(createBooking, { body });
    const param = { id: made.id };
    // Half an hour later: the old hour and the new one overlap, and it is the same host's.
    const moved = await owner.ok(rescheduleBooking, { param, body: { starts_at: "2027-11-22T10:15:00Z" } });
    expect(moved).toMatchObject({ version: 2, sequence: 1, rescheduled_count: 1, starts_at: "2027-11-22T10:15:00Z" });
    expect(moved.hosts).toEqual(made.hosts);
    expect(await taken(world)).toHaveLength(1);
    const other = await owner.ok(createBooking, { body: { ...body, starts_at: "2027-11-22T10:15:00Z" } });
    expect(other.hosts[0]?.member_id).not.toBe(made.hosts[0]?.member_id);
    await owner.refused(
      rescheduleBooking,
      { param: { id: other.id }, body: { starts_at: "2027-11-19T08:00:00Z" } },
      "slot.unavailable",
    );
    const canceled = await owner.ok(cancelBooking, { param, body: { reason: "Ill" } });
    expect(canceled).toMatchObject({
      status: "canceled",
      sequence: 2,
      version: 3,
      ended_by: "staff",
      ended_reason: "Ill",
    });
    await owner.refused(cancelBooking, { param, body: {} }, "booking.wrong_status");
    await owner.ok(createBooking, { body: { ...body, starts_at: "2027-11-22T10:15:00Z" } });
    expect(await faultsOfFairness(bindings.DB)).toEqual([]);
  });

  it("waits for a word where its event type asks for one", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const type = world.booking.eventTypes.one_on_one;
    await owner.ok(changeEventType, { param: { id: type.id }, body: { confirmation_required: true } });
    const param = { tenant: world.tenant.slug };
    const [first = "", second = ""] = await slotsOf(world, "one_on_one");
    const one = await world.anonymous.ok(createPublicBooking, { param, body: { slot_token: first, invitee: ada } });
    expect(one).toMatchObject({ status: "pending", decide_by: "2027-11-21T09:00:00Z" });
    expect((await owner.ok(confirmBooking, { param: { id: one.id } })).status).toBe("confirmed");
    const two = await world.anonymous.ok(createPublicBooking, { param, body: { slot_token: second, invitee: ada } });
    expect((await owner.ok(declineBooking, { param: { id: two.id }, body: {} })).status).toBe("declined");
    expect(await taken(world)).toHaveLength(1);
  });
});
