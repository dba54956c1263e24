import { describe, expect, it } from "vitest";
import { mergeLimits, newcomer, readZone, settled, zoneFor } from "#availability/interviewing/rules.ts";
import { readDates, type WrittenDates } from "#availability/overrides/rules.ts";
import { keeps, maySeeReason, ownerFor } from "#availability/owner.ts";
import { keepsDefault, mayGo, readWeek, type WrittenRule, type WrittenWeek } from "#availability/schedules/rules.ts";
import { readTimes, type WrittenTimes } from "#availability/time-off/rules.ts";
import { readTrip } from "#availability/travel/rules.ts";
import { asInstant, day, type Instant } from "#kernel/instant.ts";
import { type Outcome, refuse } from "#kernel/outcome.ts";
import type { Actor } from "#platform/scope.ts";
import { addDays, type Day, parseDate } from "#time/dates.ts";
import { zoneOf } from "#time/zones.ts";

const codeOf = (outcome: Outcome<unknown>) => (outcome.ok ? "granted" : outcome.refusal.code);
const whereOf = (outcome: Outcome<unknown>) =>
  outcome.ok ? [] : (outcome.refusal.errors?.map(({ pointer }) => pointer) ?? [outcome.refusal.pointer]);

const at = (text: string): Instant => asInstant(Date.parse(text));
const date = (text: string): Day => {
  const found = parseDate(text);
  if (found === undefined) throw new Error(`${text} is no date`);
  return found;
};

const rule = (weekday: WrittenRule["weekday"], start: string, end: string): WrittenRule => ({ weekday, start, end });
const week = (...rules: WrittenRule[]): WrittenWeek => ({ time_zone: "Europe/Paris", rules });

describe("a week", () => {
  it("is read from rules or from text, and comes out sorted either way", () => {
    const text = readWeek({ hours_text: "Tue 22:00-06:00; Mon 13:00-17:00, 09:00-12:00 Europe/Paris" });
    const rules = readWeek(week(rule(2, "22:00", "06:00"), rule(1, "13:00", "17:00"), rule(1, "09:00", "12:00")));
    expect(text).toEqual(rules);
    expect(text.ok && text.value.weekly).toEqual([
      { weekday: 1, start: 540, end: 720 },
      { weekday: 1, start: 780, end: 1_020 },
      { weekday: 2, start: 1_320, end: 360 },
    ]);
  });

  it.each<[string, string, WrittenWeek, (string | undefined)[]]>([
    ["said twice", "schedule.hours_unclear", { ...week(), hours_text: "Mon 09:00-10:00" }, ["/hours_text"]],
    ["not said", "schedule.hours_unclear", { time_zone: "Europe/Paris" }, ["/rules"]],
    ["in no zone", "schedule.zone_unclear", { rules: [] }, ["/time_zone"]],
    ["text in no zone", "schedule.zone_unclear", { hours_text: "Mon 09:00-10:00" }, ["/time_zone"]],
    [
      "in two zones",
      "schedule.zone_unclear",
      { time_zone: "Europe/Paris", hours_text: "Mon 09:00-10:00 Europe/Rome" },
      ["/hours_text"],
    ],
    ["in a zone nobody knows", "schedule.zone_unknown", { ...week(), time_zone: "Mars/Olympus" }, ["/time_zone"]],
    ["in words nobody reads", "schedule.hours_unreadable", { hours_text: "Mondays at nine" }, ["/hours_text"]],
    [
      "of times that are none",
      "schedule.time_invalid",
      week(rule(1, "9:00", "25:00"), rule(2, "24:00", "12:60")),
      ["/rules/0/start", "/rules/0/end", "/rules/1/start", "/rules/1/end"],
    ],
    ["of no length", "schedule.range_empty", week(rule(1, "09:00", "09:00")), ["/rules/0/end"]],
    ["of text of no length", "schedule.range_empty", { hours_text: "Mon 09:00-09:00 Europe/Paris" }, ["/hours_text"]],
    ["that overlaps", "schedule.overlap", week(rule(1, "09:00", "12:00"), rule(1, "11:59", "13:00")), ["/rules/1"]],
    [
      "that overlaps over midnight",
      "schedule.overlap",
      week(rule(2, "01:00", "03:00"), rule(1, "22:00", "02:00")),
      ["/rules/1"],
    ],
    [
      "that overlaps from Sunday into Monday",
      "schedule.overlap",
      week(rule(1, "00:00", "08:00"), rule(7, "20:00", "00:30")),
      ["/rules/1"],
    ],
  ])("%s is refused with %s", (_, code, written, pointers) => {
    const read = readWeek(written);
    expect(codeOf(read)).toBe(code);
    expect(whereOf(read)).toEqual(pointers);
  });

  it.each<[string, WrittenWeek]>([
    ["ranges that touch", week(rule(1, "09:00", "12:00"), rule(1, "12:00", "13:00"))],
    ["a whole day", week(rule(1, "00:00", "24:00"), rule(2, "00:00", "24:00"))],
    ["Sunday night up to Monday's first hour", week(rule(7, "20:00", "01:00"), rule(1, "01:00", "02:00"))],
    ["no hours at all", week()],
    ["its zone said twice alike", { time_zone: "Europe/Paris", hours_text: "Mon 09:00-10:00 Europe/Paris" }],
  ])("%s: is a week", (_, written) => {
    expect(codeOf(readWeek(written))).toBe("granted");
  });

  it("that is the default passes that on and never just gives it up", () => {
    const standing = { isDefault: true };
    expect(codeOf(keepsDefault(standing, false))).toBe("schedule.is_default");
    expect([undefined, true].map((wanted) => codeOf(keepsDefault(standing, wanted)))).toEqual(["granted", "granted"]);
    expect(codeOf(keepsDefault({ isDefault: false }, false))).toBe("granted");
    expect([true, false].map((others) => codeOf(mayGo(standing, others)))).toEqual(["schedule.is_default", "granted"]);
    expect(codeOf(mayGo({ isDefault: false }, true))).toBe("granted");
  });
});

