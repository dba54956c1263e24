import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createLinkBooking } from "#booking/bookings/link-contract.ts";
import { getLinkSlots } from "#booking/slots/contract.ts";
import { createPublicApplication, rejectApplication } from "#hiring/applications/contract.ts";
import { cancelInterview, createInterview } from "#hiring/interviews/contract.ts";
import { inviteToInterview, offerInterview } from "#hiring/interviews/offer-contract.ts";
import { scheduleInterview } from "#hiring/interviews/schedule-contract.ts";
import { respondToInterview } from "#hiring/interviews/seat-contract.ts";
import { acceptByPanelLink, getPanelView } from "#hiring/panel/contract.ts";
import { panelLinks } from "#hiring/panel-links/tables.ts";
import { askInterviewWindows, giveWindowsByLink } from "#hiring/windows/contract.ts";
import { users } from "#identity/users/tables.ts";
import { asInstant, toWire } from "#kernel/instant.ts";
import { listNotifications } from "#outreach/notifications/contract.ts";
import { createMessageTemplate } from "#outreach/templates/contract.ts";
import { hasJob } from "../support/applications.ts";
import { forgetHours, keepsHours } from "../support/hours.ts";
import { hasApplication, hasCandidate } from "../support/interviews.ts";
import { ledgerOf, linesOf, mailOf, settleMail } from "../support/letters.ts";
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

async function office(): Promise<World> {
  const world = await newWorld();
  await forgetHours(world);
  for (const who of staff) await keepsHours(world, who, "Mon-Fri 09:00-17:00 Europe/Paris");
  // One language, so that what is looked for is one text.
  for (const who of staff) await db.update(users).set({ locale: "en" }).where(eq(users.id, world.people[who].user.id));
  return world;
}

const member = (world: World, who: PersonKey) => world.people[who].member.id;
const addressOf = (world: World, id: string | null | undefined) =>
  Object.values(world.people).find((one) => one.member.id === id)?.member.email ?? "";

/** An interview that the owner organizes, with somebody of the pool beside whoever is named. */
async function planned(world: World, more: PersonKey[] = []) {
  const owner = await world.as("owner");
  const candidate = await hasCandidate(world);
  const { application } = await hasApplication(world, candidate);
  const made = await owner.ok(createInterview, {
    body: {
      title: `Systems ${world.mark}`,
      application_id: application,
      event_type_id: world.booking.eventTypes.round_robin.id,
      organizer_id: member(world, "owner"),
      participants: more.map((who) => ({ member_id: member(world, who) })),
    },
  });
  return { owner, application, id: made.id };
}

async function scheduled(world: World, more: PersonKey[] = [], guests: { name: string; email: string }[] = []) {
  const made = await planned(world, more);
  const body = { starts_at: toWire(asInstant(start)), guests };
  return { ...made, interview: await made.owner.ok(scheduleInterview, { param: { id: made.id }, body }) };
}

/** What went out since, as `template → recipient`. */
async function since(world: World, act: () => Promise<unknown>): Promise<string[]> {
  const before = new Set((await ledgerOf(world)).map(({ id }) => id));
  await act();
  return linesOf((await settleMail(world)).filter(({ id }) => !before.has(id))).toSorted();
}

const about = (lines: readonly string[], noun: string) => lines.filter((line) => line.startsWith(noun));
const wordIn = (text: string, path: string) => new RegExp(`/${path}/([^\\s?)]+)`).exec(text)?.[1] ?? "";
const notesOf = async (world: World, who: PersonKey) =>
  (await (await world.as(who)).ok(listNotifications, { page: { order: "created_at.asc" } })).data;

