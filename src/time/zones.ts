import { asInstant, type Instant } from "#kernel/instant.ts";
import { asDay, civilDay, civilOf, daysInMonth, weekdayOf } from "./dates.ts";
import { firstYear, table, tzVersion } from "./zones.generated.ts";

declare const zoneId: unique symbol;

/** The name of an IANA zone or link that the table holds, as the caller spelled it. */
export type ZoneId = string & { readonly [zoneId]: true };

/** A stretch of time, half-open, in which the wall keeps one distance from UTC. */
export type Piece = { from: Instant; to: Instant; offsetMinutes: number };

/** Which reading of a wall time that exists twice. */
export type Choice = "earlier" | "later";

/** The edition of the IANA data, such as 2026f. */
export { tzVersion };

/** A yearly change as POSIX writes it: `week` 5 is the last, `weekday` 0 is Sunday, `minute` on the wall before the change. */
type Yearly = { month: number; week: number; weekday: number; minute: number; offset: number };
type Rules = { start: number; listed: readonly { minute: number; offset: number }[]; since: number; yearly: Yearly[] };

/**
 * Change `i` happens at `changes[i]` (epoch minutes) and leads to `offsets[i]`; entry 0 is the beginning of time.
 * The wall reads something that happens never or twice from `unusual[i]` until `settled[i]` (wall minutes).
 */
type Timeline = { changes: Float64Array; offsets: Int16Array; unusual: Float64Array; settled: Float64Array };

/** One line of the table, unread until somebody asks; zones that agree since the first year share it. */
type Zone = { line: string; rules?: Rules; kept?: Timeline; late?: Timeline; lateYear?: number };

const minuteMs = 60_000;
/** One time line serves everything before this year; later years are made when asked, by the same rules. */
const keptUntilYear = 2_100;
const keptUntil = civilDay(keptUntilYear, 1, 1) * 1_440;

let zones: ReadonlyMap<string, Zone> | undefined;
let lastName: string | undefined;
let lastZone: Zone | undefined;

/** Undefined unless the table holds this very spelling. */
export function zoneOf(name: string): ZoneId | undefined {
  return known().has(name) ? (name as ZoneId) : undefined;
}

/** Every zone and link, sorted. */
export function zoneNames(): readonly ZoneId[] {
  return [...known().keys()].toSorted() as ZoneId[];
}

/** How far the wall is ahead of UTC at this instant. Before 2020 it is what it was when 2020 began. */
export function offsetMinutes(zone: ZoneId, at: Instant): number {
  const minute = Math.floor(at / minuteMs);
  const { changes, offsets } = timelineAt(zone, minute);
  return offsets[lastUpTo(changes, minute)] as number;
}

/** What the wall reads at this instant: minutes since 1970-01-01T00:00 there. */
export function localMinutes(zone: ZoneId, at: Instant): number {
  const minute = Math.floor(at / minuteMs);
  const { changes, offsets } = timelineAt(zone, minute);
  return minute + (offsets[lastUpTo(changes, minute)] as number);
}

/** When the wall reads this: never in a gap, twice in an overlap, else once. */
export function instantsOf(zone: ZoneId, local: number): readonly Instant[] {
  const { offsets, unusual, settled } = timelineAt(zone, local);
  const index = lastUpTo(settled, local);
  const offset = offsets[index] as number;
  if (index + 1 === unusual.length || local < (unusual[index + 1] as number)) return [toMs(local - offset)];
  const next = offsets[index + 1] as number;
  return next > offset ? [] : [toMs(local - offset), toMs(local - next)];
}

/** The one instant meant by a wall time: in an overlap the chosen one, in a gap as much later as the gap is long. */
export function toInstant(zone: ZoneId, local: number, choose: Choice): Instant {
  const { offsets, unusual, settled } = timelineAt(zone, local);
  const index = lastUpTo(settled, local);
  const offset = offsets[index] as number;
  if (choose === "earlier" || index + 1 === unusual.length || local < (unusual[index + 1] as number)) {
    return toMs(local - offset);
  }
  return toMs(local - Math.min(offset, offsets[index + 1] as number));
}

