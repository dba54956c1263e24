import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { changeInterviewing } from "#availability/interviewing/contract.ts";
import { createTimeOff } from "#availability/time-off/contract.ts";
import { getBooking } from "#booking/bookings/contract.ts";
import { createLinkBooking } from "#booking/bookings/link-contract.ts";
import { listBookingHistory, listBookings } from "#booking/bookings/look-contract.ts";
import { getLink } from "#booking/links/contract.ts";
import { getPool } from "#booking/pools/contract.ts";
import { getLinkSlots } from "#booking/slots/contract.ts";
import { createApplication, getApplication, moveApplication } from "#hiring/applications/contract.ts";
import { listApplicationHistory } from "#hiring/applications/look-contract.ts";
import { createCandidate } from "#hiring/candidates/contract.ts";
import { createDecision, openDebrief } from "#hiring/debriefs/contract.ts";
import { createStageInterview, getInterview } from "#hiring/interviews/contract.ts";
import { endInterview, startInterview } from "#hiring/interviews/course-contract.ts";
import { getInterviewSlots, offerInterview } from "#hiring/interviews/offer-contract.ts";
import { scheduleInterview } from "#hiring/interviews/schedule-contract.ts";
import { declineByPanelLink, getPanelView, giveFeedbackByPanelLink } from "#hiring/panel/contract.ts";
import { getInterviewKit, recordInterviewResponse } from "#hiring/questions/contract.ts";
import {
  getOwnScorecard,
  listOwedScorecards,
  listScorecards,
  saveScorecard,
  submitScorecard,
} from "#hiring/scorecards/contract.ts";
import { exportAuditEvents, listAuditEvents } from "#records/audit/contract.ts";
import { settleMail } from "../support/letters.ts";
import {
  addressOf,
  as,
  type Author,
  bookable,
  carries,
  eachReadsTheirs,
  id,
  inbox,
  linkMailed,
  opening,
  panel,
  readBy,
  seatsIn,
  statusIn,
  type Story,
  verdict,
} from "../support/panel-story.ts";
import { mailTo } from "../support/post.ts";
import { itIs, minutePasses, minutesPassUntil } from "../support/ticks.ts";
import { newWorld, type World } from "../support/world/world.ts";

const monday = Date.UTC(2026, 10, 23, 8);
const tuesday = { starts_after: "2026-11-24T00:00:00Z", starts_before: "2026-11-25T00:00:00Z" };
const wednesday = { starts_after: "2026-11-25T00:00:00Z", starts_before: "2026-11-26T00:00:00Z" };
const starts_at = "2026-11-26T14:00:00Z";

type Asked = Awaited<ReturnType<typeof seated>>;

