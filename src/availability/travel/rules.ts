import type { Instant } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { zoneOf } from "#time/zones.ts";
import type { Travel } from "./tables.ts";

export type TravelCode = "travel.unknown" | "travel.ends_early" | "travel.zone_unknown" | "travel.overlap";

export type WrittenTrip = { starts_at: Instant; ends_at: Instant | null; time_zone: string };

export type Trip = Pick<Travel, "startsAt" | "endsAt" | "timeZone">;

/** A trip leads to a zone that exists, and ends after it began or not at all. */
export function readTrip(written: WrittenTrip): Outcome<Trip, TravelCode> {
  const { starts_at: startsAt, ends_at: endsAt } = written;
  if (endsAt !== null && endsAt <= startsAt) return refuse("travel.ends_early", { pointer: "/ends_at" });
  const timeZone = zoneOf(written.time_zone);
  if (timeZone === undefined) return refuse("travel.zone_unknown", { pointer: "/time_zone" });
  return done({ startsAt, endsAt, timeZone });
}

/** Nobody is in two places: a member's trips never overlap. */
export function standsAlone(clash: Pick<Travel, "id"> | undefined): Outcome<true, TravelCode> {
  return clash === undefined ? done(true) : refuse("travel.overlap", { pointer: "/starts_at", travel_id: clash.id });
}
