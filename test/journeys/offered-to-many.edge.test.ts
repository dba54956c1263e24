import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createSchedule } from "#availability/schedules/contract.ts";
import { createLinkBooking } from "#booking/bookings/link-contract.ts";
import { createEventType } from "#booking/event-types/contract.ts";
import { cancelByLink, getLink } from "#booking/links/contract.ts";
import { getLinkSlots } from "#booking/slots/contract.ts";
import { createCandidate, getCandidate, listCandidates } from "#hiring/candidates/contract.ts";
import { cancelInterview, createInterview, getInterview, listInterviews } from "#hiring/interviews/contract.ts";
import { endInterview, markInterviewNoShow, startInterview } from "#hiring/interviews/course-contract.ts";
import { inviteToInterview, listInterviewInvitees } from "#hiring/interviews/offer-contract.ts";
import { listInterviewerLoad } from "#hiring/load/contract.ts";
import { listAuditEvents } from "#records/audit/contract.ts";
import { settleMail } from "../support/letters.ts";
import { mailTo } from "../support/post.ts";
import { itIs, minutesPassUntil } from "../support/ticks.ts";
import type { PersonKey } from "../support/world/company.ts";
import { newWorld, type World } from "../support/world/world.ts";

const monday = Date.UTC(2026, 10, 23, 8);
const tuesday = { starts_after: "2026-11-24T00:00:00Z", starts_before: "2026-11-25T00:00:00Z" };
const wednesday = { starts_after: "2026-11-25T00:00:00Z", starts_before: "2026-11-26T00:00:00Z" };

const id = (world: World, who: PersonKey) => world.people[who].member.id;

type Story = { world: World; offer: string; mails: readonly string[]; links: readonly string[] };

/** Whom it was offered to and how far each of them is, in the order in which they were named. */
async function asked({ world, offer }: Story) {
  const recruiter = await world.as("recruiter");
  return (await recruiter.ok(listInterviewInvitees, { param: { id: offer }, page: { limit: 100 } })).data;
}

const counted = async (story: Story) => {
  const groups = Object.groupBy(await asked(story), ({ status }) => status);
  return Object.fromEntries(Object.entries(groups).map(([status, those]) => [status, those.length]));
};

/** The link as it stands in the letter to whoever was asked. */
async function linkOf(email: string): Promise<string> {
  const { text } = await mailTo(email);
  const [, token] = /\/(lnk_[^\s?]+)/.exec(text) ?? [];
  if (token === undefined) throw new Error(`No link in the letter: ${text}`);
  return token;
}

type Range = typeof tuesday;

async function slotsOffered({ world, links }: Story, place: number, query: Range) {
  const { offers } = await world.anonymous.ok(getLinkSlots, { param: { token: links[place] ?? "" }, query });
  return offers.flatMap(({ slots }) => slots);
}

const startsOffered = async (story: Story, place: number, query: Range) =>
  (await slotsOffered(story, place, query)).map(({ starts_at }) => starts_at);

/** Somebody chooses the first time that their link offers. */
async function chooses(story: Story, place: number, query: Range) {
  const [slot] = await slotsOffered(story, place, query);
  const invitee = { name: `Person ${place}`, email: story.mails[place] ?? "" };
  const body = { slot_token: slot?.slot_token ?? "", invitee };
  return story.world.anonymous.ok(createLinkBooking, { param: { token: story.links[place] ?? "" }, body });
}

const interviewOf = async (story: Story, place: number) => (await asked(story))[place]?.interview_id ?? "";

const stands = async (story: Story, place: number) =>
  (await story.world.as("recruiter")).ok(getInterview, { param: { id: await interviewOf(story, place) } });

const statusOf = async ({ world }: Story, candidate: string | null) =>
  (await (await world.as("recruiter")).ok(getCandidate, { param: { id: candidate ?? "" } })).status;

