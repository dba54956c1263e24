import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createLinkBooking } from "#booking/bookings/link-contract.ts";
import { cancelBooking, reassignBooking } from "#booking/bookings/contract.ts";
import { reservations } from "#booking/reservations/tables.ts";
import { getLinkSlots } from "#booking/slots/contract.ts";
import { rejectApplication } from "#hiring/applications/contract.ts";
import { createInterview, createStageInterview, getInterview } from "#hiring/interviews/contract.ts";
import {
  getInterviewSlots,
  inviteToInterview,
  listInterviewInvitees,
  offerInterview,
  putInterviewWindows,
} from "#hiring/interviews/offer-contract.ts";
import { scheduleInterview } from "#hiring/interviews/schedule-contract.ts";
import { askInterviewWindows, giveWindowsByLink } from "#hiring/windows/contract.ts";
import type { Fact } from "#kernel/fact.ts";
import { hear } from "#platform/facts/hear.ts";
import { facts } from "#platform/facts/tables.ts";
import { hearing } from "../../src/facts.ts";
import { forgetHours, keepsHours } from "../support/hours.ts";
import { hasApplication, hasCandidate } from "../support/interviews.ts";
import { newWorld, testContext, type World } from "../support/world/world.ts";

const now = Date.UTC(2027, 10, 19, 9);
const day = { starts_after: "2027-11-22T00:00:00Z", starts_before: "2027-11-23T00:00:00Z" };
const starts_at = "2027-11-22T10:00:00Z";

async function office(): Promise<World> {
  const world = await newWorld();
  await forgetHours(world);
  for (const who of ["owner", "recruiter", "berlin", "kolkata", "vancouver"] as const)
    await keepsHours(world, who, "Mon-Fri 09:00-17:00 Europe/Paris");
  return world;
}

const logOf = (world: World): Promise<Fact[]> =>
  testContext().db.select().from(facts).where(eq(facts.tenantId, world.tenant.id)).orderBy(facts.seq) as never;

/** Everybody hears the newest fact of this type, as often as it is said. */
async function heard(world: World, type: string, times = 1): Promise<void> {
  const fact = (await logOf(world)).findLast((one) => one.type === type);
  if (fact === undefined) throw new Error(`${type} was never told`);
  for (let time = 0; time < times; time++)
    await hear(testContext(), hearing, { fact: { ...fact, tenant: world.tenant.id }, acted: new Set() } as never);
}

const told = async (world: World, entity: string) =>
  (await logOf(world)).flatMap(({ type, entityId }) => (entityId === entity ? [type] : []));

const taken = (world: World) =>
  testContext()
    .db.select()
    .from(reservations)
    .where(and(eq(reservations.tenantId, world.tenant.id), eq(reservations.active, true)));

async function booksBy(world: World, token: string, place = 0) {
  const { offers } = await world.anonymous.ok(getLinkSlots, { param: { token }, query: day });
  const slot_token = offers[0]?.slots[place]?.slot_token ?? "";
  const invitee = { name: "Ada Example", email: "ada@guest.example" };
  return world.anonymous.call(createLinkBooking, { param: { token }, body: { slot_token, invitee } });
}

