/** Who has a place, and until when. */
export type Leases = ReadonlyMap<string, number>;

export type LeaseAnswer = { allowed: boolean; live: number; retryAfterSeconds: number };

/** Leases that are not over. */
export const living = (leases: Leases, now: number): Leases => new Map([...leases].filter(([, until]) => now < until));

/**
 * So many at a time. Whoever comes again keeps their one place, however many there may be by now, and never loses time by it; what
 * does not fit is refused until enough others are over. `until` is what is to be kept, null where nothing is.
 */
export function lease(
  leases: Leases,
  asked: { holder: string; until: number; quota: number },
  now: number,
): { until: number | null; answer: LeaseAnswer } {
  const here = living(leases, now);
  const known = here.get(asked.holder);
  if (known === undefined && here.size >= asked.quota) {
    const [...ends] = here.values();
    const enough = ends.toSorted((a, b) => a - b)[here.size - asked.quota] ?? now;
    const retryAfterSeconds = Math.max(1, Math.ceil((enough - now) / 1_000));
    return { until: null, answer: { allowed: false, live: here.size, retryAfterSeconds } };
  }
  const until = Math.max(known ?? now, asked.until);
  const live = until > now && known === undefined ? here.size + 1 : here.size;
  return { until: until > now ? until : null, answer: { allowed: true, live, retryAfterSeconds: 0 } };
}
