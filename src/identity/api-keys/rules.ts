import { beyond } from "#identity/permissions.ts";
import { after, day, type Instant } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";

export type ApiKeyCode =
  | "api_key.unknown"
  | "api_key.beyond_yours"
  | "api_key.outlives_yours"
  | "api_key.revoked"
  | "api_key.expired";

export const defaultDays = 90;
export const maxDays = 365;
export const defaultOverlapHours = 24;
export const maxOverlapHours = 168;

export type KeyStatus = "active" | "expired" | "revoked";

export function statusOf(key: { revokedAt: Instant | null; expiresAt: Instant }, now: Instant): KeyStatus {
  if (key.revokedAt !== null) return "revoked";
  return key.expiresAt <= now ? "expired" : "active";
}

/** A key gets no right that its maker does not hold; `kept` are rights it has already, which nobody hands out anew. */
export function within(
  scopes: readonly string[],
  held: ReadonlySet<string>,
  kept: readonly string[] = [],
): Outcome<true, ApiKeyCode> {
  const excess = beyond(scopes, new Set([...held, ...kept]));
  if (excess.length === 0) return done(true);
  const errors = excess.map((scope) => ({
    pointer: `/scopes/${scopes.indexOf(scope)}`,
    code: "api_key.beyond_yours",
    detail: scope,
  }));
  return refuse("api_key.beyond_yours", { errors });
}

/** Whoever is shown a new secret of a key can act as that key: so they hold all that it may do, and a key lives as long as it. */
export function mayTakeOver(
  key: { scopes: readonly string[]; expiresAt: Instant },
  held: ReadonlySet<string>,
  ownEnds: Instant | undefined,
): Outcome<true, ApiKeyCode> {
  const excess = beyond(key.scopes, held);
  if (excess.length > 0) return refuse("api_key.beyond_yours", { missing: excess });
  return ownEnds !== undefined && ownEnds < key.expiresAt ? refuse("api_key.outlives_yours") : done(true);
}

/** A key made by a key ends no later than its maker; a person sets no such bound. */
export function endOf(
  days: number | undefined,
  now: Instant,
  makerEnds: Instant | undefined,
): Outcome<Instant, ApiKeyCode> {
  const wished = after(now, (days ?? defaultDays) * day);
  if (makerEnds === undefined || wished <= makerEnds) return done(wished);
  return days === undefined ? done(makerEnds) : refuse("api_key.outlives_yours", { pointer: "/expires_in_days" });
}

/** What has ended stays ended: it is neither changed nor given a new secret. */
export function stillGood(
  key: { revokedAt: Instant | null; expiresAt: Instant },
  now: Instant,
): Outcome<true, ApiKeyCode> {
  if (key.revokedAt !== null) return refuse("api_key.revoked");
  return key.expiresAt <= now ? refuse("api_key.expired") : done(true);
}
