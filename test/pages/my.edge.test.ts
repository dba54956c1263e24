import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { changeInterviewing } from "#availability/interviewing/contract.ts";
import { candidates } from "#hiring/candidates/tables.ts";
import { interviews } from "#hiring/interviews/tables.ts";
import { getInterview } from "#hiring/interviews/contract.ts";
import { emptyCard } from "#hiring/scorecards/rules.ts";
import { getOwnScorecard } from "#hiring/scorecards/contract.ts";
import { getMe } from "#identity/users/contract.ts";
import { after, asInstant, day, hour, minute } from "#kernel/instant.ts";
import { getNotificationPreferences } from "#outreach/notifications/contract.ts";
import { notifications } from "#outreach/notifications/tables.ts";
import { languages } from "#pages/kit/language.ts";
import { signedIn } from "../support/browser.ts";
import { hasCard } from "../support/verdicts.ts";
import { rowsOfTalks } from "../support/world/rows.ts";
import { newWorld, testContext, type World } from "../support/world/world.ts";

// A Friday; the company's panel is on the Wednesday after, from one to two in Berlin.
const startedAt = Date.UTC(2026, 10, 20, 9);
const panelStarts = Date.UTC(2026, 10, 25, 12);
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: startedAt }));
afterEach(() => void vi.useRealTimers());

/** A company with candidates, kits, and a panel that is booked. */
async function newCompany(): Promise<World> {
  const world = await newWorld({ booked: true });
  const { db } = testContext();
  for (const { table, rows } of rowsOfTalks(world.talks)) for (const row of rows) await db.insert(table).values(row);
  return world;
}

