import type { Intervals } from "#time/intervals.ts";
import type { Clock } from "./minutes.ts";
import type { Recipe } from "./question.ts";

/** How starts are laid into free time: `align` is what the first start of a stretch is rounded up to on the wall. */
export type Grid = {
  minutes: number;
  increment: number;
  offset: number;
  align: number;
  /** Starts lie from `from` until just before `until`. */
  from: number;
  until: number;
};

const alignments = [60, 30, 20, 15, 10, 5];

export function gridOf(recipe: Recipe, minutes: number, from: number, until: number): Grid {
  const increment = recipe.incrementMinutes ?? minutes;
  const align = recipe.packed ? 1 : (alignments.find((step) => increment % step === 0) ?? 1);
  return { minutes, increment, offset: recipe.offsetMinutes, align, from, until };
}

/** The first minute, no earlier than this one, at which the wall reads a multiple of the alignment. */
export function aligned(clock: Clock, minute: number, align: number): number {
  if (align === 1) return minute;
  let at = minute;
  for (let i = 0; i < clock.length; i += 3) {
    const end = clock[i + 1] as number;
    const isLast = i + 3 === clock.length;
    if (end <= at && !isLast) continue;
    const past = (at + (clock[i + 2] as number)) % align;
    const next = past === 0 ? at : at + align - past;
    if (next < end || isLast) return next;
    at = end;
  }
  return at;
}

/** Adds the first and last start within each stretch of free time that has any, as flat pairs `[first, last, …]`. */
export function addRuns(runs: number[], stretches: readonly number[], grid: Grid, clock: Clock): void {
  const { increment, from, until } = grid;
  for (let i = 0; i < stretches.length; i += 2) {
    const start = stretches[i] as number;
    const end = stretches[i + 1] as number;
    if (end <= from || start >= until) continue;
    let first = aligned(clock, start, grid.align) + grid.offset;
    if (first < from) first += Math.ceil((from - first) / increment) * increment;
    const last = Math.min(end - grid.minutes, until - 1);
    if (first <= last) runs.push(first, last);
  }
}

/** A meeting fits into free time when it begins no later than its own length before the end. */
export function startsWithin(free: Intervals, minutes: number): Intervals {
  const starts: number[] = [];
  for (let i = 0; i < free.length; i += 2) {
    const beyond = (free[i + 1] as number) - minutes + 1;
    if (beyond > (free[i] as number)) starts.push(free[i] as number, beyond);
  }
  return starts;
}

/** The starts in free time that never overlaps itself. Counted first: an array that grows is copied as it does. */
export function startsIn(free: Intervals, grid: Grid, clock: Clock): number[] {
  const { increment } = grid;
  const runs: number[] = [];
  addRuns(runs, free, grid, clock);
  let count = 0;
  for (let i = 0; i < runs.length; i += 2) {
    count += Math.floor(((runs[i + 1] as number) - (runs[i] as number)) / increment) + 1;
  }
  const starts = Array<number>(count);
  let place = 0;
  for (let i = 0; i < runs.length; i += 2) {
    const last = runs[i + 1] as number;
    for (let start = runs[i] as number; start <= last; start += increment) starts[place++] = start;
  }
  return starts;
}

/**
 * Every start of every run once, in order. Runs of one phase lie on one lane, where they are counted as they begin and
 * end; so the cost is that of the runs and of the time asked for, however many of them overlap.
 */
export function mergeRuns(runs: readonly number[], { increment, from, until }: Grid): number[] {
  const steps = Math.max(0, Math.ceil((until - from) / increment));
  const lanes: Int32Array[] = [];
  const phases: number[] = [];
  const laneOf = new Int32Array(increment).fill(-1);
  for (let i = 0; i < runs.length; i += 2) {
    const first = (runs[i] as number) - from;
    const last = (runs[i + 1] as number) - from;
    const phase = first % increment;
    let lane = laneOf[phase] as number;
    if (lane < 0) {
      lane = lanes.length;
      laneOf[phase] = lane;
      lanes.push(new Int32Array(steps + 1));
      phases.push(phase);
    }
    const change = lanes[lane] as Int32Array;
    const begin = (first - phase) / increment;
    const end = Math.floor((last - phase) / increment) + 1;
    change[begin] = (change[begin] as number) + 1;
    change[end] = (change[end] as number) - 1;
  }
  return readLanes(lanes, phases, steps, increment, from);
}

function readLanes(
  lanes: readonly Int32Array[],
  phases: readonly number[],
  steps: number,
  increment: number,
  from: number,
): number[] {
  const starts: number[] = [];
  const order = phases.map((_, lane) => lane).toSorted((a, b) => (phases[a] as number) - (phases[b] as number));
  const covering = new Int32Array(lanes.length);
  for (let step = 0; step < steps; step++) {
    for (const lane of order) {
      const count = (covering[lane] as number) + ((lanes[lane] as Int32Array)[step] as number);
      covering[lane] = count;
      if (count > 0) starts.push(from + step * increment + (phases[lane] as number));
    }
  }
  return starts;
}

/** For each start, how many of these sets of free time hold the whole meeting. */
export function countFree(starts: readonly number[], sets: readonly Intervals[], { minutes, from }: Grid): number[] {
  const change = new Int32Array(starts.length + 1);
  const placeOf = placesIn(starts, from);
  for (const free of sets) {
    for (let i = 0; i < free.length; i += 2) {
      const begin = free[i] as number;
      const beyond = (free[i + 1] as number) - minutes + 1;
      if (beyond <= begin) continue;
      const first = placeOf(begin);
      const end = placeOf(beyond);
      change[first] = (change[first] as number) + 1;
      change[end] = (change[end] as number) - 1;
    }
  }
  let count = 0;
  return starts.map((_, place) => (count += change[place] as number));
}

const quarter = 16;

/** Answers the place of the first start that is not before a minute, by a table of every quarter of an hour. */
function placesIn(starts: readonly number[], from: number): (minute: number) => number {
  const last = starts.at(-1) ?? from;
  const size = Math.floor((last - from) / quarter) + 1;
  const table = new Int32Array(size + 1);
  let place = 0;
  for (let i = 0; i <= size; i++) {
    while (place < starts.length && (starts[place] as number) < from + i * quarter) place++;
    table[i] = place;
  }
  return (minute) => {
    if (minute <= from) return 0;
    if (minute > last) return starts.length;
    let at = table[Math.floor((minute - from) / quarter)] as number;
    while ((starts[at] as number) < minute) at++;
    return at;
  };
}
