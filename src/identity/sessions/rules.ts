import type { Id } from "#kernel/ids.ts";
import { after, asInstant, day, type Instant, second } from "#kernel/instant.ts";

export type SessionCode = "session.over" | "session.unknown" | "tenant.unknown" | "member.unknown";

export const idleFor = 7 * day;
export const lifeFor = 30 * day;
export const graceFor = 10 * second;

type Aging = { endedAt: Instant | null; idleUntil: Instant; expiresAt: Instant };

/** A session is over when it was ended, when nobody used it for a week, and after thirty days in any case. */
export const isOver = (session: Aging, now: Instant): boolean =>
  session.endedAt !== null || session.idleUntil <= now || session.expiresAt <= now;

/** Use keeps a session from idling away, but never past its thirty days. */
export const idleUntil = (expiresAt: Instant, now: Instant): Instant =>
  asInstant(Math.min(after(now, idleFor), expiresAt));

type Family = Aging & { generation: number; rotatedAt: Instant; rotatedFor: string };

export type Turn = "rotate" | "again" | "over" | "reuse";

/**
 * What becomes of a refresh token that we did write. The newest is exchanged. The one before it gets the same successor again
 * for ten seconds, from the same client only: its answer was lost, or several tabs asked at once. Any other old one is in two
 * hands, and the family dies.
 */
export function turn(family: Family, asked: { generation: number; client: string }, now: Instant): Turn {
  if (isOver(family, now) || asked.generation > family.generation) return "over";
  if (asked.generation === family.generation) return "rotate";
  const isGrace =
    asked.generation === family.generation - 1 &&
    now < family.rotatedAt + graceFor &&
    asked.client === family.rotatedFor;
  return isGrace ? "again" : "reuse";
}

type Candidate = { tenant: Id<"tenant">; slug: string };

/** Where a session opens: where asked, else where the person worked last, else where they have belonged longest. */
export function choosePlace<P extends Candidate>(
  places: readonly P[],
  asked: string | undefined,
  last: string | null,
): P | undefined {
  return places.find((place) => isNamed(place, asked)) ?? places.find((place) => place.tenant === last) ?? places[0];
}

/** A tenant may be named by its id or by its slug; no slug looks like an id, for an id has an underscore. */
export const isNamed = (place: Candidate, name: string | undefined): boolean =>
  name !== undefined && (place.tenant === name || place.slug === name);
