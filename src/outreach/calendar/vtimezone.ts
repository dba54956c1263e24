// A zone as iCalendar tells it. What it says comes from our own table, never from the runtime's.
import { asInstant, type Instant } from "#kernel/instant.ts";
import { civilDay, civilOf, dayMinutes, dayOfLocal, daysInMonth, timeOfLocal, weekdayOf } from "#time/dates.ts";
import { pieces, type ZoneId } from "#time/zones.ts";
import type { Component } from "./lines.ts";
import { wallStamp } from "./stamps.ts";

/** A change of the clock: when the wall, by the offset before, begins to go by the offset after. */
type Change = { wall: number; before: number; after: number };

const minuteMs = 60_000;
/** So long a rule has to hold in the table to be told as a rule: in less, a fourth Sunday can pass for the last. */
const yearsOfRule = 12;
const weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/**
 * The zone as far as it matters between two moments: its one offset, its yearly rule where it follows one (which is all
 * that some mail programs understand), else change by change.
 */
export function zoneComponent(zone: ZoneId, from: Instant, to: Instant): Component {
  const firstYear = yearOf(from) - 1;
  const untilYear = yearOf(to) + 2;
  const lines = [`TZID:${zone}`];
  const { start, changes } = changesIn(zone, firstYear, untilYear);
  if (changes.length === 0) {
    const always = { wall: 0, before: start, after: start };
    return { name: "VTIMEZONE", lines, parts: [observance("STANDARD", always)] };
  }
  const lowest = Math.min(start, ...changes.map(({ after }) => after));
  const nameOf = ({ after }: Change) => (after === lowest ? "STANDARD" : "DAYLIGHT");
  const yearly = yearlyRules(zone, firstYear, Math.max(untilYear, firstYear + yearsOfRule));
  const parts =
    yearly === undefined
      ? [startOf(start, firstYear), ...changes].map((change) => observance(nameOf(change), change))
      : yearly.map(({ change, rule }) => observance(nameOf(change), change, rule));
  return { name: "VTIMEZONE", lines, parts };
}

/** The offset that holds when the years begin is told as a change from itself. */
const startOf = (offset: number, year: number): Change => ({
  wall: civilDay(year, 1, 1) * dayMinutes + offset,
  before: offset,
  after: offset,
});

function observance(name: "STANDARD" | "DAYLIGHT", { wall, before, after }: Change, rule?: string): Component {
  const lines = [
    `DTSTART:${wallStamp(wall)}`,
    ...(rule === undefined ? [] : [`RRULE:${rule}`]),
    `TZOFFSETFROM:${printOffset(before)}`,
    `TZOFFSETTO:${printOffset(after)}`,
  ];
  return { name, lines, parts: [] };
}

function changesIn(zone: ZoneId, firstYear: number, untilYear: number): { start: number; changes: Change[] } {
  const cut = pieces(zone, newYear(firstYear), newYear(untilYear));
  const changes = cut.slice(1).map(({ from, offsetMinutes }, index) => {
    const before = cut[index]?.offsetMinutes ?? offsetMinutes;
    return { wall: from / minuteMs + before, before, after: offsetMinutes };
  });
  return { start: cut[0]?.offsetMinutes ?? 0, changes };
}

/** Undefined unless the zone changes twice in each of these years, by the same two rules. */
function yearlyRules(zone: ZoneId, firstYear: number, untilYear: number) {
  const { changes } = changesIn(zone, firstYear, untilYear);
  if (changes.length !== 2 * (untilYear - firstYear)) return undefined;
  const rules = [0, 1].flatMap((turn) => {
    const those = changes.filter((_, index) => index % 2 === turn);
    const rule = ruleOf(those);
    const [change] = those;
    return rule === undefined || change === undefined ? [] : [{ change, rule }];
  });
  return rules.length === 2 ? rules : undefined;
}

/** The second Sunday of March, the last Sunday of October: what all these changes have in common. */
function ruleOf(changes: readonly Change[]): string | undefined {
  const told = changes.map(({ wall, before, after }, index) => {
    const date = dayOfLocal(wall);
    const { year, month, day } = civilOf(date);
    return {
      alike: [month, weekdayOf(date), timeOfLocal(wall), before, after].join(),
      byDay: `BYMONTH=${month};BYDAY=`,
      weekday: weekdays[weekdayOf(date) - 1] ?? "",
      week: Math.ceil(day / 7),
      isLast: day + 7 > daysInMonth(year, month),
      turn: index,
      year,
    };
  });
  const [first] = told;
  if (first === undefined) return undefined;
  const isYearly = told.every(({ alike, year, turn }) => alike === first.alike && year === first.year + turn);
  const isSameWeek = told.every(({ week }) => week === first.week);
  const isAlwaysLast = told.every(({ isLast }) => isLast);
  if (!isYearly || (!isSameWeek && !isAlwaysLast)) return undefined;
  return `FREQ=YEARLY;${first.byDay}${isSameWeek ? first.week : -1}${first.weekday}`;
}

const two = (number: number): string => String(number).padStart(2, "0");

function printOffset(minutes: number): string {
  const distance = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(distance / 60))}${two(distance % 60)}`;
}

const newYear = (year: number): Instant => asInstant(civilDay(year, 1, 1) * dayMinutes * minuteMs);

const yearOf = (at: Instant): number => civilOf(dayOfLocal(Math.floor(at / minuteMs))).year;
