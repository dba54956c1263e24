import { and, eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { hearing } from "../../src/facts.ts";
import { changeInterviewing } from "#availability/interviewing/contract.ts";
import { getBooking } from "#booking/bookings/contract.ts";
import { eventTypePools } from "#booking/event-types/tables.ts";
import { poolMembers, pools } from "#booking/pools/tables.ts";
import { reservations } from "#booking/reservations/tables.ts";
import { listInbox } from "#hiring/inbox/contract.ts";
import { cancelInterview, createInterview, getInterview } from "#hiring/interviews/contract.ts";
import { scheduleInterview } from "#hiring/interviews/schedule-contract.ts";
import { respondToInterview } from "#hiring/interviews/seat-contract.ts";
import {
  acceptByPanelLink,
  declineByPanelLink,
  getPanelView,
  giveFeedbackByPanelLink,
  replaceParticipant,
} from "#hiring/panel/contract.ts";
import { newPanelLink, panelToken } from "#hiring/panel-links/client.ts";
import { createPanelLink, getPanelLink, listPanelLinks, revokePanelLink } from "#hiring/panel-links/contract.ts";
import { scorecards } from "#hiring/scorecards/tables.ts";
import { changeHiringSettings } from "#hiring/settings/contract.ts";
import { listAuditEvents } from "#records/audit/contract.ts";
import type { Id } from "#kernel/ids.ts";
import { asInstant, day, hour, toWire } from "#kernel/instant.ts";
import { facts } from "#platform/facts/tables.ts";
import { forgetHours, isTaken, keepsHours } from "../support/hours.ts";
import { hasApplication, hasCandidate, interviewWithSeat } from "../support/interviews.ts";
import { deliver } from "../support/queue.ts";
import type { PersonKey } from "../support/world/company.ts";
import { newWorld, testContext, type World } from "../support/world/world.ts";

const now = Date.UTC(2027, 10, 19, 9);
/** Monday at eleven in Paris. */
const start = Date.UTC(2027, 10, 22, 10);
const everybody: readonly PersonKey[] = ["owner", "admin", "recruiter", "berlin", "kolkata", "vancouver"];

const member = (world: World, who: PersonKey) => world.people[who].member.id;

/** Somebody qualified more in the pool of the round robin. */
async function seats(world: World, who: PersonKey, poolId = world.booking.pool.id): Promise<void> {
  const [like] = world.booking.seats;
  if (like === undefined) throw new Error("A pool of nobody.");
  await testContext()
    .db.insert(poolMembers)
    .values({ ...like, poolId, memberId: member(world, who) });
}

async function office(): Promise<World> {
  const world = await newWorld();
  await forgetHours(world);
  for (const who of everybody) await keepsHours(world, who, "Mon-Fri 09:00-17:00 Europe/Paris");
  return world;
}

/** An interview that one of the pool holds. */
async function scheduled(world: World, more: PersonKey[] = [], startsAt = start) {
  const recruiter = await world.as("recruiter");
  const { application } = await hasApplication(world, await hasCandidate(world));
  const made = await recruiter.ok(createInterview, {
    body: {
      title: `Systems ${world.mark}`,
      application_id: application,
      event_type_id: world.booking.eventTypes.round_robin.id,
      participants: more.map((who) => ({ member_id: member(world, who) })),
    },
  });
  return recruiter.ok(scheduleInterview, {
    param: { id: made.id },
    body: { starts_at: toWire(asInstant(startsAt)) },
  });
}

type Shown = Awaited<ReturnType<typeof scheduled>>;

const sent = ({ participants }: Shown) => participants.filter(({ pool_id }) => pool_id !== null);
const whoIs = (world: World, id: string | null | undefined): PersonKey => {
  const who = everybody.find((one) => member(world, one) === id);
  if (who === undefined) throw new Error("Nobody we know.");
  return who;
};

const again = async (world: World, { id }: Shown) => (await world.as("recruiter")).ok(getInterview, { param: { id } });

async function linkFor(world: World, interview: Shown, participant: string): Promise<string> {
  const param = { id: interview.id, participant_id: participant };
  const { token } = await (await world.as("recruiter")).ok(createPanelLink, { param });
  if (token === null) throw new Error("A link without its word.");
  return token;
}

/** As the queue brings them, and brings them again. */
async function heard(world: World, times = 2): Promise<void> {
  const rows = await testContext()
    .db.select({ fact: facts.id, type: facts.type })
    .from(facts)
    .where(and(eq(facts.tenantId, world.tenant.id), eq(facts.type, "booking.rsvp")));
  const notes = rows.map(({ fact }) => ({ tenant: world.tenant.id, fact }));
  await Promise.all(Array.from({ length: times }, () => deliver(hearing, notes)));
}

const swapsTold = async (world: World) =>
  (await (await world.as("owner")).ok(listAuditEvents, { query: { type: "interview.participant_replaced" } })).data;

const hoursOf = async (world: World) =>
  (
    await testContext()
      .db.select({ member: reservations.memberId })
      .from(reservations)
      .where(and(eq(reservations.tenantId, world.tenant.id), eq(reservations.active, true)))
  ).map((row) => row.member);

const declinedIn = async (world: World) =>
  (await (await world.as("recruiter")).ok(listInbox, { query: { kind: "declined" } })).data;

beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
beforeEach(() => void vi.setSystemTime(now));
afterAll(() => void vi.useRealTimers());

describe("somebody of a panel who declines", () => {
  it("is replaced by another of their pool at the same hour, once, whatever is retried", async () => {
    const world = await office();
    const interview = await scheduled(world, ["recruiter"]);
    const [seat] = sent(interview);
    const left = whoIs(world, seat?.member_id);
    const comes = left === "berlin" ? "kolkata" : "berlin";
    const token = await linkFor(world, interview, seat?.id ?? "");
    const view = await world.anonymous.ok(getPanelView, { param: { token } });
    expect(view).toMatchObject({
      purpose: "respond",
      verbs: ["accept", "decline"],
      name: world.people[left].member.displayName,
      interview: { title: `Systems ${world.mark}`, starts_at: toWire(asInstant(start)) },
      rsvp: "accepted",
      form: null,
    });

    const ask = {
      param: { token },
      body: { reason: "My train is late." },
      headers: { "Idempotency-Key": "I cannot" },
    };
    const answer = await world.anonymous.ok(declineByPanelLink, ask);
    expect(answer).toMatchObject({ interview_id: interview.id, rsvp: "declined" });
    await heard(world, 3);
    await heard(world);

    const after = await again(world, interview);
    expect(after).toMatchObject({ status: "confirmed", starts_at: interview.starts_at, swaps: 1 });
    expect(sent(after)).toMatchObject([
      { member_id: member(world, comes), role: seat?.role, card: "required", replaces_id: seat?.id },
    ]);
    expect(after.participants.find(({ member_id }) => member_id === member(world, "recruiter"))?.rsvp).toBe("accepted");
    const booking = await (await world.as("owner")).ok(getBooking, { param: { id: after.booking_id ?? "" } });
    expect(booking.hosts.map(({ member_id }) => member_id).toSorted()).toEqual(
      [member(world, comes), member(world, "recruiter")].toSorted(),
    );
    expect((await hoursOf(world)).toSorted()).toEqual([member(world, comes), member(world, "recruiter")].toSorted());
    expect(await swapsTold(world)).toHaveLength(1);
    expect(await declinedIn(world)).toEqual([]);

    // The link has done what it was for; a retry still gets its answer.
    expect(await world.anonymous.ok(declineByPanelLink, ask)).toEqual(answer);
    await world.anonymous.refused(getPanelView, { param: { token } }, "panel_link.over");
    await world.anonymous.refused(acceptByPanelLink, { param: { token } }, "panel_link.over");
  });

  it("is not sent again when the one who came declines as well", async () => {
    const world = await office();
    const interview = await scheduled(world);
    const first = whoIs(world, sent(interview)[0]?.member_id);
    const second = first === "berlin" ? "kolkata" : "berlin";
    const body = { answer: "declined" as const, reason: "On holiday." };
    await (await world.as(first)).ok(respondToInterview, { param: { id: interview.id }, body });
    await heard(world);
    await (await world.as(second)).ok(respondToInterview, { param: { id: interview.id }, body });
    await heard(world);
    const after = await again(world, interview);
    expect(sent(after)).toMatchObject([{ member_id: member(world, second), rsvp: "declined" }]);
    expect(await declinedIn(world)).toMatchObject([
      { member_id: member(world, second), why: "nobody_free", reason: "On holiday.", interview_id: interview.id },
    ]);

    await seats(world, "owner");
    await heard(world, 1);
    // What has been heard is over; whoever coordinates asks for another.
    const recruiter = await world.as("recruiter");
    const param = { id: interview.id, participant_id: sent(after)[0]?.id ?? "" };
    const replaced = await recruiter.ok(replaceParticipant, { param, body: {} });
    expect(replaced).toMatchObject({ came: { member_id: member(world, "owner") }, swaps: 2 });
    expect(await declinedIn(world)).toEqual([]);
  });

  it("stays the coordinator's to see to where the company's rules, the clock or the diaries stand in the way", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const interview = await scheduled(world, ["recruiter"]);
    const host = whoIs(world, sent(interview)[0]?.member_id);
    const other = host === "berlin" ? "kolkata" : "berlin";
    const say = async (who: PersonKey, answer: "declined" | "accepted") =>
      (await world.as(who)).ok(respondToInterview, { param: { id: interview.id }, body: { answer } });
    const why = async () => (await declinedIn(world)).map((item) => [item.member_id, item.why]);
    const setting = (body: object) => owner.ok(changeHiringSettings, { body });

    const obstacles = [
      ["switched_off", () => setting({ replaces: false })],
      ["changed_enough", () => setting({ replaces: true, swaps_at_most: 0 })],
      ["too_late", () => setting({ swaps_at_most: 3, replace_until_hours: 100 })],
      [
        "nobody_free",
        async () => {
          await setting({ replace_until_hours: 4 });
          await isTaken(world, other, asInstant(start), 60);
        },
      ],
    ] as const;
    for (const [reason, stands] of obstacles) {
      await stands();
      await say(host, "declined");
      await heard(world);
      expect(await why()).toEqual([[member(world, host), reason]]);
      expect((await again(world, interview)).swaps).toBe(0);
      await say(host, "accepted");
      expect(await why()).toEqual([]);
    }
    // Whom no pool sent nobody stands in for.
    await say("recruiter", "declined");
    await heard(world);
    expect(await why()).toEqual([[member(world, "recruiter"), "no_pool"]]);
    expect(await swapsTold(world)).toEqual([]);
  });

  it("beside another at the same moment: both are replaced, each once, and two panels share nobody", async () => {
    const world = await office();
    const { db, newId } = testContext();
    const other = newId("pool");
    await db.insert(pools).values({ ...world.booking.pool, id: other, name: `Frontend ${world.mark}` });
    const { id: eventTypeId } = world.booking.eventTypes.round_robin;
    await db.insert(eventTypePools).values({ tenantId: world.tenant.id, eventTypeId, poolId: other, position: 1 });
    for (const who of ["owner", "recruiter"] as const) await seats(world, who, other);
    const interview = await scheduled(world);
    const two = sent(interview);
    expect(two).toHaveLength(2);
    await Promise.all(
      two.map(async ({ member_id }) =>
        (await world.as(whoIs(world, member_id))).ok(respondToInterview, {
          param: { id: interview.id },
          body: { answer: "declined" },
        }),
      ),
    );
    await heard(world, 4);
    await heard(world);
    const after = await again(world, interview);
    const stay = sent(after);
    expect(after.swaps).toBe(2);
    expect(new Set(stay.map(({ replaces_id }) => replaces_id))).toEqual(new Set(two.map(({ id }) => id)));
    expect(new Set(stay.map(({ pool_id }) => pool_id))).toEqual(new Set([other, world.booking.pool.id]));
    expect(stay.some(({ member_id }) => two.some((gone) => gone.member_id === member_id))).toBe(false);
    expect(new Set(await hoursOf(world))).toEqual(new Set(stay.map(({ member_id }) => member_id)));
    expect(await swapsTold(world)).toHaveLength(2);
  });

  it("is one of two panels at one hour who want the same stand-in: one gets them, the other is the coordinator's", async () => {
    const world = await office();
    await seats(world, "owner");
    const one = await scheduled(world);
    const two = await scheduled(world);
    const owner = await world.as("owner");
    const body = { answer: "declined" as const };
    const away = [one, two].map((interview) => whoIs(world, sent(interview)[0]?.member_id));
    // Whoever declines is sent nowhere else either.
    for (const who of away)
      await owner.ok(changeInterviewing, {
        param: { id: member(world, who) },
        body: { paused_until: toWire(asInstant(start + day)) },
      });
    await Promise.all(
      [one, two].map(async ({ id }, place) =>
        (await world.as(away[place] ?? "owner")).ok(respondToInterview, { param: { id }, body }),
      ),
    );
    await heard(world, 3);
    await heard(world);
    const swaps = [await again(world, one), await again(world, two)].map((interview) => interview.swaps);
    expect(swaps.toSorted((a, b) => a - b)).toEqual([0, 1]);
    expect(await declinedIn(world)).toMatchObject([{ why: "nobody_free" }]);
    expect(await swapsTold(world)).toHaveLength(1);
    const hours = await hoursOf(world);
    expect(new Set(hours).size).toBe(hours.length);
  });
});

