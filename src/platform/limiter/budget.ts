/** So many in so long. A name of its own, because a caller may be under several. */
export type Policy = { name: string; quota: number; windowSeconds: number };

export type Window = { opensAt: number; used: number };

export type Verdict = { allowed: boolean; remaining: number; resetSeconds: number };

/** A fixed window that opens with its first use. What does not fit is refused and costs nothing. */
export function take(
  window: Window | undefined,
  policy: Policy,
  now: number,
  cost: number,
): { window: Window; verdict: Verdict } {
  const length = policy.windowSeconds * 1_000;
  const current = window !== undefined && now < window.opensAt + length ? window : { opensAt: now, used: 0 };
  const allowed = current.used + cost <= policy.quota;
  const next = allowed ? { ...current, used: current.used + cost } : current;
  return {
    window: next,
    verdict: {
      allowed,
      remaining: Math.max(0, policy.quota - next.used),
      resetSeconds: Math.max(1, Math.ceil((next.opensAt + length - now) / 1_000)),
    },
  };
}