const panelOf = ({ talks }: World) => {
  const [panel] = talks.interviews;
  if (panel === undefined) throw new Error("Nobody talks with anybody.");
  return panel;
};
const hidden = (text: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? "";

/** The company's panel, begun by whoever leads it. */
async function begun(world: World) {
  const lena = await signedIn(world, "berlin");
  vi.setSystemTime(panelStarts + 5 * minute);
  const path = `/my/interviews/${panelOf(world).id}`;
  const page = await lena.visit(`${path}?lang=en`);
  await lena.visit(`${path}/start`, { version: hidden(page.text, "version"), once: "begin" });
  return { ...lena, path, read: async () => (await lena.visit(`${path}?lang=en`)).text };
}

describe("my day and my week", () => {
  it("show what is booked, how full it is, and take an answer on the spot", async () => {
    const world = await newCompany();
    const { visit } = await signedIn(world, "berlin");
    const { id } = panelOf(world);
    const shown = await visit("/my/day?date=2026-11-25&lang=en&hours=24");
    expect(shown.status).toBe(200);
    for (const words of ["Mara", "Panel", "13:00", "Berlin, UTC+1", "1 of 3 meetings", "Coming", "<meter"])
      expect(shown.text).toContain(words);
    expect(shown.text).toContain('href="/my/day?date=2026-11-24&amp;hours=24"');
    // What is carried on paper: the questions of the kit, which the screen does not show here.
    expect(shown.text).toContain("Which system did you take apart");

    const declined = await visit(`/my/interviews/${id}/respond`, {
      answer: "declined",
      [`reason-${id}`]: "On holiday <b>then</b>",
      back: "/my/day?date=2026-11-25",
    });
    expect(declined).toMatchObject({ status: 303, to: `/my/day?date=2026-11-25&said=answered#${id}` });
    const me = (await (await world.as("berlin")).ok(getInterview, { param: { id } })).participants.find(
      ({ member_id }) => member_id === world.people.berlin.member.id,
    );
    expect(me).toMatchObject({ rsvp: "declined", decline_reason: "On holiday <b>then</b>" });
    const told = await visit("/my/day?date=2026-11-25&said=answered&lang=en");
    expect(told.text).toContain("Your answer is noted.");
    expect(told.text).toContain("Not coming");
    expect((await visit(`/my/interviews/${id}?lang=en`)).text).toContain("On holiday &lt;b&gt;then&lt;/b&gt;");
    // An address of somebody else's leads nowhere but back here.
    const lured = await visit(`/my/interviews/${id}/respond`, { answer: "accepted", back: "https://evil.example" });
    expect(lured.to).toBe(`/my/interviews/${id}?said=answered`);

    const week = (await visit("/my/week?week=2026-11-27&lang=en-GB")).text;
    expect(week.match(/<h2>/g)?.length).toBe(7);
    expect(week).toContain('aria-label="Monday, 23 November 2026"');
    expect(week).toContain("Canceled");
    expect((await visit("/my/day?date=nonsense&lang=en")).text).toContain("Friday, November 20, 2026");
    expect((await visit("/my/day?date=2026-12-27&lang=en")).text).toContain("Nothing is booked on this day.");
  });

  it("say how full a day is by every limit there is, and draw the one that is nearer", async () => {
    const world = await newCompany();
    const { visit } = await signedIn(world, "berlin");
    await (await world.as("berlin")).ok(changeInterviewing, {
      param: { id: world.people.berlin.member.id },
      body: { limits: { day: { count: 4, minutes: 90 } } },
    });
    const { text } = await visit("/my/day?date=2026-11-25&lang=en");
    expect(text).toMatch(/1 of 4 meetings · 1 hr of 1 hr,? 30 mins?</);
    expect(text).toMatch(/<meter min="0" max="90"[^>]* value="60"/);
  });

  it("confirm what waits for one's word, lead from a booking to its day, and tell two clocks apart", async () => {
    const world = await newCompany();
    const pending = world.bookings.find(({ booking }) => booking.status === "pending");
    const host = Object.entries(world.people).find(
      ([, { member }]) => member.id === pending?.attendees.find(({ role }) => role === "host")?.memberId,
    )?.[0];
    if (pending === undefined || host === undefined) throw new Error("Nothing waits for anybody.");
    const { visit } = await signedIn(world, host as keyof World["people"]);
    const { id } = pending.booking;
    const found = await visit(`/my/bookings/${id}`);
    expect(found).toMatchObject({ status: 303, to: expect.stringMatching(`^/my/day\\?date=.*#${id}$`) });
    const back = (found.to ?? "").split("#")[0] ?? "";
    const text = (await visit(`${back}&lang=en`)).text;
    expect(text).toContain("Waits for your word");
    const decided = await visit(`/my/bookings/${id}/decide`, { word: "confirm", back });
    expect(decided.to).toBe(`${back}&said=confirmed#${id}`);
    expect((await visit(`${back}&lang=en`)).text).not.toContain("Waits for your word");
    const again = await visit(`/my/bookings/${id}/decide`, { word: "confirm", back });
    expect(again.status).toBe(409);
    expect(again.text).toContain('role="alert"');

    const arjun = await signedIn(world, "kolkata");
    const far = (await arjun.visit("/my/day?date=2026-11-25&lang=en")).text;
    expect(far).toMatch(/Kolkata, UTC\+5:30/);
    expect(far).toMatch(/1:00\sPM \(Prague, UTC\+1\) for Mara/);
  });
});

describe("the page of an interview", () => {
  it("begins, takes notes on the kit's questions, notes that somebody was not there, and ends", async () => {
    const world = await newCompany();
    const { visit, path, read } = await begun(world);
    const text = await read();
    for (const words of ["Began at", "What to ask", "Look for:", "Arjun", "It is over"]) expect(text).toContain(words);
    const question = hidden(text, "question");
    expect((await visit(`${path}/responses`, { question, [`answer-${question}`]: " ", once: "one" })).status).toBe(422);
    const typed = { question, [`answer-${question}`]: "A queue, and <i>why</i> it broke", once: "two" };
    for (let posts = 0; posts < 2; posts++)
      expect(await visit(`${path}/responses`, typed)).toMatchObject({ to: `${path}?said=noted#kit` });
    const noted = await read();
    expect(noted.match(/A queue, and &lt;i&gt;why/g)?.length).toBe(2);
    const response = /responses\/(rsp_\w+|[a-z]+_[0-9a-z]{26})"/.exec(noted)?.[1] ?? "";
    const change = { do: "change", [`answer-${response}`]: "Better said", version: "1" };
    expect((await visit(`${path}/responses/${response}`, change)).status).toBe(303);
    expect((await visit(`${path}/responses/${response}`, change)).status).toBe(412);
    expect((await visit(`${path}/responses/${response}`, { do: "delete", version: "2" })).status).toBe(303);
    expect(await read()).not.toContain("Better said");

    expect((await visit(`${path}/notes`, { note: "", visibility: "team", once: "x" })).text).toContain('href="#note"');
    await visit(`${path}/notes`, { note: "Wants to begin in May", visibility: "private", once: "y" });
    expect(await read()).toContain("Wants to begin in May");
    const running = await read();
    const absent = /name="absent" value="(\w+)"/.exec(running)?.[1] ?? "";
    vi.setSystemTime(panelStarts + hour);
    const version = hidden(running, "version");
    expect((await visit(`${path}/end`, { version: "1", once: "a" })).status).toBe(412);
    expect((await visit(`${path}/end`, { version, absent, once: "b" })).to).toBe(`${path}?said=ended#card`);
    expect(await read()).toContain("Ended at");
  });

  it("a card is a draft until it is handed in, names what is missing at its field, and can be revised", async () => {
    const world = await newCompany();
    const { visit, path, read } = await begun(world);
    const panel = panelOf(world);
    await hasCard(
      world,
      {
        interview: panel.id,
        application: panel.applicationId ?? ("" as never),
        candidate: panel.candidateId ?? ("" as never),
      },
      world.people.kolkata.member.id,
      { content: { ...emptyCard, comments: `Arjun saw it otherwise ${world.mark}` } },
    );
    expect(await read()).not.toContain("Arjun saw it otherwise");
    const form = {
      kind: "panelist",
      version: "0",
      strengths: "Asks before building",
      "comment-design": "Clear <u>cuts</u>",
    };
    const half = await visit(`${path}/scorecard/check`, form);
    expect(half.to).toBe(`${path}/hand-in?kind=panelist`);
    const look = await visit(`${half.to}&lang=en`);
    expect(look.text).toContain("Asks before building");
    const refused = await visit(`${path}/hand-in`, { kind: "panelist", version: "1", once: "in-1" });
    expect(refused.status).toBe(422);
    for (const field of ["value-design", "value-coding", "recommendation"])
      expect(refused.text).toContain(`href="#${field}"`);
    expect(refused.text).toContain("Clear &lt;u&gt;cuts&lt;/u&gt;");
    expect(refused.text).toMatch(/<title>[^<:]+: Mara/);

    const whole = { ...form, version: "1", "value-design": "4", "value-coding": "3", recommendation: "yes" };
    expect((await visit(`${path}/scorecard/check`, whole)).status).toBe(303);
    const done = { kind: "panelist", version: "2", once: "in-2" };
    for (let posts = 0; posts < 2; posts++)
      expect((await visit(`${path}/hand-in`, done)).to).toBe(`${path}?kind=panelist&said=handed_in#card`);
    const inside = await read();
    expect(inside).not.toContain("data-scorecard");
    expect(inside).toContain("Arjun saw it otherwise");
    expect((await visit(`${path}/hand-in?kind=panelist`)).to).toContain("#card");

    const revising = await visit(`${path}?kind=panelist&revise=1&lang=en`);
    expect(revising.text).toContain("a change keeps both versions");
    const revised = {
      ...whole,
      version: hidden(revising.text.split('class="my-scorecard"')[1] ?? "", "version"),
      recommendation: "no",
    };
    expect((await visit(`${path}/scorecard/revise`, revised)).to).toContain("said=revised");
    expect((await visit(`${path}/scorecard/revise`, revised)).status).toBe(412);
    expect(await read()).toContain("What it said before");
  });

  it("saves itself by the same form, and shows both where it was changed elsewhere", async () => {
    const world = await newCompany();
    const { visit, path } = await begun(world);
    const own = { Accept: "application/json" };
    const form = { kind: "panelist", version: "0", concerns: "Speaks fast", "value-design": "2" };
    const saved = await visit(`${path}/scorecard/draft`, form, own);
    expect(JSON.parse(saved.text)).toMatchObject({ version: 1, said: expect.stringMatching(/\d/) });
    const clash = await visit(`${path}/scorecard/draft`, form, own);
    expect(clash.status).toBe(412);
    expect(JSON.parse(clash.text)).toMatchObject({ code: "version.conflict" });

    const both = await visit(`${path}/scorecard/draft`, { ...form, concerns: "Speaks too fast" });
    expect(both.status).toBe(412);
    expect(both.text).toMatch(/Speaks fast<[\s\S]*Speaks too fast</);
    const mine = both.text.split('class="my-scorecard"')[1] ?? "";
    expect(hidden(mine, "version")).toBe("1");
    const kept = await visit(`${path}/scorecard/draft`, { ...form, version: "1", concerns: "Speaks too fast" });
    expect(kept.to).toBe(`${path}?kind=panelist&said=draft#card`);
    const sheet = await (await world.as("berlin")).ok(getOwnScorecard, {
      param: { id: panelOf(world).id },
      query: { kind: "panelist" },
    });
    expect(sheet.card).toMatchObject({ version: 2, content: { concerns: "Speaks too fast" } });
    const overall = await visit(`${path}?kind=overall&lang=en`);
    expect(overall.text).toContain("The interview as a whole");
    expect(overall.text).not.toContain("Speaks too fast");
  });

  it("is for those who may see it, and acts for those who may act", async () => {
    const [world, other] = [await newCompany(), await newCompany()];
    const path = `/my/interviews/${panelOf(world).id}`;
    const viewer = await signedIn(world, "viewer");
    const seen = await viewer.visit(path);
    expect(seen.status).toBe(200);
    expect(seen.text).not.toMatch(/action="\/my\/interviews/);
    expect((await viewer.visit(`${path}/respond`, { answer: "accepted" })).status).toBe(403);
    expect((await viewer.visit(`/my/interviews/${panelOf(other).id}`)).status).toBe(404);
    const outsider = await signedIn(world, "coordinator", "ar");
    expect((await outsider.visit("/my/day")).status).toBe(403);
    const profile = await outsider.visit("/my/profile");
    expect(profile.status).toBe(200);
    expect(profile.text).toContain('dir="rtl"');
    expect(profile.text).not.toContain('href="/my/day"');
  });
});

describe("what one is told, and who one is", () => {
  it("notifications are counted, read, led on from and deleted", async () => {
    const world = await newCompany();
    const { db, newId, now } = testContext();
    const panel = panelOf(world);
    const note = (title: string, data: Record<string, string>) => ({
      tenantId: world.tenant.id,
      id: newId("notification"),
      memberId: world.people.berlin.member.id,
      category: "booking" as const,
      priority: "high" as const,
      title,
      body: `It was <script>moved</script> ${world.mark}`,
      actionUrl: null,
      data,
      factId: newId("fact"),
      triggeredBy: "system",
      readAt: null,
      expiresAt: after(now, 30 * day),
      createdAt: now,
      updatedAt: now,
      version: 1,
    });
    const told = [note("Moved", { interview_id: panel.id }), note("Booked", { booking_id: panel.bookingId ?? "" })];
    for (const one of told) await db.insert(notifications).values(one);
    const { visit } = await signedIn(world, "berlin");
    const list = await visit("/my/notifications?lang=en");
    expect(list.text).toContain("2 unread");
    expect(list.text).toContain(`href="/my/interviews/${panel.id}"`);
    expect(list.text).toContain(`href="/my/bookings/${panel.bookingId}"`);
    const [first, second] = told.map(({ id }) => `/my/notifications/${id}`);
    expect((await visit(first ?? "", { do: "read", unread: "1" })).to).toBe("/my/notifications?unread&said=read");
    const left = await visit("/my/notifications?unread&lang=en");
    expect(left.text).toContain("1 unread");
    expect(left.text).not.toContain(">Moved<");
    await visit("/my/notifications/read-all", {});
    expect((await visit("/my/notifications?lang=en")).text).toContain("You have read everything.");
    expect((await visit(second ?? "", { do: "delete" })).to).toBe("/my/notifications?said=deleted");
    expect((await visit(second ?? "", { do: "delete" })).status).toBe(404);
  });

  it("name, zone, language, what one hears of with quiet hours, and the calendar's address are one's own to say", async () => {
    const world = await newWorld();
    const { visit } = await signedIn(world, "vancouver");
    const client = await world.as("vancouver");
    const me = {
      version: hidden((await visit("/my/profile")).text, "version"),
      display_name: "Mei T.",
      time_zone: "Asia/Tokyo",
    };
    const bad = await visit("/my/profile?lang=en", { ...me, phone: "12" });
    expect(bad.status).toBe(422);
    expect(bad.text).toContain('href="#phone"');
    expect(bad.text).toContain('value="Mei T."');
    expect((await visit("/my/profile", { ...me, phone: "+49 30 123-456", locale: "ar" })).to).toBe(
      "/my/profile?said=profile",
    );
    expect(await client.ok(getMe, {})).toMatchObject({ phone: "+4930123456", time_zone: "Asia/Tokyo", locale: "ar" });
    const now = await visit("/my/profile?said=profile");
    expect(now.text).toContain('<html lang="ar" dir="rtl">');
    expect((await visit("/my/profile", me)).status).toBe(412);

    const hears: [string, string][] = [
      ["version", "0"],
      ["hears", "booking.mail"],
      ["quiet", "yes"],
      ["quiet_start", "22:00"],
      ["quiet_zone", "Asia/Tokyo"],
    ];
    const same = await visit("/my/profile/preferences", [...hears, ["quiet_end", "22:00"]]);
    expect(same.status).toBe(422);
    expect(same.text).toContain('href="#quiet_end"');
    expect((await visit("/my/profile/preferences", [...hears, ["quiet_end", "06:30"]])).status).toBe(303);
    expect(await client.ok(getNotificationPreferences, {})).toMatchObject({
      choices: { booking: { mail: true, in_app: false }, digest: { mail: false }, security: { mail: true } },
      quiet_hours: { start: "22:00", end: "06:30", time_zone: "Asia/Tokyo" },
    });

    const made = await visit("/my/profile/feed", { once: "feed" });
    expect(made.text).toMatch(/id="address"[^>]*value="http/);
    expect((await visit("/my/profile/feed", { once: "feed" })).to).toBe("/my/profile#feed");
    expect((await visit("/my/profile?lang=en")).text).not.toMatch(/id="address"/);
    expect((await visit("/my/profile/feed/revoke", {})).to).toBe("/my/profile?said=feed_revoked#feed");
    expect((await visit("/my/profile?lang=en")).text).toContain("You have no feed.");
  });
});

it("every page is whole in every language, and what people typed is text", async () => {
  const world = await newCompany();
  const { db } = testContext();
  const panel = panelOf(world);
  const nasty = `"><script>alert(1)</script>\u202e{{7*7}} ${world.mark}`;
  await db
    .update(candidates)
    .set({ name: nasty })
    .where(and(eq(candidates.tenantId, world.tenant.id), eq(candidates.id, panel.candidateId ?? ("" as never))));
  await db
    .update(interviews)
    .set({ title: nasty, description: nasty, location: "data:text/html,alert(1)", startsAt: asInstant(panelStarts) })
    .where(and(eq(interviews.tenantId, world.tenant.id), eq(interviews.id, panel.id)));
  const { visit, path } = await begun(world);
  const said = new Set<string>();
  for (const language of languages) {
    for (const page of [
      "/my/day?date=2026-11-25",
      "/my/week?week=2026-11-25",
      `${path}?kind=panelist`,
      "/my/notifications?",
      "/my/profile?",
    ]) {
      const { status, text } = await visit(`${page}&lang=${language}`);
      expect([page, status]).toEqual([page, 200]);
      expect(text).toContain(`<html lang="${language}" dir="${language === "ar" ? "rtl" : "ltr"}">`);
      expect(text.replaceAll("{{7*7}}", "")).not.toMatch(/\{\w+\}|undefined|\[object|NaN|Invalid Date/);
      expect(text).not.toMatch(/href="data:/i);
      said.add(/<title>([^<]*)/.exec(text)?.[1] ?? "");
    }
  }
  expect(said.size).toBeGreaterThan(15);
});