describe("an override", () => {
  const free = { first_date: date("2026-12-24"), kind: "unavailable", ranges: [] } satisfies WrittenDates;
  const open = { ...free, kind: "available", ranges: [{ start: "09:00", end: "12:00" }] } satisfies WrittenDates;

  it.each<[string, string, WrittenDates]>([
    ["of one date", "granted", free],
    ["of other hours", "granted", open],
    ["of a night", "granted", { ...open, ranges: [{ start: "22:00", end: "02:00" }] }],
    ["of a year", "granted", { ...free, last_date: addDays(free.first_date, 365) }],
    ["of a day more", "override.too_long", { ...free, last_date: addDays(free.first_date, 366) }],
    ["backwards", "override.ends_early", { ...free, last_date: addDays(free.first_date, -1) }],
    ["available at no time", "override.ranges_unfit", { ...open, ranges: [] }],
    ["unavailable at some time", "override.ranges_unfit", { ...free, ranges: open.ranges }],
    ["at 25:00", "override.time_invalid", { ...open, ranges: [{ start: "09:00", end: "25:00" }] }],
    ["of no length", "override.range_empty", { ...open, ranges: [{ start: "09:00", end: "09:00" }] }],
    [
      "that overlaps itself",
      "override.ranges_overlap",
      { ...open, ranges: [...open.ranges, { start: "11:00", end: "13:00" }] },
    ],
  ])("%s: %s", (_, code, written) => {
    expect(codeOf(readDates(written))).toBe(code);
  });
});

describe("time off", () => {
  const [first, starts, ends] = [date("2026-12-24"), at("2026-12-24T09:00:00Z"), at("2026-12-24T12:00:00Z")];

  it.each<[string, string, WrittenTimes]>([
    ["one date", "granted", { first_date: first }],
    ["dates", "granted", { first_date: first, last_date: addDays(first, 1_095), starts_at: null }],
    ["instants", "granted", { starts_at: starts, ends_at: ends, first_date: null, last_date: null }],
    ["nothing", "time_off.times_unclear", {}],
    ["both", "time_off.times_unclear", { first_date: first, starts_at: starts, ends_at: ends }],
    ["a date and an instant", "time_off.times_unclear", { last_date: first, starts_at: starts, ends_at: ends }],
    ["only a last date", "time_off.times_unclear", { last_date: first }],
    ["no end", "time_off.times_unclear", { starts_at: starts }],
    ["dates backwards", "time_off.ends_early", { first_date: first, last_date: addDays(first, -1) }],
    ["no time at all", "time_off.ends_early", { starts_at: starts, ends_at: starts }],
    ["more than three years", "time_off.too_long", { first_date: first, last_date: addDays(first, 1_096) }],
    ["the same in instants", "time_off.too_long", { starts_at: starts, ends_at: asInstant(starts + 1_097 * day) }],
  ])("%s: %s", (_, code, written) => {
    expect(codeOf(readTimes(written))).toBe(code);
  });

  it("of dates is looked for wherever on Earth they may be", () => {
    const read = readTimes({ first_date: first });
    expect(read.ok && [read.value.startsAt, read.value.endsAt]).toEqual([
      at("2026-12-24T00:00:00+14:00"),
      at("2026-12-25T00:00:00-12:00"),
    ]);
  });
});

