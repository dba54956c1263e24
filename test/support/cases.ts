// Slot cases in their neutral form (test/fixtures/slots/README.md), put to the engine: translated, nothing decided.
import { createHash } from "node:crypto";
import { addRuns, gridOf, mergeRuns } from "#availability/slots/grid.ts";
import { clockOf, atHome, instantOf, minuteFrom } from "#availability/slots/minutes.ts";
import {
  type Busy,
  freeRanges,
  type Horizon,
  type Host,
  type Limit,
  type Question,
  type Recipe,
  type Span,
  slots,
} from "#availability/slots/rules.ts";
import { asInstant, type Instant, minute as minuteMs } from "#kernel/instant.ts";
import { type Day, type LocalTime, parseDate, parseTime, type Weekday } from "#time/dates.ts";
import type { Hours, LocalRange, WeeklyRange } from "#time/hours.ts";
import { intersectAll, type Intervals, normalise, subtract } from "#time/intervals.ts";
import { localMinutes, type ZoneId, zoneOf } from "#time/zones.ts";

type Pair = readonly [start: string, end: string];
type RangeText = { start: string; end: string };
type WeekText = RangeText & { days: readonly number[] };
type HoursText = {
  timeZone?: string;
  weekly?: readonly WeekText[];
  overrides?: readonly { date: string; intervals: readonly RangeText[] }[];
  travel?: readonly { start: string; end?: string | null; timeZone: string }[];
};
type BusyText = RangeText & {
  source?: string;
  status?: string;
  pendingBlocks?: boolean;
  bufferBefore?: number;
  bufferAfter?: number;
  eventTypeId?: number;
};
type HostText = HoursText & {
  id?: string;
  timeZone: string;
  outOfOffice?: readonly string[];
  busy?: readonly BusyText[];
  isFixed?: boolean;
  groupId?: string | null;
};
type Caps = { [period in "PER_DAY" | "PER_WEEK" | "PER_MONTH" | "PER_YEAR"]?: number };
type EventText = {
  length: number;
  slotInterval?: number | null;
  offsetStart?: number;
  optimized?: boolean;
  minimumNotice?: number;
  bufferBefore?: number;
  bufferAfter?: number;
  schedulingType?: string | null;
  period?: { type?: string; days?: number; countCalendarDays?: boolean; start?: string; end?: string } | null;
  bookingLimits?: Caps | null;
  durationLimits?: Caps | null;
  restriction?: HoursText | null;
};
export type QuestionText = {
  now: string;
  /** Said by whoever asks, and of no consequence. */
  viewerTimeZone?: string;
  range: RangeText;
  event: EventText;
  hosts: readonly HostText[];
  reserved?: readonly (BusyText & { host?: string; hostId?: string; userId?: string })[];
};
type GridText = { now: string; viewerTimeZone: string; event: EventText; free: readonly Pair[] };
type SetsText = {
  op: string;
  from?: readonly Pair[];
  remove?: readonly Pair[];
  sets?: readonly (readonly Pair[])[];
  schedulingType?: string;
  hosts?: readonly { free: readonly Pair[]; isFixed?: boolean; groupId?: string | null }[];
};
export type CaseText =
  | { id: string; kind: "slots"; input: QuestionText }
  | { id: string; kind: "ranges"; input: { host: HostText; range: RangeText } }
  | { id: string; kind: "grid"; input: GridText }
  | { id: string; kind: "intervals"; input: SetsText };

export type AnswerText = { slots: string[] } | { ranges: Pair[] } | { error: string };

/** The cases of a file: a list of them, or, as in the benchmark, questions about slots by id. */
export function casesIn(file: unknown): readonly CaseText[] {
  const { cases, ...questions } = file as { cases?: readonly CaseText[] } & Record<string, QuestionText>;
  return cases ?? Object.entries(questions).map(([id, input]) => ({ id, kind: "slots", input }));
}

