import type { Id } from "#kernel/ids.ts";
import { asInstant, minute } from "#kernel/instant.ts";
import { sendBatch } from "#platform/d1.ts";
import type { Context, Scope } from "#platform/scope.ts";
import { listUnheard, putOff } from "./store.ts";

/** What the doorbell and the consumer together may take before a fact counts as unheard. */
const grace = minute;
/** As many messages as the queue takes at once. */
const perRing = 100;
const ringsPerTick = 10;

/** The doorbell. It may fail to ring: the outbox row is what counts, and the cron rings again. */
export function ring(scope: Scope, facts: readonly Id<"fact">[]): void {
  const notes = facts.map((fact) => ({ body: { tenant: scope.tenant.id, fact } }));
  scope.later(scope.bindings.FACTS.sendBatch(notes).catch(() => undefined));
}

/** Rings again for facts that nobody heard: the queue lost them, or the Worker died between commit and ring. */
export async function ringAgain(context: Context): Promise<number> {
  let rung = 0;
  for (let round = 0; round < ringsPerTick; round++) {
    const notes = await listUnheard(context, asInstant(context.now - grace), perRing);
    if (notes.length === 0) break;
    // First the bell, then the note that it was rung: who dies between them rings twice, never not at all.
    await context.bindings.FACTS.sendBatch(notes.map((body) => ({ body })));
    await sendBatch(context.db, [putOff(context, notes)]);
    rung += notes.length;
    if (notes.length < perRing) break;
  }
  return rung;
}