describe("a trip", () => {
  const [starts, ends] = [at("2026-12-24T09:00:00Z"), at("2026-12-28T09:00:00Z")];

  it.each([
    ["there and back", "granted", { starts_at: starts, ends_at: ends, time_zone: "Asia/Tokyo" }],
    ["for good", "granted", { starts_at: starts, ends_at: null, time_zone: "Asia/Tokyo" }],
    ["back before it began", "travel.ends_early", { starts_at: ends, ends_at: starts, time_zone: "Asia/Tokyo" }],
    ["to nowhere", "travel.zone_unknown", { starts_at: starts, ends_at: ends, time_zone: "asia/tokyo" }],
  ])("%s: %s", (_, code, written) => {
    expect(codeOf(readTrip(written))).toBe(code);
  });
});

describe("how a member is booked", () => {
  it("limits are merged period by period, and a null takes one away", () => {
    const limits = mergeLimits(newcomer.limits, { day: { count: 3 }, week: { minutes: 600 } });
    expect(limits).toMatchObject({ day: { count: 3, minutes: null }, week: { count: null, minutes: 600 } });
    expect(mergeLimits(limits, { day: { minutes: 90 }, week: null })).toEqual({
      ...newcomer.limits,
      day: { count: 3, minutes: 90 },
    });
    expect(mergeLimits(limits, { day: { count: null } }).day).toEqual({ count: null, minutes: null });
  });

  it("is counted where they said, else where they live, else where the company is", () => {
    expect(zoneFor(zoneOf("Asia/Tokyo") ?? null, "Asia/Kolkata", "Europe/Paris")).toBe("Asia/Tokyo");
    expect(zoneFor(null, "Asia/Kolkata", "Europe/Paris")).toBe("Asia/Kolkata");
    expect(zoneFor(null, null, "Europe/Paris")).toBe("Europe/Paris");
    expect(zoneFor(null, "Mars/Olympus", "Moon/Sea")).toBe("UTC");
    expect(codeOf(readZone("Mars/Olympus"))).toBe("interviewing.zone_unknown");
    expect(codeOf(readZone(null))).toBe("granted");
  });

  it("who is not paused has no reason to be", () => {
    expect(settled({ ...newcomer, pauseReason: "Leave" }).pauseReason).toBeNull();
    expect(settled({ ...newcomer, pausedUntil: asInstant(1), pauseReason: "Leave" }).pauseReason).toBe("Leave");
  });
});

const as = (actor: Actor, ...permissions: string[]) => ({ actor, permissions: new Set(permissions) });

describe("whose hours", () => {
  const [me, you] = ["mem_me", "mem_you"] as const;
  const person: Actor = { kind: "member", member: me, user: "usr_me", session: "ses_me" };
  const key: Actor = { kind: "key", key: "key_one" };
  const unknown = refuse("schedule.unknown");

  it("one's own when nobody is named, which a key cannot say", () => {
    expect(ownerFor(as(person), undefined)).toEqual({ ok: true, value: me });
    expect(codeOf(ownerFor(as(key, "availability:write"), undefined))).toBe("availability.member_required");
    expect(codeOf(ownerFor(as(key, "availability:write"), you))).toBe("granted");
  });

  it("those of others only for who may keep anybody's", () => {
    expect(codeOf(ownerFor(as(person), you))).toBe("availability.not_yours");
    expect(codeOf(ownerFor(as(person, "availability:write"), you))).toBe("granted");
    expect(codeOf(keeps(as(person), me, unknown))).toBe("granted");
    expect(codeOf(keeps(as(person, "availability:write"), you, unknown))).toBe("granted");
    expect(codeOf(keeps(as(person, "availability:read"), you, unknown))).toBe("availability.not_yours");
    expect([me, you].map((owner) => maySeeReason(as(person, "availability:read"), owner))).toEqual([true, false]);
  });

  it("who may not see them either is told of nothing", () => {
    expect(codeOf(keeps(as(person), you, unknown))).toBe("schedule.unknown");
  });
});
