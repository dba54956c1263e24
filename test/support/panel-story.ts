// A company that hires by a call and a panel, and what each of its people sees of it.
import { expect } from "vitest";
import { createSchedule } from "#availability/schedules/contract.ts";
import { createEventType } from "#booking/event-types/contract.ts";
import { createPool, seatPoolMember } from "#booking/pools/contract.ts";
import { getApplication } from "#hiring/applications/contract.ts";
import { listApplicationHistory } from "#hiring/applications/look-contract.ts";
import { getCandidate } from "#hiring/candidates/contract.ts";
import { getDebrief, listDecisions } from "#hiring/debriefs/contract.ts";
import { createScorecardForm } from "#hiring/forms/contract.ts";
import { listInbox } from "#hiring/inbox/contract.ts";
import { getInterview } from "#hiring/interviews/contract.ts";
import { createJob, openJob } from "#hiring/jobs/contract.ts";
import { listInterviewerLoad } from "#hiring/load/contract.ts";
import {
  createBankQuestion,
  getInterviewKit,
  listInterviewResponses,
  setStageQuestions,
} from "#hiring/questions/contract.ts";
import { getOwnScorecard, getScorecard, listScorecards } from "#hiring/scorecards/contract.ts";
import { createWorkflow } from "#outreach/workflows/contract.ts";
import { listAuditEvents } from "#records/audit/contract.ts";
import { mailTo } from "./post.ts";
import type { PersonKey } from "./world/company.ts";
import { type World } from "./world/world.ts";
import type * as z from "zod";
import type { Interview } from "#hiring/interviews/shapes.ts";

export const id = (world: World, who: PersonKey) => world.people[who].member.id;
/** Who sits on the panel, by the company's names for them. */
export const seatsIn = (world: World, { participants }: { participants: z.output<typeof Interview>["participants"] }) =>
  (["admin", "berlin", "kolkata", "owner", "recruiter", "vancouver"] as const).flatMap((who) =>
    participants.flatMap((one) => (one.member_id === id(world, who) ? [{ who, ...one }] : [])),
  );

export const panel = ["admin", "vancouver", "kolkata"] as const;
export type Author = (typeof panel)[number];

/** What nobody else may read of somebody's card before their own is in. */
export const verdict = (world: World, who: Author) => `What ${who} thinks of it ${world.mark}`;

/** What people are booked for: a call with the recruiter, and an hour with one of each of two pools. */
export async function bookable(world: World) {
  const recruiter = await world.as("recruiter");
  for (const who of ["admin", "berlin", "kolkata", "vancouver", "owner"] as const) {
    const hours = { name: "Interviews", hours_text: "Mon-Fri 09:00-18:00 Europe/Paris", is_default: true };
    await (await world.as(who)).ok(createSchedule, { body: hours });
  }
  const pool = async (name: string, people: Partial<Record<PersonKey, number>>) => {
    const made = await recruiter.ok(createPool, { body: { name, strategy: "priority" } });
    for (const [who, priority] of Object.entries(people))
      await recruiter.ok(seatPoolMember, {
        param: { id: made.id, member_id: id(world, who as PersonKey) },
        body: { priority },
      });
    return made.id;
  };
  const systems = await pool(`Systems ${world.mark}`, { berlin: 90, owner: 10, kolkata: 50 });
  const product = await pool(`Product ${world.mark}`, { vancouver: 50 });
  const call = await recruiter.ok(createEventType, {
    body: {
      slug: "call",
      title: "Call",
      kind: "one_on_one",
      durations: [30],
      hosts: [{ member_id: id(world, "recruiter") }],
    },
  });
  const hour = await recruiter.ok(createEventType, {
    body: { slug: "hour", title: "Panel", kind: "round_robin", durations: [60], pools: [systems, product] },
  });
  await recruiter.ok(createWorkflow, {
    body: {
      name: "Cards",
      trigger: "feedback_due",
      offset_minutes: 60,
      actions: [{ channel: "mail", to: "hosts" }],
    },
  });
  return { systems, product, call: call.id, hour: hour.id };
}

/** A job whose way leads over a call and a panel to an offer, with what is asked and judged on it. */
export async function opening(world: World, { call, hour }: { call: string; hour: string }) {
  const recruiter = await world.as("recruiter");
  const form = (name: string, criterion: string) =>
    recruiter.ok(createScorecardForm, {
      body: {
        name,
        scale: 4,
        criteria: [{ id: criterion, label: criterion, required: true }],
        comments_required: true,
      },
    });
  const [short, long] = [await form("Call", "motive"), await form("Panel", "depth")];
  const made = await recruiter.ok(createJob, {
    body: {
      title: `Platform engineer ${world.mark}`,
      recruiter_id: id(world, "recruiter"),
      stages: [
        { name: "Screen", kind: "screen", event_type_id: call, form_id: short.id },
        {
          name: "Panel",
          kind: "interview",
          event_type_id: hour,
          form_id: long.id,
          instructions: "Let them ask first.",
        },
        { name: "Offer", kind: "offer" },
      ],
    },
  });
  const question = await recruiter.ok(createBankQuestion, { body: { prompt: "What would break first?" } });
  const [screen, panelStage, offer] = made.stages.map((stage) => stage.id);
  if (screen === undefined || panelStage === undefined || offer === undefined)
    throw new Error("A job without its way.");
  await recruiter.ok(setStageQuestions, { param: { id: panelStage }, body: { question_ids: [question.id] } });
  const job = await recruiter.ok(openJob, { param: { id: made.id } });
  return { job, screen, panelStage, offer, question, short, long };
}

