import { openTimes, type Hours } from "#time/hours.ts";
import { clip, intersect, type Intervals, subtract } from "#time/intervals.ts";
import { withoutBusy } from "./blocked.ts";
import { type Bounds, boundsOf } from "./horizon.ts";
import { fullTimes, type Tally, talliesOf } from "./limits.ts";
import { inMinutes, instantOf } from "./minutes.ts";
import type { Busy, Host, Question, Recipe } from "./question.ts";

/** What one host's time looks like from `from` until `to`, before anybody asks for a duration. */
export type Sheet = {
  host: Host;
  busy: readonly Busy[];
  bounds: Bounds;
  from: number;
  to: number;
  /** Within hours, and not busy, before notice is over or out of bounds. */
  free: Intervals;
  tallies: readonly Tally[];
};

/** The minutes in which a start is asked for, and the longest meeting that may begin there. */
export type Reach = { from: number; until: number; longest: number; horizon: Bounds };

const lookBackMinutes = 2 * 1_440;

export function sheetOf(question: Question, host: Host, reach: Reach): Sheet {
  const bounds = boundsOf(question, host, reach.horizon);
  const to = Math.min(reach.until, bounds.closes) + reach.longest - 1;
  const { from, hours } = hoursBefore(question.recipe, host, reach.from, bounds.opens, to);
  const busy = busyOf(question, host);
  const tallies = talliesOf(host, question.recipe.limits, busy, from, to);
  return { host, busy, bounds, from, to, free: withoutBusy(hours, host, question.recipe, busy, from, to), tallies };
}

/** Free time that begins before the range asked for is followed back: starts are counted from its beginning. */
function hoursBefore(
  { restriction }: Recipe,
  host: Host,
  asked: number,
  opens: number,
  to: number,
): { from: number; hours: Intervals } {
  for (let back = lookBackMinutes; ; back *= 4) {
    const from = Math.max(opens, asked - back);
    const hours = hoursIn(host.hours, restriction, from, to);
    const [first = from + 1, end = from] = hours;
    if (from === opens || first > from || end <= asked) return { from, hours };
  }
}

export function hoursIn(hours: Hours, restriction: Hours | null, from: number, to: number): Intervals {
  const own = inMinutes(openTimes(hours, instantOf(from), instantOf(to)));
  return restriction === null ? own : intersect(own, inMinutes(openTimes(restriction, instantOf(from), instantOf(to))));
}

export function busyOf({ reserved }: Question, host: Host): readonly Busy[] {
  const held = reserved.filter((one) => one.host === host.id);
  return held.length === 0 ? host.busy : [...host.busy, ...held];
}

/** The host's free time for meetings of this length. */
export function freeFor(sheet: Sheet, minutes: number): Intervals {
  const { bounds, from, to, host, tallies } = sheet;
  // A meeting may end after the bounds close: exactly those that begin in time are over before this minute.
  const end = bounds.closes + minutes - 1;
  const free = end < to ? clip(sheet.free, from, end) : sheet.free;
  return subtract(free, fullTimes(tallies, host, minutes, from, to));
}
