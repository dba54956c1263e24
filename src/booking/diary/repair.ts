import { after, type Instant, minute } from "#kernel/instant.ts";
import { applied, type Claim, claimOf, type Diary, type Step } from "./claims.ts";
import { release, restore } from "./ledger.ts";

/** An hour as the books have it. */
export type TakenHour = Pick<Claim, "txn" | "start" | "end" | "eventType" | "share" | "seat"> & {
  beforeMinutes: number;
  afterMinutes: number;
};

export type Repairs = { restored: number; released: number; clashes: number };

/**
 * The diary as the books have it. `suspects` were booked before the books were read: those that the books do not have were given
 * back, because what is given back is never taken again.
 */
export function repaired(
  diary: Diary,
  suspects: readonly string[],
  taken: readonly TakenHour[],
  now: Instant,
): Step<Repairs> {
  const repairs: Repairs = { restored: 0, released: 0, clashes: 0 };
  let here = diary;
  const known = new Set(taken.map(({ txn }) => txn));
  for (const txn of suspects) {
    if (known.has(txn) || claimOf(here, txn)?.state !== "booked") continue;
    here = applied(here, release(here, txn, "canceled", "canceled", now));
    repairs.released++;
  }
  for (const hour of taken) {
    const step = restore(here, rowOf(hour), now);
    if (step.answer === "restored") repairs.restored++;
    if (step.answer === "clashes") repairs.clashes++;
    here = applied(here, step);
  }
  const before = new Map(diary.claims.map((claim) => [claim.txn, claim]));
  return { answer: repairs, changed: here.claims.filter((claim) => before.get(claim.txn) !== claim) };
}

const rowOf = ({ beforeMinutes, afterMinutes, ...hour }: TakenHour) => ({
  ...hour,
  fingerprint: "",
  from: after(hour.start, -beforeMinutes * minute),
  to: after(hour.end, afterMinutes * minute),
  supersedes: null,
});