describe("staff who send somebody else", () => {
  it("are bound by nobody's policy but by everybody's hours, once for each key", async () => {
    const world = await office();
    const owner = await world.as("owner");
    await owner.ok(changeHiringSettings, { body: { replaces: false } });
    const interview = await scheduled(world, ["recruiter"]);
    const seat = (who: PersonKey, shown = interview) =>
      shown.participants.find(({ member_id }) => member_id === member(world, who));
    const param = { id: interview.id, participant_id: seat("recruiter")?.id ?? "" };
    await owner.refused(replaceParticipant, { param, body: {} }, "booking.host_unclear");
    await isTaken(world, "vancouver", asInstant(start), 60);
    const clash = await owner.refused(
      replaceParticipant,
      { param, body: { to: member(world, "vancouver") } },
      "slot.taken",
    );
    expect(clash.problem["clash"]).toBe("meeting");
    const ask = { param, body: { to: member(world, "admin") }, headers: { "Idempotency-Key": "admin comes" } };
    const done = await owner.ok(replaceParticipant, ask);
    expect(done).toMatchObject({ swaps: 1, left: { participant_id: param.participant_id } });
    expect(await owner.ok(replaceParticipant, ask)).toEqual(done);
    const after = await again(world, interview);
    expect(seat("admin", after)).toMatchObject({ id: done.came?.participant_id, replaces_id: param.participant_id });
    expect(seat("recruiter", after)).toBeUndefined();
    await owner.refused(replaceParticipant, { param, body: {} }, "participant.unknown");
    const candidate = after.participants.find(({ role }) => role === "candidate")?.id ?? "";
    await owner.refused(
      replaceParticipant,
      { param: { id: interview.id, participant_id: candidate }, body: {} },
      "participant.unknown",
    );
    // Of an interview without a time nobody's hour is anybody else's.
    const { interview: unbooked, participant } = await interviewWithSeat(world);
    const nowhere = { id: unbooked, participant_id: participant };
    await owner.refused(replaceParticipant, { param: nowhere, body: {} }, "interview.panel_not_held");
    await (await world.as("berlin")).refused(replaceParticipant, { param, body: {} }, "permission.missing");
  });
});

