import { sendBatch } from "#platform/d1.ts";
import { logEvent } from "#platform/log.ts";
import type { Context, FactNote } from "#platform/scope.ts";
import { type Failure, type Hearing, hear, noteOf } from "./hear.ts";
import { clearOutbox, type Heard, keyOf, readNotes } from "./store.ts";
import { deadLetters } from "./tables.ts";

const deadQueue = /^interlock-facts-dead-/;

export const isDeadQueue = (queue: string): boolean => deadQueue.test(queue);

/**
 * A batch of the dead-letter queue: facts the consumer gave up on. Each gets a last try, which also says what is in
 * the way; what fails again becomes a row that waits for a person, and is rung no more.
 */
export async function bury(context: Context, hearing: Hearing, batch: MessageBatch): Promise<void> {
  const notes = batch.messages.map(({ body }) => noteOf(body));
  const known = await readNotes(
    context,
    notes.filter((note) => note !== undefined),
  );
  let buried = 0;
  for (const [at, message] of batch.messages.entries()) {
    const note = notes[at];
    const heard = note && known.get(keyOf(note));
    if (note !== undefined && heard !== undefined) {
      const failures = await hear(context, hearing, heard);
      await sendBatch(context.db, [
        ...(failures.length === 0 ? [] : [dig(context, heard, failures)]),
        clearOutbox(context, [note satisfies FactNote]),
      ]);
      if (failures.length > 0) buried += 1;
    }
    message.ack();
  }
  logEvent("dead_letter", { queue: batch.queue, messages: batch.messages.length, known: known.size, buried });
}

/** One letter waits per fact, however often the fact arrives here. */
function dig(context: Context, { fact }: Heard, failures: readonly Failure[]) {
  return context.db
    .insert(deadLetters)
    .values({
      tenantId: fact.tenant,
      id: context.newId("dead_letter"),
      factId: fact.id,
      factType: fact.type,
      reason: failures.map(({ listener, fault }) => `${listener}: ${fault}`).join("; "),
      buriedAt: context.now,
    })
    .onConflictDoNothing();
}
