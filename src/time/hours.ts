import { asInstant, day as dayMs, type Instant, minute as minuteMs } from "#kernel/instant.ts";
import type { Fault } from "#kernel/outcome.ts";
import { type Day, dayMinutes, type LocalTime, type Weekday, weekdayOf } from "./dates.ts";
import { append, type Intervals, normalise, nothing } from "./intervals.ts";
import { type Piece, pieces, type ZoneId } from "./zones.ts";

/** On the wall. An end at or before the start lies on the next day, so equal times are a whole day. */
export type LocalRange = { start: LocalTime; end: LocalTime };

/** A range of every week belongs to the weekday it begins on. */
export type WeeklyRange = LocalRange & { weekday: Weekday };

/** Replaces a local date: these ranges instead, or nothing at all. */
export type Override = { date: Day; ranges: readonly LocalRange[] };

/** Being elsewhere for a while, or from then on: the hours stay what they are, the wall they are read on is another. */
export type Travel = { from: Instant; to: Instant | null; zone: ZoneId };

export type Whereabouts = { zone: ZoneId; travel: readonly Travel[] };

export type Hours = Whereabouts & { weekly: readonly WeeklyRange[]; overrides: readonly Override[] };

export type HoursCode = "hours.time" | "hours.overlap";
export type HoursFault = Fault & { code: HoursCode };

/** Nothing when the week can be kept; else every range at fault, by its place in the list. */
export function faultsOfWeek(weekly: readonly WeeklyRange[]): readonly HoursFault[] {
  return faultsOf(weekly, (range) => (range.weekday - 1) * dayMinutes, 7 * dayMinutes);
}

/** The same for the ranges of one date, which no week brings round again. */
export function faultsOfDate(ranges: readonly LocalRange[]): readonly HoursFault[] {
  return faultsOf(ranges, () => 0, Infinity);
}

function faultsOf<R extends LocalRange>(
  ranges: readonly R[],
  midnight: (range: R) => number,
  cycle: number,
): readonly HoursFault[] {
  const faults = ranges.flatMap(timesOutside);
  if (faults.length > 0) return faults;
  const spans = ranges
    .map((range, place) => ({ start: midnight(range) + range.start, end: midnight(range) + endOf(range), place }))
    .toSorted((a, b) => a.start - b.start);
  // What runs past the end of the cycle meets its beginning again.
  const around = spans
    .filter(({ end }) => end > cycle)
    .map(({ start, end, place }) => ({ start: start - cycle, end: end - cycle, place }));
  const clashes = new Map<number, number>();
  let reach: (typeof spans)[number] | undefined;
  for (const span of [...around, ...spans]) {
    if (reach !== undefined && span.start < reach.end && span.place !== reach.place) {
      clashes.set(Math.max(span.place, reach.place), Math.min(span.place, reach.place));
    }
    if (reach === undefined || span.end > reach.end) reach = span;
  }
  return [...clashes]
    .toSorted(([a], [b]) => a - b)
    .map(([place, other]) => ({
      pointer: `/${place}`,
      code: "hours.overlap",
      detail: `overlaps the range at /${other}`,
    }));
}

function timesOutside({ start, end }: LocalRange, place: number): HoursFault[] {
  const faults: HoursFault[] = [];
  if (!within(start, dayMinutes - 1)) {
    faults.push({ pointer: `/${place}/start`, code: "hours.time", detail: "must be between 00:00 and 23:59" });
  }
  if (!within(end, dayMinutes)) {
    faults.push({ pointer: `/${place}/end`, code: "hours.time", detail: "must be between 00:00 and 24:00" });
  }
  return faults;
}

const within = (time: number, most: number): boolean => Number.isInteger(time) && time >= 0 && time <= most;

/** In minutes after the midnight of the day the range begins on. */
const endOf = ({ start, end }: LocalRange): number => (end <= start ? end + dayMinutes : end);

/**
 * When the wall reads a time within the hours, between two instants: a set of instants in milliseconds. What a clock change
 * leaves out is not there, what it repeats is there twice.
 */
