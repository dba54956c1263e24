import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { changeInterviewing, getInterviewing, replaceInterviewing } from "#availability/interviewing/contract.ts";
import { overrides } from "#availability/overrides/tables.ts";
import { hostOf, statementsFor, toPeople, type Who } from "#availability/readiness.ts";
import { createSchedule } from "#availability/schedules/contract.ts";
import { type Recipe, slots } from "#availability/slots/rules.ts";
import { timeOff } from "#availability/time-off/tables.ts";
import { travel } from "#availability/travel/tables.ts";
import { suspendMember } from "#identity/members/contract.ts";
import type { Id } from "#kernel/ids.ts";
import { asInstant, day, toWire } from "#kernel/instant.ts";
import { newTally, openDatabase } from "#platform/d1.ts";
import { sql } from "drizzle-orm";
import { addDays } from "#time/dates.ts";
import { zoneOf } from "#time/zones.ts";
import { newWorld, testContext, type World } from "../support/world/world.ts";

afterEach(() => void vi.useRealTimers());

describe("how a member is booked", () => {
  it("holds before anything was said, and is then said as a whole", async () => {
    const world = await newWorld();
    const kolkata = await world.as("kolkata");
    const param = { id: world.people.kolkata.member.id };
    const first = await kolkata.call(getInterviewing, { param });
    expect(first.headers.get("ETag")).toBe('"0"');
    expect(first.ok && first.body).toMatchObject({
      time_zone: null,
      effective_time_zone: "Asia/Kolkata",
      default_duration_minutes: 60,
      limits: { day: { count: null, minutes: null } },
      updated_at: null,
      version: 0,
    });
    const whole = {
      time_zone: "Asia/Tokyo",
      default_duration_minutes: 45,
      buffer_before_minutes: 5,
      buffer_after_minutes: 15,
      notice_minutes: 240,
      advance_days: 60,
      limits: { day: { count: 3 }, week: { minutes: 600 }, year: { count: 100, minutes: 9_000 } },
      week_start: 7,
      paused_until: "2027-01-11T08:00:00Z",
      pause_reason: "Leave",
      load_weight: 50,
      specialties: ["Databases"],
      profile: "Asks about indexes.",
    } as const;
    const body = { ...whole, specialties: [...whole.specialties] };
    await kolkata.refused(replaceInterviewing, { param, body }, "version.required");
    await kolkata.refused(replaceInterviewing, { param, body, headers: { "If-Match": '"1"' } }, "version.conflict");
    const said = await kolkata.ok(replaceInterviewing, { param, body, headers: { "If-Match": '"0"' } });
    expect(said).toMatchObject({
      ...whole,
      effective_time_zone: "Asia/Tokyo",
      limits: { day: { count: 3, minutes: null }, week: { count: null, minutes: 600 } },
      version: 1,
    });
    await kolkata.refused(replaceInterviewing, { param, body, headers: { "If-Match": '"0"' } }, "version.conflict");
    const shorter = await kolkata.ok(replaceInterviewing, { param, body: {}, headers: { "If-Match": '"1"' } });
    expect(shorter).toMatchObject({ default_duration_minutes: 60, advance_days: null, pause_reason: null, version: 2 });
  });

  it("is changed field by field, by two at once as well", async () => {
    const world = await newWorld();
    const vancouver = await world.as("vancouver");
    const param = { id: world.people.vancouver.member.id };
    await Promise.all([
      vancouver.ok(changeInterviewing, { param, body: { limits: { day: { count: 2 } } } }),
      vancouver.ok(changeInterviewing, { param, body: { buffer_after_minutes: 20 } }),
      vancouver.ok(changeInterviewing, { param, body: { limits: { day: { minutes: 120 }, week: { count: 6 } } } }),
    ]);
    expect(await vancouver.ok(getInterviewing, { param })).toMatchObject({
      limits: { day: { count: 2, minutes: 120 }, week: { count: 6, minutes: null } },
      buffer_after_minutes: 20,
      version: 3,
    });
    const nowhere = { param, body: { time_zone: "Mars/Olympus" } };
    await vancouver.refused(changeInterviewing, nowhere, "interviewing.zone_unknown");
    await vancouver.refused(changeInterviewing, { param, body: { week_start: 8 as 7 } }, "body.invalid");
  });

  it("is one's own to say; a recruiter may, and only they read why somebody is paused", async () => {
    const world = await newWorld();
    const param = { id: world.people.berlin.member.id };
    const kolkata = await world.as("kolkata");
    const recruiter = await world.as("recruiter");
    const pause = { paused_until: "2027-01-11T08:00:00Z", pause_reason: "Leave" };
    await kolkata.refused(changeInterviewing, { param, body: pause }, "availability.not_yours");
    expect(await recruiter.ok(changeInterviewing, { param, body: pause })).toMatchObject(pause);
    const seen = await kolkata.ok(getInterviewing, { param });
    expect(seen.paused_until).toBe(pause.paused_until);
    expect(seen).not.toHaveProperty("pause_reason");
    const nobody = { param: { id: "mem_01h455vb4pex5vsknk084sn02q" } };
    await kolkata.refused(getInterviewing, nobody, "member.unknown");
    await kolkata.refused(changeInterviewing, { ...nobody, body: {} }, "member.unknown");
  });
});

