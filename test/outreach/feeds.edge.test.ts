import ICAL from "ical.js";
import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { problems, type RefusalCode } from "../../src/problems.ts";
import { members } from "#identity/members/tables.ts";
import { after, day, hour } from "#kernel/instant.ts";
import { getCalendarFeed, renewCalendarFeed, revokeCalendarFeed } from "#outreach/feeds/contract.ts";
import { alsoPromised } from "../support/bookings.ts";
import { operate } from "../support/people.ts";
import { newWorld, send, testContext, type World } from "../support/world/world.ts";

const now = Date.UTC(2026, 10, 20, 9);
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
afterEach(() => void vi.useRealTimers());

const ask = (url: string, headers: Record<string, string> = {}) => send(new Request(url, { headers }));
const codeOf = async (url: string) => {
  const answer = await ask(url);
  const { code } = (await answer.json()) as { code: RefusalCode };
  expect(answer.status).toBe(problems[code].status);
  return code;
};

const hosting = (
  world: World,
  days: number,
  status: "confirmed" | "pending" | "canceled",
  who: keyof World["people"] = "berlin",
) =>
  alsoPromised(world, {
    eventType: world.booking.eventTypes.one_on_one,
    hosts: [{ member: world.people[who].member.id }],
    start: after(testContext().now, days * day + hour),
    status,
  });

const eventsIn = (text: string) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent").map((event) => ({
    uid: String(event.getFirstPropertyValue("uid")),
    status: String(event.getFirstPropertyValue("status")),
    summary: String(event.getFirstPropertyValue("summary")),
  }));

describe("a calendar feed", () => {
  it("holds what its member hosts, as calendars read it, and nobody else's", async () => {
    const world = await newWorld();
    const soon = await hosting(world, 3, "confirmed");
    const asked = await hosting(world, 5, "pending");
    await hosting(world, 6, "canceled");
    await hosting(world, -40, "confirmed");
    await hosting(world, 4, "confirmed", "kolkata");
    const { url } = await (await world.as("berlin")).ok(renewCalendarFeed, {});
    const answer = await ask(url);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("Content-Type")).toBe("text/calendar; charset=utf-8");
    const found = eventsIn(await answer.text());
    expect(found.map(({ uid, status }) => `${uid.split("@")[0]} ${status}`)).toEqual([
      `${soon.booking.id} CONFIRMED`,
      `${asked.booking.id} TENTATIVE`,
    ]);
    const invitee = soon.attendees.find(({ role }) => role === "invitee")?.name ?? "nobody";
    expect(found[0]?.summary).toBe(`${world.booking.eventTypes.one_on_one.title}: ${invitee}`);
  });

  it("is asked for again at no cost while nothing has changed, and tells what has", async () => {
    const world = await newWorld();
    const { url } = await (await world.as("berlin")).ok(renewCalendarFeed, {});
    const first = await ask(url);
    const tag = first.headers.get("ETag") ?? "";
    expect(tag).toMatch(/^"[0-9a-f]{32}"$/);
    vi.setSystemTime(now + hour);
    for (const seen of [tag, `W/${tag}`, `"other", ${tag}`]) {
      const again = await ask(url, { "If-None-Match": seen });
      expect(again.status).toBe(304);
      expect(await again.text()).toBe("");
    }
    await hosting(world, 3, "confirmed");
    expect((await ask(url, { "If-None-Match": tag })).status).toBe(200);
  });

  it("has one address: a new one ends the one before, and taking it back ends them all", async () => {
    const world = await newWorld();
    const berlin = await world.as("berlin");
    expect(await berlin.ok(getCalendarFeed, {})).toMatchObject({ id: null, active: false, version: 0 });
    await berlin.ok(revokeCalendarFeed, {});
    const first = await berlin.ok(renewCalendarFeed, {});
    expect(await berlin.ok(getCalendarFeed, {})).toMatchObject({ id: first.id, active: true, version: 1 });
    const second = await berlin.ok(renewCalendarFeed, {});
    expect(second).toMatchObject({ id: first.id, version: 2 });
    expect(await codeOf(first.url)).toBe("calendar_feed.over");
    expect((await ask(second.url.replace(/\.ics$/, ""))).status).toBe(200);
    await berlin.ok(revokeCalendarFeed, {});
    await berlin.ok(revokeCalendarFeed, {});
    expect(await berlin.ok(getCalendarFeed, {})).toMatchObject({ active: false, renewed_at: null, version: 3 });
    expect(await codeOf(second.url)).toBe("calendar_feed.over");
    const third = await berlin.ok(renewCalendarFeed, {});
    expect((await ask(third.url)).status).toBe(200);
    expect(await codeOf(second.url)).toBe("calendar_feed.over");
  });

  it("shows its address once: a retry is told to renew it", async () => {
    const berlin = await (await newWorld()).as("berlin");
    const headers = { "Idempotency-Key": "a-new-address" };
    const { id } = await berlin.ok(renewCalendarFeed, { headers });
    const again = await berlin.refused(renewCalendarFeed, { headers }, "idempotency.secret_shown");
    expect(again.problem["id"]).toBe(id);
  });

  it("opens to nobody who guesses, and to nobody once its member or company has gone", async () => {
    const [world, other] = [await newWorld(), await newWorld()];
    const { url } = await (await world.as("berlin")).ok(renewCalendarFeed, {});
    const theirs = await (await other.as("berlin")).ok(renewCalendarFeed, {});
    const unknown = "calendar_feed.unknown";
    expect(await codeOf(url.replace(world.tenant.id, other.tenant.id))).toBe(unknown);
    expect(await codeOf(url.replace(/cfd_\w+/, theirs.id ?? ""))).toBe(unknown);
    expect(await codeOf(url.replace(/.\.ics$/, ".ics"))).toBe(unknown);
    expect(await codeOf(url.replace(/cfd_\w+/, "cfd_x"))).toBe(unknown);
    const { db } = testContext();
    const berlin = and(eq(members.tenantId, world.tenant.id), eq(members.id, world.people.berlin.member.id));
    await db.update(members).set({ status: "suspended" }).where(berlin);
    expect(await codeOf(url)).toBe(unknown);
    await db.update(members).set({ status: "active" }).where(berlin);
    expect((await ask(url)).status).toBe(200);
    await operate(world, { status: "suspended" });
    expect(await codeOf(url)).toBe(unknown);
  });
});
