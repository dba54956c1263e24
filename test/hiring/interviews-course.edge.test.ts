import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createTimeOff } from "#availability/time-off/contract.ts";
import { getBooking } from "#booking/bookings/contract.ts";
import { reservations } from "#booking/reservations/tables.ts";
import { candidates } from "#hiring/candidates/tables.ts";
import { createInterview, getInterview, listInterviews } from "#hiring/interviews/contract.ts";
import { endInterview, markInterviewNoShow, startInterview } from "#hiring/interviews/course-contract.ts";
import { states, type State } from "#hiring/interviews/rules.ts";
import { rescheduleInterview, scheduleInterview } from "#hiring/interviews/schedule-contract.ts";
import {
  addParticipant,
  changeParticipant,
  removeParticipant,
  respondToInterview,
} from "#hiring/interviews/seat-contract.ts";
import { interviews } from "#hiring/interviews/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { facts } from "#platform/facts/tables.ts";
import { forgetHours, keepsHours } from "../support/hours.ts";
import { hasCandidate } from "../support/interviews.ts";
import type { PersonKey } from "../support/world/company.ts";
import { newWorld, testContext, type World } from "../support/world/world.ts";

const now = Date.UTC(2027, 10, 22, 8);
const starts_at = "2027-11-22T10:00:00Z";
const start = Date.parse(starts_at);
const minute = 60_000;

async function office(): Promise<World> {
  vi.setSystemTime(now);
  const world = await newWorld();
  await forgetHours(world);
  for (const who of ["owner", "recruiter", "berlin", "kolkata", "vancouver"] as const)
    await keepsHours(world, who, "Mon-Fri 09:00-17:00 Europe/Paris");
  return world;
}

const member = (world: World, who: PersonKey) => world.people[who].member.id;

async function booked(world: World) {
  const recruiter = await world.as("recruiter");
  const made = await recruiter.ok(createInterview, {
    body: {
      title: "First conversation",
      candidate_id: await hasCandidate(world),
      event_type_id: world.booking.eventTypes.collective.id,
      participants: [{ member_id: member(world, "owner"), role: "observer" }],
    },
  });
  return recruiter.ok(scheduleInterview, { param: { id: made.id }, body: { starts_at } });
}

const taken = async (world: World) =>
  (
    await testContext()
      .db.select({ member: reservations.memberId })
      .from(reservations)
      .where(and(eq(reservations.tenantId, world.tenant.id), eq(reservations.active, true)))
  )
    .map((row) => row.member)
    .toSorted();

const told = async (world: World, entity: string) =>
  (
    await testContext()
      .db.select({ type: facts.type })
      .from(facts)
      .where(and(eq(facts.tenantId, world.tenant.id), eq(facts.entityId, entity)))
      .orderBy(facts.seq)
  ).map(({ type }) => type.replace("interview.", ""));

