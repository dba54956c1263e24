// What the words mean, minute by minute. Nothing here knows an interval: time is asked minute after minute, and the
// zone table is all it shares with the engine. Slow on purpose.
import type { Instant } from "#kernel/instant.ts";
import type { Hours, LocalRange, Travel } from "#time/hours.ts";
import { offsetMinutes, type ZoneId } from "#time/zones.ts";
import type { Busy, Host, Limit, Question, Recipe } from "#availability/slots/rules.ts";
import { sentBy } from "./choices.ts";

const ms = 60_000;

type Place = { zone: ZoneId; travel: readonly Travel[] };

/** What the wall shows during a minute, in minutes since 1970 there. */
function wall({ zone, travel }: Place, minute: number): number {
  let where = zone;
  let since = -Infinity;
  for (const away of travel) {
    if (away.from <= minute * ms && (away.to === null || minute * ms < away.to) && away.from >= since) {
      where = away.zone;
      since = away.from;
    }
  }
  return minute + offsetMinutes(where, (minute * ms) as Instant);
}

/** Days since 1970 on the calendar beside the wall. */
export const dateOf = (place: Place, minute: number): number => Math.floor(wall(place, minute) / 1_440);

const places = new Map<ZoneId, Place>();

export function at(zone: ZoneId): Place {
  const place = places.get(zone) ?? { zone, travel: [] };
  places.set(zone, place);
  return place;
}

/** Whether the time lies in the part of a range on the date it begins on, or in what runs into the next. */
const begunToday = ({ start, end }: LocalRange, time: number): boolean => time >= start && (end <= start || time < end);
const leftFromYesterday = ({ start, end }: LocalRange, time: number): boolean => end <= start && time < end;

export function inHours(hours: Hours, minute: number): boolean {
  const { weekly, overrides } = hours;
  const local = wall(hours, minute);
  const date = Math.floor(local / 1_440);
  const time = local - date * 1_440;
  const weekday = (date + 3) % 7;
  const today = overrides.find((override) => override.date === date)?.ranges;
  const yesterday = overrides.find((override) => override.date === date - 1)?.ranges;
  if (today?.length === 0) return false;
  // A date that has an override keeps nothing of the week, only the night of an override before it.
  if (yesterday?.some((range) => leftFromYesterday(range, time))) return true;
  if (today !== undefined) return today.some((range) => begunToday(range, time));
  return weekly.some(
    (range) =>
      (range.weekday === weekday + 1 && begunToday(range, time)) ||
      (yesterday === undefined && range.weekday === ((weekday + 6) % 7) + 1 && leftFromYesterday(range, time)),
  );
}

export function isOff({ hours, timeOff }: Host, minute: number): boolean {
  if (timeOff.length === 0) return false;
  const date = dateOf(hours, minute);
  return timeOff.some(({ first, last }) => first <= date && date <= last);
}

/** Whether any part of the minute lies in the item widened by so much on either side. */
function meets(item: Busy, minute: number, before: number, after: number): boolean {
  return minute * ms < item.end + after * ms && (minute + 1) * ms > item.start - before * ms;
}

export const busyWith = ({ reserved }: Question, host: Host): Busy[] =>
  [...host.busy, ...reserved.filter((one) => one.host === host.id)].filter((item) => item.active);

export const isIn = (items: readonly Busy[], minute: number): boolean =>
  items.some((item) => meets(item, minute, 0, 0));

export function isBlocked(recipe: Recipe, host: Host, items: readonly Busy[], minute: number): boolean {
  const before = Math.max(recipe.beforeMinutes, host.beforeMinutes);
  const after = Math.max(recipe.afterMinutes, host.afterMinutes);
  return items.some((item) => meets(item, minute, item.beforeMinutes + after, item.afterMinutes + before));
}

