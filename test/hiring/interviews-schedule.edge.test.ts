import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { cancelBooking, getBooking } from "#booking/bookings/contract.ts";
import { listBookings } from "#booking/bookings/look-contract.ts";
import { diaryOf } from "#booking/diary/client.ts";
import { createHold, releaseHold } from "#booking/holds/contract.ts";
import { reservations } from "#booking/reservations/tables.ts";
import { getSlots } from "#booking/slots/contract.ts";
import {
  cancelInterview,
  createInterview,
  createStageInterview,
  getInterview,
  listInterviews,
} from "#hiring/interviews/contract.ts";
import { rescheduleInterview, scheduleInterview } from "#hiring/interviews/schedule-contract.ts";
import type { MemberRole } from "#hiring/interviews/rules.ts";
import { facts } from "#platform/facts/tables.ts";
import { forgetHours, keepsHours } from "../support/hours.ts";
import { hasApplication, hasCandidate } from "../support/interviews.ts";
import type { PersonKey } from "../support/world/company.ts";
import { bindings, newWorld, testContext, type World } from "../support/world/world.ts";

const now = Date.UTC(2027, 10, 19, 9);
const starts_at = "2027-11-22T10:00:00Z";
const noon = "2027-11-22T12:00:00Z";

async function office(): Promise<World> {
  const world = await newWorld();
  await forgetHours(world);
  for (const who of ["owner", "recruiter", "berlin", "kolkata", "vancouver"] as const)
    await keepsHours(world, who, "Mon-Fri 09:00-17:00 Europe/Paris");
  return world;
}

const member = (world: World, who: PersonKey) => world.people[who].member.id;

async function planned(
  world: World,
  kind: keyof World["booking"]["eventTypes"],
  panel: [PersonKey, MemberRole][] = [],
) {
  const recruiter = await world.as("recruiter");
  return recruiter.ok(createInterview, {
    body: {
      title: "First conversation",
      candidate_id: await hasCandidate(world),
      event_type_id: world.booking.eventTypes[kind].id,
      participants: panel.map(([who, role]) => ({ member_id: member(world, who), role })),
    },
  });
}

const taken = (world: World) =>
  testContext()
    .db.select()
    .from(reservations)
    .where(and(eq(reservations.tenantId, world.tenant.id), eq(reservations.active, true)));

const told = async (world: World, entity: string) =>
  (
    await testContext()
      .db.select({ type: facts.type })
      .from(facts)
      .where(and(eq(facts.tenantId, world.tenant.id), eq(facts.entityId, entity)))
      .orderBy(facts.seq)
  ).map(({ type }) => type);

const heldBy = async (world: World, who: PersonKey) =>
  (await diaryOf(bindings, world.tenant.id, member(world, who)).liveHolds()).length;

