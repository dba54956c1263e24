import { after, type Instant, minute } from "#kernel/instant.ts";
import { applied, type Claim, claimOf, type Diary, type Step } from "./claims.ts";
import { release, restore } from "./ledger.ts";

/** An hour as the books have it. */
export type TakenHour = Pick<Claim, "txn" | "start" | "end" | "eventType" | "share" | "seat"> & {
  beforeMinutes: number;
  afterMinutes: number;
};

/** What the books say: which hours are taken, and of the others that were asked about, which have been given back. */
export type InBooks = { taken: readonly TakenHour[]; givenBack: readonly string[] };

export type Repairs = { restored: number; released: number; clashes: number; missing: readonly Claim[] };

/**
 * The diary as the books have it. `suspects` were booked before the books were read. One that the books say was given back is free,
 * because what is given back is never taken again. One of which they know nothing is missing: the books were rewound, somebody was
 * promised that hour, and it stays blocked until an operator says otherwise.
 */
export function repaired(
  diary: Diary,
  suspects: readonly string[],
  { taken, givenBack }: InBooks,
  now: Instant,
): Step<Repairs> {
  const repairs = { restored: 0, released: 0, clashes: 0 };
  const missing: Claim[] = [];
  let here = diary;
  const known = new Set(taken.map(({ txn }) => txn));
  const gone = new Set(givenBack);
  for (const txn of suspects) {
    const claim = claimOf(here, txn);
    if (known.has(txn) || claim?.state !== "booked") continue;
    if (gone.has(txn)) {
      here = applied(here, release(here, txn, "canceled", "canceled", now));
      repairs.released++;
    } else missing.push(claim);
  }
  for (const hour of taken) {
    const step = restore(here, rowOf(hour), now);
    if (step.answer === "restored") repairs.restored++;
    if (step.answer === "clashes") repairs.clashes++;
    here = applied(here, step);
  }
  const before = new Map(diary.claims.map((claim) => [claim.txn, claim]));
  return { answer: { ...repairs, missing }, changed: here.claims.filter((claim) => before.get(claim.txn) !== claim) };
}

const rowOf = ({ beforeMinutes, afterMinutes, ...hour }: TakenHour) => ({
  ...hour,
  fingerprint: "",
  from: after(hour.start, -beforeMinutes * minute),
  to: after(hour.end, afterMinutes * minute),
  supersedes: null,
});
