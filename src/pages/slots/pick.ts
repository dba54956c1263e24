// What somebody who looks for a time has asked for, by the address alone, and what there is to be shown of it.
import { after, day, fromWire, hour, type Instant, toWire } from "#kernel/instant.ts";
import { dayIn } from "#pages/kit/language.ts";
import { addDays, addMonths, type Day, dayMinutes, monthStart, parseDate, printDate } from "#time/dates.ts";
import { todayName } from "./places.ts";
import { toInstant, type ZoneId, zoneOf } from "#time/zones.ts";

/** One start that can be had, as the API offers it; staff pick without tokens. */
export type SlotOffer = { starts_at: string; open: number; slot_token?: string | undefined };

export type Range = { starts_after: string; starts_before: string };

export type PickAsk = {
  url: URL;
  now: Instant;
  /** Where the network says the reader is. */
  guessedZone?: string | undefined;
  /** What else stands in the address and goes along with every link: `minutes`, `p`, an event type. */
  keep?: readonly string[];
  /** Nothing is offered before, and nothing from then on. */
  opens?: Instant | undefined;
  closes?: Instant | undefined;
};

export type Pick = {
  now: Instant;
  /** Undefined until the page knows whose zone is shown to somebody of whom nothing is known. */
  chosen: ZoneId | undefined;
  detected: ZoneId | undefined;
  month: Day | undefined;
  date: Day | undefined;
  find: string | undefined;
  path: string;
  kept: readonly (readonly [string, string])[];
  opens: Instant;
  closes: Instant | undefined;
  /** What was typed already: it goes along in forms, so that it never stands in an address. */
  typed?: readonly (readonly [string, string])[] | undefined;
};

const own = ["lang", "hours", "zone"];
const utc = zoneOf("UTC") as ZoneId;
/** The API answers for so long a time at once. */
const longest = 62 * day;

export function pickIn({ url, now, guessedZone, keep = [], opens = now, closes }: PickAsk): Pick {
  const asked = url.searchParams;
  const date = parseDate(asked.get("date") ?? "");
  const month = date ?? parseDate(`${asked.get("month") ?? ""}-01`);
  const kept = [...own, ...keep].flatMap((name) => {
    const value = asked.get(name);
    return value === null || value === "" ? [] : [[name, value] as const];
  });
  return {
    now,
    chosen: todayName(asked.get("zone") ?? ""),
    detected: guessedZone === undefined ? undefined : todayName(guessedZone),
    date,
    month: month && monthStart(month),
    find: asked.get("find")?.trim().slice(0, 60) || undefined,
    path: url.pathname,
    kept: kept.filter(([name, value]) => name !== "zone" || zoneOf(value) !== undefined),
    opens: opens > now ? opens : now,
    closes,
  };
}

/** Chosen, else where the network says they are; undefined where neither is known. */
export const zoneKnown = ({ chosen, detected }: Pick): ZoneId | undefined => chosen ?? detected;

/** An address of the same page with something else in it. */
export function hrefTo(pick: Pick, changes: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams(pick.kept.map(([name, value]) => [name, value]));
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  return text === "" ? pick.path : `${pick.path}?${text}`;
}

/** The address of what a form looks at: what it has sent besides what was typed stands in no address yet. */
export function addressed(url: URL, to: Readonly<Record<string, string | null | undefined>>): URL {
  const there = new URL(url);
  for (const [name, value] of Object.entries(to)) if (value != null) there.searchParams.set(name, value);
  return there;
}

const midnight = (zone: ZoneId, of: Day): Instant => toInstant(zone, of * dayMinutes, "earlier");

/** What the shown month needs to be asked of the API; undefined where nothing can lie in it. */
export function rangeOf(pick: Pick): Range | undefined {
  const zone = zoneKnown(pick);
  // Whoever's midnight it will be, it lies within these hours.
  const slack = zone === undefined ? 14 * hour : 0;
  const from = pick.month ?? monthStart(dayIn(zone ?? utc, pick.opens));
  const first = midnight(zone ?? utc, from);
  const next = midnight(zone ?? utc, addMonths(from, 1));
  // Late in a month its end has little to offer: the next one is looked at as well.
  const isLate = pick.month === undefined && next - pick.opens < 10 * day;
  const end = isLate ? midnight(zone ?? utc, addMonths(from, 2)) : next;
  return between(pick, after(first, -slack), after(end, slack));
}

