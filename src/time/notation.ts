import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { type LocalTime, parseTime, printTime, type Weekday } from "./dates.ts";
import { faultsOfWeek, type LocalRange, type WeeklyRange } from "./hours.ts";
import { type ZoneId, zoneOf } from "./zones.ts";

/**
 * Hours as people write them: `Mon-Thu 09:00-12:00, 13:00-17:00 Europe/Paris; Fri 09:00-13:00`.
 *
 *   hours  = [ clause { ";" clause } ]
 *   clause = days ranges [ zone ] | zone
 *   days   = span { "," span }         span  = day [ "-" day ]      Sat-Mon goes round the week
 *   ranges = range { "," range }       range = time "-" time        an end at or before the start lies on the next day
 *   day    = Mon Tue Wed Thu Fri Sat Sun, in any case
 *   time   = H:MM or HH:MM; 24:00 ends a day
 *   zone   = an IANA name, once in the text, for all of it
 *
 * Blanks go anywhere between words, and an en dash is a dash.
 */
export type WrittenHours = { zone: ZoneId | null; weekly: readonly WeeklyRange[] };

export type NotationCode = "hours.notation";

const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;

/** The hours, sorted; or what is wrong and at which column (the first is 1). */
export function parseHours(text: string): Outcome<WrittenHours, NotationCode> {
  const reader = new Reader(text);
  const hours = readHours(reader);
  if (reader.wrong === undefined && hours !== undefined) return done(hours);
  const { detail, at } = reader.wrong ?? { detail: "cannot be read", at: 0 };
  return refuse("hours.notation", { detail: `column ${at + 1}: ${detail}`, column: at + 1 });
}

/** Days with the same ranges share a clause; the zone stands in the first. */
export function printHours({ zone, weekly }: WrittenHours): string {
  const clauses = new Map<string, Weekday[]>();
  const sorted = inOrder(weekly);
  for (const [index] of days.entries()) {
    const weekday = (index + 1) as Weekday;
    const ranges = sorted.filter((range) => range.weekday === weekday).map(printRange);
    if (ranges.length === 0) continue;
    const key = ranges.join(", ");
    clauses.set(key, [...(clauses.get(key) ?? []), weekday]);
  }
  const [first, ...others] = [...clauses].map(([ranges, on]) => `${printDays(on)} ${ranges}`);
  return [[first, zone ?? undefined].filter((part) => part !== undefined).join(" "), ...others].join("; ");
}

const printRange = ({ start, end }: LocalRange): string => `${printTime(start)}-${printTime(end)}`;

function printDays(on: readonly Weekday[]): string {
  const runs: [Weekday, Weekday][] = [];
  for (const weekday of on) {
    const run = runs.at(-1);
    if (run?.[1] === weekday - 1) run[1] = weekday;
    else runs.push([weekday, weekday]);
  }
  return runs.map(([from, to]) => (from === to ? nameOf(from) : `${nameOf(from)}-${nameOf(to)}`)).join(", ");
}

const nameOf = (weekday: Weekday): string => days[weekday - 1] as string;

const inOrder = (weekly: readonly WeeklyRange[]): WeeklyRange[] =>
  weekly.toSorted((a, b) => a.weekday - b.weekday || a.start - b.start || a.end - b.end);

/** Where reading stands, and the first thing that was wrong. */
class Reader {
  readonly text: string;
  at = 0;
  wrong: { detail: string; at: number } | undefined;

  constructor(text: string) {
    this.text = text;
    this.blanks();
  }

  /** The word that begins here, if the pattern (sticky) finds one. */
  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) return undefined;
    this.at += found.length;
    this.blanks();
    return found;
  }

  fail(detail: string, at = this.at): undefined {
    this.wrong ??= { detail, at };
    return undefined;
  }

  get ended(): boolean {
    return this.at >= this.text.length;
  }

  private blanks(): void {
    while (/\s/.test(this.text.charAt(this.at))) this.at += 1;
  }
}

const dayWord = /(?:mon|tue|wed|thu|fri|sat|sun)(?![A-Za-z0-9_/+])/iy;
const timeWord = /\d{1,2}:\d{2}(?!\d)/y;
const zoneWord = /[A-Za-z][A-Za-z0-9_+/-]*/y;
const dash = /[-–]/y;
const comma = /,/y;
const semicolon = /;/y;

type Placed = WeeklyRange & { at: number };

function readHours(reader: Reader): WrittenHours | undefined {
  const placed: Placed[] = [];
  let zone: ZoneId | undefined;
  while (!reader.ended) {
    const clauseAt = reader.at;
    const on = readDays(reader);
    if (on === undefined) return undefined;
    if (on.length > 0) {
      const ranges = readRanges(reader);
      if (ranges === undefined) return undefined;
      for (const weekday of on) placed.push(...ranges.map((range) => ({ ...range, weekday })));
    }
    const zoneAt = reader.at;
    const name = reader.take(zoneWord);
    if (name !== undefined) {
      if (zone !== undefined) return reader.fail("the zone is already said", zoneAt);
      zone = zoneOf(name);
      if (zone === undefined) {
        const wanted = on.length === 0 ? "neither a weekday such as Mon nor an" : "no";
        return reader.fail(`${name} is ${wanted} IANA time zone`, zoneAt);
      }
    } else if (on.length === 0) return reader.fail("a weekday such as Mon, or a time zone, is missing", clauseAt);
    if (reader.take(semicolon) === undefined && !reader.ended) return reader.fail("a semicolon or the end is missing");
  }
  const fault = faultsOfWeek(placed)[0];
  if (fault !== undefined) {
    return reader.fail("overlaps another range", placed[Number(fault.pointer.split("/")[1])]?.at);
  }
  return { zone: zone ?? null, weekly: inOrder(placed.map(({ weekday, start, end }) => ({ weekday, start, end }))) };
}

/** None when the clause does not begin with a day. */
function readDays(reader: Reader): Weekday[] | undefined {
  const on: Weekday[] = [];
  let more = false;
  do {
    const first = readDay(reader);
    if (first === undefined) return more ? reader.fail("a weekday is missing") : on;
    on.push(first);
    if (reader.take(dash) !== undefined) {
      const last = readDay(reader);
      if (last === undefined) return reader.fail("a weekday is missing after the dash");
      for (let next = first; next !== last; on.push(next)) next = ((next % 7) + 1) as Weekday;
    }
    more = reader.take(comma) !== undefined;
  } while (more);
  return on;
}

function readDay(reader: Reader): Weekday | undefined {
  const word = reader.take(dayWord)?.toLowerCase();
  return word === undefined ? undefined : ((days.findIndex((day) => day.toLowerCase() === word) + 1) as Weekday);
}

function readRanges(reader: Reader): (LocalRange & { at: number })[] | undefined {
  const ranges: (LocalRange & { at: number })[] = [];
  do {
    const { at } = reader;
    const start = readTime(reader, 1_439);
    if (start === undefined) return undefined;
    if (reader.take(dash) === undefined) return reader.fail("a dash and an end are missing");
    const end = readTime(reader, 1_440);
    if (end === undefined) return undefined;
    ranges.push({ start, end, at });
  } while (reader.take(comma) !== undefined);
  return ranges;
}

function readTime(reader: Reader, latest: number): LocalTime | undefined {
  const { at } = reader;
  const word = reader.take(timeWord);
  if (word === undefined) return reader.fail("a time such as 09:00 is missing");
  const time = parseTime(word.padStart(5, "0"));
  if (time === undefined) return reader.fail(`${word} is no time of day`, at);
  return time > latest ? reader.fail("24:00 can only be an end", at) : time;
}