describe("an interview whose candidate chooses", () => {
  beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
  afterAll(() => void vi.useRealTimers());

  it("is booked by its link in the booking's own batch, and its panel is seated and told once", async () => {
    const world = await office();
    const recruiter = await world.as("recruiter");
    const { application } = await hasApplication(world, await hasCandidate(world), "round_robin");
    const made = await recruiter.ok(createStageInterview, { param: { id: application }, body: {} });
    const param = { id: made.id };
    const first = await recruiter.ok(offerInterview, { param, body: {} });
    const link = await recruiter.ok(offerInterview, { param, body: {} });
    expect(link.url).toContain(link.token);
    await world.anonymous.refused(getLinkSlots, { param: { token: first.token }, query: day }, "link.over");
    const booked = await booksBy(world, link.token);
    expect(booked.ok).toBe(true);
    expect(await recruiter.ok(getInterview, { param })).toMatchObject({ status: "confirmed", link_id: link.link_id });
    await heard(world, "booking.created", 3);
    const seated = await recruiter.ok(getInterview, { param });
    expect(seated.participants).toMatchObject([
      { role: "candidate", rsvp: "accepted" },
      { role: "lead", card: "required", pool_id: world.booking.pool.id, rsvp: "accepted" },
    ]);
    expect(await told(world, made.id)).toEqual([
      "interview.created",
      "interview.offered",
      "interview.offered",
      "interview.scheduled",
    ]);
    await world.anonymous.refused(getLinkSlots, { param: { token: link.token }, query: day }, "link.over");

    const [, lead] = seated.participants;
    await recruiter.ok(reassignBooking, { param: { id: seated.booking_id ?? "" }, body: {} });
    await heard(world, "booking.reassigned", 2);
    const swapped = await recruiter.ok(getInterview, { param });
    expect(swapped.participants[1]).toMatchObject({ role: "lead", replaces_id: lead?.id });
    expect(swapped.swaps).toBe(1);
    await recruiter.ok(cancelBooking, { param: { id: seated.booking_id ?? "" }, body: { reason: "Ill." } });
    await heard(world, "booking.canceled", 2);
    expect(await recruiter.ok(getInterview, { param })).toMatchObject({ status: "canceled", cancel_reason: "Ill." });
    expect((await told(world, made.id)).slice(4)).toEqual(["interview.participant_replaced", "interview.canceled"]);
  });

  it("has a link that leads nowhere once staff have scheduled it", async () => {
    const world = await office();
    const recruiter = await world.as("recruiter");
    const body = { title: "First", candidate_id: await hasCandidate(world) };
    const eventType = world.booking.eventTypes.round_robin.id;
    const made = await recruiter.ok(createInterview, { body: { ...body, event_type_id: eventType } });
    const param = { id: made.id };
    const link = await recruiter.ok(offerInterview, { param, body: {} });
    await recruiter.ok(scheduleInterview, { param, body: { starts_at } });
    await world.anonymous.refused(getLinkSlots, { param: { token: link.token }, query: day }, "link.over");
    await recruiter.refused(offerInterview, { param, body: {} }, "interview.wrong_state");
    const seat = (who: "berlin" | "kolkata" | "owner") => ({ member_id: world.people[who].member.id });
    const panel = await recruiter.ok(createInterview, {
      body: { ...body, event_type_id: eventType, participants: [seat("berlin"), seat("kolkata")] },
    });
    await recruiter.refused(offerInterview, { param: { id: panel.id }, body: {} }, "interview.panel_unfit");
    const stranger = await recruiter.ok(createInterview, {
      body: { ...body, event_type_id: eventType, participants: [seat("owner")] },
    });
    await recruiter.refused(offerInterview, { param: { id: stranger.id }, body: {} }, "interview.panel_unfit");
  });

  it("says when they can, once, and is offered only then", async () => {
    const world = await office();
    const recruiter = await world.as("recruiter");
    const made = await recruiter.ok(createInterview, {
      body: {
        title: "First",
        candidate_id: await hasCandidate(world),
        event_type_id: world.booking.eventTypes.one_on_one.id,
        participants: [{ member_id: world.people.berlin.member.id }],
      },
    });
    const param = { id: made.id };
    const { token } = await recruiter.ok(askInterviewWindows, { param });
    const windows = [{ from: "2027-11-22T10:00:00Z", to: "2027-11-22T11:00:00Z" }];
    const late = [{ from: "2027-11-22T10:00:00Z", to: "2027-11-22T09:00:00Z" }];
    await world.anonymous.refused(
      giveWindowsByLink,
      { param: { token }, body: { windows: late } },
      "interview.windows_unfit",
    );
    const given = await world.anonymous.ok(giveWindowsByLink, { param: { token }, body: { windows } });
    expect(given.windows).toEqual(windows);
    await world.anonymous.refused(giveWindowsByLink, { param: { token }, body: { windows } }, "panel_link.over");
    const slots = await recruiter.ok(getInterviewSlots, { param, query: day });
    expect(slots.offers.flatMap((offer) => offer.slots.map((slot) => slot.starts_at))).toEqual([
      "2027-11-22T10:00:00Z",
      "2027-11-22T10:30:00Z",
    ]);
    const wider = [{ from: "2027-11-22T10:00:00Z", to: "2027-11-22T12:00:00Z" }];
    await recruiter.ok(putInterviewWindows, { param, body: { windows: wider } });
    expect((await recruiter.ok(getInterviewSlots, { param, query: day })).offers[0]?.slots).toHaveLength(4);
    expect(await told(world, made.id)).toEqual([
      "interview.created",
      "interview.windows_asked",
      "interview.windows_given",
      "interview.windows_given",
    ]);
  });

  it("is one of many that were offered: ten are invited once, each with their own", async () => {
    const world = await office();
    const recruiter = await world.as("recruiter");
    const offer = await recruiter.ok(createInterview, {
      body: {
        title: "Voice screen",
        audience: "many",
        mode: "voice",
        event_type_id: world.booking.eventTypes.round_robin.id,
        participants: [{ member_id: world.people.owner.member.id, role: "observer" }],
      },
    });
    const param = { id: offer.id };
    await recruiter.refused(scheduleInterview, { param, body: { starts_at } }, "interview.for_many");
    const known = await hasCandidate(world);
    const others = Array.from({ length: 9 }, (_, n) => ({ name: `Person ${n}`, email: `person${n}@guest.example` }));
    const invitees = [{ candidate_id: known }, ...others];
    const headers = { "Idempotency-Key": "invite them" };
    const invited = await recruiter.ok(inviteToInterview, { param, body: { invitees }, headers });
    expect(await recruiter.ok(inviteToInterview, { param, body: { invitees }, headers })).toEqual(invited);
    expect(invited.data).toHaveLength(10);
    expect(new Set(invited.data.map(({ link_id }) => link_id)).size).toBe(10);
    expect(
      invited.data.every(({ status, sent_at, mode }) => status === "pending" && sent_at !== null && mode === "voice"),
    ).toBe(true);
    const again = await recruiter.refused(
      inviteToInterview,
      { param, body: { invitees } },
      "interview.invited_already",
    );
    expect(again.problem.errors).toHaveLength(10);
    const twice = {
      invitees: [
        { name: "New", email: "new@guest.example" },
        { name: "Anew", email: "new@guest.example" },
      ],
    };
    await recruiter.refused(inviteToInterview, { param, body: twice }, "interview.person_twice");

    const [one] = invited.data;
    const child = { id: one?.interview_id ?? "" };
    expect((await recruiter.ok(getInterview, { param: child })).participants.map(({ role }) => role)).toEqual([
      "candidate",
      "observer",
    ]);
    const link = await recruiter.ok(offerInterview, { param: child, body: {} });
    expect((await booksBy(world, link.token)).ok).toBe(true);
    const listed = await recruiter.ok(listInterviewInvitees, { param, page: { limit: 100 } });
    const counts = Object.groupBy(listed.data, ({ status }) => status);
    expect([counts.accepted?.length, counts.pending?.length]).toEqual([1, 9]);
    expect(listed.data.find(({ candidate_id }) => candidate_id === known)).toMatchObject({
      name: `Ada Example ${world.mark}`,
    });
    await recruiter.refused(inviteToInterview, { param: child, body: { invitees } }, "interview.not_for_many");
  });

  it("ends with the application it is for: what lies ahead is called off once, its hours free, its link over", async () => {
    const world = await office();
    const recruiter = await world.as("recruiter");
    const { application } = await hasApplication(world, await hasCandidate(world), "round_robin");
    const plan = () => recruiter.ok(createStageInterview, { param: { id: application }, body: {} });
    const [booked, offered] = [await plan(), await plan()];
    await recruiter.ok(scheduleInterview, { param: { id: booked.id }, body: { starts_at } });
    const link = await recruiter.ok(offerInterview, { param: { id: offered.id }, body: {} });
    await recruiter.ok(rejectApplication, { param: { id: application }, body: { reason: "Another was hired." } });
    await heard(world, "application.rejected", 2);
    for (const { id } of [booked, offered]) {
      expect(await recruiter.ok(getInterview, { param: { id } })).toMatchObject({ status: "canceled" });
      expect((await told(world, id)).filter((type) => type === "interview.canceled")).toHaveLength(1);
    }
    expect(await taken(world)).toEqual([]);
    await world.anonymous.refused(getLinkSlots, { param: { token: link.token }, query: day }, "link.over");
  });
});