describe("whoever is on a panel", () => {
  it("has one letter in place of the host's: their part, the calendar, and links that answer", async () => {
    const world = await office();
    const { interview, id } = await scheduled(world, ["recruiter"]);
    const rows = await settleMail(world);
    const panel = interview.participants.filter(({ member_id }) => member_id !== null);
    expect(panel).toHaveLength(2);
    const sent = linesOf(rows).toSorted();
    expect(about(sent, "interview.")).toEqual(
      panel.map(({ member_id }) => `interview.invited.host → ${addressOf(world, member_id)}`).toSorted(),
    );
    expect(sent.filter((line) => line.includes(".host "))).toHaveLength(2);

    const mail = await mailOf(rows, "interview.invited.host", world.people.recruiter.member.email ?? "");
    expect(mail.subject).toMatch(new RegExp(`^Interview: Systems ${world.mark} with Ada Example`));
    expect(mail.text).toContain("Your part: interviewer");
    expect(mail.text).toContain(`Job: Engineer ${world.mark}`);
    expect(mail.text).toContain(`/my/interviews/${id}`);
    expect(mail.calendar?.method).toBe("REQUEST");
    expect(mail.calendar?.text.replaceAll("\r\n ", "")).toContain(interview.booking_id);
    const [accept = "", decline = ""] = mail.text.match(/\/panel\/\S+\?answer=\w+/g) ?? [];
    expect([accept, decline].map((link) => link.split("=")[1])).toEqual(["accept", "decline"]);

    const token = wordIn(accept, "panel");
    const { anonymous } = world;
    expect(await anonymous.ok(getPanelView, { param: { token } })).toMatchObject({ purpose: "respond" });
    expect(await anonymous.ok(acceptByPanelLink, { param: { token } })).toMatchObject({ rsvp: "accepted" });
    const feedback = wordIn(mail.text.slice(mail.text.lastIndexOf("Write my scorecard")), "panel");
    expect(await anonymous.ok(getPanelView, { param: { token: feedback } })).toMatchObject({ purpose: "feedback" });
    // Each has their own, and no word of one is in another's letter.
    const links = await db.select().from(panelLinks).where(eq(panelLinks.tenantId, world.tenant.id));
    expect(links).toHaveLength(4);
    expect(await notesOf(world, "recruiter")).toMatchObject([
      { title: `You are on the panel: Systems ${world.mark}`, body: expect.stringContaining("Your part: interviewer") },
    ]);
    expect(JSON.stringify(await notesOf(world, "recruiter"))).not.toContain("/panel/");
  });

  it("has it also when the candidate books by their link, and the candidate what the booking says", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const { application } = await hasApplication(world, await hasCandidate(world));
    const made = await owner.ok(createInterview, {
      body: {
        title: `Systems ${world.mark}`,
        application_id: application,
        event_type_id: world.booking.eventTypes.one_on_one.id,
      },
    });
    const { token } = await owner.ok(offerInterview, { param: { id: made.id }, body: {} });
    await settleMail(world);
    const query = { starts_after: "2027-11-22T00:00:00Z", starts_before: "2027-11-23T00:00:00Z" };
    const { offers } = await world.anonymous.ok(getLinkSlots, { param: { token }, query });
    const slot_token = offers[0]?.slots[0]?.slot_token ?? "";
    const invitee = { name: "Ada Example", email: `ada@${world.mark}.example`, locale: "en" };
    const lines = await since(world, () =>
      world.anonymous.call(createLinkBooking, { param: { token }, body: { slot_token, invitee } }),
    );
    expect(lines).toEqual([
      `booking.created.invitee → ${invitee.email}`,
      expect.stringMatching(/^interview\.invited\.host → /),
    ]);
    const mail = await mailOf(await ledgerOf(world), "interview.invited.host");
    expect(mail.text).toContain("Your part: lead interviewer");
    expect(mail.text).toContain("?answer=accept");
  });

  it("in the company's own words, where it has some", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const own = { key: "interview.invited.host", channel: "mail", locale: "en" } as const;
    const texts = { subject: "{{ panel_role }}", body: "{{ reader_name }}\n{{ accept_link }}" };
    await owner.ok(createMessageTemplate, { body: { ...own, ...texts } });
    await owner.refused(
      createMessageTemplate,
      { body: { ...own, locale: "de", subject: "x", body: "{{ manage_link }}" } },
      "template.variable_unknown",
    );
    await scheduled(world);
    const mail = await mailOf(await settleMail(world), "interview.invited.host");
    expect(mail.subject).toBe("lead interviewer");
    expect(mail.text).toContain("I will be there: ");
  });

  it("and declines, is let go and replaced: both are told, and whoever organizes it", async () => {
    const world = await office();
    const { interview, id } = await scheduled(world);
    await settleMail(world);
    const [host] = interview.participants.filter(({ member_id }) => member_id !== null);
    const who: PersonKey = host?.member_id === member(world, "berlin") ? "berlin" : "kolkata";
    const other: PersonKey = who === "berlin" ? "kolkata" : "berlin";
    const person = await world.as(who);
    const body = { answer: "declined" as const, reason: "My train is late." };
    const lines = await since(world, () => person.ok(respondToInterview, { param: { id }, body }));
    expect(about(lines, "interview.")).toEqual([
      `interview.replaced.host_new → ${world.people[other].member.email}`,
      `interview.replaced.host_old → ${world.people[who].member.email}`,
    ]);
    expect(lines.filter((line) => /booking\.reassigned\.host/.test(line))).toEqual([]);
    const rows = await ledgerOf(world);
    const came = await mailOf(rows, "interview.replaced.host_new");
    expect([came.calendar?.method, came.text]).toEqual(["REQUEST", expect.stringContaining("?answer=decline")]);
    expect((await mailOf(rows, "interview.replaced.host_old")).calendar?.method).toBe("CANCEL");
    const names = [who, other].map((one) => world.people[one].member.displayName);
    const told = await notesOf(world, "owner");
    expect(new Set(told.map(({ title }) => title))).toEqual(
      new Set([
        `${names[0]} cannot come: Systems ${world.mark}`,
        `${names[1]} comes instead of ${names[0]}: Systems ${world.mark}`,
      ]),
    );
    expect(told).toHaveLength(2);
    const declined = told.find(({ title }) => title.includes("cannot"));
    expect(declined).toMatchObject({ priority: "high", body: expect.stringContaining("My train is late.") });
    expect(declined?.action_url).toContain(`/v1/interviews/${id}`);
  });
});