export function answerTo(one: CaseText): AnswerText {
  try {
    if (one.kind === "slots") return { slots: startsOf(questionOf(one.input)).map(print) };
    if (one.kind === "ranges") return { ranges: pairsOf(rangesOf(one.input)) };
    if (one.kind === "grid") return { slots: gridStarts(one.input).map(print) };
    if (one.kind === "intervals") return { ranges: setAnswer(one.input) };
    return { error: `no such kind: ${String((one as { kind: unknown }).kind)}` };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

/** A case asks for whole slots within its range; the engine answers every start in it, wherever the meeting ends. */
export function startsOf(question: Question): readonly Instant[] {
  const [{ starts, minutes } = { starts: [], minutes: 0 }] = slots(question);
  const lastStart = (minuteFrom(question.range.end) - minutes) * minuteMs;
  return starts.filter((start) => start <= lastStart);
}

/** What the benchmark's answers are compared by. */
export function hashOf(starts: readonly Instant[]): string {
  const lines = starts.map((start) => new Date(start).toISOString()).join("\n");
  return createHash("sha256").update(lines).digest("hex").slice(0, 12);
}

export function questionOf({ now, range, event, hosts, reserved = [] }: QuestionText): Question {
  const zone = zoneNamed(hosts[0]?.timeZone ?? "UTC");
  const named = hosts.map((host, place) => hostOf(host, host.id ?? `h${place}`));
  return {
    now: instant(now),
    range: spanOf(range),
    recipe: recipeOf(event, zone),
    hosts: named,
    reserved: reserved.flatMap((hold) => {
      const whose = hold.hostId ?? hold.host ?? hold.userId;
      const busy: Busy = { ...busyOf(hold), what: "hold" };
      return named.filter(({ id }) => whose === undefined || id === whose).map(({ id }) => ({ ...busy, host: id }));
    }),
  };
}

const kinds: Readonly<Record<string, Recipe["kind"]>> = { ROUND_ROBIN: "round_robin", COLLECTIVE: "collective" };

function recipeOf(event: EventText, zone: ZoneId): Recipe {
  if (!Number.isInteger(event.length) || event.length <= 0) throw new Error("length must be a whole number of minutes");
  return {
    kind: kinds[event.schedulingType ?? ""] ?? "one_on_one",
    durations: [event.length],
    incrementMinutes: event.slotInterval || null,
    offsetMinutes: event.offsetStart ?? 0,
    packed: event.optimized ?? false,
    beforeMinutes: event.bufferBefore ?? 0,
    afterMinutes: event.bufferAfter ?? 0,
    noticeMinutes: event.minimumNotice ?? 0,
    horizon: horizonOf(event.period, zone),
    zone,
    limits: [...limitsOf(event.bookingLimits, "count"), ...limitsOf(event.durationLimits, "minutes")],
    capacity: 1,
    restriction: event.restriction ? hoursOf(event.restriction, zone) : null,
    pools: [],
  };
}

function horizonOf(period: EventText["period"], zone: ZoneId): Horizon | null {
  const { type, days = 0, countCalendarDays = true, start, end } = period ?? {};
  if (type === "ROLLING") return { kind: countCalendarDays ? "calendar_days" : "business_days", days };
  if (type === "ROLLING_WINDOW") return { kind: "available_days", days, weekdaysOnly: !countCalendarDays };
  if (type !== "RANGE" || start === undefined || end === undefined) return null;
  return { kind: "dates", first: dateIn(start, zone), last: dateIn(end, zone) };
}

function limitsOf(caps: Caps | null | undefined, what: "count" | "minutes"): Limit[] {
  return (["day", "week", "month", "year"] as const).flatMap((per) => {
    const most = caps?.[`PER_${per.toUpperCase() as "DAY" | "WEEK" | "MONTH" | "YEAR"}`];
    return most === undefined || most === null ? [] : [{ per, count: null, minutes: null, [what]: most }];
  });
}

function hostOf(host: HostText, id: string): Host {
  const zone = zoneNamed(host.timeZone);
  return {
    id,
    pool: host.isFixed === true ? null : (host.groupId ?? ""),
    hours: hoursOf(host, zone),
    timeOff: (host.outOfOffice ?? []).map((text) => ({
      first: date(text.slice(0, 10)),
      last: date(text.slice(0, 10)),
    })),
    busy: (host.busy ?? []).map(busyOf),
    zone,
    weekStart: 7,
    limits: [],
    beforeMinutes: 0,
    afterMinutes: 0,
    noticeMinutes: 0,
    advanceDays: null,
    pausedUntil: null,
  };
}

function hoursOf({ timeZone, weekly = [], overrides = [], travel = [] }: HoursText, zone: ZoneId): Hours {
  return {
    zone: timeZone === undefined ? zone : zoneNamed(timeZone),
    weekly: weekly.flatMap((range) =>
      range.days.map(
        (weekday): WeeklyRange => ({ weekday: (weekday === 0 ? 7 : weekday) as Weekday, ...local(range) }),
      ),
    ),
    // Several overrides of one date are one with the ranges of all.
    overrides: [...Map.groupBy(overrides, (override) => override.date)].map(([day, same]) => ({
      date: date(day),
      ranges: same.flatMap(({ intervals }) => intervals.map(local)),
    })),
    travel: travel.map(({ start, end, timeZone: away }) => ({
      from: instant(start),
      to: end === undefined || end === null ? null : instant(end),
      zone: zoneNamed(away),
    })),
  };
}

/** In the cases a pending booking blocks only where they say so. */
function busyOf(item: BusyText): Busy {
  const status = (item.status ?? "accepted").toLowerCase();
  const isVoid = ["cancelled", "canceled", "rejected", "declined"].includes(status);
  return {
    ...spanOf(item),
    beforeMinutes: item.bufferBefore ?? 0,
    afterMinutes: item.bufferAfter ?? 0,
    what: item.eventTypeId !== undefined || item.source === "booking" ? "booking" : "calendar",
    active: !isVoid && (status !== "pending" || item.pendingBlocks === true),
    own: item.eventTypeId === 1,
    session: null,
  };
}

function rangesOf({ host, range }: { host: HostText; range: RangeText }): Intervals {
  return freeRanges(hostOf(host, host.id ?? "h"), spanOf(range), null);
}

function gridStarts({ now, viewerTimeZone, event, free }: GridText): Instant[] {
  const clockZone = zoneNamed(viewerTimeZone);
  const recipe = recipeOf(event, clockZone);
  const opens = minuteFrom(instant(now)) + recipe.noticeMinutes;
  const stretches = free
    .map(([start, end]) => [Math.max(opens, minuteFrom(instant(start))), minuteFrom(instant(end))] as const)
    .filter(([start, end]) => start < end);
  const until = Math.max(opens, ...stretches.map(([, end]) => end));
  const grid = gridOf(recipe, event.length, opens, until);
  const runs: number[] = [];
  addRuns(runs, stretches.flat(), grid, clockOf(atHome(clockZone), opens, until));
  return mergeRuns(runs, grid).map(instantOf);
}

function setAnswer({ op, from = [], remove = [], sets = [], schedulingType, hosts = [] }: SetsText): Pair[] {
  if (op === "subtract") {
    const taken = setOf(remove);
    return from.flatMap((pair) => pairsOf(subtract(setOf([pair]), taken)));
  }
  if (op === "intersect") return pairsOf(intersectAll(sets.map(setOf)));
  if (op !== "aggregate") throw new Error(`no such operation: ${op}`);
  const isFixed = (host: (typeof hosts)[number]) => schedulingType !== "ROUND_ROBIN" || host.isFixed === true;
  const groups = Map.groupBy(
    hosts.filter((host) => !isFixed(host)),
    ({ groupId }) => groupId ?? null,
  );
  const sides: Intervals[][] = [...groups.values()].map((members) => members.map(({ free }) => setOf(free)));
  const fixed = hosts.filter(isFixed).map(({ free }) => setOf(free));
  if (fixed.length > 0) sides.unshift([intersectAll(fixed)]);
  // Members stand for themselves: what two of them have in common is not joined.
  const [first = [], ...others] = sides;
  const together = others.reduce(
    (some, side) => some.flatMap((one) => side.map((two) => intersectAll([one, two]))),
    first,
  );
  const found = new Map(together.flatMap(pairsOf).map((pair) => [pair.join(" "), pair]));
  return [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, pair]) => pair);
}

