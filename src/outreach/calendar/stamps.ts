// Moments as iCalendar prints them.
import { asInstant, type Instant } from "#kernel/instant.ts";
import { dayOfLocal, printDate, printTime, timeOfLocal } from "#time/dates.ts";
import { instantsOf, localMinutes, type ZoneId } from "#time/zones.ts";

const minuteMs = 60_000;

/** 20261123T100000Z */
export const utcStamp = (at: Instant): string => `${new Date(at).toISOString().slice(0, 19).replaceAll(/[:-]/g, "")}Z`;

/** 20261123T110000, from minutes on the wall since 1970-01-01T00:00 there. */
export const wallStamp = (local: number, seconds = 0): string =>
  `${printDate(dayOfLocal(local))}T${printTime(timeOfLocal(local))}${String(seconds).padStart(2, "0")}`.replaceAll(
    /[:-]/g,
    "",
  );

/** What the wall shows; undefined in an hour that the wall shows twice, which only UTC can tell apart. */
export function onWall(at: Instant, zone: ZoneId): string | undefined {
  const local = localMinutes(zone, at);
  const wholeMinute = asInstant(Math.floor(at / minuteMs) * minuteMs);
  if (instantsOf(zone, local).length !== 1) return undefined;
  return wallStamp(local, Math.floor((at - wholeMinute) / 1_000));
}
