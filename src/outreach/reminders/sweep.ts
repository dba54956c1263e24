import { takesKeys } from "#platform/mail/dispatch.ts";
import type { Context, ReminderNote } from "#platform/scope.ts";
import * as store from "./store.ts";

/** As many messages as the queue takes at once. */
const perRing = 100;
const perClaim = 500;
const claimsPerTick = 4;

/** Takes up what is due, and rings for each. Whoever is left over is the first of the next minute. */
export async function claimReminders(context: Context): Promise<number> {
  let claimed = await ringFor(context, await store.claimUnheard(context, perClaim));
  for (let round = 0; round < claimsPerTick; round++) {
    const taken = await ringFor(context, await store.claimDue(context, perClaim));
    claimed += taken;
    if (taken < perClaim) break;
  }
  return claimed;
}

/** A bell that nobody hears costs time only: the claim runs out, and the next tick takes them up again. */
async function ringFor(context: Context, notes: readonly ReminderNote[]): Promise<number> {
  // One queue carries the notes of facts and of these.
  const queue = context.bindings.FACTS as unknown as Queue<ReminderNote>;
  for (let at = 0; at < notes.length; at += perRing)
    await queue.sendBatch(notes.slice(at, at + perRing).map((body) => ({ body })));
  return notes.length;
}

/** What a sender began and never ended may have gone out: whether it is sent again is for the provider to allow. */
export const loseReminders = (context: Context): Promise<number> => store.loseSending(context, takesKeys(context));