const setOf = (pairs: readonly Pair[]): Intervals => normalise(pairs.flatMap((pair) => pair.map(instant)));

function pairsOf(set: Intervals): Pair[] {
  return Array.from(
    { length: set.length / 2 },
    (_, place): Pair => [print(asInstant(set[2 * place] as number)), print(asInstant(set[2 * place + 1] as number))],
  );
}

const print = (at: Instant): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

function instant(text: string): Instant {
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new Error(`no instant: ${text}`);
  return asInstant(at);
}

function spanOf({ start, end }: RangeText): Span {
  const span = { start: instant(start), end: instant(end) };
  if (span.end < span.start) throw new Error(`ends before it starts: ${start} ${end}`);
  return span;
}

function zoneNamed(name: string): ZoneId {
  const zone = zoneOf(name);
  if (zone === undefined) throw new Error(`no such zone: ${name}`);
  return zone;
}

function date(text: string): Day {
  const found = parseDate(text);
  if (found === undefined) throw new Error(`no such date: ${text}`);
  return found;
}

/** A date as such, or the date that an instant has in the zone. */
function dateIn(text: string, zone: ZoneId): Day {
  return text.length === 10 ? date(text) : (Math.floor(localMinutes(zone, instant(text)) / 1_440) as Day);
}

function local({ start, end }: RangeText): LocalRange {
  return { start: time(start), end: time(end) };
}

function time(text: string): LocalTime {
  const found = parseTime(text);
  if (found === undefined) throw new Error(`no such time: ${text}`);
  return found;
}