function between({ opens, closes }: Pick, from: Instant, until: Instant): Range | undefined {
  const start = Math.max(from, opens) as Instant;
  const end = Math.min(until, closes ?? until, start + longest) as Instant;
  return start < end ? { starts_after: toWire(start), starts_before: toWire(end) } : undefined;
}

export type Look = {
  month: Day;
  /** The day whose times are shown: the one that was named, else the first that has any. */
  day: Day | undefined;
  days: ReadonlyMap<Day, readonly SlotOffer[]>;
  /** Where the month (or the day) has nothing: the first day after it that has something. */
  next: Day | undefined;
};

export type AskSlots = (range: Range) => Promise<readonly SlotOffer[]>;

/** What is shown of what was found. Where a month has nothing, the months after it are asked about, for a way out. */
export async function look(pick: Pick, zone: ZoneId, found: readonly SlotOffer[], ask: AskSlots): Promise<Look> {
  const days = byDay(zone, found);
  const present = pick.month ?? monthStart(dayIn(zone, pick.opens));
  const first = (from: Day, among: Look["days"] = days): Day | undefined =>
    [...among.keys()].find((one) => one >= from);
  if (pick.month === undefined) {
    const start = first(present);
    if (start !== undefined) return { month: monthStart(start), day: start, days, next: undefined };
  }
  const end = addMonths(present, 1);
  const inMonth = first(present);
  if (inMonth !== undefined && inMonth < end) {
    const shown = pick.date ?? inMonth;
    const next = days.has(shown) ? undefined : (first(shown) ?? inMonth);
    return { month: present, day: shown, days, next };
  }
  const later = await afterMonth(pick, zone, end, ask);
  const next = first(end, later);
  // Nobody asked for the empty month: they are shown the one that has something.
  if (pick.month === undefined && next !== undefined)
    return { month: monthStart(next), day: next, days: later, next: undefined };
  return { month: present, day: pick.date, days, next };
}

async function afterMonth(pick: Pick, zone: ZoneId, from: Day, ask: AskSlots): Promise<Look["days"]> {
  let start = midnight(zone, from);
  for (let times = 0; times < 2; times++) {
    const until = midnight(zone, addMonths(dayIn(zone, start), 2));
    const range = between(pick, start, until);
    const found = range === undefined ? [] : await ask(range);
    if (found.length > 0) return byDay(zone, found);
    start = until;
  }
  return new Map();
}

function byDay(zone: ZoneId, offers: readonly SlotOffer[]): Map<Day, SlotOffer[]> {
  const days = new Map<Day, SlotOffer[]>();
  for (const offer of offers) {
    const on = dayIn(zone, fromWire(offer.starts_at));
    const there = days.get(on);
    if (there === undefined) days.set(on, [offer]);
    else there.push(offer);
  }
  return days;
}

/** The months one can page to: never past ones, none behind the horizon. */
export function neighbours(pick: Pick, zone: ZoneId, { month, next, days }: Look) {
  const first = monthStart(dayIn(zone, pick.opens));
  const limit = pick.closes === undefined ? undefined : monthStart(dayIn(zone, after(pick.closes, -1)));
  const later = addMonths(month, 1);
  // Where nobody knows how far it goes, one can go on while there is something, and no further than a year.
  const isEnd = next === undefined && ![...days.keys()].some((one) => one >= month);
  const goesOn = limit === undefined ? !isEnd && later < addMonths(first, 12) : later <= limit;
  return { earlier: month > first ? addMonths(month, -1) : undefined, later: goesOn ? later : undefined };
}

export const monthName = (month: Day): string => printDate(month).slice(0, 7);

/** The day the clocks of a zone change, where it lies within four days of this one. */
export function clocksChange(zone: ZoneId, around: Day): Day | undefined {
  const width = (of: Day) => midnight(zone, addDays(of, 1)) - midnight(zone, of);
  return [0, 1, -1, 2, -2, 3, -3, 4, -4].map((days) => addDays(around, days)).find((one) => width(one) !== day);
}
