import { DurableObject } from "cloudflare:workers";
import { asInstant, day, type Instant, second } from "#kernel/instant.ts";
import { readClock } from "#platform/clock.ts";
import { logFault } from "#platform/log.ts";
import type { Bindings } from "#platform/scope.ts";
import { systemContext } from "#platform/system.ts";
import { type Birth, type Claim, type Diary as Pages, type Reason, type Step, unchanged } from "./claims.ts";
import * as ledger from "./ledger.ts";
import { DiaryStorage } from "./storage.ts";
import { attend, compare } from "./upkeep.ts";
import { bornFor, type Caller, closed, type Closed, type Heard, heard, type Standing } from "./words.ts";

/** So much of the past is read when a diary is written anew: limits count by the year. */
const remembered = 400 * day;
/** No alarm is set further ahead than that: the platform knows no far future, and one that rings too early is set again. */
const farthest = 30 * day;
/** An alarm that late was lost, and is set again. */
const lost = 10 * second;

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
    return this.#serveOne(caller, txn, (diary, now) => ledger.prepare(diary, txn, now));
  }

  async finalize(caller: Caller, txn: string, verdict: ledger.Verdict): Promise<Heard<Claim["state"] | null>> {
    return this.#serveOne(caller, txn, (diary, now) => ledger.finalize(diary, txn, verdict, now));
  }

  async release(caller: Caller, txn: string, proof: ledger.Proof, why: Reason): Promise<Heard<boolean>> {
    return this.#serveOne(caller, txn, (diary, now) => ledger.release(diary, txn, proof, why, now));
  }

  async extend(caller: Caller, txn: string, millis: number): Promise<Heard<ledger.ExtendAnswer>> {
    return this.#serveOne(caller, txn, (diary, now) => ledger.extend(diary, txn, millis, now));
  }

  /** What whoever looks for free time has to see beside the books. */
  async liveHolds(caller: Caller): Promise<Heard<readonly Claim[]>> {
    return this.#serve(caller, (resource, now) => unchanged(ledger.liveHolds(this.#storage.pending(resource), now)));
  }

  /** Makes the diary say what the books say, and asks what became of whatever is due. Cron asks for it. */
  async reconcile(caller: Caller): Promise<Heard<number>> {
    return this.#admit(caller, async (birth) => {
      const { restored, released, clashes } = await compare(this.#storage, birth, this.#context(), day);
      await this.alarm();
      return restored + released + clashes;
    });
  }

  /** The same for all it remembers, and how it stands then. */
  async look(caller: Caller): Promise<Heard<Standing>> {
    return this.#admit(caller, async (birth) => {
      const { missing } = await compare(this.#storage, birth, this.#context(), remembered);
      return { epoch: birth.epoch, counts: this.#storage.counts(), missing };
    });
  }

  /** Catches everything and rings again: after six failures the platform would give up. */
  override async alarm(): Promise<void> {
    this.#rings = null;
    try {
      const birth = this.#storage.birth();
      if (birth !== undefined) await attend(this.#storage, birth, this.#context());
    } catch (error) {
      logFault(null, error);
    }
    this.#arm();
  }

  async #admit<A>(caller: Caller, work: (birth: Birth) => A | Promise<A>): Promise<Heard<A>> {
    const birth = await this.#born(caller);
    return "why" in birth ? closed(birth.why) : heard(await work(birth));
  }

  #serve<A>(caller: Caller, verb: (resource: string, now: Instant) => Step<A>): Promise<Heard<A>> {
    return this.#admit(caller, ({ resource }) => {
      // The object's own clock: a caller's fast one must not end another's hold.
      const answer = this.#storage.write(verb(resource, readClock()));
      this.#arm();
      return answer;
    });
  }

  #serveOne<A>(caller: Caller, txn: string, verb: (diary: Pages, now: Instant) => Step<A>): Promise<Heard<A>> {
    return this.#serve(caller, (resource, now) => verb(this.#storage.one(resource, txn), now));
  }

  /** Born on its first day, to one tenant; born again from the books when they say that storage may have been lost. */
  async #born(caller: Caller): Promise<Birth | { why: Closed }> {
    const known = this.#storage.birth();
    const birth = bornFor(caller, this.ctx.id.name, known);
    if ("why" in birth || birth === known) return birth;
    await compare(this.#storage, birth, this.#context(), remembered);
    this.#storage.write({ answer: null, changed: [] }, birth);
    return birth;
  }

  #context = () => systemContext(this.env, this.ctx, readClock());

  #arm(): void {
    const next = ledger.nextWake(this.#storage.nextDue());
    if (next === null) return;
    const now = readClock();
    const at = asInstant(Math.min(Math.max(next, now + 1), now + farthest));
    if (this.#rings !== null && this.#rings <= at && now < this.#rings + lost) return;
    this.#rings = at;
    void this.ctx.storage.setAlarm(at);
  }
}