/** Every minute of time off keeps so many minutes before it and after it from being used. */
export function isNearTimeOff(recipe: Recipe, host: Host, minute: number): boolean {
  if (host.timeOff.length === 0) return false;
  const first = minute - Math.max(recipe.beforeMinutes, host.beforeMinutes);
  const last = minute + Math.max(recipe.afterMinutes, host.afterMinutes);
  for (let near = first; near <= last; near++) if (isOff(host, near)) return true;
  return false;
}

function civil(date: number): { year: number; month: number } {
  const day = new Date(date * 86_400_000);
  return { year: day.getUTCFullYear(), month: day.getUTCMonth() };
}

/** Two dates have the same answer exactly when they lie in one period. */
function period({ per }: Limit, weekStart: number, date: number): string {
  const { year, month } = civil(date);
  if (per === "day") return `${date}`;
  if (per === "month") return `${year} ${month}`;
  if (per === "year") return `${year}`;
  let first = date;
  while ((new Date(first * 86_400_000).getUTCDay() || 7) !== weekStart) first--;
  return `${first}`;
}

export function isFull(question: Question, host: Host, minutes: number, minute: number): boolean {
  const seen = new Set<string>();
  const meetings = busyWith(question, host).filter((item) => {
    const again = item.session !== null && seen.has(item.session);
    if (item.session !== null && item.what !== "calendar") seen.add(item.session);
    return item.what !== "calendar" && !again;
  });
  const date = dateOf(at(host.zone), minute);
  const reached = (limit: Limit, counted: readonly Busy[]) => {
    const here = counted.filter((item) => {
      const begun = dateOf(at(host.zone), Math.floor(item.start / ms));
      return period(limit, host.weekStart, begun) === period(limit, host.weekStart, date);
    });
    const used = here.reduce((sum, item) => sum + (item.end - item.start) / ms, 0);
    return (
      (limit.count !== null && here.length >= limit.count) || (limit.minutes !== null && used + minutes > limit.minutes)
    );
  };
  return (
    question.recipe.limits.some((limit) =>
      reached(
        limit,
        meetings.filter((item) => item.own),
      ),
    ) || host.limits.some((limit) => reached(limit, meetings))
  );
}

export const isNotice = ({ now, recipe }: Question, host: Host, minute: number): boolean =>
  minute * ms < now + Math.max(recipe.noticeMinutes, host.noticeMinutes) * ms;

export const isPaused = (host: Host, minute: number): boolean =>
  host.pausedUntil !== null && minute * ms < host.pausedUntil;

const today = (zone: ZoneId, now: Instant): number => dateOf(at(zone), Math.floor(now / ms));

/** Whether the horizon's dates have begun at this minute. */
export function isEarly({ horizon, zone }: Recipe, minute: number): boolean {
  return horizon?.kind === "dates" && dateOf(at(zone), minute) < horizon.first;
}

/** Whether a meeting may no longer begin at this minute; days with slots are counted elsewhere. */
export function isLate({ recipe: { horizon, zone }, now }: Question, host: Host, start: number): boolean {
  if (host.advanceDays !== null) {
    if (dateOf(at(host.zone), start) > today(host.zone, now) + host.advanceDays) return true;
  }
  if (horizon === null || horizon.kind === "available_days") return false;
  const date = dateOf(at(zone), start);
  if (horizon.kind === "dates") return date > horizon.last;
  let last = today(zone, now);
  for (let left = horizon.days; left > 0; ) {
    last++;
    if (horizon.kind === "calendar_days" || isWorkday(last)) left--;
  }
  return date > last;
}

const isWorkday = (date: number): boolean => ![0, 6].includes(new Date(date * 86_400_000).getUTCDay());

/** Minutes from `from` on: 1 where free. */
export type Minutes = { from: number; free: Uint8Array };

