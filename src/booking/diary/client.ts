// How others reach a diary. A diary is the object named `ten_…:mem_…`; nobody else makes that name.
import type { Id } from "#kernel/ids.ts";
import { behindPoints } from "#platform/faults.ts";
import type { Bindings, Context } from "#platform/scope.ts";
import type { Claim, Reason } from "./claims.ts";
import type { Diary } from "./diary.object.ts";
import type { Occasion } from "./faults.ts";
import type { Asked, ExtendAnswer, HoldAnswer, PrepareAnswer, Proof, Verdict } from "./ledger.ts";
import { callerFor, type Heard, type Standing } from "./words.ts";

type Stub = DurableObjectStub<Diary>;

/** Three tries within about half a second: all verbs may be told twice, and the caller has a deadline of its own. */
const tries = 3;
const firstPauseMillis = 40;

/** Thrown when a diary cannot be asked: nobody knows then whether the call arrived. */
export class DiaryOutOfReach extends Error {
  override name = "DiaryOutOfReach";
}

/** The verbs of one member's diary. */
export function diaryOf(bindings: Pick<Bindings, "DIARY">, tenant: Id<"tenant">, member: string) {
  const caller = callerFor(tenant);
  const ask = <A>(call: (stub: Stub) => Promise<Heard<A>>): Promise<A> =>
    persistently(() => call(bindings.DIARY.getByName(`${tenant}:${member}`)));
  return {
    hold: (asked: Asked) => ask<HoldAnswer>(async (stub) => stub.hold(caller, asked)),
    prepare: (txn: string) => ask<PrepareAnswer>(async (stub) => stub.prepare(caller, txn)),
    finalize: (txn: string, verdict: Verdict) =>
      ask<Claim["state"] | null>(async (stub) => stub.finalize(caller, txn, verdict)),
    release: (txn: string, proof: Proof, why: Reason) =>
      ask<boolean>(async (stub) => stub.release(caller, txn, proof, why)),
    extend: (txn: string, millis: number) => ask<ExtendAnswer>(async (stub) => stub.extend(caller, txn, millis)),
    liveHolds: () => ask<readonly Claim[]>(async (stub) => stub.liveHolds(caller)),
    reconcile: () => ask<number>(async (stub) => stub.reconcile(caller)),
    look: () => ask<Standing>(async (stub) => stub.look(caller)),
  };
}

export type DiaryVerbs = ReturnType<typeof diaryOf>;

/** The same, for whoever is no coordinator. */
export function diaryFor(
  { bindings, later }: Pick<Context, "bindings" | "later">,
  tenant: Id<"tenant">,
  member: string,
  occasion: Occasion,
): DiaryVerbs {
  const verbs = diaryOf(bindings, tenant, member);
  return DEV_BUILD ? behindPoints(verbs, occasion, later) : verbs;
}

/** A new stub for each try, because a fault can break the old one for good. */
async function persistently<A>(call: () => Promise<Heard<A>>): Promise<A> {
  for (let attempt = 1; ; attempt++) {
    try {
      const said = await call();
      if (said.open) return said.answer;
      if (said.why === "foreign") throw new Error("A diary was asked by a tenant it does not belong to.");
      if (attempt === tries) throw new DiaryOutOfReach(said.why);
    } catch (error) {
      if (!isWorthAnother(error) || attempt === tries) throw error;
    }
    await jitter(firstPauseMillis * 4 ** (attempt - 1));
  }
}

/** The runtime says so itself; whoever is overloaded is left alone. */
const isWorthAnother = (error: unknown): boolean =>
  error instanceof Error &&
  "retryable" in error &&
  error.retryable === true &&
  !("overloaded" in error && error.overloaded === true);

const jitter = (millis: number): Promise<void> => scheduler.wait(Math.random() * millis);