describe("who is in an interview that is booked", () => {
  beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
  afterAll(() => void vi.useRealTimers());

  it("comes with their hour or not at all, and goes with it", async () => {
    const world = await office();
    const recruiter = await world.as("recruiter");
    const made = await booked(world);
    const param = { id: made.id };
    const hosts = [member(world, "berlin"), member(world, "kolkata")].toSorted();
    expect(await taken(world)).toEqual(hosts);
    const add = (who: PersonKey, role: "panelist" | "coordinator" | "lead") =>
      recruiter.call(addParticipant, { param, body: { member_id: member(world, who), role } });

    const added = await add("vancouver", "panelist");
    expect(added).toMatchObject({ body: { version: made.version + 1 } });
    expect(await taken(world)).toEqual([...hosts, member(world, "vancouver")].toSorted());
    expect(await recruiter.ok(getInterview, { param })).toEqual(added.ok ? added.body : null);
    expect(await add("vancouver", "panelist")).toMatchObject({ problem: { code: "interview.person_twice" } });
    expect(await add("recruiter", "lead")).toMatchObject({ problem: { code: "interview.lead_twice" } });
    await recruiter.ok(createTimeOff, {
      body: {
        member_id: member(world, "recruiter"),
        starts_at: "2027-11-22T09:00:00Z",
        ends_at: "2027-11-22T12:00:00Z",
        reason: "vacation",
      },
    });
    expect(await add("recruiter", "panelist")).toMatchObject({ status: 409 });
    expect(await add("recruiter", "coordinator")).toMatchObject({ ok: true });
    expect(await taken(world)).toHaveLength(3);

    const standing = await recruiter.ok(getInterview, { param });
    const seatOf = (who: PersonKey) =>
      standing.participants.find((one) => one.member_id === member(world, who))?.id ?? "";
    const remove = (who: PersonKey) =>
      recruiter.call(removeParticipant, { param: { ...param, participant_id: seatOf(who) } });
    expect((await remove("vancouver")).ok).toBe(true);
    expect(await taken(world)).toEqual(hosts);
    expect((await remove("kolkata")).ok).toBe(true);
    expect(await remove("berlin")).toMatchObject({ problem: { code: "interview.last_host" } });
    expect((await remove("owner")).ok).toBe(true);
    const candidate = standing.participants.find(({ role }) => role === "candidate")?.id ?? "";
    await recruiter.refused(
      removeParticipant,
      { param: { ...param, participant_id: candidate } },
      "interview.role_unfit",
    );
    expect(await taken(world)).toEqual([member(world, "berlin")]);
    expect(await told(world, made.id)).toEqual([
      "created",
      "scheduled",
      "participant_added",
      "participant_added",
      "participant_removed",
      "participant_removed",
      "participant_removed",
    ]);
  });

  it("has a part that may change while it takes no other time", async () => {
    const world = await office();
    const recruiter = await world.as("recruiter");
    const made = await booked(world);
    const seat = (role: string) => made.participants.find((one) => one.role === role)?.id ?? "";
    const change = (participant_id: string, body: object) =>
      recruiter.call(changeParticipant, { param: { id: made.id, participant_id }, body });
    expect(await change(seat("observer"), { role: "panelist" })).toMatchObject({
      problem: { code: "interview.role_unfit" },
    });
    expect(await change(seat("panelist"), { role: "lead" })).toMatchObject({
      problem: { code: "interview.lead_twice" },
    });
    expect(await change(seat("candidate"), { card: "required" })).toMatchObject({
      problem: { code: "interview.role_unfit" },
    });
    const shadow = await change(seat("panelist"), { role: "shadow" });
    expect(shadow).toMatchObject({ ok: true, body: { version: made.version + 1 } });
    expect(shadow.ok && shadow.body.participants.find(({ role }) => role === "shadow")?.card).toBe("optional");
  });

  it("says for themselves whether they come, at the interview and its booking alike", async () => {
    const world = await office();
    const made = await booked(world);
    const param = { id: made.id };
    const [berlin, viewer] = [await world.as("berlin"), await world.as("vancouver")];
    const said = await berlin.ok(respondToInterview, { param, body: { answer: "declined", reason: "Ill." } });
    const mine = said.participants.find(({ member_id }) => member_id === member(world, "berlin"));
    expect(mine).toMatchObject({ rsvp: "declined", decline_reason: "Ill." });
    const booking = await berlin.ok(getBooking, { param: { id: made.booking_id ?? "" } });
    expect(booking.hosts.find(({ member_id }) => member_id === member(world, "berlin"))?.rsvp).toBe("declined");
    await viewer.refused(respondToInterview, { param, body: { answer: "accepted" } }, "interview.not_yours");
  });
});