/** What hours, busy items and the moment leave of a host's minutes; a session can be left out of what is busy. */
function openMinutes(question: Question, host: Host, from: number, to: number, without?: string): Minutes {
  const { recipe } = question;
  const items = busyWith(question, host).filter((item) => without === undefined || item.session !== without);
  const free = new Uint8Array(Math.max(0, to - from));
  for (let place = 0; place < free.length; place++) {
    const minute = from + place;
    if (isNotice(question, host, minute) || isPaused(host, minute) || isEarly(recipe, minute)) continue;
    if (isBlocked(recipe, host, items, minute) || !inHours(host.hours, minute)) continue;
    if (recipe.restriction !== null && !inHours(recipe.restriction, minute)) continue;
    free[place] = isNearTimeOff(recipe, host, minute) ? 0 : 1;
  }
  return { from, free };
}

/** Less the days on which a limit leaves no room for a meeting of this length. */
function withLimits(question: Question, host: Host, minutes: number, { from, free }: Minutes): Minutes {
  if (question.recipe.limits.length + host.limits.length === 0) return { from, free };
  const full = new Map<number, boolean>();
  return {
    from,
    free: free.map((isOpen, place) => {
      if (isOpen === 0) return 0;
      const date = dateOf(at(host.zone), from + place);
      if (!full.has(date)) full.set(date, isFull(question, host, minutes, from + place));
      return full.get(date) === true ? 0 : 1;
    }),
  };
}

export function freeMinutes(question: Question, host: Host, minutes: number, from: number, to: number): Minutes {
  return withLimits(question, host, minutes, openMinutes(question, host, from, to));
}

export function isFree({ from, free }: Minutes, start: number, minutes: number): boolean {
  for (let minute = start; minute < start + minutes; minute++) if (free[minute - from] !== 1) return false;
  return true;
}

type Person = { host: Host; time: Minutes };
export type OracleOffer = { minutes: number; starts: number[]; open: number[] };

export function oracle(question: Question): OracleOffer[] {
  const { recipe, hosts, now, range } = question;
  const sessions = recipe.kind === "group" ? sessionsOf(question, hosts[0] as Host) : [];
  const from = Math.floor(now / ms);
  const to = Math.ceil(range.end / ms) + Math.max(...recipe.durations);
  const people = hosts.map((host) => ({ host, time: openMinutes(question, host, from, to) }));
  const lengths = new Set([...recipe.durations, ...sessions.map((session) => session.minutes)]);
  return [...lengths].map((minutes) => offerOf(question, minutes, people, sessions));
}

function offerOf(
  question: Question,
  minutes: number,
  everybody: readonly Person[],
  sessions: readonly OracleSession[],
): OracleOffer {
  const { recipe, range } = question;
  const people = everybody.map(({ host, time }) => ({ host, time: withLimits(question, host, minutes, time) }));
  const found = new Map<number, number>();
  if (recipe.durations.includes(minutes)) {
    for (const start of allStarts(question, minutes, people))
      found.set(start, howMany(question, minutes, people, start));
  }
  for (const session of sessions) if (session.minutes === minutes) found.set(session.start, session.left);
  const inOrder = withinDays(
    recipe,
    [...found.keys()].toSorted((a, b) => a - b),
  );
  const starts = inOrder.filter((start) => start * ms >= range.start && start * ms < range.end);
  return {
    minutes,
    starts: starts.map((start) => start * ms),
    open: starts.map((start) => found.get(start) as number),
  };
}

/** Who must be there: all lists of one person from each side. */
function castsOf({ kind, pools }: Recipe, people: readonly Person[]): Person[][] {
  if (kind !== "round_robin") return [[...people]];
  const names = new Set([...pools, ...people.flatMap(({ host }) => host.pool ?? [])]);
  let casts = [people.filter(({ host }) => host.pool === null)];
  for (const name of names) {
    const members = people.filter(({ host }) => host.pool === name);
    casts = casts.flatMap((cast) => members.map((member) => [...cast, member]));
  }
  return casts.filter((cast) => cast.length > 0);
}

/** Nobody sits in two places. */
const areDifferent = (cast: readonly Person[]): boolean =>
  new Set(cast.map(({ host }) => host.id)).size === cast.length;

