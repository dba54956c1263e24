import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Weekday } from "#time/dates.ts";
import { faultsOfWeek, type WeeklyRange } from "#time/hours.ts";
import { parseHours } from "#time/notation.ts";
import { type ZoneId, zoneOf } from "#time/zones.ts";
import { readRanges, type WallRange } from "../wall-ranges.ts";

export type ScheduleCode =
  | "schedule.unknown"
  | "schedule.name_taken"
  | "schedule.is_default"
  | "schedule.hours_unclear"
  | "schedule.hours_unreadable"
  | "schedule.time_invalid"
  | "schedule.range_empty"
  | "schedule.overlap"
  | "schedule.zone_unknown"
  | "schedule.zone_unclear";

export type WrittenRule = WallRange & { weekday: Weekday };

export type WrittenWeek = {
  time_zone?: string | undefined;
  rules?: readonly WrittenRule[] | undefined;
  hours_text?: string | undefined;
};

export type Week = { timeZone: ZoneId; weekly: readonly WeeklyRange[] };

const rangeCodes = {
  time: "schedule.time_invalid",
  empty: "schedule.range_empty",
  overlap: "schedule.overlap",
} as const satisfies Record<string, ScheduleCode>;

/** A week is said once, as rules or as text, with one zone; no range is empty and none meets another, Sunday night included. */
export function readWeek(written: WrittenWeek): Outcome<Week, ScheduleCode> {
  const { rules, hours_text: text } = written;
  if ((rules === undefined) === (text === undefined)) {
    return refuse("schedule.hours_unclear", { pointer: text === undefined ? "/rules" : "/hours_text" });
  }
  return text === undefined ? weekOfRules(rules ?? [], written.time_zone) : weekOfText(text, written.time_zone);
}

function weekOfRules(rules: readonly WrittenRule[], zoneName: string | undefined): Outcome<Week, ScheduleCode> {
  const zone = readZone(zoneName);
  if (!zone.ok) return zone;
  const read = readRanges(rules, "/rules", rangeCodes, faultsOfWeek);
  if ("fault" in read) return refuse(read.fault.code, { errors: read.fault.errors });
  const weekly = read.ranges.toSorted((a, b) => a.weekday - b.weekday || a.start - b.start);
  return done({ timeZone: zone.value, weekly });
}

function weekOfText(text: string, zoneName: string | undefined): Outcome<Week, ScheduleCode> {
  const read = parseHours(text);
  if (!read.ok) {
    const { detail = "cannot be read", column } = read.refusal;
    return refuse("schedule.hours_unreadable", { pointer: "/hours_text", detail, column });
  }
  const { zone, weekly } = read.value;
  if (zone !== null && zoneName !== undefined && zone !== zoneName) {
    return refuse("schedule.zone_unclear", { pointer: "/hours_text", detail: `\`time_zone\` is not ${zone}.` });
  }
  const place = readZone(zone ?? zoneName);
  if (!place.ok) return place;
  // What text calls a whole day, rules write as 00:00 to 24:00; a day that begins at noon is a slip.
  if (weekly.some(({ start, end }) => start === end)) return refuse("schedule.range_empty", { pointer: "/hours_text" });
  return done({ timeZone: place.value, weekly });
}

function readZone(name: string | undefined): Outcome<ZoneId, ScheduleCode> {
  if (name === undefined) return refuse("schedule.zone_unclear", { pointer: "/time_zone" });
  const zone = zoneOf(name);
  return zone === undefined ? refuse("schedule.zone_unknown", { pointer: "/time_zone" }) : done(zone);
}

/** A member who has schedules has exactly one default: it passes on when another takes it, and is never just given up. */
export function keepsDefault(before: { isDefault: boolean }, wanted: boolean | undefined): Outcome<true, ScheduleCode> {
  return before.isDefault && wanted === false ? refuse("schedule.is_default", { pointer: "/is_default" }) : done(true);
}

/** The default goes last. */
export function mayGo(schedule: { isDefault: boolean }, hasOthers: boolean): Outcome<true, ScheduleCode> {
  return schedule.isDefault && hasOthers ? refuse("schedule.is_default") : done(true);
}
