import { DurableObject } from "cloudflare:workers";
import { minute } from "#kernel/instant.ts";
import { readClock } from "#platform/clock.ts";
import { type Policy, take, type Verdict, type Window } from "./budget.ts";
import { lease, type LeaseAnswer, living } from "./lease.ts";

/** Before the name of each holder who has a place; no policy is called so. */
const prefix = "lease ";

/** One object per key that has a budget, or so many places. */
export class Limiter extends DurableObject {
  readonly #windows = new Map<string, Window>();
  #leases: Map<string, number> | undefined;

  /**
   * Counting lives in memory; it is written down at every tenth of the quota, so an eviction forgets at most that much and a busy
   * key costs few rows.
   */
  take(policy: Policy, cost = 1): Verdict {
    const known = this.#windows.get(policy.name) ?? this.ctx.storage.kv.get<Window>(policy.name);
    const { window, verdict } = take(known, policy, readClock(), cost);
    this.#windows.set(policy.name, window);
    const step = Math.max(1, Math.floor(policy.quota / 10));
    const before = known?.opensAt === window.opensAt ? known.used : 0;
    if (Math.floor(window.used / step) !== Math.floor(before / step)) this.ctx.storage.kv.put(policy.name, window);
    return verdict;
  }

  /** Unlike uses, places are few and all written down: an eviction must not give any of them away twice. */
  async lease(holder: string, until: number, quota: number): Promise<LeaseAnswer> {
    const leases = this.#known();
    const { until: kept, answer } = lease(leases, { holder, until, quota }, readClock());
    if (kept === null || kept === leases.get(holder)) return answer;
    leases.set(holder, kept);
    this.ctx.storage.kv.put(prefix + holder, kept);
    await this.#arm(kept);
    return answer;
  }

  giveBack(holder: string): void {
    if (this.#known().delete(holder)) this.ctx.storage.kv.delete(prefix + holder);
  }

  /** Forgets what is over, and all of itself once nobody has a place here: most networks never come again. */
  override async alarm(): Promise<void> {
    const leases = this.#known();
    const live = living(leases, readClock());
    for (const holder of leases.keys()) if (!live.has(holder)) this.giveBack(holder);
    if ([...this.ctx.storage.kv.list({ limit: 1 })].length === 0) await this.ctx.storage.deleteAll();
  }

  #known(): Map<string, number> {
    this.#leases ??= new Map(
      [...this.ctx.storage.kv.list<number>({ prefix })].map(([key, until]) => [key.slice(prefix.length), until]),
    );
    return this.#leases;
  }

  /** Rings once the last of them is over, so that nobody is left for a second ring. */
  async #arm(until: number): Promise<void> {
    const rings = (await this.ctx.storage.getAlarm()) ?? 0;
    if (rings < until) await this.ctx.storage.setAlarm(until + minute);
  }
}