function allStarts(question: Question, minutes: number, people: readonly Person[]): Set<number> {
  const starts = new Set<number>();
  const casts = castsOf(question.recipe, people);
  const usesOwnClock = casts.every((cast) => cast.length === 1);
  for (const cast of casts.filter((one) => question.recipe.kind !== "round_robin" || areDifferent(one))) {
    const clock = (usesOwnClock ? cast[0] : casts[0]?.[0]) as Person;
    for (const start of startsOf(question, minutes, cast, clock.host.hours)) starts.add(start);
  }
  return starts;
}

/** Walks along the common free time of one cast. */
function startsOf(question: Question, minutes: number, cast: readonly Person[], clock: Place): number[] {
  const { recipe, range } = question;
  const { from, free } = (cast[0] as Person).time;
  const increment = recipe.incrementMinutes ?? minutes;
  const align = recipe.packed ? 1 : ([60, 30, 20, 15, 10, 5].find((step) => increment % step === 0) ?? 1);
  const together = (place: number) => cast.every(({ time }) => time.free[place] === 1);
  const starts: number[] = [];
  for (let place = 0; place < free.length; place++) {
    if (!together(place) || (place > 0 && together(place - 1))) continue;
    let next = from + place;
    while (wall(clock, next) % align !== 0) next++;
    next += recipe.offsetMinutes;
    let end = from + place;
    while (end < from + free.length && together(end - from)) end++;
    for (; next + minutes <= end; next += increment) {
      const isAllowed = cast.every(({ host }) => !isLate(question, host, next));
      if (isAllowed && next * ms < range.end) starts.push(next);
    }
  }
  return starts;
}

/** Whom the pool with the least choice can send, all seats of a new session, or one. */
export function howMany(
  question: Question,
  minutes: number,
  people: readonly Person[],
  start: number,
  hosts: readonly Host[] = people.map(({ host }) => host),
): number {
  const { recipe } = question;
  if (recipe.kind === "group") return recipe.capacity;
  if (recipe.kind !== "round_robin") return 1;
  const canTake = people.filter(({ host, time }) => isFree(time, start, minutes) && !isLate(question, host, start));
  const sent = sentBy(
    { ...question, hosts },
    canTake.map(({ host }) => host),
  );
  return sent.size === 0 ? 1 : Math.min(...[...sent.values()].map(({ size }) => size));
}

/** Starts on the dates up to the last one that counts. */
export function withinDays({ horizon, zone }: Recipe, starts: readonly number[]): readonly number[] {
  if (horizon?.kind !== "available_days") return starts;
  const dates = [...new Set(starts.map((start) => dateOf(at(zone), start)))];
  const counted = dates.filter((date) => !horizon.weekdaysOnly || isWorkday(date));
  const last = horizon.days === 0 ? -Infinity : (counted[horizon.days - 1] ?? Infinity);
  return starts.filter((start) => dateOf(at(zone), start) <= last);
}

type OracleSession = { start: number; minutes: number; left: number };

function sessionsOf(question: Question, host: Host): OracleSession[] {
  const { recipe, range, now } = question;
  const seats = busyWith(question, host).filter((item) => item.own && item.session !== null);
  return [...new Set(seats.map((seat) => seat.session as string))].flatMap((name) => {
    const taken = seats.filter((seat) => seat.session === name);
    const { start: begin, end } = taken[0] as Busy;
    const [start, stop] = [begin / ms, end / ms];
    const left = recipe.capacity - taken.length;
    // Days with slots are counted from now on, whatever range is asked for.
    const isAsked =
      begin < range.end && (recipe.horizon?.kind === "available_days" ? begin >= now : begin >= range.start);
    const kept = isFree(openMinutes(question, host, start, stop, name), start, stop - start);
    return left > 0 && isAsked && kept && !isLate(question, host, start)
      ? [{ start, minutes: stop - start, left }]
      : [];
  });
}
