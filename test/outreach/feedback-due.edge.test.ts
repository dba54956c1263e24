import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { listInbox } from "#hiring/inbox/contract.ts";
import { createInterview } from "#hiring/interviews/contract.ts";
import { markInterviewNoShow } from "#hiring/interviews/course-contract.ts";
import { scheduleInterview } from "#hiring/interviews/schedule-contract.ts";
import { giveFeedbackByPanelLink } from "#hiring/panel/contract.ts";
import { changeHiringSettings } from "#hiring/settings/contract.ts";
import { users } from "#identity/users/tables.ts";
import { asInstant, day, hour, minute, toWire } from "#kernel/instant.ts";
import { listNotifications } from "#outreach/notifications/contract.ts";
import { listReminders, tryWorkflow } from "#outreach/reminders/contract.ts";
import { reminderCatchUps, reminders } from "#outreach/reminders/tables.ts";
import { listTimeline } from "#outreach/timeline/contract.ts";
import { listEvents } from "#outreach/events/contract.ts";
import { begin } from "#outreach/workflows/actions.ts";
import { listWorkflows } from "#outreach/workflows/contract.ts";
import { beginWhereMissing } from "#outreach/workflows/sweep.ts";
import { workflows } from "#outreach/workflows/tables.ts";
import { openTenant } from "#identity/gate/open-tenant.ts";
import { panelLinks } from "#hiring/panel-links/tables.ts";
import { forgetHours, keepsHours } from "../support/hours.ts";
import { hasApplication, hasCandidate } from "../support/interviews.ts";
import { ledgerOf, mailOf, settleMail } from "../support/letters.ts";
import { remind, remindersOf } from "../support/reminders.ts";
import { hearAll } from "../support/webhooks.ts";
import type { PersonKey } from "../support/world/company.ts";
import { newWorld, testContext, type World } from "../support/world/world.ts";

const now = Date.UTC(2027, 10, 19, 9);
/** Monday at eleven in Paris. */
const start = Date.UTC(2027, 10, 22, 10);
const staff: readonly PersonKey[] = ["owner", "recruiter", "berlin", "kolkata"];
const { db } = testContext();

beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
beforeEach(() => void vi.setSystemTime(now));
afterAll(() => void vi.useRealTimers());

const member = (world: World, who: PersonKey) => world.people[who].member.id;

/** A company as it begins, and an interview of two that it holds on Monday. */
async function office() {
  const world = await newWorld();
  await forgetHours(world);
  for (const who of staff) await keepsHours(world, who, "Mon-Fri 09:00-17:00 Europe/Paris");
  for (const who of staff) await db.update(users).set({ locale: "en" }).where(eq(users.id, world.people[who].user.id));
  const scope = await openTenant(testContext(), world.tenant.id);
  if (scope === undefined) throw new Error("There is no such company.");
  await begin(scope);
  const owner = await world.as("owner");
  const { application } = await hasApplication(world, await hasCandidate(world));
  const made = await owner.ok(createInterview, {
    body: {
      title: `Systems ${world.mark}`,
      application_id: application,
      event_type_id: world.booking.eventTypes.one_on_one.id,
      organizer_id: member(world, "owner"),
      participants: (["berlin", "kolkata"] as const).map((who) => ({ member_id: member(world, who) })),
    },
  });
  const body = { starts_at: toWire(asInstant(start)) };
  const interview = await owner.ok(scheduleInterview, { param: { id: made.id }, body });
  await settleMail(world);
  const ends = Date.parse(interview.ends_at ?? "");
  const panel = interview.participants.flatMap(({ member_id }) => member_id ?? []);
  return { world, owner, interview, ends, panel };
}

type Office = Awaited<ReturnType<typeof office>>;

/** Two ticks at that moment, everything heard; how many asked by mail and in the product since. */
async function asked({ world, panel }: Office, at: number) {
  vi.setSystemTime(at);
  const before = new Set((await ledgerOf(world)).map(({ id }) => id));
  await remind();
  await remind();
  await hearAll(world);
  const mails = (await ledgerOf(world)).filter(({ id, template }) => !before.has(id) && template === "reminder");
  const people = Object.values(world.people).filter((one) => panel.includes(one.member.id));
  return mails.map(({ recipient }) => people.find((one) => one.member.email === recipient)?.member.id ?? recipient);
}

const notesOf = async (world: World, who: PersonKey) =>
  (await (await world.as(who)).ok(listNotifications, { query: { category: "reminder" } })).data.filter(({ title }) =>
    title.startsWith("Your scorecard"),
  );

const keyOf = (world: World, id: string): PersonKey => {
  const who = staff.find((one) => member(world, one) === id);
  if (who === undefined) throw new Error("Nobody we know.");
  return who;
};

const words = { recommendation: "yes" as const, ratings: [], strengths: "Calm." };