type Way = Awaited<ReturnType<typeof opening>>;
/** What everybody in the story is about. */
export type Story = { world: World; way: Way; application: string; candidate: string };

/** Access tokens live for minutes, and this story takes days. */
export const as = ({ world }: Story, who: PersonKey) => world.as(who);

export const statusIn = async (story: Story) =>
  (await (await as(story, "recruiter")).ok(getCandidate, { param: { id: story.candidate } })).status;

export const inbox = async (story: Story, who: PersonKey = "recruiter"): Promise<unknown[]> => {
  const query = { application_id: story.application };
  const { data } = await (await as(story, who)).ok(listInbox, { query });
  return data.map((item) => [item.kind, item.interview_id, item.why ?? item.member_id]);
};

/** How many meetings and minutes somebody has on a day, and whether a limit of theirs is reached. */
export async function carries(story: Story, who: PersonKey, on: string) {
  const query = { on, member_id: id(story.world, who) };
  const [load] = (await (await as(story, "recruiter")).ok(listInterviewerLoad, { query })).data;
  // Whoever never interviews is not there at all.
  return load === undefined ? [0, 0, false] : [load.day.meetings, load.day.minutes, load.day.full];
}

/** Where somebody of the company is written to. */
export const addressOf = (world: World, who: PersonKey): string => world.people[who].member.email ?? "";

const links = { decline: /\/panel\/([^\s?]+)\?answer=decline/, feedback: /\/panel\/([^\s?]+)$/m };

/** The word of a link in the mail to one of the panel. */
export async function linkMailed({ world }: Story, who: PersonKey, to: keyof typeof links): Promise<string> {
  const { text } = await mailTo(addressOf(world, who), "/panel/");
  const [, token] = links[to].exec(text) ?? [];
  if (token === undefined) throw new Error("A letter without its link.");
  return token;
}

/** Everything that somebody can read around an interview, as one text. */
export async function readBy(story: Story, who: PersonKey, interview: string): Promise<string> {
  const client = await as(story, who);
  const param = { id: interview };
  const application = { id: story.application };
  const { data: cards } = await client.ok(listScorecards, { query: { application_id: story.application } });
  const all = await Promise.all([
    client.ok(getInterview, { param }),
    client.ok(getInterviewKit, { param }),
    client.ok(listInterviewResponses, { param }),
    client.ok(getApplication, { param: application, expand: "candidate" }),
    client.ok(listApplicationHistory, { param: application }),
    client.ok(getDebrief, { param: application }),
    client.ok(getCandidate, { param: { id: story.candidate } }),
    client.call(listDecisions, { param: application }),
    client.call(getOwnScorecard, { param }),
    client.call(listAuditEvents, { page: { limit: 100 } }),
    client.call(listInbox, {}),
  ]);
  return JSON.stringify([cards, all]);
}

/** Who reads whose card of the panel: nobody's before their own, everybody's that is in from then on. */
export async function eachReadsTheirs(story: Story, interview: string, inSoFar: readonly Author[], cards: string[]) {
  const { world } = story;
  const param = { id: story.application };
  const counts = { required: 4, submitted: 1 + inSoFar.length, missing: 3 - inSoFar.length };
  const authorsSeen = async (who: PersonKey) => {
    const query = { interview_id: interview, status: "submitted" } as const;
    const { data } = await (await as(story, who)).ok(listScorecards, { query });
    return new Map(data.map((card) => [card.author_id, card.content === null ? null : card.content.comments]));
  };
  const written = new Map(inSoFar.map((who) => [id(world, who) as string, verdict(world, who)]));
  for (const who of panel) {
    const isIn = inSoFar.includes(who);
    const text = await readBy(story, who, interview);
    for (const other of panel.filter((one) => one !== who))
      expect([who, other, text.includes(verdict(world, other))]).toEqual([who, other, isIn && inSoFar.includes(other)]);
    expect(await authorsSeen(who)).toEqual(isIn ? written : new Map());
    const client = await as(story, who);
    const debrief = await client.ok(getDebrief, { param });
    expect(debrief).toMatchObject({ status: counts.missing > 0 ? "waiting" : "ready", cards: counts });
    expect([who, debrief.summary === null]).toEqual([who, !isIn]);
    const sheet = await client.ok(getOwnScorecard, { param: { id: interview } });
    expect(sheet.cards).toEqual({ required: 3, submitted: inSoFar.length, missing: 3 - inSoFar.length });
    for (const [place, card] of cards.entries())
      if (inSoFar[place] !== who && !isIn)
        await client.refused(getScorecard, { param: { id: card } }, "scorecard.sealed");
  }
  // Who has left the panel, and who only looks, know how many there are; who runs the account, whose.
  for (const who of ["berlin", "viewer"] as const) {
    expect(await authorsSeen(who)).toEqual(new Map());
    const debrief = await (await as(story, who)).ok(getDebrief, { param });
    expect(debrief).toMatchObject({ cards: counts, missing_member_ids: null, summary: null });
  }
  expect(await authorsSeen("owner")).toEqual(new Map([...written.keys()].map((author) => [author, null])));
  const owner = await (await as(story, "owner")).ok(getDebrief, { param });
  const missing = panel.filter((who) => !inSoFar.includes(who)).map((who) => id(world, who));
  expect(new Set(owner.missing_member_ids)).toEqual(new Set(missing));
}