/** The call: planned, offered, booked by the candidate, and over when nobody says anything else. */
async function screened(story: Story): Promise<void> {
  const { world, way } = story;
  const call = await (await as(story, "recruiter")).ok(createStageInterview, {
    param: { id: story.application },
    body: {},
  });
  expect(call).toMatchObject({ title: "Screen", status: "pending_schedule", form_id: way.short.id });
  expect(await inbox(story)).toEqual([["to_schedule", call.id, "planned"]]);
  const param = { id: call.id };
  const { token } = await (await as(story, "recruiter")).ok(offerInterview, { param, body: {} });
  expect(await inbox(story)).toEqual([["waiting_for_candidate", call.id, "link_open"]]);
  expect(await statusIn(story)).toBe("new");

  expect((await world.anonymous.ok(getLink, { param: { token } })).kind).toBe("scheduling");
  const offered = await world.anonymous.ok(getLinkSlots, { param: { token }, query: tuesday });
  const slot_token = offered.offers[0]?.slots[0]?.slot_token ?? "";
  const invitee = { name: "Ilse Marten", email: "ilse@candidate.example", time_zone: "Europe/Paris" };
  await world.anonymous.ok(createLinkBooking, { param: { token }, body: { slot_token, invitee } });
  expect(await statusIn(story)).toBe("scheduled");
  await settleMail(world);
  const booked = await (await as(story, "recruiter")).ok(getInterview, { param });
  expect(booked).toMatchObject({ status: "confirmed", starts_at: "2026-11-24T08:00:00Z", minutes: 30 });
  expect(booked.participants.map(({ role, member_id }) => [role, member_id])).toEqual([
    ["candidate", null],
    ["lead", id(world, "recruiter")],
  ]);
  expect(await inbox(story)).toEqual([]);
  await world.anonymous.refused(getLinkSlots, { param: { token }, query: tuesday }, "link.over");
  expect(await carries(story, "recruiter", "2026-11-24")).toEqual([1, 30, false]);
  const ratings = [{ criterion_id: "motive", value: 4 }];
  const card = { recommendation: "yes" as const, ratings, comments: "Keen." };
  await (await as(story, "recruiter")).refused(submitScorecard, { param, body: { card } }, "scorecard.too_early");

  itIs("2026-11-24T08:01:00Z");
  await (await as(story, "recruiter")).ok(startInterview, { param, body: {} });
  expect(await statusIn(story)).toBe("in_progress");
  itIs("2026-11-24T08:31:00Z");
  const now = async () => (await (await as(story, "recruiter")).ok(getInterview, { param })).status;
  await minutesPassUntil(async () => (await now()) === "completed");
  await settleMail(world);
  await (await as(story, "recruiter")).ok(submitScorecard, { param, body: { card } });
}

/** The panel: one who leads by name and one of each pool, all of them or nobody. */
async function seated(story: Story, { systems, product }: { systems: string; product: string }) {
  const { world, way } = story;
  await (await as(story, "recruiter")).ok(moveApplication, {
    param: { id: story.application },
    body: { stage_id: way.panelStage, reason: "A strong first call." },
  });
  const lead = { member_id: id(world, "admin"), role: "lead" } as const;
  const planned = await (await as(story, "recruiter")).ok(createStageInterview, {
    param: { id: story.application },
    body: { participants: [lead] },
  });
  const param = { id: planned.id };
  const kit = await (await as(story, "admin")).ok(getInterviewKit, { param });
  expect(kit.questions.map(({ prompt }) => prompt)).toEqual(["What would break first?"]);
  expect(kit.form?.id).toBe(way.long.id);
  expect(await inbox(story)).toEqual([["to_schedule", planned.id, "planned"]]);

  // On Wednesday one of the pools has nobody to send: nobody comes, and nobody's hour is taken.
  await (await as(story, "vancouver")).ok(createTimeOff, {
    body: { first_date: "2026-11-25", reason: "A talk elsewhere." },
  });
  const nobody = await (await as(story, "recruiter")).ok(getInterviewSlots, { param, query: wednesday });
  expect(nobody.offers.flatMap(({ slots }) => slots)).toEqual([]);
  const recruiter = await as(story, "recruiter");
  const away = { param, body: { starts_at: "2026-11-25T14:00:00Z" } };
  const refused = await recruiter.refused(scheduleInterview, away, "slot.unavailable");
  expect(refused.problem["reasons"]).toEqual(["time_off"]);
  for (const who of ["admin", "berlin", "kolkata"] as const)
    expect(await carries(story, who, "2026-11-25")).toEqual([0, 0, false]);
  expect((await recruiter.ok(getInterview, { param })).version).toBe(planned.version);
  expect((await recruiter.ok(listBookings, {})).data).toHaveLength(1);

  const held = await recruiter.ok(scheduleInterview, { param, body: { starts_at } });
  expect(held).toMatchObject({ status: "confirmed", starts_at, minutes: 60, swaps: 0 });
  expect(seatsIn(world, held).map(({ who, role, pool_id, card }) => [who, role, pool_id, card])).toEqual([
    ["admin", "lead", null, "required"],
    ["berlin", "panelist", systems, "required"],
    ["vancouver", "panelist", product, "required"],
  ]);
  for (const who of ["admin", "berlin", "vancouver"] as const)
    expect((await carries(story, who, "2026-11-26")).slice(0, 2)).toEqual([1, 60]);
  expect(await carries(story, "kolkata", "2026-11-26")).toEqual([0, 0, false]);
  expect(await statusIn(story)).toBe("scheduled");
  expect(await inbox(story)).toEqual([]);
  await settleMail(world);
  return held;
}