describe("a card that is missing", () => {
  it("is asked for after the end, of those who owe it at that moment, as often as the company says, until it is in", async () => {
    const scene = await office();
    const { world, owner, ends, panel } = scene;
    await owner.ok(changeHiringSettings, { body: { nudge_every_hours: 24, nudges_at_most: 3, card_due_hours: 48 } });
    expect(panel).toHaveLength(3);
    expect(await asked(scene, ends + 59 * minute)).toEqual([]);
    expect(new Set(await asked(scene, ends + hour))).toEqual(new Set(panel));
    expect(await asked(scene, ends + 2 * hour)).toEqual([]);

    const [first = "", second = "", third = ""] = panel;
    const rows = await ledgerOf(world);
    const mail = await mailOf(rows, "reminder", world.people[keyOf(world, first)].member.email ?? "");
    expect(mail.subject).toMatch(new RegExp(`^Scorecard: Systems ${world.mark} with Ada Example`));
    expect(mail.text).toContain("your scorecard of this interview is still missing.");
    expect(mail.text).toContain("It is due: Wednesday, 24 November 2027");
    const [note] = await notesOf(world, keyOf(world, first));
    expect(note).toMatchObject({ title: `Your scorecard is missing: Systems ${world.mark}`, category: "reminder" });
    expect(JSON.stringify(note)).not.toContain("/panel/");
    const token = /Write my scorecard: \S+\/panel\/(\S+)/.exec(mail.text)?.[1] ?? "";
    await world.anonymous.ok(giveFeedbackByPanelLink, { param: { token }, body: words });

    // Handed in, they hear no more of it, and of what the others owe nothing ever.
    expect(new Set(await asked(scene, ends + 25 * hour + minute))).toEqual(new Set([second, third]));
    expect(await notesOf(world, keyOf(world, first))).toHaveLength(1);
    expect(await notesOf(world, keyOf(world, second))).toHaveLength(2);
    expect(new Set(await asked(scene, ends + 49 * hour + 2 * minute))).toEqual(new Set([second, third]));
    // Three times is enough: then it is the coordinator's, whose inbox says so.
    expect(await asked(scene, ends + 74 * hour)).toEqual([]);
    const inbox = await (await world.as("owner")).ok(listInbox, { query: { kind: "overdue_scorecard" } });
    expect(new Set(inbox.data.map(({ member_id }) => member_id))).toEqual(new Set([second, third]));
    expect(await asked(scene, ends + 30 * day)).toEqual([]);
  });

  it("is nobody's to read of but theirs: not in lists, the timeline or the events", async () => {
    const scene = await office();
    const { world, ends, interview, panel } = scene;
    await asked(scene, ends + hour);
    const owner = await world.as("owner");
    const param = { id: interview.booking_id ?? "" };
    const seen = async (who: PersonKey) =>
      (await (await world.as(who)).ok(listReminders, { param })).data.filter(
        ({ trigger }) => trigger === "feedback_due",
      );
    expect(await seen("owner")).toEqual([]);
    const who = keyOf(world, panel[0] ?? "");
    expect(new Set((await seen(who)).map(({ to }) => to))).toEqual(new Set([panel[0]]));
    const lines = JSON.stringify((await owner.ok(listTimeline, { param })).data);
    expect(lines).not.toContain("feedback_due");
    expect(lines).not.toContain("reminder.fell_due");
    const { data } = await owner.ok(listEvents, { query: { types: "reminder.fell_due" } });
    expect(data).toHaveLength(panel.length);
    for (const id of panel) expect(JSON.stringify(data)).not.toContain(id);
    // Planned once each: by two ways, three people, and the next time of each.
    expect((await remindersOf(world)).filter(({ trigger }) => trigger === "feedback_due")).toHaveLength(12);
  });

  it("is asked of nobody where the interview was not held, or nobody wants to ask", async () => {
    const missed = await office();
    vi.setSystemTime(start + hour);
    const recruiter = await missed.world.as("owner");
    await recruiter.ok(markInterviewNoShow, { param: { id: missed.interview.id }, body: { who: "candidate" } });
    await hearAll(missed.world);
    expect(await asked(missed, missed.ends + hour)).toEqual([]);

    vi.setSystemTime(now);
    const quiet = await office();
    await quiet.owner.ok(changeHiringSettings, { body: { nudges_at_most: 0 } });
    expect(await asked(quiet, quiet.ends + hour)).toEqual([]);
  });

  it("is shown in a dry run, for which no link is made", async () => {
    const { world, owner, interview, panel } = await office();
    const { data } = await owner.ok(listWorkflows, { query: { trigger: "feedback_due" } });
    const before = await db.select().from(panelLinks).where(eq(panelLinks.tenantId, world.tenant.id));
    const trial = await owner.ok(tryWorkflow, { param: { id: data[0]?.id ?? "" }, body: {} });
    expect(trial).toMatchObject({ booking_id: interview.booking_id, unmet: [] });
    expect(trial.messages).toHaveLength(2 * panel.length);
    expect(trial.messages[0]?.text).toContain("your scorecard of this interview is still missing.");
    expect(await db.select().from(panelLinks).where(eq(panelLinks.tenantId, world.tenant.id))).toEqual(before);
  });
});

it("companies that are older than a workflow every company begins with get that one, once, and none they deleted", async () => {
  const { world } = await office();
  const built = (key: string) => and(eq(workflows.tenantId, world.tenant.id), eq(workflows.builtIn, key));
  await db.delete(reminders).where(eq(reminders.tenantId, world.tenant.id));
  await db.delete(reminderCatchUps).where(eq(reminderCatchUps.tenantId, world.tenant.id));
  await db.delete(workflows).where(built("feedback_due"));
  await db
    .update(workflows)
    .set({ deletedAt: asInstant(now) })
    .where(built("hour_before"));
  vi.setSystemTime(now + 17 * minute);
  const builtIn = async () =>
    (await (await world.as("owner")).ok(listWorkflows, {})).data
      .filter(({ built_in }) => built_in)
      .map(({ trigger }) => trigger);
  expect(await builtIn()).toEqual(["before_start"]);
  await beginWhereMissing(testContext(), openTenant);
  expect((await builtIn()).toSorted()).toEqual(["before_start", "feedback_due"]);
  await beginWhereMissing(testContext(), openTenant);
  expect(await builtIn()).toHaveLength(2);
});