export function openTimes(hours: Hours, from: Instant, to: Instant): Intervals {
  const timesOn = timetable(hours);
  const open: number[] = [];
  for (const piece of whereaboutsPieces(hours, from, to)) {
    const ahead = piece.offsetMinutes * minuteMs;
    const last = Math.floor((piece.to - 1 + ahead) / dayMs);
    for (let date = Math.floor((piece.from + ahead) / dayMs); date <= last; date++) {
      const times = timesOn(date as Day);
      const midnight = date * dayMs - ahead;
      for (let i = 0; i < times.length; i += 2) {
        const start = Math.max(midnight + (times[i] as number) * minuteMs, piece.from);
        const end = Math.min(midnight + (times[i + 1] as number) * minuteMs, piece.to);
        if (start < end) append(open, start, end);
      }
    }
  }
  return open;
}

/** When the calendar on the wall shows one of these dates (`until` excluded), between two instants. */
export function openDates(where: Whereabouts, first: Day, until: Day, from: Instant, to: Instant): Intervals {
  const open: number[] = [];
  for (const piece of whereaboutsPieces(where, from, to)) {
    const ahead = piece.offsetMinutes * minuteMs;
    const start = Math.max(first * dayMs - ahead, piece.from);
    const end = Math.min(until * dayMs - ahead, piece.to);
    if (start < end) append(open, start, end);
  }
  return open;
}

/** The stretches of one place and one offset between two instants. Of two travels at once the one that began later holds. */
export function whereaboutsPieces(
  { zone: home, travel }: Whereabouts,
  from: Instant,
  to: Instant,
): readonly (Piece & { zone: ZoneId })[] {
  const inOrder = travel.toSorted((a, b) => a.from - b.from);
  const cuts = new Set<number>();
  for (const away of inOrder) {
    if (away.from > from && away.from < to) cuts.add(away.from);
    if (away.to !== null && away.to > from && away.to < to) cuts.add(away.to);
  }
  const edges = [...[...cuts].toSorted((a, b) => a - b), to];
  let start = from;
  return edges.flatMap((edge) => {
    const begin = start;
    start = asInstant(edge);
    const away = inOrder.findLast((one) => one.from <= begin && (one.to === null || begin < one.to));
    const zone = away?.zone ?? home;
    return pieces(zone, begin, start).map((piece) => ({ ...piece, zone }));
  });
}

/**
 * The times of a date on its own wall, 0–1440, sorted and joined. An override replaces its date: the weekly hours that begin on
 * it, and what runs into it from the week's night before. The night of an override before it stays, unless nothing is left of this date.
 */
function timetable({ weekly, overrides }: Hours): (date: Day) => Intervals {
  const nights = byWeekday(weekly);
  const week = nights.map((ranges, index) => joinDay(ranges, nights[(index + 6) % 7] as readonly LocalRange[]));
  const plain = (date: Day): Intervals => week[weekdayOf(date) - 1] as Intervals;
  if (overrides.length === 0) return plain;

  const replaced = new Map(overrides.map(({ date, ranges }) => [date, ranges]));
  return (date) => {
    const own = replaced.get(date);
    const before = replaced.get((date - 1) as Day);
    if (own?.length === 0) return nothing;
    if (own !== undefined) return joinDay(own, before ?? []);
    return before === undefined ? plain(date) : joinDay(nights[weekdayOf(date) - 1] as readonly LocalRange[], before);
  };
}

function byWeekday(weekly: readonly WeeklyRange[]): readonly (readonly LocalRange[])[] {
  const days: LocalRange[][] = [[], [], [], [], [], [], []];
  for (const range of weekly) days[range.weekday - 1]?.push(range);
  return days;
}

/** What begins on a date, up to its midnight, and what the ranges of the day before bring into it. */
function joinDay(ranges: readonly LocalRange[], before: readonly LocalRange[]): Intervals {
  const pairs: number[] = [];
  for (const range of before) {
    const end = endOf(range) - dayMinutes;
    if (end > 0) pairs.push(0, end);
  }
  for (const range of ranges) pairs.push(range.start, Math.min(endOf(range), dayMinutes));
  return normalise(pairs);
}
