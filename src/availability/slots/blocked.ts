import { asDay } from "#time/dates.ts";
import { append, type Intervals, normalise, nothing, subtract, union } from "#time/intervals.ts";
import { datesIn, minuteBefore, minuteFrom } from "./minutes.ts";
import type { Busy, Host, Recipe } from "./question.ts";

/** What has to stay free before and after a meeting of ours: the larger of the host's and the recipe's. */
type Buffers = { before: number; after: number };
type WithBuffers = Pick<Recipe, "beforeMinutes" | "afterMinutes">;

const buffersOf = (host: Host, recipe: WithBuffers): Buffers => ({
  before: Math.max(host.beforeMinutes, recipe.beforeMinutes),
  after: Math.max(host.afterMinutes, recipe.afterMinutes),
});

/** A busy item blocks from its start, less its before and our after, to its end, with its after and our before. */
const startOf = (item: Busy, ours: Buffers): number => minuteBefore(item.start) - item.beforeMinutes - ours.after;
const endOf = (item: Busy, ours: Buffers): number => minuteFrom(item.end) + item.afterMinutes + ours.before;

export function blockedTimes(
  host: Host,
  recipe: WithBuffers,
  busy: readonly Busy[],
  from: number,
  to: number,
): Intervals {
  const ours = buffersOf(host, recipe);
  return union(blockedBy(busy, ours, from, to), blockedByTimeOff(host, ours, from, to));
}

/** Free time less all that blocks it. Items in order, as a query gives them, are taken out in one walk along both. */
export function withoutBusy(
  free: Intervals,
  host: Host,
  recipe: WithBuffers,
  busy: readonly Busy[],
  from: number,
  to: number,
): Intervals {
  const ours = buffersOf(host, recipe);
  const left = areInOrder(busy, ours) ? withoutEach(free, busy, ours) : subtract(free, blockedBy(busy, ours, from, to));
  return subtract(left, blockedByTimeOff(host, ours, from, to));
}

function areInOrder(busy: readonly Busy[], ours: Buffers): boolean {
  let last = -Infinity;
  for (const item of busy) {
    const start = startOf(item, ours);
    if (start < last) return false;
    last = start;
  }
  return true;
}

/** No list is made of what is blocked: one of ten thousand items costs more than everything else together. */
function withoutEach(free: Intervals, busy: readonly Busy[], ours: Buffers): Intervals {
  const left: number[] = [];
  let place = 0;
  let start = free[0] ?? 0;
  for (const item of busy) {
    if (!item.active) continue;
    const blockStart = startOf(item, ours);
    for (; place < free.length && (free[place + 1] as number) <= blockStart; start = free[place] ?? 0) {
      left.push(start, free[place + 1] as number);
      place += 2;
    }
    if (place >= free.length) return left;
    const blockEnd = endOf(item, ours);
    if (blockEnd <= start || blockEnd <= blockStart) continue;
    if (blockStart > start) left.push(start, blockStart);
    for (; place < free.length && (free[place + 1] as number) <= blockEnd; start = free[place] ?? 0) place += 2;
    if (start < blockEnd) start = blockEnd;
  }
  for (; place < free.length; start = free[place] ?? 0) {
    left.push(start, free[place + 1] as number);
    place += 2;
  }
  return left;
}

function blockedBy(busy: readonly Busy[], ours: Buffers, from: number, to: number): Intervals {
  const blocked: number[] = [];
  for (const item of busy) {
    if (!item.active) continue;
    const start = startOf(item, ours);
    const end = endOf(item, ours);
    if (end > from && start < to) blocked.push(start, end);
  }
  return normalise(blocked);
}

function blockedByTimeOff(host: Host, ours: Buffers, from: number, to: number): Intervals {
  const off = offTimes(host, from - ours.before, to + ours.after);
  const wide: number[] = [];
  for (let i = 0; i < off.length; i += 2) {
    append(wide, (off[i] as number) - ours.after, (off[i + 1] as number) + ours.before);
  }
  return wide;
}

/** Time off is counted in dates on the wall where the host is. */
export function offTimes({ hours, timeOff }: Host, from: number, to: number): Intervals {
  if (timeOff.length === 0) return nothing;
  return normalise(timeOff.flatMap(({ first, last }) => [...datesIn(hours, first, asDay(last + 1), from, to)]));
}