/** One says no by a link, without an account; the next of their pool comes at the same hour. */
async function replaced(story: Story, asked: Asked, systems: string): Promise<void> {
  const { world } = story;
  await (await as(story, "recruiter")).ok(changeInterviewing, {
    param: { id: id(world, "kolkata") },
    body: { limits: { day: { count: 1 }, week: {}, month: {}, year: {} } },
  });
  const seat = seatsIn(world, asked).find(({ who }) => who === "berlin");
  const param = { token: await linkMailed(story, "berlin", "decline") };
  expect(await world.anonymous.ok(getPanelView, { param })).toMatchObject({
    purpose: "respond",
    interview: { title: "Panel", starts_at },
  });
  await world.anonymous.ok(declineByPanelLink, { param, body: { reason: "On a train." } });
  await settleMail(world);
  const after = await (await as(story, "recruiter")).ok(getInterview, { param: { id: asked.id } });
  expect(after).toMatchObject({ status: "confirmed", starts_at, booking_id: asked.booking_id, swaps: 1 });
  expect(seatsIn(world, after).map(({ who, role, replaces_id }) => [who, role, replaces_id])).toEqual([
    ["admin", "lead", null],
    ["kolkata", "panelist", seat?.id],
    ["vancouver", "panelist", null],
  ]);
  const booking = await (await as(story, "recruiter")).ok(getBooking, { param: { id: asked.booking_id ?? "" } });
  expect(booking.hosts.map(({ member_id }) => member_id).toSorted()).toEqual(
    panel.map((who) => id(world, who)).toSorted(),
  );
  expect((await carries(story, "berlin", "2026-11-26")).slice(0, 2)).toEqual([0, 0]);
  expect(await carries(story, "kolkata", "2026-11-26")).toEqual([1, 60, true]);
  expect(await carries(story, "owner", "2026-11-26")).toEqual([0, 0, false]);
  const { members } = await (await as(story, "recruiter")).ok(getPool, { param: { id: systems }, expand: "members" });
  const turns = new Map(members?.map((one) => [one.member_id, one.assigned_count]));
  expect([turns.get(id(world, "berlin")), turns.get(id(world, "kolkata"))]).toEqual([0, 1]);
  expect(await inbox(story)).toEqual([]);
  expect(await statusIn(story)).toBe("scheduled");
}

/** The interview takes place. */
async function takesPlace(story: Story, interview: string): Promise<void> {
  const { world, way } = story;
  const param = { id: interview };
  itIs("2026-11-26T13:58:00Z");
  await (await as(story, "kolkata")).ok(startInterview, { param, body: {} });
  expect(await statusIn(story)).toBe("in_progress");
  await (await as(story, "kolkata")).ok(recordInterviewResponse, {
    param,
    body: { question_id: way.question.id, answer: answerIn(world) },
  });
  itIs("2026-11-26T15:02:00Z");
  const ended = await (await as(story, "admin")).ok(endInterview, { param, body: {} });
  expect(ended).toMatchObject({ status: "completed", booking_status: "completed" });
  expect(ended.participants.map(({ attended }) => attended)).toEqual([true, true, true, true]);
  await settleMail(world);
  expect(await statusIn(story)).toBe("in_progress");
}

const cardIn = (world: World, who: Author) => ({
  recommendation: who === "vancouver" ? ("yes" as const) : ("strong_yes" as const),
  rating: who === "vancouver" ? 3 : 5,
  ratings: [{ criterion_id: "depth", value: 4 }],
  comments: verdict(world, who),
});

/** What somebody has written down of what was answered. */
const answerIn = (world: World) => `Storage, she said. ${world.mark}`;

