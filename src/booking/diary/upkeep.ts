// What a diary does unasked. Whenever it has waited for the books, it reads itself again: meanwhile anybody may have been here.
import { after } from "#kernel/instant.ts";
import { readClock } from "#platform/clock.ts";
import { passing } from "#platform/faults.ts";
import { logEvent, logFault } from "#platform/log.ts";
import type { Context } from "#platform/scope.ts";
import type { Birth } from "./claims.ts";
import * as ledger from "./ledger.ts";
import { type Repairs, repaired } from "./repair.ts";
import type { DiaryStorage } from "./storage.ts";
import { booksOf } from "./store.ts";

/** Everything due: what is over goes, and what waits for a decision asks for it. */
export function attend(storage: DiaryStorage, birth: Birth, context: Context): Promise<void> {
  const work = () => settle(storage, birth, context);
  return DEV_BUILD ? passing("diary.alarm", work, context.later) : work();
}

async function settle(storage: DiaryStorage, birth: Birth, context: Context): Promise<void> {
  const { resource } = birth;
  const books = booksOf(context, birth);
  storage.write(ledger.sweep(storage.due(resource, context.now), context.now));
  for (const { txn, fingerprint } of ledger.undecided(storage.due(resource, context.now), context.now)) {
    try {
      const verdict = await books.settled({ txn, fingerprint });
      storage.write(ledger.finalize(storage.one(resource, txn), txn, verdict, readClock()));
    } catch (error) {
      logFault(null, error);
      storage.write(ledger.postpone(storage.one(resource, txn), txn, readClock()));
    }
  }
}

/** Makes the diary say what the books say of everything that begins no longer ago than that. */
export async function compare(
  storage: DiaryStorage,
  birth: Birth,
  context: Context,
  lookBack: number,
): Promise<Repairs> {
  const { tenant, resource } = birth;
  const books = booksOf(context, birth);
  const since = after(context.now, -lookBack);
  const booked = storage.since(resource, since, context.now).claims.filter(({ state }) => state === "booked");
  const taken = await books.takenSince(since);
  const known = new Set(taken.map(({ txn }) => txn));
  const suspects = booked.map(({ txn }) => txn).filter((txn) => !known.has(txn));
  const givenBack = suspects.length === 0 ? [] : await books.givenBack(suspects);
  const now = readClock();
  const repairs = storage.write(repaired(storage.since(resource, since, now), suspects, { taken, givenBack }, now));
  const { missing, ...counts } = repairs;
  if (counts.restored + counts.released + counts.clashes > 0) logEvent("diary", counts);
  if (missing.length > 0)
    logEvent("alert", { what: "hours missing from the books", tenant, member: resource, hours: missing.length });
  return repairs;
}