describe("whoever is considered", () => {
  it("is sent a link to choose a time by; of several the last, and none once it is over", async () => {
    const world = await office();
    const { owner, id } = await planned(world);
    const param = { id };
    await owner.ok(offerInterview, { param, body: {} });
    const second = await owner.ok(offerInterview, { param, body: {} });
    const rows = await settleMail(world);
    const offers = rows.filter(({ template }) => template === "interview.offered.candidate");
    // Both at one moment of the clock: whichever goes out leads to the link that is good.
    expect(offers.filter(({ status }) => status === "sent").length).toBeGreaterThan(0);
    const mail = await mailOf(rows, "interview.offered.candidate");
    expect(mail.subject).toBe(`Choose a time: Systems ${world.mark}, ${world.tenant.name}`);
    expect(wordIn(mail.text, "book")).toBe(second.token);
    expect(mail.to).toMatch(/^candidate-\d+@/);

    vi.setSystemTime(now + 60_000);
    await owner.ok(offerInterview, { param, body: {} });
    const lines = await since(world, () => owner.ok(cancelInterview, { param, body: {} }));
    expect(lines).toEqual([`interview.canceled.candidate → ${mail.to}`]);
  });

  it("is asked when they can, and their answer is the organizer's turn", async () => {
    const world = await office();
    const { owner, id } = await planned(world);
    const asked = await owner.ok(askInterviewWindows, { param: { id } });
    const rows = await settleMail(world);
    expect(linesOf(rows)).toEqual([expect.stringMatching(/^interview.windows_asked.candidate → candidate-/)]);
    const mail = await mailOf(rows, "interview.windows_asked.candidate");
    const token = wordIn(mail.text, "panel");
    expect(token).toBe(asked.token);
    const windows = [{ from: "2027-11-23T09:00:00Z", to: "2027-11-23T12:00:00Z" }];
    await world.anonymous.ok(giveWindowsByLink, { param: { token }, body: { windows } });
    await settleMail(world);
    expect(await notesOf(world, "owner")).toMatchObject([
      {
        title: `The candidate has said when they can: Systems ${world.mark}`,
        body: expect.stringContaining("Tuesday, 23 November 2027"),
        priority: "high",
      },
    ]);
  });

  it("is offered one among many, each by a letter and a link of their own", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const { job } = await hasApplication(world, null);
    const many = await owner.ok(createInterview, {
      body: {
        title: `Open day ${world.mark}`,
        audience: "many",
        job_id: job,
        event_type_id: world.booking.eventTypes.one_on_one.id,
      },
    });
    const invitees = ["ann", "ben", "cleo"].map((name) => ({ name, email: `${name}@${world.mark}.example` }));
    const lines = await since(world, () => owner.ok(inviteToInterview, { param: { id: many.id }, body: { invitees } }));
    expect(lines).toEqual(invitees.map(({ email }) => `interview.offered.candidate → ${email}`));
    const rows = await ledgerOf(world);
    const words = await Promise.all(
      invitees.map(async ({ email }) =>
        wordIn((await mailOf(rows, "interview.offered.candidate", email)).text, "book"),
      ),
    );
    expect(new Set(words).size).toBe(3);
  });

  it("has a receipt of what they sent in themselves, and none of what staff put down", async () => {
    const world = await office();
    const job = await hasJob(world);
    const email = `gale@${world.mark}.example`;
    const param = { tenant: world.tenant.slug, slug: job.slug };
    const body = { name: "Gale Guest", email, consent: { agreed: true as const, text: "Yes." } };
    const apply = () => world.anonymous.call(createPublicApplication, { param, body });
    expect(await since(world, apply)).toEqual([`application.received.candidate → ${email}`]);
    const mail = await mailOf(await ledgerOf(world), "application.received.candidate");
    expect(mail.text).toContain(`Job: Engineer ${world.mark}`);
    // Whoever sends it in twice has had the receipt.
    expect(await since(world, apply)).toEqual([]);
  });

  it("hears once that an interview ends with their application, and so does everybody in it", async () => {
    const world = await office();
    const guest = { name: "Petr Dvorak", email: `petr@${world.mark}.example` };
    const { interview, application, owner } = await scheduled(world, ["recruiter"], [guest]);
    await settleMail(world);
    const lines = await since(world, () =>
      owner.ok(rejectApplication, { param: { id: application }, body: { reason: "Not now." } }),
    );
    const hosts = interview.participants.flatMap(({ member_id }) =>
      member_id === null ? [] : [addressOf(world, member_id)],
    );
    expect(lines.map((line) => line.replace(/candidate-\d+@.*/, "candidate"))).toEqual(
      [
        ...hosts.map((one) => `interview.ended.host → ${one}`),
        `interview.ended.guest → ${guest.email}`,
        "interview.ended.invitee → candidate",
      ].toSorted(),
    );
    const rows = await ledgerOf(world);
    const mail = await mailOf(rows, "interview.ended.invitee");
    expect(mail.text).not.toContain("Not now.");
    // Whoever only came along is not told what became of somebody's application.
    expect((await mailOf(rows, "interview.ended.guest")).text).not.toMatch(/application|rejected/i);
    expect(mail.calendar?.method).toBe("CANCEL");
    expect(await since(world, async () => undefined)).toEqual([]);
  });
});

it("a link of a panel is kept for each purpose once, however often its letter is written", async () => {
  const world = await office();
  const { interview } = await scheduled(world);
  await settleMail(world);
  const [row] = await db
    .select()
    .from(panelLinks)
    .where(and(eq(panelLinks.tenantId, world.tenant.id), eq(panelLinks.purpose, "respond")));
  expect(row?.participantId).toBe(interview.participants.find(({ member_id }) => member_id !== null)?.id);
});