describe("one video interview", () => {
  beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"], now: monday }));
  afterAll(() => void vi.useRealTimers());

  it("is offered to ten people, of whom some come, one does not want to, and one thinks again", async () => {
    const world = await newWorld({ name: "Kestrel Studios" });
    const mails = Array.from({ length: 10 }, (_, n) => `invitee${n}@${world.mark}.example`);
    const recruiter = await world.as("recruiter");
    await (await world.as("berlin")).ok(createSchedule, {
      body: { name: "Calls", hours_text: "Mon-Fri 09:00-18:00 Europe/Berlin", is_default: true },
    });
    const eventType = await recruiter.ok(createEventType, {
      body: {
        slug: "video-call",
        title: "Video call",
        kind: "one_on_one",
        durations: [30],
        hosts: [{ member_id: id(world, "berlin") }],
        public_page: false,
      },
    });
    const known = await recruiter.ok(createCandidate, { body: { name: "Person 0", email: mails[0] ?? "" } });
    const offer = await recruiter.ok(createInterview, {
      body: { title: "Video interview", audience: "many", mode: "video", event_type_id: eventType.id },
    });
    const links: string[] = [];
    const story: Story = { world, offer: offer.id, mails, links };
    const param = { id: offer.id };
    expect(offer).toMatchObject({ audience: "many", status: "pending_schedule", candidate_id: null });

    // Ten are asked at once, one of whom the company knows; whoever is new is a candidate from then on.
    const people = mails.map((email, n) => (n === 0 ? { candidate_id: known.id } : { name: `Person ${n}`, email }));
    const invited = await recruiter.ok(inviteToInterview, { param, body: { invitees: people } });
    expect(invited.data.map(({ email }) => email)).toEqual(mails);
    expect(await counted(story)).toEqual({ pending: 10 });
    for (const one of await asked(story))
      expect(one).toMatchObject({ mode: "video", sent_at: "2026-11-23T08:00:00Z", starts_at: null });
    expect((await recruiter.ok(listCandidates, { page: { limit: 100 } })).data).toHaveLength(10);
    await settleMail(world);
    links.push(...(await Promise.all(mails.map(linkOf))));
    expect(new Set(links).size).toBe(10);

    // The eleventh is one of the ten under the address by which they were asked: nobody is asked at all.
    const more = [
      { name: "Person 10", email: `invitee10@${world.mark}.example` },
      { name: "Person 3", email: mails[3]?.toUpperCase() ?? "" },
    ];
    const again = await recruiter.refused(
      inviteToInterview,
      { param, body: { invitees: more } },
      "interview.invited_already",
    );
    expect(again.problem.errors).toMatchObject([{ pointer: "/invitees/1/email" }]);
    expect(await asked(story)).toHaveLength(10);
    expect((await recruiter.ok(listCandidates, { page: { limit: 100 } })).data).toHaveLength(10);

    // They choose, none of them another's time. Who interviews talks to three people a day: the fourth is offered another.
    const booked = await chooses(story, 0, tuesday);
    for (const place of [1, 2]) await chooses(story, place, tuesday);
    expect(await startsOffered(story, 3, tuesday)).toEqual([]);
    await chooses(story, 3, wednesday);
    await settleMail(world);
    expect(await counted(story)).toEqual({ accepted: 4, pending: 6 });
    expect((await asked(story)).flatMap(({ starts_at }) => starts_at ?? [])).toEqual([
      "2026-11-24T08:00:00Z",
      "2026-11-24T09:00:00Z",
      "2026-11-24T10:00:00Z",
      "2026-11-25T08:00:00Z",
    ]);
    expect(booked.event_type_id).toBe(eventType.id);
    await world.anonymous.refused(getLinkSlots, { param: { token: links[1] ?? "" }, query: tuesday }, "link.over");
    expect((await stands(story, 0)).participants.map(({ role }) => role)).toEqual(["candidate", "lead"]);

    // One thinks again, and their hour is another's; one says by telephone that they do not come.
    const { manage_token } = await chooses(story, 4, wednesday);
    await settleMail(world);
    await world.anonymous.ok(cancelByLink, { param: { token: manage_token }, body: { reason: "I stay where I am." } });
    const sixth = await interviewOf(story, 5);
    await recruiter.ok(cancelInterview, { param: { id: sixth }, body: { reason: "Is not looking any more." } });
    await settleMail(world);
    await world.anonymous.refused(getLink, { param: { token: links[5] ?? "" } }, "link.over");
    expect(await counted(story)).toEqual({ accepted: 4, canceled: 2, pending: 4 });
    expect((await stands(story, 4)).cancel_reason).toBe("I stay where I am.");
    expect((await chooses(story, 6, wednesday)).starts_at).toBe("2026-11-25T09:00:00Z");

    // Tuesday: one talk is begun and ended, the clock ends another, and one waits for nobody.
    itIs("2026-11-24T08:00:00Z");
    const first = { id: await interviewOf(story, 0) };
    await (await world.as("berlin")).ok(startInterview, { param: first, body: {} });
    expect((await asked(story))[0]).toMatchObject({ status: "accepted", interview_status: "in_progress" });
    itIs("2026-11-24T08:29:00Z");
    await (await world.as("berlin")).ok(endInterview, { param: first, body: {} });
    itIs("2026-11-24T10:15:00Z");
    const third = { id: await interviewOf(story, 2) };
    await (await world.as("berlin")).ok(markInterviewNoShow, { param: third, body: {} });
    await minutesPassUntil(async () => (await stands(story, 1)).status === "completed");
    await settleMail(world);
    expect(await counted(story)).toEqual({ accepted: 2, canceled: 2, completed: 2, no_show: 1, pending: 3 });

    // The list says where each of them is, and when they were asked; so do the candidates.
    const whole = await asked(story);
    expect(whole.map(({ status }) => status)).toEqual([
      "completed",
      "completed",
      "no_show",
      "accepted",
      "canceled",
      "canceled",
      "accepted",
      "pending",
      "pending",
      "pending",
    ]);
    expect(whole.map(({ email, sent_at }) => [email, sent_at])).toEqual(
      mails.map((email) => [email, "2026-11-23T08:00:00Z"]),
    );
    const statuses = await Promise.all(whole.map(async ({ candidate_id }) => statusOf(story, candidate_id)));
    expect(statuses).toEqual([
      "in_progress",
      "in_progress",
      "in_progress",
      "scheduled",
      "new",
      "new",
      "scheduled",
      "new",
      "new",
      "new",
    ]);
    const staff = await world.as("recruiter");
    const query = { parent_id: offer.id, status: "completed" };
    const over = await staff.ok(listInterviews, { query, page: { order: "created_at.asc" } });
    expect(over.data.map((one) => one.id)).toEqual(whole.slice(0, 2).map((one) => one.interview_id));
    const waiting = await staff.ok(listInterviewInvitees, { param, query: { interview_status: "pending_schedule" } });
    expect(waiting.data.map(({ email }) => email)).toEqual(mails.slice(7));
    const load = await staff.ok(listInterviewerLoad, { query: { member_id: id(world, "berlin"), on: "2026-11-25" } });
    expect(load.data[0]?.day).toMatchObject({ meetings: 2, minutes: 60, full: false });
    await staff.refused(inviteToInterview, { param, body: { invitees: more } }, "interview.invited_already");

    const told = async (place: number) => {
      const page = { order: "seq.asc", limit: 100 };
      const entity_id = whole[place]?.interview_id ?? "";
      return (await world.withKey("full").ok(listAuditEvents, { query: { entity_id }, page })).data.map(
        ({ type }) => type,
      );
    };
    const begun = ["interview.created", "interview.offered"];
    expect(await told(0)).toEqual([...begun, "interview.scheduled", "interview.started", "interview.ended"]);
    expect(await told(1)).toEqual([...begun, "interview.scheduled"]);
    expect(await told(2)).toEqual([...begun, "interview.scheduled", "interview.no_show"]);
    expect(await told(4)).toEqual([...begun, "interview.scheduled", "interview.canceled"]);
    expect(await told(5)).toEqual([...begun, "interview.canceled"]);
    expect(await told(9)).toEqual(begun);
  });
});