describe("a link for one of a panel", () => {
  afterEach(() => void vi.setSystemTime(now));

  it("that was never ours is unknown, and one that was opens nothing once it is over", async () => {
    const world = await office();
    const elsewhere = await office();
    const recruiter = await world.as("recruiter");
    const interview = await scheduled(world);
    const [seat] = sent(interview);
    const token = await linkFor(world, interview, seat?.id ?? "");
    const [id = "", tenant = "", signature = ""] = token.split(".");
    const strange = [
      "nonsense",
      `${id}.${tenant}`,
      `${id}.${tenant}.${signature.slice(0, -2)}xx`,
      `${testContext().newId("panel_link")}.${tenant}.${signature}`,
      `${id}.${elsewhere.tenant.id}.${signature}`,
    ];
    for (const one of strange) {
      const ask = { param: { token: one } };
      await world.anonymous.refused(getPanelView, ask, "panel_link.unknown");
      await world.anonymous.refused(acceptByPanelLink, ask, "panel_link.unknown");
    }
    const { data } = await recruiter.ok(listPanelLinks, { param: { id: interview.id } });
    expect(data).toMatchObject([{ id, status: "good", token, purpose: "respond" }]);
    expect(await recruiter.ok(getPanelLink, { param: { id } })).toEqual(data[0]);

    const over = async (why: string, spoil: (token: string, id: string) => Promise<unknown>) => {
      const fresh = await linkFor(world, interview, seat?.id ?? "");
      await world.anonymous.ok(getPanelView, { param: { token: fresh } });
      const [link = ""] = fresh.split(".");
      await spoil(fresh, link);
      const refused = await world.anonymous.refused(getPanelView, { param: { token: fresh } }, "panel_link.over");
      expect(refused.status).toBe(410);
      expect(JSON.stringify(refused.problem)).not.toContain(interview.id);
      await world.anonymous.refused(acceptByPanelLink, { param: { token: fresh } }, "panel_link.over");
      expect(await recruiter.ok(getPanelLink, { param: { id: link } })).toMatchObject({ status: why, token: null });
    };
    await over("used", (fresh) => world.anonymous.ok(acceptByPanelLink, { param: { token: fresh } }));
    await over("revoked", async (_, link) => {
      const param = { id: link };
      const revoked = await recruiter.ok(revokePanelLink, { param });
      expect(await recruiter.ok(revokePanelLink, { param })).toEqual(revoked);
    });
    // Whose place is somebody else's has nothing more to say.
    await over("moot", () =>
      recruiter.ok(replaceParticipant, { param: { id: interview.id, participant_id: seat?.id ?? "" }, body: {} }),
    );
    const other = sent(await again(world, interview))[0]?.id ?? "";
    const last = await linkFor(world, interview, other);
    await recruiter.ok(cancelInterview, { param: { id: interview.id }, body: {} });
    await world.anonymous.refused(declineByPanelLink, { param: { token: last }, body: {} }, "panel_link.over");
    await recruiter.refused(createPanelLink, { param: { id: interview.id, participant_id: other } }, "panel_link.over");
  });

  it("is used once, however many come with it at the same moment", async () => {
    const world = await office();
    const interview = await scheduled(world);
    const token = await linkFor(world, interview, sent(interview)[0]?.id ?? "");
    const param = { token };
    const answers = await Promise.all([
      ...[1, 2, 3].map(() => world.anonymous.call(acceptByPanelLink, { param })),
      ...[1, 2, 3].map(() => world.anonymous.call(declineByPanelLink, { param, body: {} })),
    ]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 410, 410, 410, 410, 410]);
    const owner = await world.as("owner");
    expect((await owner.ok(listAuditEvents, { query: { type: "panel_link.used" } })).data).toHaveLength(1);
    expect((await owner.ok(listAuditEvents, { query: { type: "interview.responded" } })).data).toHaveLength(1);
  });

  it("for a card hands in its author's own, when the interview has begun, and once", async () => {
    const world = await office();
    const interview = await scheduled(world);
    const [seat] = sent(interview);
    const scope = world.scope();
    const { row, statement } = newPanelLink(
      scope,
      "feedback",
      { id: interview.id as Id<"interview">, endsAt: asInstant(start + hour) },
      { id: (seat?.id ?? "") as Id<"participant"> },
    );
    await (statement as unknown as Promise<unknown>);
    const param = { token: await panelToken(scope.config, row) };
    const body = { rating: 4, recommendation: "yes" as const, comments: `Calm under load. ${world.mark}` };

    expect(await world.anonymous.ok(getPanelView, { param })).toMatchObject({ purpose: "feedback", verbs: [] });
    const early = await world.anonymous.refused(giveFeedbackByPanelLink, { param, body }, "scorecard.too_early");
    expect(early.status).toBe(409);
    const other = await world.anonymous.refused(acceptByPanelLink, { param }, "panel_link.other_purpose");
    expect(other.problem["purpose"]).toBe("feedback");
    // Nobody but the mail shows the word of such a link.
    const recruiter = await world.as("recruiter");
    expect(await recruiter.ok(getPanelLink, { param: { id: row.id } })).toMatchObject({ status: "good", token: null });

    vi.setSystemTime(start + hour);
    expect((await world.anonymous.ok(getPanelView, { param })).verbs).toEqual(["give_feedback"]);
    const answers = await Promise.all(
      [1, 2, 3].map(() => world.anonymous.call(giveFeedbackByPanelLink, { param, body })),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 410, 410]);
    const cards = (await testContext().db.select().from(scorecards)).filter(
      ({ tenantId }) => tenantId === world.tenant.id,
    );
    expect(cards).toMatchObject([{ authorId: seat?.member_id, status: "submitted", content: { rating: 4 } }]);
    await world.anonymous.refused(getPanelView, { param }, "panel_link.over");

    vi.setSystemTime(start + 40 * day);
    await world.anonymous.refused(giveFeedbackByPanelLink, { param, body }, "panel_link.over");
  });
});
