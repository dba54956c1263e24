import { DurableObject } from "cloudflare:workers";
import { isId } from "#kernel/ids.ts";
import { after, asInstant, day, type Instant } from "#kernel/instant.ts";
import { readClock } from "#platform/clock.ts";
import { logEvent, logFault } from "#platform/log.ts";
import type { Bindings } from "#platform/scope.ts";
import { systemContext } from "#platform/system.ts";
import type { Claim, Reason, Step } from "./claims.ts";
import * as ledger from "./ledger.ts";
import { repaired } from "./repair.ts";
import { type Birth, DiaryStorage } from "./storage.ts";
import { settled, takenSince } from "./store.ts";
import { type Caller, closed, type Closed, type Heard, heard, isUnderstood } from "./words.ts";

/** So much of the past is read when a diary is written anew: limits count by the year. */
const remembered = 400 * day;

/** One object per interviewer, thin round the ledger. No verb waits between what it reads and what it writes. */
export class Diary extends DurableObject<Bindings> {
  readonly #storage: DiaryStorage;
  #rings: Instant | null = null;

  constructor(state: DurableObjectState, bindings: Bindings) {
    super(state, bindings);
    this.#storage = new DiaryStorage(state.storage);
    const next = ledger.nextWake(this.#storage.nextDue());
    if (next !== null && next <= readClock()) this.#arm();
  }

  async hold(caller: Caller, asked: ledger.Asked): Promise<Heard<ledger.HoldAnswer>> {
    return this.#serve(caller, (resource, now) => ledger.hold(this.#storage.around(resource, asked), asked, now));
  }

  async prepare(caller: Caller, txn: string): Promise<Heard<ledger.PrepareAnswer>> {
    return this.#serve(caller, (resource, now) => ledger.prepare(this.#storage.one(resource, txn), txn, now));
  }

  async finalize(caller: Caller, txn: string, verdict: ledger.Verdict): Promise<Heard<Claim["state"] | null>> {
    return this.#serve(caller, (resource, now) => ledger.finalize(this.#storage.one(resource, txn), txn, verdict, now));
  }

  async release(caller: Caller, txn: string, proof: ledger.Proof, why: Reason): Promise<Heard<boolean>> {
    return this.#serve(caller, (resource, now) =>
      ledger.release(this.#storage.one(resource, txn), txn, proof, why, now),
    );
  }

  async extend(caller: Caller, txn: string, millis: number): Promise<Heard<ledger.ExtendAnswer>> {
    return this.#serve(caller, (resource, now) => ledger.extend(this.#storage.one(resource, txn), txn, millis, now));
  }

  /** What whoever looks for free time has to see beside the books. */
  async liveHolds(caller: Caller): Promise<Heard<readonly Claim[]>> {
    return this.#serve(caller, (resource, now) => ({
      answer: ledger.liveHolds(this.#storage.pending(resource), now),
      changed: [],
    }));
  }

  /** Makes the diary say what the books say, and asks what became of whatever is due. Cron asks for it. */
  async reconcile(caller: Caller): Promise<Heard<number>> {
    const birth = await this.#born(caller);
    if ("why" in birth) return closed(birth.why);
    const repairs = await this.#repair(birth, day);
    await this.alarm();
    return heard(repairs);
  }

  /** Catches everything and rings again: after six failures the platform would give up. */
  override async alarm(): Promise<void> {
    this.#rings = null;
    try {
      const birth = this.#storage.birth();
      if (birth !== undefined) await this.#attend(birth);
    } catch (error) {
      logFault(null, error);
    }
    this.#arm();
  }

  async #attend({ tenant, resource }: Birth): Promise<void> {
    const now = readClock();
    this.#storage.write(ledger.sweep(this.#storage.due(resource, now), now));
    for (const { txn, fingerprint } of ledger.undecided(this.#storage.due(resource, now), now)) {
      try {
        const verdict = await settled(systemContext(this.env, this.ctx, now), { tenant, txn, fingerprint });
        // The claim is read again: while D1 was asked, anybody may have been here.
        this.#storage.write(ledger.finalize(this.#storage.one(resource, txn), txn, verdict, readClock()));
      } catch (error) {
        logFault(null, error);
        this.#storage.write(ledger.postpone(this.#storage.one(resource, txn), txn, readClock()));
      }
    }
  }

  async #serve<A>(caller: Caller, verb: (resource: string, now: Instant) => Step<A>): Promise<Heard<A>> {
    const birth = await this.#born(caller);
    if ("why" in birth) return closed(birth.why);
    // The object's own clock: a caller's fast one must not end another's hold.
    const answer = this.#storage.write(verb(birth.resource, readClock()));
    this.#arm();
    return heard(answer);
  }

  /** Born on its first day, to one tenant; born again from the books when they say that storage may have been lost. */
  async #born(caller: Caller): Promise<Birth | { why: Closed }> {
    const known = this.#storage.birth();
    const [tenant = "", resource = ""] = (this.ctx.id.name ?? "").split(":");
    if (!isUnderstood(caller) || caller.epoch < (known?.epoch ?? 0)) return { why: "outdated" };
    const isOurs = caller.tenant === tenant && (known === undefined || known.tenant === tenant);
    if (!isOurs || !isId("tenant", tenant) || !isId("member", resource)) return { why: "foreign" };
    if (known?.epoch === caller.epoch) return known;
    const birth: Birth = { tenant, resource, epoch: caller.epoch };
    await this.#repair(birth, remembered);
    this.#storage.write({ answer: null, changed: [] }, birth);
    return birth;
  }

  async #repair({ tenant, resource }: Birth, lookBack: number): Promise<number> {
    const now = readClock();
    const since = after(now, -lookBack);
    const suspects = this.#storage.since(resource, since, now).claims.filter(({ state }) => state === "booked");
    const taken = await takenSince(systemContext(this.env, this.ctx, now), tenant, resource, since);
    const here = this.#storage.since(resource, since, readClock());
    const txns = suspects.map(({ txn }) => txn);
    const repairs = this.#storage.write(repaired(here, txns, taken, readClock()));
    const count = repairs.restored + repairs.released + repairs.clashes;
    if (count > 0) logEvent("diary", repairs);
    return count;
  }

  #arm(): void {
    const next = ledger.nextWake(this.#storage.nextDue());
    if (next === null || (this.#rings !== null && this.#rings <= next)) return;
    this.#rings = next;
    void this.ctx.storage.setAlarm(Math.max(next, asInstant(readClock() + 1)));
  }
}
