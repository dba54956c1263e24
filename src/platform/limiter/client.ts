import type { Bindings } from "#platform/scope.ts";
import type { Policy, Verdict } from "./budget.ts";

/** Asks the object of this key. An object that cannot be reached lets the caller pass: a budget is no lock. */
export async function askBudget(bindings: Pick<Bindings, "LIMITER">, key: string, policy: Policy): Promise<Verdict> {
  try {
    return await bindings.LIMITER.getByName(key).take(policy);
  } catch {
    return { allowed: true, remaining: policy.quota, resetSeconds: policy.windowSeconds };
  }
}