/** Each judges alone; one is late. */
async function judged(story: Story, interview: string): Promise<void> {
  const { world } = story;
  const param = { id: interview };
  const cards: string[] = [];
  await (await as(story, "admin")).ok(saveScorecard, { param, body: cardIn(world, "admin") });
  await eachReadsTheirs(story, interview, [], cards);
  await (await as(story, "berlin")).refused(
    submitScorecard,
    { param, body: { card: cardIn(world, "admin") } },
    "scorecard.not_yours",
  );
  const first = { param, body: { card: cardIn(world, "kolkata") } };
  cards.push((await (await as(story, "kolkata")).ok(submitScorecard, first)).id);
  await eachReadsTheirs(story, interview, ["kolkata"], cards);
  for (const who of ["admin", "vancouver"] as const)
    expect(await readBy(story, who, interview)).not.toContain(answerIn(world));
  cards.push((await (await as(story, "admin")).ok(submitScorecard, { param, body: {} })).id);
  await eachReadsTheirs(story, interview, ["kolkata", "admin"], cards);
  expect(await readBy(story, "vancouver", interview)).not.toContain(answerIn(world));
  expect(await readBy(story, "admin", interview)).toContain(answerIn(world));
  const recruiter = await as(story, "recruiter");
  await recruiter.refused(openDebrief, { param: { id: story.application }, body: {} }, "debrief.cards_missing");
  expect(await inbox(story)).toEqual([]);

  // Who is missing is asked for it; a day later it is the coordinator's as well.
  itIs("2026-11-26T16:05:00Z");
  await minutePasses();
  await mailTo(addressOf(world, "vancouver"), "your scorecard of this interview is still missing");
  expect(await inbox(story)).toEqual([]);
  itIs("2026-11-27T15:01:00Z");
  const late = [["overdue_scorecard", interview, id(world, "vancouver")]];
  expect(await inbox(story)).toEqual(late);
  expect(await inbox(story, "admin")).toEqual(late);
  const owed = await (await as(story, "vancouver")).ok(listOwedScorecards, {});
  expect(owed.data).toMatchObject([{ interview_id: interview, required: true, overdue: true }]);
  const borne = { token: await linkMailed(story, "vancouver", "feedback") };
  const byMail = { param: borne, body: cardIn(world, "vancouver") };
  expect((await world.anonymous.ok(getPanelView, { param: borne })).form?.name).toBe("Panel");
  expect((await world.anonymous.ok(giveFeedbackByPanelLink, byMail)).interview_id).toBe(interview);
  await world.anonymous.refused(giveFeedbackByPanelLink, byMail, "panel_link.over");
  const latest = await as(story, "vancouver");
  await latest.refused(submitScorecard, { param, body: { card: byMail.body } }, "scorecard.submitted");
  cards.push((await latest.ok(getOwnScorecard, { param })).card?.id ?? "");
  expect(await inbox(story)).toEqual([]);
  expect((await (await as(story, "vancouver")).ok(listOwedScorecards, {})).data).toEqual([]);
  await eachReadsTheirs(story, interview, ["kolkata", "admin", "vancouver"], cards);
}

/** They talk about it, and one decides and says why. */
async function decided(story: Story, interview: string): Promise<string> {
  const { world, way } = story;
  const param = { id: story.application };
  const recruiter = await as(story, "recruiter");
  await recruiter.ok(moveApplication, { param, body: { stage_id: way.offer } });
  const rationale = `All three would work with her tomorrow. ${world.mark}`;
  const body = { outcome: "hire", rationale, interview_id: interview, reason: "Welcome aboard." } as const;
  await recruiter.refused(createDecision, { param, body }, "decision.debrief_closed");
  await (await as(story, "kolkata")).refused(openDebrief, { param, body: {} }, "permission.missing");
  const open = await recruiter.ok(openDebrief, { param, body: {} });
  expect(open).toMatchObject({ status: "open", missing_at_opening: 0, override_reason: null });
  expect(open.summary).toMatchObject({ recommendations: { strong_yes: 2, yes: 2, no: 0, strong_no: 0 } });
  const seen = await (await as(story, "owner")).ok(listScorecards, { query: { interview_id: interview } });
  expect(new Set(seen.data.map(({ content }) => content?.comments))).toEqual(
    new Set(panel.map((who) => verdict(world, who))),
  );
  expect(await statusIn(story)).toBe("in_progress");
  const decision = await recruiter.ok(createDecision, { param, body });
  expect(decision).toMatchObject({ outcome: "hire", decided_by: id(world, "recruiter"), ordinal: 1 });
  expect(await recruiter.ok(getApplication, { param })).toMatchObject({ status: "hired", reason: "Welcome aboard." });
  expect(await statusIn(story)).toBe("accepted");
  await recruiter.refused(createDecision, { param, body }, "decision.application_over");
  return decision.id;
}