describe("an interview that staff schedule", () => {
  beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
  afterAll(() => void vi.useRealTimers());

  it("is its booking's from the batch that makes it: panel seated, hours taken, told once, the same for every retry", async () => {
    const world = await office();
    const recruiter = await world.as("recruiter");
    const made = await planned(world, "one_on_one", [
      ["recruiter", "lead"],
      ["berlin", "panelist"],
      ["owner", "observer"],
    ]);
    const param = { id: made.id };
    const headers = { "Idempotency-Key": "schedule it" };
    const body = { starts_at, with_member_ids: [member(world, "kolkata")] };
    const [one, two] = await Promise.all([
      recruiter.ok(scheduleInterview, { param, body, headers }),
      recruiter.ok(scheduleInterview, { param, body, headers }),
    ]);
    expect(one).toEqual(two);
    expect(one).toMatchObject({ status: "confirmed", starts_at, minutes: 30, version: 2 });
    expect(await recruiter.ok(getInterview, { param })).toEqual(one);
    expect(await recruiter.ok(scheduleInterview, { param, body, headers })).toEqual(one);
    expect(one.participants.map(({ role, attendee_id, rsvp }) => [role, attendee_id !== null, rsvp])).toEqual([
      ["candidate", true, "accepted"],
      ["lead", true, "accepted"],
      ["panelist", true, "accepted"],
      ["panelist", true, "accepted"],
      ["observer", false, "needs_action"],
    ]);
    const booking = await recruiter.ok(getBooking, { param: { id: one.booking_id ?? "" } });
    expect(booking.hosts.map(({ member_id }) => member_id).toSorted()).toEqual(
      [member(world, "recruiter"), member(world, "berlin"), member(world, "kolkata")].toSorted(),
    );
    expect(booking.invitee?.name).toBe(`Ada Example ${world.mark}`);
    expect(await taken(world)).toHaveLength(3);
    expect(await told(world, made.id)).toEqual(["interview.created", "interview.scheduled"]);
    await recruiter.refused(scheduleInterview, { param, body: { starts_at: noon } }, "interview.wrong_state");
  });

  it("by two at once has one booking, and the other's hours are free", async () => {
    const world = await office();
    const made = await planned(world, "one_on_one");
    const [recruiter, owner] = [await world.as("recruiter"), await world.as("owner")];
    const param = { id: made.id };
    const answers = await Promise.all([
      recruiter.call(scheduleInterview, { param, body: { starts_at } }),
      owner.call(scheduleInterview, { param, body: { starts_at: noon } }),
    ]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    const lost = answers.find(({ ok }) => !ok);
    expect(lost).toMatchObject({ problem: { code: "interview.wrong_state", interview_status: "confirmed" } });
    expect((await recruiter.ok(listBookings, {})).data).toHaveLength(1);
    expect(await taken(world)).toHaveLength(1);
    await vi.waitFor(async () => expect(await heldBy(world, "recruiter")).toBe(0));
  });

  it("with a panel of which another panel wants one: one wins, and nobody of the other's is taken", async () => {
    const world = await office();
    const recruiter = await world.as("recruiter");
    const one = await planned(world, "one_on_one", [["berlin", "panelist"]]);
    const other = await planned(world, "one_on_one", [
      ["berlin", "panelist"],
      ["kolkata", "lead"],
    ]);
    const answers = await Promise.all(
      [one, other].map(({ id }) => recruiter.call(scheduleInterview, { param: { id }, body: { starts_at } })),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ problem: { code: "slot.taken" } });
    const won = answers.findIndex(({ ok }) => ok) === 0 ? 2 : 3;
    expect(await taken(world)).toHaveLength(won);
    await vi.waitFor(async () => expect(await heldBy(world, "kolkata")).toBe(0));
  });

  it("by a round robin is held by whom it names of the pool, and by whom the pool sends where it names nobody", async () => {
    const world = await office();
    const recruiter = await world.as("recruiter");
    const named = await planned(world, "round_robin", [["kolkata", "lead"]]);
    const one = await recruiter.ok(scheduleInterview, { param: { id: named.id }, body: { starts_at } });
    expect(one.participants.filter(({ member_id }) => member_id !== null)).toMatchObject([
      { role: "lead", member_id: member(world, "kolkata"), pool_id: world.booking.pool.id },
    ]);
    const open = await planned(world, "round_robin");
    const two = await recruiter.ok(scheduleInterview, { param: { id: open.id }, body: { starts_at } });
    expect(two.participants.filter(({ member_id }) => member_id !== null)).toMatchObject([
      { role: "lead", member_id: member(world, "berlin"), pool_id: world.booking.pool.id, card: "required" },
    ]);
    const third = await planned(world, "round_robin", [["kolkata", "lead"]]);
    await recruiter.refused(scheduleInterview, { param: { id: third.id }, body: { starts_at } }, "slot.taken");
  });

  it("is held for all who are named, or for nobody; once booked it is offered other times, its own hours being no obstacle", async () => {
    const world = await office();
    const recruiter = await world.as("recruiter");
    const made = await planned(world, "one_on_one", [["berlin", "panelist"]]);
    const param = { id: made.id };
    const event_type_id = world.booking.eventTypes.one_on_one.id;
    const wanted = { event_type_id, starts_at };
    const host = await recruiter.ok(createHold, { body: wanted });
    const alone = { hold_token: host.hold_token };
    await recruiter.refused(scheduleInterview, { param, body: alone }, "booking.host_unfit");
    await recruiter.ok(releaseHold, { param: { id: host.id } });

    const held = await recruiter.ok(createHold, { body: { ...wanted, with_member_ids: [member(world, "berlin")] } });
    expect(held.member_ids.toSorted()).toEqual([member(world, "berlin"), member(world, "recruiter")].toSorted());
    await recruiter.refused(
      createHold,
      { body: { ...wanted, with_member_ids: [member(world, "kolkata")] } },
      "slot.taken",
    );
    const booked = await recruiter.ok(scheduleInterview, { param, body: { hold_token: held.hold_token } });
    expect(booked).toMatchObject({ status: "confirmed", starts_at });

    const range = { starts_after: starts_at, starts_before: "2027-11-22T10:30:00Z" };
    const at = { param: { id: event_type_id } };
    const nobody = await recruiter.ok(getSlots, { ...at, query: range });
    expect(nobody.offers[0]?.slots).toEqual([]);
    const own = await recruiter.ok(getSlots, { ...at, query: { ...range, booking_id: booked.booking_id ?? "" } });
    expect(own.offers).toMatchObject([{ minutes: 30, slots: [{ starts_at }] }]);

    const shown = await recruiter.ok(getInterview, { param, expand: "candidate,job" });
    expect(shown).toMatchObject({ candidate: { id: made.candidate_id, name: `Ada Example ${world.mark}` }, job: null });
    const guest = await hasApplication(world, null);
    await recruiter.ok(createStageInterview, { param: { id: guest.application }, body: {} });
    const { data } = await recruiter.ok(listInterviews, { query: { job_id: guest.job }, expand: "candidate,job" });
    expect(data).toMatchObject([{ candidate: { id: null, email: "gale@guest.example" }, job: { id: guest.job } }]);
  });

  it("is moved and canceled with its booking, by either door", async () => {
    const world = await office();
    const recruiter = await world.as("recruiter");
    const made = await planned(world, "one_on_one", [["berlin", "panelist"]]);
    const param = { id: made.id };
    const booked = await recruiter.ok(scheduleInterview, { param, body: { starts_at } });
    const moved = await recruiter.ok(rescheduleInterview, { param, body: { starts_at: noon, reason: "Train." } });
    expect(moved).toMatchObject({ status: "confirmed", starts_at: noon, version: 3, booking_id: booked.booking_id });
    expect(await recruiter.ok(getInterview, { param })).toEqual(moved);
    expect((await taken(world)).map(({ startsAt }) => startsAt)).toEqual([Date.parse(noon), Date.parse(noon)]);
    const stale = { "If-Match": '"2"' };
    await recruiter.refused(rescheduleInterview, { param, body: { starts_at }, headers: stale }, "version.conflict");

    const canceled = await recruiter.ok(cancelInterview, { param, body: { reason: "Filled." } });
    expect(canceled).toMatchObject({ status: "canceled", booking_status: "canceled", cancel_reason: "Filled." });
    expect(await recruiter.ok(getInterview, { param })).toEqual(canceled);
    expect(await taken(world)).toEqual([]);
    expect(await told(world, made.id)).toEqual(["interview.created", "interview.scheduled", "interview.canceled"]);

    const again = await planned(world, "one_on_one");
    const second = await recruiter.ok(scheduleInterview, { param: { id: again.id }, body: { starts_at } });
    await recruiter.ok(cancelBooking, { param: { id: second.booking_id ?? "" }, body: {} });
    expect(await recruiter.ok(getInterview, { param: { id: again.id } })).toMatchObject({
      status: "canceled",
      booking_status: "canceled",
    });
  });

  it("names nobody twice and nobody unknown, and needs something to book and somebody to book it for", async () => {
    const world = await office();
    const other = await newWorld();
    const recruiter = await world.as("recruiter");
    const made = await planned(world, "one_on_one", [["berlin", "panelist"]]);
    const refused = (ids: string[], code: string) =>
      recruiter.refused(scheduleInterview, { param: { id: made.id }, body: { starts_at, with_member_ids: ids } }, code);
    await refused([member(world, "berlin")], "interview.person_twice");
    await refused([member(world, "kolkata"), member(world, "kolkata")], "interview.person_twice");
    await refused([member(other, "kolkata")], "interview.member_unknown");
    const group = await planned(world, "group", [["berlin", "panelist"]]);
    await recruiter.refused(
      scheduleInterview,
      { param: { id: group.id }, body: { starts_at } },
      "interview.panel_unfit",
    );
    const { application } = await hasApplication(world, null);
    const guests = await recruiter.ok(createInterview, {
      body: { title: "With a guest", application_id: application },
    });
    const param = { id: guests.id };
    await recruiter.refused(scheduleInterview, { param, body: { starts_at } }, "interview.event_type_missing");
    expect(await taken(world)).toEqual([]);
  });
});
