import { asInstant, day, type Instant } from "#kernel/instant.ts";

export const rotationDays = 30;

type Aged = { ordinal: number; activeFrom: Instant };

/** Newest first: the one to come, the one that signs, the one tokens may still carry. */
export function cast<K extends Aged>(
  keys: readonly K[],
  now: Instant,
): { next: K | undefined; current: K | undefined; previous: K | undefined } {
  const byAge = keys.toSorted((a, b) => b.ordinal - a.ordinal);
  const started = byAge.filter((key) => key.activeFrom <= now);
  return { next: byAge.findLast((key) => key.activeFrom > now), current: started[0], previous: started[1] };
}

/** Which keys to make, so that there is always one that signs and one published a month ahead. */
export function due(keys: readonly Aged[], now: Instant): readonly Aged[] {
  const { next, current } = cast(keys, now);
  const highest = Math.max(0, ...keys.map((key) => key.ordinal));
  if (current === undefined) {
    return [
      { ordinal: highest + 1, activeFrom: now },
      { ordinal: highest + 2, activeFrom: asInstant(now + rotationDays * day) },
    ];
  }
  return next === undefined ? [{ ordinal: highest + 1, activeFrom: asInstant(now + rotationDays * day) }] : [];
}
