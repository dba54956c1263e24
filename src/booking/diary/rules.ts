// What others may know of a diary's words; its verbs are for the object alone.
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Claim } from "./claims.ts";
import type { Standing } from "./words.ts";

export { type Conflict, isConflict, type Policy, type Reason } from "./claims.ts";
export type { Asked, HoldAnswer, PrepareAnswer, Proof } from "./ledger.ts";

export type DiaryCode = "diary.not_missing";

/** Only what the books have lost is an operator's to give back; everything else ends as it was decided. */
export function chosenOf(
  { missing }: Standing,
  txns: readonly string[] | undefined,
): Outcome<readonly Claim[], DiaryCode> {
  const chosen = txns === undefined ? missing : missing.filter(({ txn }) => txns.includes(txn));
  const others = txns?.filter((txn) => !missing.some((claim) => claim.txn === txn)) ?? [];
  return chosen.length === 0 || others.length > 0 ? refuse("diary.not_missing", { txns: others }) : done(chosen);
}

/** The diary as it is once those are let go. */
export function withoutHours({ counts, missing, ...standing }: Standing, gone: readonly Claim[]): Standing {
  const moved = { ...counts, booked: counts.booked - gone.length, tomb: counts.tomb + gone.length };
  return { ...standing, counts: moved, missing: missing.filter((claim) => !gone.includes(claim)) };
}
