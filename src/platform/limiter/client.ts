import type { Bindings } from "#platform/scope.ts";
import type { Policy, Verdict } from "./budget.ts";
import type { LeaseAnswer } from "./lease.ts";

type Within = Pick<Bindings, "LIMITER">;

/** Asks the object of this key. An object that cannot be reached lets the caller pass: a budget is no lock. */
export async function askBudget(bindings: Within, key: string, policy: Policy): Promise<Verdict> {
  try {
    return await bindings.LIMITER.getByName(key).take(policy);
  } catch {
    return { allowed: true, remaining: policy.quota, resetSeconds: policy.windowSeconds };
  }
}

/** One of so many places until then, for a holder who may ask as often as they like. Whoever cannot be asked lets people pass. */
export async function takeLease(
  bindings: Within,
  key: string,
  asked: { holder: string; until: number; quota: number },
): Promise<LeaseAnswer> {
  try {
    return await bindings.LIMITER.getByName(key).lease(asked.holder, asked.until, asked.quota);
  } catch {
    return { allowed: true, live: 0, retryAfterSeconds: 0 };
  }
}

/** Early, and as a courtesy: a lease that cannot be given back ends by itself. */
export async function giveLeaseBack(bindings: Within, key: string, holder: string): Promise<void> {
  try {
    await bindings.LIMITER.getByName(key).giveBack(holder);
  } catch {
    // It ends at its time.
  }
}
