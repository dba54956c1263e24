import { asInstant, type Instant, minute as minuteMs } from "#kernel/instant.ts";
import { asDay, type Day, dayMinutes } from "#time/dates.ts";
import { openDates, type Whereabouts, whereaboutsPieces } from "#time/hours.ts";
import type { Intervals } from "#time/intervals.ts";
import { localMinutes, type ZoneId } from "#time/zones.ts";

// The engine counts whole minutes since 1970 in UTC: small integers, which arrays keep without boxes.

export const minuteBefore = (at: Instant): number => Math.floor(at / minuteMs);

export const minuteFrom = (at: Instant): number => Math.ceil(at / minuteMs);

export const instantOf = (minute: number): Instant => asInstant(minute * minuteMs);

/** A set of instants as the whole minutes that lie in it. */
export function inMinutes(instants: Intervals): Intervals {
  const set: number[] = [];
  for (let i = 0; i < instants.length; i += 2) {
    const start = Math.ceil((instants[i] as number) / minuteMs);
    const end = Math.floor((instants[i + 1] as number) / minuteMs);
    if (start < end) set.push(start, end);
  }
  return set;
}

export const inInstants = (minutes: Intervals): Intervals => minutes.map((minute) => minute * minuteMs);

/** How far a wall is ahead of UTC: flat triples `[from, to, offset, …]` in minutes, in order and without gaps. */
export type Clock = readonly number[];

export function clockOf(where: Whereabouts, from: number, to: number): Clock {
  return whereaboutsPieces(where, instantOf(from), instantOf(to)).flatMap((piece) => [
    minuteFrom(piece.from),
    minuteFrom(piece.to),
    piece.offsetMinutes,
  ]);
}

export const atHome = (zone: ZoneId): Whereabouts => ({ zone, travel: [] });

export const dateAt = (zone: ZoneId, at: Instant): Day => asDay(Math.floor(localMinutes(zone, at) / dayMinutes));

/** The first minute that the calendar shows this date or a later one. */
export function beginningOf(zone: ZoneId, date: Day): number {
  const near = date * dayMinutes;
  const [start = near] = datesIn(atHome(zone), date, asDay(date + 30), near - 3 * dayMinutes, near + 3 * dayMinutes);
  return start;
}

/** When the wall shows one of these dates, `until` excluded. */
export function datesIn(where: Whereabouts, first: Day, until: Day, from: number, to: number): Intervals {
  return inMinutes(openDates(where, first, until, instantOf(from), instantOf(to)));
}
