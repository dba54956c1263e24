import type { Refusal } from "#kernel/outcome.ts";
import type { Policy, Verdict } from "#platform/limiter/budget.ts";
import type { EdgeContext } from "./door.ts";

/** What each credential may ask in a minute. */
export const keyPolicy: Policy = { name: "key", quota: 600, windowSeconds: 60 };

/** The part of an address that one household or office shares: an IPv4 /24, an IPv6 /56. */
export function networkOf(ip: string): string {
  // A dual stack writes IPv4 addresses as IPv6 ones, and all of them would be one network.
  const plain = ip.replace(/^::ffff:(?=\d+\.)/i, "");
  if (!plain.includes(":")) return plain.split(".").slice(0, 3).join(".");
  const [head = "", tail] = ip.toLowerCase().split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const groups =
    tail === undefined
      ? left
      : [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill("0"), ...right];
  const hex = groups.map((group) => group.padStart(4, "0")).join("");
  return hex.slice(0, 14);
}

/** Cheap, per place and permissive: it keeps floods away from the exact budgets behind it. */
export async function outerGuard(c: EdgeContext): Promise<Refusal | undefined> {
  const ip = c.var.context.caller?.ip ?? "0.0.0.0";
  // The exact budgets stand behind it, so a guard that cannot be asked lets people in.
  const { success } = await c.env.OUTER_GUARD.limit({ key: networkOf(ip) }).catch(() => ({ success: true }));
  return success ? undefined : { code: "quota.exceeded", retry_after: 60, policy: "network" };
}

export const exceeded = (policy: Policy, verdict: Verdict): Refusal => ({
  code: "quota.exceeded",
  retry_after: verdict.resetSeconds,
  policy: policy.name,
});

/** The draft's two headers: what the policy is, and what is left of it. */
export const budgetHeaders = (policy: Policy, verdict: Verdict): Record<string, string> => ({
  "RateLimit-Policy": `"${policy.name}";q=${policy.quota};w=${policy.windowSeconds}`,
  RateLimit: `"${policy.name}";r=${verdict.remaining};t=${verdict.resetSeconds}`,
});