describe("the course of an interview", () => {
  beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
  afterAll(() => void vi.useRealTimers());

  it("begins and ends when somebody of it says so; its booking is completed with it", async () => {
    const world = await office();
    const made = await booked(world);
    const param = { id: made.id };
    const early = await world.as("berlin");
    await early.refused(startInterview, { param, body: {} }, "interview.too_early");
    vi.setSystemTime(start + 5 * minute);
    const berlin = await world.as("berlin");
    await (await world.as("vancouver")).refused(startInterview, { param, body: {} }, "interview.not_yours");
    const begun = await berlin.ok(startInterview, { param, body: {} });
    expect(begun).toMatchObject({ status: "in_progress", actual_start: "2027-11-22T10:05:00Z" });
    await berlin.refused(startInterview, { param, body: {} }, "interview.wrong_state");
    const recruiter = await world.as("recruiter");
    await recruiter.refused(
      rescheduleInterview,
      { param, body: { starts_at: "2027-11-22T12:00:00Z" } },
      "interview.wrong_state",
    );

    vi.setSystemTime(start + 50 * minute);
    const later = await world.as("berlin");
    const absent = begun.participants.find(({ member_id }) => member_id === member(world, "kolkata"))?.id ?? "";
    await later.refused(endInterview, { param, body: { at: "2027-11-22T10:01:00Z" } }, "interview.times_reversed");
    const ended = await later.ok(endInterview, { param, body: { absent_ids: [absent] } });
    expect(ended).toMatchObject({
      status: "completed",
      booking_status: "completed",
      actual_end: "2027-11-22T10:50:00Z",
    });
    expect(ended.participants.map(({ role, attended }) => [role, attended])).toEqual(
      expect.arrayContaining([
        ["candidate", true],
        ["observer", null],
      ]),
    );
    expect(ended.participants.find(({ id }) => id === absent)?.attended).toBe(false);
    expect(await later.ok(getInterview, { param })).toEqual(ended);
    await later.refused(endInterview, { param, body: {} }, "interview.wrong_state");
    expect(await told(world, made.id)).toEqual(["created", "scheduled", "started", "ended"]);
  });

  it("is a no-show from its hour on, and never before", async () => {
    const world = await office();
    const made = await booked(world);
    const param = { id: made.id };
    await (await world.as("berlin")).refused(markInterviewNoShow, { param, body: {} }, "booking.too_early");
    vi.setSystemTime(start + 20 * minute);
    const berlin = await world.as("berlin");
    const missed = await berlin.ok(markInterviewNoShow, { param, body: {} });
    expect(missed).toMatchObject({ status: "no_show", booking_status: "no_show" });
    expect(missed.participants[0]).toMatchObject({ role: "candidate", attended: false });
    expect(await berlin.ok(getInterview, { param })).toEqual(missed);
    expect(await berlin.ok(getBooking, { param: { id: made.booking_id ?? "" } })).toMatchObject({ no_show: "invitee" });
  });

  it("tells its candidate's status in the same batch", async () => {
    const world = await office();
    const made = await booked(world);
    const status = async () =>
      (
        await testContext()
          .db.select({ status: candidates.status })
          .from(candidates)
          .where(and(eq(candidates.tenantId, world.tenant.id), eq(candidates.id, made.candidate_id as Id<"candidate">)))
          .get()
      )?.status;
    expect(await status()).toBe("scheduled");
    vi.setSystemTime(start);
    await (await world.as("berlin")).ok(startInterview, { param: { id: made.id }, body: {} });
    expect(await status()).toBe("in_progress");
  });

  it("is found by what it is now, whatever it is", async () => {
    const world = await office();
    const recruiter = await world.as("recruiter");
    const { db, now: at } = testContext();
    const made = await booked(world);
    const rows = [
      {},
      { bookingStatus: "confirmed", actualStart: at },
      { actualStart: at, actualEnd: at },
      { bookingStatus: "expired" },
      { canceledAt: at, bookingStatus: "completed" },
      { bookingStatus: "no_show", actualStart: at, actualEnd: at },
      { bookingStatus: "completed", actualStart: at },
      { bookingStatus: "pending" },
    ] as const;
    const like = await recruiter.ok(createInterview, {
      body: { title: "Like", candidate_id: made.candidate_id ?? "" },
    });
    const [row] = await db
      .select()
      .from(interviews)
      .where(and(eq(interviews.tenantId, world.tenant.id), eq(interviews.id, like.id as Id<"interview">)));
    if (row === undefined) throw new Error("not there");
    for (const words of rows)
      await db.insert(interviews).values({ ...row, ...words, id: testContext().newId("interview") });
    const all = await recruiter.ok(listInterviews, { page: { limit: 100 } });
    expect(all.data).toHaveLength(10);
    for (const state of states) {
      const found = await recruiter.ok(listInterviews, { query: { status: state }, page: { limit: 100 } });
      const expected = all.data.filter(({ status }) => status === state).map(({ id }) => id);
      expect([state, found.data.map(({ id }) => id)]).toEqual([state, expected]);
    }
    const seen: State[] = all.data.map(({ status }) => status);
    expect(new Set(seen).size).toBe(states.length);
    const berlin = await world.as("berlin");
    const mine = await berlin.ok(listInterviews, { query: { mine: "true", starts_after: "2027-11-22T00:00:00Z" } });
    expect(mine.data.map(({ id }) => id)).toEqual([made.id]);
  });
});
