import { openTimes, type Hours } from "#time/hours.ts";
import { append, clip, intersect, type Intervals, normalise, subtract, union } from "#time/intervals.ts";
import { asDay } from "#time/dates.ts";
import { type Bounds, boundsOf } from "./horizon.ts";
import { fullTimes, type Tally, talliesOf } from "./limits.ts";
import { datesIn, inMinutes, instantOf, minuteBefore, minuteFrom } from "./minutes.ts";
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
  const blocked = blockedTimes(host, question.recipe, busy, from, to);
  const tallies = talliesOf(host, question.recipe.limits, busy, from, to);
  return { host, busy, bounds, from, to, free: subtract(hours, blocked), tallies };
}

/** Free time that begins before the range asked for is followed back to its beginning, because starts are counted from there. */
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

/** A busy item blocks from its start, less its own buffer before and ours after, to its end, with its after and our before. */
export function blockedTimes(
  host: Host,
  recipe: Pick<Recipe, "beforeMinutes" | "afterMinutes">,
  busy: readonly Busy[],
  from: number,
  to: number,
): Intervals {
  const before = Math.max(host.beforeMinutes, recipe.beforeMinutes);
  const after = Math.max(host.afterMinutes, recipe.afterMinutes);
  const blocked: number[] = [];
  for (const item of busy) {
    if (!item.active) continue;
    const start = minuteBefore(item.start) - item.beforeMinutes - after;
    const end = minuteFrom(item.end) + item.afterMinutes + before;
    if (end > from && start < to) blocked.push(start, end);
  }
  const items = normalise(blocked);
  return host.timeOff.length === 0
    ? items
    : union(items, widened(offTimes(host, from - before, to + after), after, before));
}

/** Time off is counted in dates on the wall where the host is. */
export function offTimes({ hours, timeOff }: Host, from: number, to: number): Intervals {
  return normalise(timeOff.flatMap(({ first, last }) => [...datesIn(hours, first, asDay(last + 1), from, to)]));
}

function widened(set: Intervals, before: number, after: number): Intervals {
  const wide: number[] = [];
  for (let i = 0; i < set.length; i += 2) append(wide, (set[i] as number) - before, (set[i + 1] as number) + after);
  return wide;
}

/** The host's free time for meetings of this length. */
export function freeFor(sheet: Sheet, minutes: number): Intervals {
  const { bounds, from, to, host, tallies } = sheet;
  // A meeting may begin until the bounds close and end after that: exactly those that begin no later fit before this minute.
  const end = bounds.closes + minutes - 1;
  const free = end < to ? clip(sheet.free, from, end) : sheet.free;
  return subtract(free, fullTimes(tallies, host, minutes, from, to));
}
