/** A stretch of time from `start` until just before `end`: neighbours touch without sharing anything. */
export type Interval = { start: number; end: number };

/**
 * A set of moments as flat pairs `[start, end, start, end, …]`: sorted, none empty, none touching the next. Any unit will do as
 * long as it is the same (instants, minutes on a wall). Every function below takes sets and answers sets; only `normalise`
 * takes pairs in any order. Flat, because a question is some ten thousand intervals and an object for each would cost more than
 * all arithmetic.
 */
export type Intervals = readonly number[];

export const nothing: Intervals = [];

/** The set that covers what the pairs cover: sorted, empty and backward pairs left out, overlapping and touching ones joined. */
export function normalise(pairs: readonly number[]): Intervals {
  return isNormal(pairs) ? pairs : joined(pairs);
}

function isNormal(pairs: readonly number[]): boolean {
  let last = -Infinity;
  for (let i = 0; i < pairs.length; i += 2) {
    const start = pairs[i] as number;
    const end = pairs[i + 1] as number;
    if (start <= last || end <= start) return false;
    last = end;
  }
  return true;
}

function joined(pairs: readonly number[]): Intervals {
  const places: number[] = [];
  let sorted = true;
  let last = -Infinity;
  for (let i = 0; i < pairs.length; i += 2) {
    const start = pairs[i] as number;
    if ((pairs[i + 1] as number) <= start) continue;
    if (start < last) sorted = false;
    last = start;
    places.push(i);
  }
  if (!sorted) places.sort((a, b) => (pairs[a] as number) - (pairs[b] as number));
  const set: number[] = [];
  for (const place of places) append(set, pairs[place] as number, pairs[place + 1] as number);
  return set;
}

/** For sets built in order: adds what begins no earlier than the last one began, joined to it where they meet. */
export function append(set: number[], start: number, end: number): void {
  const last = set.length - 1;
  if (last > 0 && start <= (set[last] as number)) {
    if (end > (set[last] as number)) set[last] = end;
  } else set.push(start, end);
}

export function intervalsOf(list: readonly Interval[]): Intervals {
  return normalise(list.flatMap(({ start, end }) => [start, end]));
}

export function listOf(set: Intervals): Interval[] {
  const list: Interval[] = [];
  for (let i = 0; i < set.length; i += 2) list.push({ start: set[i] as number, end: set[i + 1] as number });
  return list;
}

/** What lies in either. */
export function union(one: Intervals, other: Intervals): Intervals {
  if (one.length === 0) return other;
  if (other.length === 0) return one;
  const set: number[] = [];
  let i = 0;
  let j = 0;
  while (i < one.length || j < other.length) {
    const fromOne = j >= other.length || (i < one.length && (one[i] as number) <= (other[j] as number));
    if (fromOne) {
      append(set, one[i] as number, one[i + 1] as number);
      i += 2;
    } else {
      append(set, other[j] as number, other[j + 1] as number);
      j += 2;
    }
  }
  return set;
}

/** What lies in any of them; halves are joined first, so that many sets cost no more than sorting them would. */
export function unionAll(sets: readonly Intervals[]): Intervals {
  if (sets.length === 0) return nothing;
  let level = sets;
  while (level.length > 1) {
    const next: Intervals[] = [];
    for (let i = 0; i < level.length; i += 2) next.push(union(level[i] as Intervals, level[i + 1] ?? nothing));
    level = next;
  }
  return level[0] as Intervals;
}

/** What lies in both. */
export function intersect(one: Intervals, other: Intervals): Intervals {
  const set: number[] = [];
  let i = 0;
  let j = 0;
  while (i < one.length && j < other.length) {
    const endOne = one[i + 1] as number;
    const endOther = other[j + 1] as number;
    const start = Math.max(one[i] as number, other[j] as number);
    const end = Math.min(endOne, endOther);
    if (start < end) set.push(start, end);
    if (endOne <= endOther) i += 2;
    if (endOther <= endOne) j += 2;
  }
  return set;
}

/** What lies in all of them. Nothing at all for no sets, because there is no set of everything. */
export function intersectAll(sets: readonly Intervals[]): Intervals {
  let common = sets[0] ?? nothing;
  for (let i = 1; i < sets.length && common.length > 0; i++) common = intersect(common, sets[i] as Intervals);
  return common;
}

/** What lies in the first and not in the second. */
export function subtract(from: Intervals, remove: Intervals): Intervals {
  if (remove.length === 0) return from;
  const set: number[] = [];
  let j = firstEndingAfter(remove, from[0] ?? 0);
  for (let i = 0; i < from.length; i += 2) {
    let start = from[i] as number;
    const end = from[i + 1] as number;
    while (j < remove.length && (remove[j + 1] as number) <= start) j += 2;
    let k = j;
    while (k < remove.length && (remove[k] as number) < end) {
      if ((remove[k] as number) > start) set.push(start, remove[k] as number);
      start = remove[k + 1] as number;
      if (start >= end) break;
      k += 2;
    }
    if (start < end) set.push(start, end);
    j = k;
  }
  return set;
}

/** What lies in the set between the two. */
export function clip(set: Intervals, start: number, end: number): Intervals {
  if (start >= end) return nothing;
  const clipped: number[] = [];
  for (let i = firstEndingAfter(set, start); i < set.length && (set[i] as number) < end; i += 2) {
    clipped.push(Math.max(set[i] as number, start), Math.min(set[i + 1] as number, end));
  }
  return clipped;
}

/** Whether the moment lies in the set. */
export function contains(set: Intervals, at: number): boolean {
  const i = firstEndingAfter(set, at);
  return i < set.length && (set[i] as number) <= at;
}

/** Whether all of `[start, end)` lies in the set. */
export function covers(set: Intervals, start: number, end: number): boolean {
  const i = firstEndingAfter(set, start);
  return i < set.length && (set[i] as number) <= start && end <= (set[i + 1] as number);
}

/** Whether any of `[start, end)` lies in the set. */
export function touches(set: Intervals, start: number, end: number): boolean {
  const i = firstEndingAfter(set, start);
  return start < end && i < set.length && (set[i] as number) < end;
}

/** How much time it holds. */
export function total(set: Intervals): number {
  let sum = 0;
  for (let i = 0; i < set.length; i += 2) sum += (set[i + 1] as number) - (set[i] as number);
  return sum;
}

/** The place of the first interval that is not over yet at this moment; the set's length when all are. */
export function firstEndingAfter(set: Intervals, at: number): number {
  let low = 0;
  let high = set.length >> 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((set[2 * middle + 1] as number) <= at) low = middle + 1;
    else high = middle;
  }
  return 2 * low;
}
