import { and, eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { newcomer } from "#availability/interviewing/rules.ts";
import { interviewers } from "#availability/interviewing/tables.ts";
import { bookByLink } from "#booking/bookings/actions.ts";
import {
  addGuests,
  cancelBooking,
  changeBooking,
  completeBooking,
  confirmBooking,
  createBooking,
  createPublicBooking,
  declineBooking,
  getBooking,
  markNoShow,
  reassignBooking,
  removeGuest,
  rescheduleBooking,
} from "#booking/bookings/contract.ts";
import { completeOver, expireUndecided } from "#booking/bookings/sweep.ts";
import { attendees, bookingEvents, bookings } from "#booking/bookings/tables.ts";
import { changeEventType } from "#booking/event-types/contract.ts";
import { links } from "#booking/links/tables.ts";
import { changePool, seatPoolMember, unseatPoolMember } from "#booking/pools/contract.ts";
import { updateSeat } from "#booking/pools/store.ts";
import { poolMembers } from "#booking/pools/tables.ts";
import { reservations } from "#booking/reservations/tables.ts";
import { getLinkSlots } from "#booking/slots/contract.ts";
import { mintSlotToken } from "#booking/slots/token.ts";
import { members } from "#identity/members/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { after, asInstant, day, hour, type Instant, minute, toWire } from "#kernel/instant.ts";
import { readClock } from "#platform/clock.ts";
import { sendBatch } from "#platform/d1.ts";
import { facts } from "#platform/facts/tables.ts";
import { faultsOfFairness } from "../support/fairness.ts";
import { forgetHours, isTaken, keepsHours } from "../support/hours.ts";
import { settle, wrongIn } from "../support/standing.ts";
import type { PersonKey } from "../support/world/company.ts";
import { bindings, newWorld, testContext, type World } from "../support/world/world.ts";

const started = readClock();
const ten = asInstant(Math.floor(started / day) * day + 3 * day + 10 * hour);
const ada = { name: "Ada Example", email: "ada@guest.example" };
const always = "Mon-Sun 00:00-24:00 UTC";

type Kind = keyof World["booking"]["eventTypes"];

let world: World;
/** What the books say that no booking ever did: hours of `isTaken`, and versions that a test has written. */
let madeUp: string[];
const { db } = testContext();

const member = (who: PersonKey): Id<"member"> => world.people[who].member.id;
const nameOf = (id: string | undefined): string | undefined =>
  (Object.keys(world.people) as PersonKey[]).find((who) => member(who) === id);
const inOrder = (names: readonly (string | null | undefined)[]): string[] =>
  names.map((name) => name ?? "").toSorted((one, other) => one.localeCompare(other));
const hostsOf = ({ hosts }: { hosts: { member_id: string }[] }) => hosts.map(({ member_id }) => nameOf(member_id));

async function booked(kind: Kind, start: Instant = ten, more: object = {}) {
  const owner = await world.as("owner");
  const event_type_id = world.booking.eventTypes[kind].id;
  return owner.ok(createBooking, { body: { event_type_id, starts_at: toWire(start), invitee: ada, ...more } });
}

/** Made by a stranger, of an event type that asks for a host's word. */
async function asked(start: Instant = ten) {
  const owner = await world.as("owner");
  const { id } = world.booking.eventTypes.one_on_one;
  await owner.ok(changeEventType, { param: { id }, body: { confirmation_required: true } });
  const param = { tenant: world.tenant.slug };
  const { config, now } = testContext();
  const slot_token = await mintSlotToken(config, world.tenant.id, { eventType: id, start, minutes: 30 }, now);
  return world.anonymous.ok(createPublicBooking, { param, body: { slot_token, invitee: ada } });
}

/** Whose hours are taken, at which intent. */
const taken = () =>
  db
    .select({ member: reservations.memberId, txn: reservations.txn, booking: reservations.bookingId })
    .from(reservations)
    .where(and(eq(reservations.tenantId, world.tenant.id), eq(reservations.active, true)));

const takers = async () => inOrder((await taken()).map(({ member: id }) => nameOf(id)));

const rowOf = async ({ id }: { id: string }) =>
  (
    await db
      .select()
      .from(bookings)
      .where(and(eq(bookings.tenantId, world.tenant.id), eq(bookings.id, id as Id<"booking">)))
  )[0];

const seatOf = async (who: PersonKey) => {
  const [seat] = await db
    .select()
    .from(poolMembers)
    .where(and(eq(poolMembers.tenantId, world.tenant.id), eq(poolMembers.memberId, member(who))));
  return seat;
};

/** What a booking went through, by its events and by its facts. */
async function told({ id }: { id: string }) {
  const events = await db
    .select({ type: bookingEvents.type, version: bookingEvents.version })
    .from(bookingEvents)
    .where(and(eq(bookingEvents.tenantId, world.tenant.id), eq(bookingEvents.bookingId, id as Id<"booking">)))
    .orderBy(bookingEvents.version);
  const said = await db
    .select({ type: facts.type, version: facts.version })
    .from(facts)
    .where(and(eq(facts.tenantId, world.tenant.id), eq(facts.entityId, id)))
    .orderBy(facts.version);
  expect(said).toEqual(events.map(({ type, version }) => ({ type: `booking.${type}`, version })));
  return events.map(({ type }) => type);
}

const guest = (name: string) => ({ name, email: `${name}@guest.example` });
const at = (now: Instant) => ({ ...testContext(), now });

/** How many minutes after ten the other times are that a refusal tells. */
const startsOf = (problem: object) =>
  ("alternatives" in problem ? (problem.alternatives as { starts_at: string }[]) : []).map(
    ({ starts_at }) => (Date.parse(starts_at) - ten) / minute,
  );

beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"], now: started }));
afterAll(() => void vi.useRealTimers());

beforeEach(async () => {
  vi.setSystemTime(started);
  madeUp = ["is kept for res_"];
  world = await newWorld();
  await forgetHours(world);
  const hosts = ["owner", "recruiter", "berlin", "kolkata"] as const;
  await Promise.all(hosts.map((who) => keepsHours(world, who, always)));
});

afterEach(async () => {
  vi.restoreAllMocks();
  await settle(world);
  const wrong = await wrongIn(world, []);
  expect(wrong.filter((fault) => !madeUp.some((words) => fault.includes(words)))).toEqual([]);
  expect(await faultsOfFairness(bindings.DB)).toEqual([]);
});

describe("a host is replaced", () => {
  it("by the other of their pool, who gets the turn, at the same time and in the same booking", async () => {
    const owner = await world.as("owner");
    const made = await booked("round_robin");
    const [first] = hostsOf(made);
    const [before] = await taken();
    const headers = { "Idempotency-Key": "instead" };
    const given = await owner.ok(reassignBooking, { param: { id: made.id }, body: { reason: "Ill" }, headers });
    expect(given).toMatchObject({ version: 2, sequence: 1, rescheduled_count: 0, starts_at: made.starts_at });
    expect(given.hosts).toHaveLength(1);
    expect(hostsOf(given)).not.toEqual([first]);
    expect(given.hosts[0]?.pool_id).toBe(world.booking.pool.id);
    expect(await owner.ok(reassignBooking, { param: { id: made.id }, body: { reason: "Ill" }, headers })).toEqual(
      given,
    );
    expect(await takers()).toEqual(hostsOf(given));
    expect((await taken())[0]?.txn).not.toBe(before?.txn);
    expect(await seatOf(first as PersonKey)).toMatchObject({ assignedCount: 0, lastAssignedAt: null });
    expect(await seatOf(hostsOf(given)[0] as PersonKey)).toMatchObject({ assignedCount: 1, lastAssignedAt: started });
    expect(await told(made)).toEqual(["created", "reassigned"]);
    // Whoever was replaced is free then.
    const type = world.booking.eventTypes.round_robin.id;
    const body = { event_type_id: type, starts_at: made.starts_at, invitee: ada };
    expect(hostsOf(await owner.ok(createBooking, { body }))).toEqual([first]);
  });

  it("by nobody where the others of the pool are taken, away or only learning", async () => {
    const owner = await world.as("owner");
    const made = await booked("round_robin");
    const other = hostsOf(made)[0] === "berlin" ? "kolkata" : "berlin";
    const param = { id: made.id };
    await owner.refused(reassignBooking, { param, body: { to: member("vancouver") } }, "booking.host_unfit");
    await owner.refused(reassignBooking, { param, body: { to: member("owner") } }, "booking.host_unfit");
    await owner.refused(reassignBooking, { param, body: { from: member(other) } }, "booking.host_unfit");
    await owner.refused(reassignBooking, { param, body: { to: made.hosts[0]?.member_id ?? "" } }, "booking.host_unfit");
    await isTaken(world, other, after(ten, 30 * minute), 60);
    const refused = await owner.refused(reassignBooking, { param, body: {} }, "slot.taken");
    expect(refused.problem).toMatchObject({ clash: "meeting", alternatives: [], retry: "new-key" });
    await owner.refused(reassignBooking, { param, body: { to: member(other) } }, "slot.taken");
    await owner.ok(unseatPoolMember, { param: { id: world.booking.pool.id, member_id: member(other) } });
    const alone = await owner.refused(reassignBooking, { param, body: {} }, "slot.unavailable");
    expect(alone.problem["reasons"]).toEqual(["no_host"]);
    expect(await rowOf(made)).toMatchObject({ version: 1, sequence: 0 });
    expect(await takers()).toEqual(inOrder([...hostsOf(made), other]));
  });

  it("by the fairest of a pool of three", async () => {
    const owner = await world.as("owner");
    const pool = world.booking.pool.id;
    await owner.ok(seatPoolMember, { param: { id: pool, member_id: member("owner") }, body: {} });
    const hosts = [];
    for (const place of [1, 2]) hosts.push(...hostsOf(await booked("round_robin", after(ten, place * 2 * hour))));
    const made = await booked("round_robin");
    expect(new Set([...hosts, ...hostsOf(made)]).size).toBe(3);
    // The three had their turns in this order, so that the first is the next.
    const given = await owner.ok(reassignBooking, { param: { id: made.id }, body: {} });
    expect(hostsOf(given)).toEqual([hosts[0]]);
    expect(await seatOf(hosts[0] as PersonKey)).toMatchObject({ assignedCount: 2 });
    const again = await owner.ok(reassignBooking, {
      param: { id: made.id },
      body: { to: member(hosts[1] as PersonKey) },
    });
    expect(hostsOf(again)).toEqual([hosts[1]]);
    expect(again).toMatchObject({ version: 3, sequence: 2 });
  });

  it("by whoever is named, where no pool has sent them: any active member who is free, whom the booking then keeps", async () => {
    const owner = await world.as("owner");
    const made = await booked("one_on_one");
    const param = { id: made.id };
    const unnamed = await owner.refused(reassignBooking, { param, body: {} }, "booking.host_unclear");
    expect(unnamed.problem["errors"] ?? [unnamed.problem]).toMatchObject([{ pointer: "/to" }]);
    await owner.refused(reassignBooking, { param, body: { to: member("admin") } }, "slot.unavailable");
    await isTaken(world, "kolkata", ten, 30);
    await owner.refused(reassignBooking, { param, body: { to: member("kolkata") } }, "slot.taken");
    const given = await owner.ok(reassignBooking, { param, body: { to: member("berlin") } });
    expect(hostsOf(given)).toEqual(["berlin"]);
    expect(given.hosts[0]?.pool_id).toBeNull();
    const moved = await owner.ok(rescheduleBooking, { param, body: { starts_at: toWire(after(ten, 3 * hour)) } });
    expect(hostsOf(moved)).toEqual(["berlin"]);
    const third = await owner.ok(reassignBooking, { param, body: { to: member("owner") } });
    expect(hostsOf(third)).toEqual(["owner"]);
    await db
      .update(members)
      .set({ status: "suspended" })
      .where(eq(members.id, member("owner")));
    // Who comes is no longer at work: the event type's own host is asked again.
    const recruiter = await world.as("recruiter");
    const back = await recruiter.ok(rescheduleBooking, { param, body: { starts_at: toWire(after(ten, 5 * hour)) } });
    expect(hostsOf(back)).toEqual(["recruiter"]);
    expect(await takers()).toEqual(["kolkata", "recruiter"]);
    expect(await told(made)).toEqual(["created", "reassigned", "rescheduled", "reassigned", "rescheduled"]);
  });

  it("in a panel, beside others who stay, with the buffers of the new one", async () => {
    const owner = await world.as("owner");
    const made = await booked("collective");
    const param = { id: made.id };
    await owner.refused(reassignBooking, { param, body: { to: member("owner") } }, "booking.host_unclear");
    await owner.refused(
      reassignBooking,
      { param, body: { from: member("berlin"), to: member("kolkata") } },
      "booking.host_unfit",
    );
    await isTaken(world, "owner", after(ten, hour + 5 * minute), 30);
    const body = { from: member("berlin"), to: member("owner") };
    const near = await owner.refused(reassignBooking, { param, body }, "slot.taken");
    expect(near.problem["clash"]).toBe("buffer");
    const given = await owner.ok(reassignBooking, { param, body: { ...body, to: member("recruiter") } });
    expect(hostsOf(given)).toEqual(["kolkata", "recruiter"]);
    expect((await taken()).filter(({ booking }) => booking === made.id)).toHaveLength(2);
    expect(new Set((await taken()).flatMap(({ booking, txn }) => (booking === made.id ? [txn] : []))).size).toBe(1);
    const row = await rowOf(made);
    expect(row?.txn).toBe((await taken()).find(({ booking }) => booking === made.id)?.txn);
  });

  it("while whoever stays is asked on the terms they came on, whatever has been decided since", async () => {
    const owner = await world.as("owner");
    const made = await booked("collective");
    await isTaken(world, "berlin", after(ten, -40 * minute), 30);
    const { id } = world.booking.eventTypes.collective;
    await owner.ok(changeEventType, {
      param: { id },
      body: { buffer_before_minutes: 60, limits: [{ per: "day", minutes: 30 }] },
    });
    const [from, to] = [member("kolkata"), member("recruiter")];
    const tired = await owner.refused(reassignBooking, { param: { id: made.id }, body: { from, to } }, "slot.taken");
    expect(tired.problem["clash"]).toBe("limit");
    await owner.ok(changeEventType, { param: { id }, body: { limits: [] } });
    const given = await owner.ok(reassignBooking, { param: { id: made.id }, body: { from, to } });
    expect(hostsOf(given)).toEqual(["berlin", "recruiter"]);
    const hours = await db
      .select({ member: reservations.memberId, before: reservations.beforeMinutes })
      .from(reservations)
      .where(and(eq(reservations.bookingId, made.id), eq(reservations.active, true)));
    expect(new Map(hours.map(({ member: host, before }) => [nameOf(host), before]))).toEqual(
      new Map([
        ["berlin", 10],
        ["recruiter", 60],
      ]),
    );
  });

  it("while whoever stays has more than their limits allow by now", async () => {
    const owner = await world.as("owner");
    const made = await booked("collective");
    const alone = (start: Instant) => booked("round_robin", start, { host_ids: [member("berlin")] });
    await alone(after(ten, 4 * hour));
    const limits = { ...newcomer.limits, day: { count: 1, minutes: null } };
    const dates = { createdAt: started, updatedAt: started, version: 1 };
    const said = { ...newcomer, tenantId: world.tenant.id, memberId: member("berlin"), limits, ...dates };
    await db.insert(interviewers).values(said);
    // By this one the diary hears of it.
    await alone(after(ten, 2 * day));
    const words = { from: member("kolkata"), to: member("recruiter") };
    const given = await owner.ok(reassignBooking, { param: { id: made.id }, body: words });
    expect(hostsOf(given)).toEqual(["berlin", "recruiter"]);
  });

  it("by anybody who is named, once their pool sends nobody any more", async () => {
    const owner = await world.as("owner");
    const made = await booked("round_robin");
    const [first] = hostsOf(made);
    await owner.ok(changePool, { param: { id: world.booking.pool.id }, body: { active: false } });
    await owner.refused(reassignBooking, { param: { id: made.id }, body: {} }, "booking.host_unclear");
    const given = await owner.ok(reassignBooking, { param: { id: made.id }, body: { to: member("owner") } });
    expect(given.hosts).toMatchObject([{ member_id: member("owner"), pool_id: null }]);
    expect(await seatOf(first as PersonKey)).toMatchObject({ assignedCount: 0, lastAssignedAt: null });
  });

  it("without any notice, until the meeting is over", async () => {
    const owner = await world.as("owner");
    const made = await booked("one_on_one", ten);
    const param = { id: made.id };
    vi.setSystemTime(after(ten, 5 * minute));
    const late = await world.as("owner");
    expect(hostsOf(await late.ok(reassignBooking, { param, body: { to: member("berlin") } }))).toEqual(["berlin"]);
    vi.setSystemTime(after(ten, 30 * minute));
    const later = await world.as("owner");
    await later.refused(reassignBooking, { param, body: { to: member("kolkata") } }, "booking.over");
    vi.setSystemTime(started);
    await owner.refused(
      reassignBooking,
      { param, body: { to: member("kolkata") }, headers: { "If-Match": '"1"' } },
      "version.conflict",
    );
  });

  it("never in one seat of a session alone", async () => {
    const owner = await world.as("owner");
    const [one, two] = [await booked("group"), await booked("group")];
    await owner.refused(
      reassignBooking,
      { param: { id: one.id }, body: { to: member("berlin") } },
      "booking.session_shared",
    );
    expect([hostsOf(one), hostsOf(two)]).toEqual([["owner"], ["owner"]]);
  });

  it("keeps the wall time that was promised", async () => {
    const owner = await world.as("owner");
    const made = await booked("one_on_one");
    const id = made.id as Id<"booking">;
    madeUp.push(`S8: ${id}`);
    await db
      .update(bookings)
      .set({ tzVersion: "2020a", localStartsAt: "2030-01-01T10:00:00", version: sql`version + 1` })
      .where(eq(bookings.id, id));
    const given = await owner.ok(reassignBooking, { param: { id: made.id }, body: { to: member("berlin") } });
    expect(given).toMatchObject({ tz_version: "2020a", local_starts_at: "2030-01-01T10:00:00" });
  });
});

describe("what became of a meeting", () => {
  it("is said from its start on, by either side's absence or by its end, and can be taken back", async () => {
    const owner = await world.as("owner");
    const made = await booked("one_on_one");
    const param = { id: made.id };
    const early = await owner.refused(markNoShow, { param, body: {} }, "booking.too_early");
    expect(early.problem["possible_from"]).toBe(made.starts_at);
    await owner.refused(completeBooking, { param }, "booking.too_early");
    vi.setSystemTime(after(ten, 10 * minute));
    const staff = await world.as("owner");
    const absent = await staff.ok(markNoShow, { param, body: {} });
    expect(absent).toMatchObject({ status: "no_show", no_show: "invitee", version: 2, sequence: 0 });
    await staff.refused(markNoShow, { param, body: { who: "host" } }, "booking.wrong_status");
    expect(await staff.ok(completeBooking, { param })).toMatchObject({ status: "completed", no_show: null });
    await staff.refused(completeBooking, { param }, "booking.wrong_status");
    expect(await staff.ok(markNoShow, { param, body: { who: "both" } })).toMatchObject({ no_show: "both", version: 4 });
    await staff.refused(markNoShow, { param, body: {}, headers: { "If-Match": '"3"' } }, "version.conflict");
    expect(await told(made)).toEqual(["created", "no_show", "completed", "no_show"]);
  });

  it("is nothing the clock says of a meeting that nobody has confirmed", async () => {
    const made = await asked();
    vi.setSystemTime(after(asInstant(Date.parse(made.ends_at)), hour));
    await completeOver(testContext());
    expect(await rowOf(made)).toMatchObject({ status: "pending" });
  });
});

describe("guests", () => {
  it("are added to a booking and taken out again, one version each", async () => {
    const owner = await world.as("owner");
    const made = await booked("one_on_one", ten, { guests: [guest("bo")] });
    const param = { id: made.id };
    const more = await owner.ok(addGuests, { param, body: { guests: [guest("cy"), { email: "DI@guest.example" }] } });
    expect(more).toMatchObject({ version: 2, sequence: 0 });
    expect(more.guests.map(({ email }) => email)).toEqual(["bo", "cy", "di"].map((name) => `${name}@guest.example`));
    const [bo] = more.guests;
    const away = { ...param, attendee_id: bo?.attendee_id ?? "" };
    await owner.refused(removeGuest, { param: away, headers: { "If-Match": '"1"' } }, "version.conflict");
    await owner.ok(removeGuest, { param: away, headers: { "If-Match": '"2"' } });
    await owner.refused(removeGuest, { param: away }, "booking.guest_unknown");
    const [ours, theirs] = [more.hosts[0]?.attendee_id, more.invitee?.attendee_id];
    for (const attendee_id of [ours, theirs])
      await owner.refused(
        removeGuest,
        { param: { ...param, attendee_id: attendee_id ?? "" } },
        "booking.guest_unknown",
      );
    const back = await owner.ok(addGuests, { param, body: { guests: [guest("bo")] } });
    expect(back.guests.map(({ email }) => email)).toEqual(["cy", "di", "bo"].map((name) => `${name}@guest.example`));
    expect(await owner.ok(getBooking, { param })).toEqual(back);
    expect(await told(made)).toEqual(["created", "guests_added", "guest_removed", "guests_added"]);
    const kept = await db
      .select()
      .from(attendees)
      .where(eq(attendees.id, bo?.attendee_id as Id<"attendee">));
    expect(kept[0]?.removedAt).toBe(started);
  });

  it("are somebody else than the invitee and one another, and not too many in all", async () => {
    const owner = await world.as("owner");
    const made = await booked("one_on_one", ten, { guests: [guest("bo")] });
    const param = { id: made.id };
    const guests = [guest("cy"), { email: "ADA@guest.example" }, guest("bo"), guest("cy")];
    const refused = await owner.refused(addGuests, { param, body: { guests } }, "booking.guest_twice");
    expect(refused.problem.errors?.map(({ pointer }) => pointer)).toEqual(
      [1, 2, 3].map((place) => `/guests/${place}/email`),
    );
    const twenty = Array.from({ length: 20 }, (_, place) => guest(`g${place}`));
    await owner.refused(addGuests, { param, body: { guests: twenty } }, "booking.guests_too_many");
    await owner.refused(addGuests, { param, body: { guests: [] } }, "body.invalid");
    expect(await rowOf(made)).toMatchObject({ version: 1 });
    const all = await owner.ok(addGuests, { param, body: { guests: twenty.slice(1) } });
    expect(all.guests).toHaveLength(20);
    expect(all.guests.at(-1)?.email).toBe("g19@guest.example");
  });

  it("are all there when several people add some at once", async () => {
    const owner = await world.as("owner");
    const { id } = await booked("one_on_one");
    const names = ["bo", "cy", "di"];
    await Promise.all(names.map((name) => owner.ok(addGuests, { param: { id }, body: { guests: [guest(name)] } })));
    const now = await owner.ok(getBooking, { param: { id } });
    expect(inOrder(now.guests.map(({ name }) => name))).toEqual(names);
    expect(now.version).toBe(4);
  });
});

describe("where a meeting takes place, and what is noted of it", () => {
  it("is changed in one version, told as the greater of the two; what changes nothing makes none", async () => {
    const owner = await world.as("owner");
    const made = await booked("one_on_one", ten, { metadata: { round: "first" } });
    const param = { id: made.id };
    const room = { kind: "on_site" as const, details: "Room 4" };
    const there = await owner.ok(changeBooking, { param, body: { location: room, metadata: { floor: "2" } } });
    expect(there).toMatchObject({ version: 2, sequence: 1, location: room, metadata: { round: "first", floor: "2" } });
    const noted = await owner.ok(changeBooking, { param, body: { location: room, metadata: { round: null } } });
    expect(noted).toMatchObject({ version: 3, sequence: 1, metadata: { floor: "2" } });
    for (const body of [{}, { location: room }, { metadata: { floor: "2", round: null } }])
      expect(await owner.ok(changeBooking, { param, body })).toEqual(noted);
    await owner.refused(changeBooking, { param, body: {}, headers: { "If-Match": '"2"' } }, "version.conflict");
    expect(await told(made)).toEqual(["created", "relocated", "changed"]);
  });

  it("is somewhere that can be found; what is left out was said before", async () => {
    const owner = await world.as("owner");
    const invitee = { ...ada, phone: "+493012345678" };
    const { id } = await booked("one_on_one", ten, { invitee });
    const placed = (location: { kind: "phone" | "link" | "on_site" | "video"; details?: string }) => ({
      param: { id },
      body: { location },
    });
    expect((await owner.ok(changeBooking, placed({ kind: "phone" }))).location.details).toBe("+493012345678");
    for (const location of [{ kind: "on_site" }, { kind: "link" }, { kind: "link", details: "here" }] as const)
      await owner.refused(changeBooking, placed(location), "booking.location_unfit");
    const link = { kind: "link", details: "https://meet.example/4" } as const;
    expect((await owner.ok(changeBooking, placed(link))).location).toEqual(link);
    const seat = await booked("group");
    const away = await owner.ok(changeBooking, { param: { id: seat.id }, body: { location: { kind: "video" } } });
    expect(away.location).toEqual({ kind: "video", details: null });
    const back = await owner.ok(changeBooking, { param: { id: seat.id }, body: { location: { kind: "on_site" } } });
    expect(back.location.details).toBe("12 Quay Street, Paris");
  });

  it("is noted of what is over too, and moved of nothing that is", async () => {
    const owner = await world.as("owner");
    const { id } = await booked("one_on_one");
    const param = { id };
    await owner.ok(cancelBooking, { param, body: {} });
    const noted = await owner.ok(changeBooking, { param, body: { metadata: { why: "moved abroad" } } });
    expect(noted).toMatchObject({ status: "canceled", metadata: { why: "moved abroad" } });
    const location = { kind: "phone" as const, details: "+493012345678" };
    await owner.refused(changeBooking, { param, body: { location } }, "booking.wrong_status");
    await owner.refused(
      addGuests,
      { param, body: { guests: [{ email: "bo@guest.example" }] } },
      "booking.wrong_status",
    );
  });
});

describe("whose booking it is", () => {
  it("hosts see to their own bookings and to nobody else's", async () => {
    const own = await booked("collective");
    const others = await booked("one_on_one");
    const host = await world.as("berlin");
    const body = { guests: [{ email: "bo@guest.example" }] };
    const param = { id: others.id };
    const starts_at = toWire(after(ten, 4 * hour));
    const refusals = [
      host.refused(confirmBooking, { param }, "booking.not_yours"),
      host.refused(declineBooking, { param, body: {} }, "booking.not_yours"),
      host.refused(cancelBooking, { param, body: {} }, "booking.not_yours"),
      host.refused(rescheduleBooking, { param, body: { starts_at } }, "booking.not_yours"),
      host.refused(markNoShow, { param, body: {} }, "booking.not_yours"),
      host.refused(completeBooking, { param }, "booking.not_yours"),
      host.refused(changeBooking, { param, body: { metadata: { a: "b" } } }, "booking.not_yours"),
      host.refused(addGuests, { param, body }, "booking.not_yours"),
      host.refused(
        removeGuest,
        { param: { ...param, attendee_id: "att_00000000000000000000000000" } },
        "booking.not_yours",
      ),
      host.refused(reassignBooking, { param, body: { to: member("berlin") } }, "permission.missing"),
      host.refused(reassignBooking, { param: { id: own.id }, body: {} }, "permission.missing"),
    ];
    await Promise.all(refusals);
    expect(await rowOf(others)).toMatchObject({ version: 1, status: "confirmed" });

    const mine = { id: own.id };
    expect((await host.ok(addGuests, { param: mine, body })).guests).toHaveLength(1);
    expect((await host.ok(changeBooking, { param: mine, body: { metadata: { a: "b" } } })).version).toBe(3);
    const moved = await host.ok(rescheduleBooking, { param: mine, body: { starts_at } });
    expect(moved.starts_at).toBe(starts_at);
    expect(await host.ok(cancelBooking, { param: mine, body: {} })).toMatchObject({ ended_by: "host" });
  });

  it("whoever hands a booking on no longer hosts it", async () => {
    const made = await booked("one_on_one");
    const owner = await world.as("owner");
    await owner.ok(reassignBooking, { param: { id: made.id }, body: { to: member("berlin") } });
    await owner.ok(reassignBooking, { param: { id: made.id }, body: { to: member("kolkata") } });
    const berlin = await world.as("berlin");
    await berlin.refused(cancelBooking, { param: { id: made.id }, body: {} }, "booking.not_yours");
    const kolkata = await world.as("kolkata");
    expect(await kolkata.ok(cancelBooking, { param: { id: made.id }, body: {} })).toMatchObject({ ended_by: "host" });
  });
});

describe("the clock", () => {
  /** Whatever other companies have let lie is seen to, so that what is counted is ours. */
  beforeEach(async () => {
    const late = at(after(started, 365 * day));
    await expireUndecided(late);
    await completeOver(late);
  });

  it("lets what nobody has decided on expire, and gives its hour back", async () => {
    const made = await asked();
    const until = asInstant(Date.parse(made.decide_by ?? ""));
    await expireUndecided(at(asInstant(until - 1)));
    expect(await rowOf(made)).toMatchObject({ status: "pending" });
    const [one, two] = await Promise.all([expireUndecided(at(until)), expireUndecided(at(until))]);
    expect((one ?? 0) + (two ?? 0)).toBe(1);
    expect(await expireUndecided(at(until))).toBe(0);
    expect(await rowOf(made)).toMatchObject({
      status: "expired",
      version: 2,
      sequence: 1,
      endedBy: "system",
      decideBy: null,
    });
    expect(await taken()).toEqual([]);
    expect(await told(made)).toEqual(["created", "expired"]);
  });

  it("completes what was confirmed and is over, once however many ticks meet", async () => {
    const [first, second] = [await booked("one_on_one"), await booked("one_on_one", after(ten, 2 * hour))];
    const end = after(ten, 30 * minute);
    expect(await completeOver(at(asInstant(end - 1)))).toBe(0);
    const counts = await Promise.all([completeOver(at(end)), completeOver(at(end)), completeOver(at(end))]);
    expect(counts.reduce((sum, count) => sum + count)).toBe(1);
    expect(await rowOf(first)).toMatchObject({ status: "completed", version: 2, sequence: 0 });
    expect(await rowOf(second)).toMatchObject({ status: "confirmed" });
    expect(await told(first)).toEqual(["created", "completed"]);
    // What people say afterwards stands.
    vi.setSystemTime(after(end, hour));
    const staff = await world.as("owner");
    await staff.ok(markNoShow, { param: { id: first.id }, body: { who: "host" } });
    expect(await completeOver(at(after(end, 2 * hour - minute)))).toBe(0);
    expect(await rowOf(first)).toMatchObject({ status: "no_show", noShow: "host" });
  });

  it("goes on when one of them fails, and tries that one again", async () => {
    const starts = [0, 1, 2].map((place) => after(ten, place * hour));
    const made = await Promise.all(starts.map((start) => booked("one_on_one", start)));
    const [first] = made;
    if (first === undefined) throw new Error("Nothing was booked.");
    // As if somebody had told of this version already.
    const id = first.id as Id<"booking">;
    const event = {
      tenantId: world.tenant.id,
      bookingId: id,
      version: 2,
      type: "changed",
      status: "confirmed" as const,
    };
    const rest = { sequence: 0, startsAt: ten, endsAt: ten, party: "system" as const, at: ten };
    await db.insert(bookingEvents).values({ ...event, ...rest });
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    const over = at(after(ten, 3 * hour));
    expect(await completeOver(over)).toBe(2);
    expect(log.mock.calls.map(([line]) => JSON.parse(String(line)) as object)).toContainEqual({
      event: "booking",
      failed: 1,
    });
    await db.delete(bookingEvents).where(and(eq(bookingEvents.bookingId, id), eq(bookingEvents.version, 2)));
    expect(await completeOver(over)).toBe(1);
    expect(await rowOf(first)).toMatchObject({ status: "completed" });
  });

  it("finds what is due by index, whatever else is booked", async () => {
    const plans = await Promise.all(
      [
        "status = 'pending' and decide_by <= 1 order by decide_by",
        "status = 'confirmed' and ends_at <= 1 order by ends_at",
      ].map((due) =>
        bindings.DB.prepare(`explain query plan select tenant_id, id from bookings where ${due} limit 100`).all<{
          detail: string;
        }>(),
      ),
    );
    const details = plans.map(({ results }) => results.map(({ detail }) => detail).join(" "));
    expect(details[0]).toContain("bookings_undecided");
    expect(details[1]).toContain("bookings_standing");
    for (const detail of details) expect(detail).not.toContain("TEMP B-TREE");
  });
});

describe("a seat in a pool", () => {
  it("that is given anew counts only what is taken since", async () => {
    const owner = await world.as("owner");
    const param = { id: world.booking.pool.id, member_id: member("berlin") };
    const starts = [0, 1, 2, 3, 4, 5].map((place) => after(ten, place * day));
    const made = [];
    for (const start of starts) made.push(await booked("round_robin", start));
    expect(await seatOf("berlin")).toMatchObject({ assignedCount: 3 });
    await owner.ok(unseatPoolMember, { param });
    vi.setSystemTime(after(started, minute));
    const seat = await owner.ok(seatPoolMember, { param, body: {} });
    expect(seat).toMatchObject({ assigned_count: 3, last_assigned_at: null, version: 1 });
    const theirs = made.filter((one) => hostsOf(one)[0] === "berlin");
    expect(theirs).toHaveLength(3);
    const [old, other] = theirs;
    await owner.ok(cancelBooking, { param: { id: old?.id ?? "" }, body: {} });
    expect(await seatOf("berlin")).toMatchObject({ startingCount: 3, assignedCount: 3, lastAssignedAt: null });
    // Handed to the other, a turn of before is nobody's loss.
    await owner.ok(reassignBooking, { param: { id: other?.id ?? "" }, body: {} });
    expect(await seatOf("berlin")).toMatchObject({ assignedCount: 3 });
    expect(await seatOf("kolkata")).toMatchObject({ assignedCount: 4 });
    const fresh = await booked("round_robin", after(ten, 7 * day));
    expect(hostsOf(fresh)).toEqual(["berlin"]);
    expect(await seatOf("berlin")).toMatchObject({ assignedCount: 4, lastAssignedAt: after(started, minute) });
    await owner.ok(cancelBooking, { param: { id: fresh.id }, body: {} });
    expect(await seatOf("berlin")).toMatchObject({ assignedCount: 3, lastAssignedAt: null });
  });

  it("is changed by people as they saw it, whatever turns were taken meanwhile, and loses none", async () => {
    const owner = await world.as("owner");
    const param = { id: world.booking.pool.id, member_id: member("kolkata") };
    const seen = await owner.ok(seatPoolMember, { param, body: { weight: 2 } });
    const headers = { "If-Match": `"${seen.version}"` };
    await booked("round_robin");
    await booked("round_robin");
    const heavy = await owner.ok(seatPoolMember, { param, body: { weight: 3 }, headers });
    expect(heavy).toMatchObject({ weight: 3, assigned_count: 1, version: seen.version + 1 });
    expect(await seatOf("kolkata")).toMatchObject({ weight: 3, assignedCount: 1 });
    // Of two turns taken between what somebody read and what they wrote, none is lost.
    const before = await seatOf("kolkata");
    if (before === undefined) throw new Error("Nobody sits there.");
    await booked("round_robin", after(ten, 2 * day));
    await booked("round_robin", after(ten, 3 * day));
    const moved = { ...before, startingCount: 4, assignedCount: 5, version: before.version + 1 };
    await sendBatch(db, [updateSeat(world.scope(), before, moved)]);
    expect(await seatOf("kolkata")).toMatchObject({ startingCount: 4, assignedCount: 6 });
  });
});

describe("other times", () => {
  it("are never the one a booking has already", async () => {
    const owner = await world.as("owner");
    const made = await booked("one_on_one");
    await isTaken(world, "recruiter", after(ten, 30 * minute), 30);
    const body = { starts_at: toWire(after(ten, 30 * minute)) };
    const refused = await owner.refused(rescheduleBooking, { param: { id: made.id }, body }, "slot.taken");
    expect(startsOf(refused.problem)).toEqual([60, -30, 90]);
  });

  it("are such as the one who comes instead has, and so is what the invitee is offered", async () => {
    const made = await asked(ten);
    const owner = await world.as("owner");
    await owner.ok(reassignBooking, { param: { id: made.id }, body: { to: member("berlin") } });
    await isTaken(world, "recruiter", after(ten, hour), 30);
    await isTaken(world, "berlin", after(ten, 2 * hour), 30);
    const query = { starts_after: toWire(ten), starts_before: toWire(after(ten, 3 * hour)) };
    const { offers } = await world.anonymous.ok(getLinkSlots, { param: { token: made.manage_token }, query });
    const offered = offers[0]?.slots.map(({ starts_at }) => (Date.parse(starts_at) - ten) / minute);
    expect(offered).toEqual([0, 30, 60, 90, 150]);
    const body = { starts_at: toWire(after(ten, 2 * hour)) };
    const refused = await owner.refused(rescheduleBooking, { param: { id: made.id }, body }, "slot.taken");
    expect(startsOf(refused.problem)).toEqual([90, 150, 60]);
  });

  it("lie in the window of the link that is booked by", async () => {
    const { config, newId, now } = testContext();
    const { id: eventType } = world.booking.eventTypes.one_on_one;
    const window = { startsAfter: after(ten, -30 * minute), startsBefore: after(ten, 90 * minute) };
    const link = { ...world.booking.link, id: newId("link"), eventTypeId: eventType, ...window };
    await db.insert(links).values(link);
    await isTaken(world, "recruiter", ten, 30);
    const slot_token = await mintSlotToken(
      config,
      world.tenant.id,
      { eventType, start: ten, minutes: 30, link: link.id },
      now,
    );
    const none = { phone: null, time_zone: null, locale: null, consent: null, accommodations: null, utm: null };
    const invitee = { ...none, referrer: null, ...ada };
    const words = { slot_token, invitee, guests: [], answers: [] };
    const outcome = await bookByLink({ ...world.scope(), actor: { kind: "public" } }, link, words);
    expect(outcome.ok ? {} : outcome.refusal).toMatchObject({ code: "slot.taken", clash: "meeting" });
    expect(outcome.ok ? [] : startsOf(outcome.refusal)).toEqual([-30, 30, 60]);
  });
});
