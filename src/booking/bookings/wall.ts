// A wall time that was promised, as today's zone table reads it.
import { after, type Instant, minute } from "#kernel/instant.ts";
import { dayMinutes, parseDate, parseTime } from "#time/dates.ts";
import { onWall } from "#time/wall.ts";
import { instantsOf, zoneOf } from "#time/zones.ts";
import type { Booking } from "./tables.ts";

/** How often the wall shows that time now. */
export type Reading = "once" | "twice" | "never";

/** `to` is the instant that keeps the wall time; null where the clocks skip it, or the zone is none any more. */
export type Drift = { reading: Reading; to: Instant | null };

type Promised = Pick<Booking, "timeZone" | "localStartsAt" | "startsAt">;

/**
 * Where the wall no longer shows at the stored instant what was promised; null where it does. A time that exists twice is kept by the
 * reading nearest to the stored instant, the earlier of two equally near ones.
 */
export function driftOf({ timeZone, localStartsAt, startsAt }: Promised): Drift | null {
  const zone = zoneOf(timeZone);
  if (zone === undefined) return { reading: "never", to: null };
  if (onWall(startsAt, zone) === localStartsAt) return null;
  const seconds = startsAt % minute;
  const distance = (at: Instant) => Math.abs(at - startsAt);
  const readings = instantsOf(zone, minutesOf(localStartsAt)).map((at) => after(at, seconds));
  const [nearest = null] = readings.toSorted((one, other) => distance(one) - distance(other) || one - other);
  return { reading: readings.length === 2 ? "twice" : nearest === null ? "never" : "once", to: nearest };
}

/** Minutes since 1970 on that wall; written by `onWall` alone. */
function minutesOf(wall: string): number {
  const [date, time] = [parseDate(wall.slice(0, 10)), parseTime(wall.slice(11, 16))];
  if (date === undefined || time === undefined) throw new Error("A wall time was kept that is none.");
  return date * dayMinutes + time;
}