const recipe: Recipe = {
  kind: "one_on_one",
  durations: [60],
  incrementMinutes: null,
  offsetMinutes: 0,
  packed: false,
  beforeMinutes: 0,
  afterMinutes: 0,
  noticeMinutes: 0,
  horizon: null,
  zone: zoneOf("Europe/Paris") ?? fail("no Paris"),
  limits: [],
  capacity: 1,
  restriction: null,
  pools: [],
};

function fail(why: string): never {
  throw new Error(why);
}

const at = (text: string) => asInstant(Date.parse(text));

/** Reads people as a question would, in one batch, and says what it cost. */
async function readiness(world: World, who: Who, range: { start: string; end: string }) {
  const tally = newTally();
  const scope = { ...world.scope(), db: openDatabase(env.DB, tally), tally };
  const span = { start: at(range.start), end: at(range.end) };
  const rows = await scope.db.batch([...statementsFor(scope, who, span)]);
  return { people: toPeople(scope, span, rows), tally, span, now: scope.now };
}

describe("what the engine is told of people", () => {
  it("hours, overrides, absences, travel and settings become slots", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: at("2026-11-20T08:00:00Z") });
    const world = await newWorld();
    const { berlin, kolkata, vancouver } = world.people;
    const ids = [berlin.member.id, kolkata.member.id, vancouver.member.id];
    const found = await readiness(world, ids, { start: "2026-11-20T00:00:00Z", end: "2027-01-20T00:00:00Z" });
    expect(found.tally.trips).toBe(1);

    const startsOn = (id: Id<"member">, from: string, to: string) => {
      const host = hostOf(found.people.get(id) ?? fail(id), { pool: null, busy: [] });
      const range = { start: at(from), end: at(to) };
      const [offer] = slots({ now: found.now, range, recipe, hosts: [host], reserved: [] });
      return offer?.starts.map(toWire);
    };
    // Half past: full hours on a wall that is half an hour off.
    expect(startsOn(kolkata.member.id, "2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z")?.slice(0, 2)).toEqual([
      "2026-11-23T04:30:00Z",
      "2026-11-23T05:30:00Z",
    ]);
    // Her afternoon of 10 December, in place of the week's hours.
    expect(startsOn(vancouver.member.id, "2026-12-10T08:00:00Z", "2026-12-11T08:00:00Z")).toEqual([
      "2026-12-10T20:00:00Z",
      "2026-12-10T21:00:00Z",
      "2026-12-10T22:00:00Z",
    ]);
    expect(startsOn(kolkata.member.id, "2026-12-20T00:00:00Z", "2027-01-01T00:00:00Z")).toEqual([]);
    // Nine o'clock is nine o'clock where she is: in Vancouver, from 9 January on.
    expect(startsOn(berlin.member.id, "2027-01-11T00:00:00Z", "2027-01-12T00:00:00Z")?.[0]).toBe(
      "2027-01-11T16:00:00Z",
    );
    expect(hostOf(found.people.get(berlin.member.id) ?? fail("Lena"), { pool: "p", busy: [] })).toMatchObject({
      pool: "p",
      zone: "Europe/Berlin",
      afterMinutes: 10,
      noticeMinutes: 120,
      limits: [
        { per: "day", count: 3, minutes: null },
        { per: "week", count: null, minutes: 600 },
      ],
    });
  });

  it("a named schedule goes before the default, and its overrides before those of the member", async () => {
    const world = await newWorld();
    const berlin = await world.as("berlin");
    const id = world.people.berlin.member.id;
    const named = await berlin.ok(createSchedule, { body: { name: "Late", hours_text: "Mon 20:00-21:00 Asia/Tokyo" } });
    const schedule = named.id as Id<"schedule">;
    const { db, now, newId } = testContext();
    const date = addDays(world.availability.override.firstDate, 1);
    const like = { ...world.availability.override, memberId: id, firstDate: date, lastDate: addDays(date, 1) };
    const none = { kind: "unavailable", ranges: [] } as const;
    await db.insert(overrides).values([
      { ...like, ...none, id: newId("override") },
      { ...like, id: newId("override"), scheduleId: schedule, lastDate: date },
    ]);
    const found = await readiness(world, [id], { start: toWire(now), end: toWire(asInstant(now + 60 * day)) });
    const person = found.people.get(id) ?? fail("Lena");
    const plain = hostOf(person, { pool: null, busy: [] });
    expect(plain.hours).toMatchObject({ zone: "Europe/Berlin" });
    expect(plain.hours.overrides.map(({ ranges }) => ranges.length)).toEqual([0, 0]);
    const late = hostOf(person, { pool: null, schedule, busy: [] });
    expect(late.hours).toMatchObject({ zone: "Asia/Tokyo", weekly: [{ weekday: 1, start: 1_200 }] });
    expect(late.hours.overrides.map(({ ranges }) => ranges.length)).toEqual([1, 0]);
    const lost = hostOf(person, { pool: null, schedule: "sch_lost", busy: [] });
    expect(lost.hours.zone).toBe("Europe/Berlin");
  });

  it("who may not act, or has never been, is nobody; who said nothing has the company's clock at worst", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const { kolkata, viewer } = world.people;
    await owner.ok(suspendMember, { param: { id: kolkata.member.id }, body: {} });
    const range = { start: "2026-12-01T00:00:00Z", end: "2026-12-02T00:00:00Z" };
    const { db, newId } = testContext();
    const moved = { memberId: viewer.member.id, startsAt: at("2026-11-01T00:00:00Z"), endsAt: null };
    await db.insert(travel).values({ ...world.availability.travel, ...moved, id: newId("travel") });
    const among = sql`(select id from members where tenant_id = ${world.tenant.id})`;
    const found = await readiness(world, among, range);
    expect(found.people.has(kolkata.member.id)).toBe(false);
    expect(found.people.size).toBe(7);
    const person = found.people.get(viewer.member.id) ?? fail("the viewer");
    expect(hostOf(person, { pool: null, busy: [] })).toMatchObject({
      zone: "Europe/Madrid",
      hours: { zone: "Europe/Madrid", weekly: [], travel: [{ to: null, zone: "America/Vancouver" }] },
      limits: [],
      pausedUntil: null,
    });
    const strangers = await readiness(await newWorld(), [viewer.member.id], range);
    expect(strangers.people.size).toBe(0);
  });

  it("costs the same rows whatever is over", async () => {
    const world = await newWorld();
    const id = world.people.berlin.member.id;
    const { db, now, newId } = testContext();
    const range = { start: toWire(now), end: toWire(asInstant(now + 30 * day)) };
    const before = await readiness(world, [id], range);

    const { override, timeOff: away, travel: trip } = world.availability;
    const past = Array.from({ length: 400 }, (_, place) => 100 + 2 * place);
    const over = { memberId: id, createdAt: now };
    for (let first = 0; first < past.length; first += 5) {
      const some = past.slice(first, first + 5);
      await db.batch([
        db.insert(overrides).values(
          some.map((days) => {
            const date = addDays(override.firstDate, -days);
            return { ...override, ...over, id: newId("override"), firstDate: date, lastDate: date };
          }),
        ),
        db.insert(timeOff).values(
          some.map((days) => {
            const [startsAt, endsAt] = [asInstant(now - days * day), asInstant(now - (days - 1) * day)];
            return { ...away, ...over, id: newId("time_off"), firstDate: null, lastDate: null, startsAt, endsAt };
          }),
        ),
        db.insert(travel).values(
          some.map((days) => {
            const [startsAt, endsAt] = [asInstant(now - days * day), asInstant(now - (days - 1) * day)];
            return { ...trip, ...over, id: newId("travel"), startsAt, endsAt };
          }),
        ),
      ]);
    }
    const after = await readiness(world, [id], range);
    expect(after.people).toEqual(before.people);
    expect(after.tally).toEqual(before.tally);
  });
});
