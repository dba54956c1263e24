import type { Instant } from "#kernel/instant.ts";
import { dayOfLocal, printDate, printTime, timeOfLocal } from "./dates.ts";
import { localMinutes, type ZoneId } from "./zones.ts";

/** What the clock on a wall shows: 2026-11-23T10:00:00. */
export function onWall(at: Instant, zone: ZoneId): string {
  const local = localMinutes(zone, at);
  return `${printDate(dayOfLocal(local))}T${printTime(timeOfLocal(local))}:00`;
}