/** What the books say of it afterwards, in the order in which it was. */
async function remembered(story: Story, asked: Asked, decision: string): Promise<void> {
  const { world } = story;
  await settleMail(world);
  const recruiter = await as(story, "recruiter");
  const history = await recruiter.ok(listBookingHistory, { param: { id: asked.booking_id ?? "" } });
  expect(history.data.map(({ type, party, actor }) => [type, party, actor])).toEqual([
    ["created", "staff", id(world, "recruiter")],
    ["rsvp", "host", "public"],
    ["reassigned", "system", "system"],
    ["completed", "host", id(world, "admin")],
  ]);
  const way = await recruiter.ok(listApplicationHistory, { param: { id: story.application } });
  expect(way.data.map(({ type }) => type)).toEqual(["created", "moved", "moved", "hired"]);

  const key = world.withKey("full");
  const entity_id = [story.application, asked.id, asked.booking_id, decision].join();
  const { data } = await key.ok(listAuditEvents, { query: { entity_id }, page: { order: "seq.asc", limit: 100 } });
  expect(data.map(({ type }) => type)).toEqual([
    "application.created",
    "application.moved",
    "interview.created",
    "booking.created",
    "interview.scheduled",
    "booking.rsvp",
    "interview.responded",
    "booking.reassigned",
    "interview.participant_replaced",
    "interview.started",
    "booking.completed",
    "interview.ended",
    "scorecard.submitted",
    "scorecard.submitted",
    "scorecard.submitted",
    "application.moved",
    "debrief.opened",
    "application.hired",
    "decision.made",
  ]);
  const all = await key.ok(exportAuditEvents, { body: {} });
  expect(all.events.map(({ seq }) => seq)).toEqual(all.events.map((_, place) => place + 1));
  const text = JSON.stringify(all.events);
  for (const words of [...panel.map((who) => verdict(world, who)), "All three would work", "Storage, she said"])
    expect(text).not.toContain(words);
}

describe("a company that hires", () => {
  beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"], now: monday }));
  afterAll(() => void vi.useRealTimers());

  it("screens, asks a panel of three of whom one is replaced, hears each alone, and decides together", async () => {
    const world = await newWorld({ name: "Gantry Systems" });
    const books = await bookable(world);
    const way = await opening(world, books);
    const recruiter = await world.as("recruiter");
    const candidate = await recruiter.ok(createCandidate, {
      body: { name: `Ilse Marten ${world.mark}`, email: "ilse@candidate.example", time_zone: "Europe/Paris" },
    });
    const application = await recruiter.ok(createApplication, {
      body: { job_id: way.job.id, candidate_id: candidate.id, source: "referral" },
    });
    expect(application).toMatchObject({ stage_id: way.screen, round: 0, recruiter_id: id(world, "recruiter") });
    const story = { world, way, application: application.id, candidate: candidate.id };
    expect(await statusIn(story)).toBe("new");

    await screened(story);
    const asked = await seated(story, books);
    await replaced(story, asked, books.systems);
    await takesPlace(story, asked.id);
    await judged(story, asked.id);
    const decision = await decided(story, asked.id);
    await remembered(story, asked, decision);
  });
});
