import type { Intervals } from "#time/intervals.ts";
import { sendable } from "./distinct.ts";

/** When one person can be sent by one of the pools that share people. */
type Seat = { person: number; pool: number; times: Intervals };

/** Pools that share people, and when each of their members is there. */
export type Sharing = { seats: readonly Seat[]; people: number; pools: number };

/** The members of each pool, with their times. */
export function sharingOf(pools: readonly (readonly { id: string; times: Intervals }[])[]): Sharing {
  const people = new Map<string, number>();
  const seats = pools.flatMap((members, pool) =>
    members.map(({ id, times }): Seat => {
      const person = people.get(id) ?? people.size;
      people.set(id, person);
      return { person, pool, times };
    }),
  );
  return { seats, people: people.size, pools: pools.length };
}

/** Those of these seats from which somebody can be sent, when the people in all of them are there. */
function sentFrom({ seats, people, pools }: Sharing, there: readonly number[]): number[] {
  const placeOf = new Int32Array(people).fill(-1);
  const masks: number[] = [];
  for (const seat of there) {
    const { person, pool } = seats[seat] as Seat;
    if ((placeOf[person] as number) < 0) placeOf[person] = masks.push(0) - 1;
    const place = placeOf[person] as number;
    masks[place] = (masks[place] as number) | (1 << pool);
  }
  const sent = sendable(masks, pools);
  return there.filter((seat) => {
    const { person, pool } = seats[seat] as Seat;
    return ((sent[placeOf[person] as number] as number) >> pool) & 1;
  });
}

/**
 * Flat pairs `[start, end, …]`: for each minute at which anybody's time begins, how far the best choice of different
 * people reaches, one from each pool and one of them beginning there. What is shorter than a meeting is left out.
 */
export function stretchesApart(sharing: Sharing, minutes: number): readonly number[] {
  const begins = sharing.seats.flatMap(({ times }, seat) =>
    times.flatMap((at, place) => {
      const end = times[place + 1] as number;
      return place % 2 === 0 && end - at >= minutes ? [{ at, end, seat }] : [];
    }),
  );
  begins.sort((a, b) => a.at - b.at);
  const ends = sharing.seats.map(() => -Infinity);
  const found: number[] = [];
  let there: number[] = [];
  for (let next = 0; next < begins.length; ) {
    const { at } = begins[next] as (typeof begins)[number];
    there = there.filter((seat) => (ends[seat] as number) >= at + minutes);
    const fresh = new Set<number>();
    for (let begin = begins[next]; begin?.at === at; begin = begins[++next]) {
      ends[begin.seat] = begin.end;
      fresh.add(begin.seat);
    }
    there.push(...fresh);
    const end = furthest(sharing, ends, there, fresh);
    if (end > at) found.push(at, end);
  }
  return found;
}

/** The last end until which different people of those there stay, one of them in a fresh seat. */
function furthest(
  sharing: Sharing,
  ends: readonly number[],
  there: readonly number[],
  fresh: ReadonlySet<number>,
): number {
  const { seats, pools } = sharing;
  const endOf = (seat: number) => ends[seat] as number;
  const canStay = (until: number): boolean => {
    const sent = sentFrom(
      sharing,
      there.filter((seat) => endOf(seat) >= until),
    );
    const sending = new Set(sent.map((seat) => (seats[seat] as Seat).pool));
    return sending.size === pools && sent.some((seat) => fresh.has(seat));
  };
  const most = furthestAtMost(sharing, ends, there, fresh);
  if (most === -Infinity || canStay(most)) return most;
  const choice = [...new Set(there.map(endOf))].filter((end) => end < most).toSorted((a, b) => a - b);
  // Whoever stays longer stays as long: the ends that can be reached come first.
  let low = 0;
  let high = choice.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (canStay(choice[middle] as number)) low = middle + 1;
    else high = middle;
  }
  return choice[low - 1] ?? -Infinity;
}

/** How far it would be if one person could come for several pools: nearly always, it makes no difference. */
function furthestAtMost(
  { seats, pools }: Sharing,
  ends: readonly number[],
  there: readonly number[],
  fresh: ReadonlySet<number>,
): number {
  const reach = Array<number>(pools).fill(-Infinity);
  const begun = Array<number>(pools).fill(-Infinity);
  for (const seat of there) {
    const { pool } = seats[seat] as Seat;
    const end = ends[seat] as number;
    if (end > (reach[pool] as number)) reach[pool] = end;
    if (end > (begun[pool] as number) && fresh.has(seat)) begun[pool] = end;
  }
  return Math.min(Math.max(...begun), ...reach);
}

/** From each moment at which anybody comes or goes: how many members each pool can send beside those of the others. */
export function sentOver(sharing: Sharing): readonly { at: number; sent: readonly number[] }[] {
  const { seats, pools } = sharing;
  const changes = seats.flatMap(({ times }, seat) => times.map((at, place) => ({ at, seat, comes: place % 2 === 0 })));
  changes.sort((a, b) => a.at - b.at);
  const there = new Set<number>();
  const pieces: { at: number; sent: readonly number[] }[] = [];
  for (let next = 0; next < changes.length; ) {
    const { at } = changes[next] as (typeof changes)[number];
    for (let change = changes[next]; change?.at === at; change = changes[++next]) {
      if (change.comes) there.add(change.seat);
      else there.delete(change.seat);
    }
    const sent = Array<number>(pools).fill(0);
    for (const seat of sentFrom(sharing, [...there])) {
      const { pool } = seats[seat] as Seat;
      sent[pool] = (sent[pool] as number) + 1;
    }
    pieces.push({ at, sent });
  }
  return pieces;
}

/** For each minute, in order, how many the pool with the least choice can send beside those of the others. */
export function countApart(minutes: readonly number[], sharing: Sharing): number[] {
  const pieces = sentOver(sharing).map(({ at, sent }) => ({ at, open: Math.min(...sent) }));
  let place = 0;
  let open = 0;
  return minutes.map((minute) => {
    for (let piece = pieces[place]; piece !== undefined && piece.at <= minute; piece = pieces[++place])
      open = piece.open;
    return open;
  });
}