/** The stretches of one offset that make up `[from, to)`, in order; none when there is no time between the two. */
export function pieces(zone: ZoneId, from: Instant, to: Instant): readonly Piece[] {
  const cut: Piece[] = [];
  let start = from;
  while (start < to) {
    const minute = Math.floor(start / minuteMs);
    const { changes, offsets } = timelineAt(zone, minute);
    const index = lastUpTo(changes, minute);
    const offset = offsets[index] as number;
    const change = changes[index + 1] ?? (minute < keptUntil ? keptUntil : Infinity);
    const end = change * minuteMs < to ? toMs(change) : to;
    const last = cut.at(-1);
    if (last?.offsetMinutes === offset) last.to = end;
    else cut.push({ from: start, to: end, offsetMinutes: offset });
    start = end;
  }
  return cut;
}

const toMs = (minute: number): Instant => asInstant(minute * minuteMs);

/** The last entry that is not after the value. */
function lastUpTo(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] as number) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The time line that holds this minute, on whichever side of the offset it was counted. */
function timelineAt(name: ZoneId, minute: number): Timeline {
  const zone = name === lastName && lastZone !== undefined ? lastZone : remember(name);
  if (minute < keptUntil && zone.kept !== undefined) return zone.kept;
  zone.rules ??= rulesIn(zone.line);
  if (minute < keptUntil || zone.rules.yearly.length === 0) {
    zone.kept ??= timelineOf(zone.rules, firstYear, keptUntilYear);
    return zone.kept;
  }
  const { year } = civilOf(asDay(Math.floor(minute / 1_440)));
  if (zone.late === undefined || zone.lateYear !== year) {
    zone.late = timelineOf(zone.rules, year - 1, year + 2);
    zone.lateYear = year;
  }
  return zone.late;
}

function remember(name: ZoneId): Zone {
  const zone = known().get(name);
  if (zone === undefined) throw new Error(`${name} is no zone of the table`);
  lastName = name;
  lastZone = zone;
  return zone;
}

function known(): ReadonlyMap<string, Zone> {
  if (zones !== undefined) return zones;
  const read = new Map<string, Zone>();
  for (const line of table.trim().split("\n")) {
    const end = line.indexOf(";");
    const zone: Zone = { line: line.slice(end + 1) };
    for (const name of line.slice(0, end).split(" ")) read.set(name, zone);
  }
  zones = read;
  return read;
}

function rulesIn(line: string): Rules {
  const [start = "", listed = "", repeated = ""] = line.split(";");
  let minute = civilDay(firstYear, 1, 1) * 1_440;
  const changes = words(listed).map((word) => {
    const [later = "", offset] = word.split(">");
    minute += Number.parseInt(later, 36);
    return { minute, offset: Number(offset) };
  });
  const [since, rule = ""] = repeated.split(":");
  const yearly = words(rule).map((word): Yearly => {
    const [when = "", offset] = word.split(">");
    const [month = 0, week = 0, weekday = 0, wall = 0] = when.split(".").map(Number);
    return { month, week, weekday, minute: wall, offset: Number(offset) };
  });
  return { start: Number(start), listed: changes, since: Number(since), yearly };
}

const words = (text: string): string[] => (text === "" ? [] : text.split(" "));

/** Every change up to the given year, or, for years ruled by the yearly rule alone, of these years. */
function timelineOf({ start, listed, since, yearly }: Rules, fromYear: number, untilYear: number): Timeline {
  const byRule = yearly.length > 0 && fromYear > since;
  const first = byRule ? (yearly.at(-1)?.offset ?? start) : start;
  const steps = byRule ? [] : [...listed];
  let before = steps.at(-1)?.offset ?? first;
  if (yearly.length > 0) {
    for (let year = Math.max(fromYear, since); year < untilYear; year++) {
      for (const change of yearly) {
        steps.push({ minute: wallMinuteOf(change, year) - before, offset: change.offset });
        before = change.offset;
      }
    }
  }
  const offsets = Int16Array.from([first, ...steps.map(({ offset }) => offset)]);
  const wall = (side: (before: number, after: number) => number) =>
    steps.map(({ minute, offset }, index) => minute + side(offsets[index] as number, offset));
  return {
    offsets,
    changes: Float64Array.from([-Infinity, ...steps.map(({ minute }) => minute)]),
    unusual: Float64Array.from([-Infinity, ...wall(Math.min)]),
    settled: Float64Array.from([-Infinity, ...wall(Math.max)]),
  };
}

function wallMinuteOf({ month, week, weekday, minute }: Yearly, year: number): number {
  const monthBegins = civilDay(year, month, 1);
  const first = monthBegins + ((weekday - weekdayOf(monthBegins) + 14) % 7);
  const inMonth = first + (week - 1) * 7;
  const day = inMonth < monthBegins + daysInMonth(year, month) ? inMonth : inMonth - 7;
  return day * 1_440 + minute;
}
