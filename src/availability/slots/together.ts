import { intersectAll, type Intervals } from "#time/intervals.ts";
import { addRuns, countFree, type Grid, mergeRuns, startsIn, startsWithin } from "./grid.ts";
import { type Clock, clockOf } from "./minutes.ts";
import { countApart, sharingOf, stretchesApart } from "./sharing.ts";
import { freeFor, type Sheet } from "./sheet.ts";

/** Pools that share people, each with its members; nearly always one pool that shares nobody. */
type Group = readonly (readonly Sheet[])[];

/** Who must be there: all of the fixed, and a different one of each pool. */
export type Cast = { fixed: readonly Sheet[]; groups: readonly Group[] };

/** Starts in order, and how many could take each. */
export type Found = { starts: readonly number[]; open: readonly number[] };

const none: Found = { starts: [], open: [] };

/** The starts at which all sides are there: on the first fixed host's clock, else that of whoever's free time it is. */
export function meet(cast: Cast, grid: Grid): Found {
  const first = cast.fixed[0] ?? cast.groups[0]?.[0]?.[0];
  if (first === undefined) return none;
  const fixed = intersectAll(cast.fixed.map((sheet) => freeFor(sheet, grid.minutes)));
  if (cast.groups.length === 0) {
    const starts = startsIn(fixed, grid, clockIn(first, cast.fixed));
    return { starts, open: Array<number>(starts.length).fill(1) };
  }

  const groups = cast.groups.map((group) => freeIn(group, grid.minutes));
  const runs: number[] = [];
  const [[alone = [], ...sharing] = []] = groups;
  if (cast.fixed.length === 0 && groups.length === 1 && sharing.length === 0) {
    for (const { sheet, times } of alone) addRuns(runs, times, grid, ownClock(sheet));
  } else {
    const sides = groups.map((group) => sideOf(group, grid));
    addRuns(
      runs,
      stretches(cast.fixed.length === 0 ? sides : [byStart([fixed]), ...sides]),
      grid,
      clockIn(first, [...cast.fixed, ...cast.groups.flat(2)]),
    );
  }
  const starts = mergeRuns(runs, grid);
  return { starts, open: scarcest(groups.map((group) => countOpen(starts, group, grid))) };
}

/** When each member of each pool of a group is free for a whole meeting. */
type FreeGroup = readonly (readonly { sheet: Sheet; id: string; times: Intervals }[])[];

const freeIn = (group: Group, minutes: number): FreeGroup =>
  group.map((members) => members.map((sheet) => ({ sheet, id: sheet.host.id, times: freeFor(sheet, minutes) })));

/** Pools that share people are one side to all others: it is there when different people of theirs are. */
function sideOf(group: FreeGroup, { minutes }: Grid): Side {
  const [alone = [], ...sharing] = group;
  return byStart(sharing.length === 0 ? alone.map(({ times }) => times) : [stretchesApart(sharingOf(group), minutes)]);
}

function countOpen(starts: readonly number[], group: FreeGroup, grid: Grid): readonly number[] {
  const [alone = [], ...sharing] = group;
  if (sharing.length === 0)
    return countFree(
      starts,
      alone.map(({ times }) => times),
      grid,
    );
  const ready = group.map((members) =>
    members.map(({ id, times }) => ({ id, times: startsWithin(times, grid.minutes) })),
  );
  return countApart(starts, sharingOf(ready));
}

const ownClock = (sheet: Sheet): Clock => clockIn(sheet, [sheet]);

/** One host's wall for as long as anybody's time is looked at: free time of others may begin before their own does. */
function clockIn({ host }: Sheet, sheets: readonly Sheet[]): Clock {
  const from = Math.min(...sheets.map((sheet) => sheet.from));
  return clockOf(host.hours, from, Math.max(from + 1, ...sheets.map((sheet) => sheet.to)));
}

function scarcest(counts: readonly (readonly number[])[]): readonly number[] {
  const [first = [], ...others] = counts;
  return others.length === 0
    ? first
    : first.map((count, place) => Math.min(count, ...others.map((one) => one[place] as number)));
}

/** Free times of one side by start; those of different members overlap. */
type Side = { starts: Float64Array; ends: Float64Array };

/** Longer than any stretch of free time: start and length fit one exact number, which sorts without a function. */
const lengths = 2 ** 26;

function byStart(sets: readonly Intervals[]): Side {
  const keys = new Float64Array(sets.reduce((sum, set) => sum + set.length / 2, 0));
  let place = 0;
  for (const set of sets) {
    for (let i = 0; i < set.length; i += 2) {
      keys[place++] = (set[i] as number) * lengths + ((set[i + 1] as number) - (set[i] as number));
    }
  }
  keys.sort();
  const starts = keys.map((key) => Math.floor(key / lengths));
  return { starts, ends: keys.map((key, i) => (starts[i] as number) + (key - (starts[i] as number) * lengths)) };
}

/**
 * Flat pairs of all times together: for each minute at which any side's free time begins, how far the best choice of
 * one member from each side reaches. A meeting lies inside one member's own free time: members are never joined.
 */
function stretches(sides: readonly Side[]): readonly number[] {
  const found: number[] = [];
  const next = sides.map(() => 0);
  // The furthest end among those that began, and among those that begin at this very minute.
  const reach = sides.map(() => 0);
  const begun = sides.map(() => 0);
  for (;;) {
    const at = Math.min(...sides.map(({ starts }, side) => starts[next[side] as number] ?? Infinity));
    if (at === Infinity) return found;
    sides.forEach(({ starts, ends }, side) => {
      let place = next[side] as number;
      begun[side] = 0;
      for (; starts[place] === at; place++) begun[side] = ends[place] as number;
      next[side] = place;
      reach[side] = Math.max(reach[side] as number, begun[side]);
    });
    let end = 0;
    for (let side = 0; side < sides.length; side++) {
      if (begun[side] === 0) continue;
      const others = reach.map((furthest, other) => (other === side ? (begun[side] as number) : furthest));
      end = Math.max(end, Math.min(...others));
    }
    if (end > at) found.push(at, end);
  }
}
