import { DurableObject } from "cloudflare:workers";
import { readClock } from "#platform/clock.ts";
import { type Policy, take, type Verdict, type Window } from "./budget.ts";

/**
 * One object per key that has a budget. Counting lives in memory; it is written down at every tenth of the quota, so an
 * eviction forgets at most that much and a busy key costs few rows.
 */
export class Limiter extends DurableObject {
  readonly #windows = new Map<string, Window>();

  take(policy: Policy, cost = 1): Verdict {
    const known = this.#windows.get(policy.name) ?? this.ctx.storage.kv.get<Window>(policy.name);
    const { window, verdict } = take(known, policy, readClock(), cost);
    this.#windows.set(policy.name, window);
    const step = Math.max(1, Math.floor(policy.quota / 10));
    const before = known?.opensAt === window.opensAt ? known.used : 0;
    if (Math.floor(window.used / step) !== Math.floor(before / step)) this.ctx.storage.kv.put(policy.name, window);
    return verdict;
  }
}
