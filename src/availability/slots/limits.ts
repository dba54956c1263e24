import { minute as minuteMs } from "#kernel/instant.ts";
import { addDays, addMonths, asDay, type Day, dayMinutes, monthStart, weekStart, yearStart } from "#time/dates.ts";
import { type Intervals, normalise, nothing } from "#time/intervals.ts";
import { localMinutes } from "#time/zones.ts";
import { atHome, dateAt, datesIn, instantOf } from "./minutes.ts";
import type { Busy, Host, Limit } from "./question.ts";

/** What the periods of one limit hold already, by the day they begin on. */
export type Tally = { limit: Limit; used: ReadonlyMap<Day, { count: number; minutes: number }> };

/** Counts the host's meetings by the local date they begin on: those of the recipe, and those of any recipe. */
export function talliesOf(
  host: Host,
  limits: readonly Limit[],
  busy: readonly Busy[],
  from: number,
  to: number,
): readonly Tally[] {
  if (limits.length === 0 && host.limits.length === 0) return [];
  const meetings = meetingsIn(busy);
  const own = limits.length === 0 ? [] : meetings.filter((one) => one.own);
  return [
    ...limits.map((limit) => tally(limit, own, host, from, to)),
    ...host.limits.map((limit) => tally(limit, meetings, host, from, to)),
  ];
}

/** Seats of one session are one meeting. */
function meetingsIn(busy: readonly Busy[]): readonly Busy[] {
  const sessions = new Set<string>();
  return busy.filter((one) => {
    if (!one.active || one.what === "calendar") return false;
    if (one.session === null) return true;
    const isFirst = !sessions.has(one.session);
    sessions.add(one.session);
    return isFirst;
  });
}

function tally(limit: Limit, meetings: readonly Busy[], host: Host, from: number, to: number): Tally {
  const used = new Map<Day, { count: number; minutes: number }>();
  const first = periodOf(limit, host, dateAt(host.zone, instantOf(from)));
  const until = nextPeriod(limit, periodOf(limit, host, dateAt(host.zone, instantOf(to))));
  for (const { start, end } of meetings) {
    const date = asDay(Math.floor(localMinutes(host.zone, start) / dayMinutes));
    if (date < first || date >= until) continue;
    const period = periodOf(limit, host, date);
    const minutes = (end - start) / minuteMs;
    const known = used.get(period);
    if (known === undefined) used.set(period, { count: 1, minutes });
    else {
      known.count++;
      known.minutes += minutes;
    }
  }
  return { limit, used };
}

function periodOf({ per }: Limit, { weekStart: first }: Host, date: Day): Day {
  if (per === "day") return date;
  if (per === "week") return weekStart(date, first);
  return per === "month" ? monthStart(date) : yearStart(date);
}

function nextPeriod({ per }: Limit, start: Day): Day {
  if (per === "day") return addDays(start, 1);
  if (per === "week") return addDays(start, 7);
  return addMonths(start, per === "month" ? 1 : 12);
}

/** The periods that have no room for one more meeting of this length. Nothing may begin in them or run into them. */
export function fullTimes(
  tallies: readonly Tally[],
  { zone }: Host,
  minutes: number,
  from: number,
  to: number,
): Intervals {
  if (tallies.length === 0 || from >= to) return nothing;
  const full: number[] = [];
  for (const { limit, used } of tallies) {
    if (!hasRoom(limit, { count: 0, minutes: 0 }, minutes)) return [from, to];
    for (const [start, held] of used) {
      if (!hasRoom(limit, held, minutes))
        full.push(...datesIn(atHome(zone), start, nextPeriod(limit, start), from, to));
    }
  }
  return normalise(full);
}

function hasRoom(limit: Limit, held: { count: number; minutes: number }, minutes: number): boolean {
  const roomForOne = limit.count === null || held.count < limit.count;
  return roomForOne && (limit.minutes === null || held.minutes + minutes <= limit.minutes);
}
