import { sendBatch } from "#platform/d1.ts";
import { logEvent } from "#platform/log.ts";
import type { Context, FactNote } from "#platform/scope.ts";
import { type Failure, type Hearing, hear, noteOf } from "./hear.ts";
import { clearOutbox, keyOf, readNotes } from "./store.ts";

type Noted = { message: Message; note: FactNote };

/** A batch of the fact queue. Each message is answered for itself: through, or once more later. */
export async function consume(context: Context, hearing: Hearing, batch: MessageBatch): Promise<void> {
  const noted = batch.messages.flatMap((message): Noted[] => {
    const note = noteOf(message.body);
    // What cannot be read now never will be.
    if (note === undefined) message.ack();
    return note === undefined ? [] : [{ message, note }];
  });

  const known = await readNotes(
    context,
    noted.map(({ note }) => note),
  );
  const through: Noted[] = [];
  for (const { message, note } of noted) {
    const heard = known.get(keyOf(note));
    const failures: readonly Failure[] =
      heard === undefined ? [{ listener: "-", fault: "fact unknown" }] : await hear(context, hearing, heard);
    if (failures.length === 0) through.push({ message, note });
    else message.retry({ delaySeconds: patience(message.attempts) });
  }

  // Until its row is gone a fact is rung again, so it goes last, and only then is the message let go.
  if (through.length > 0)
    await sendBatch(context.db, [
      clearOutbox(
        context,
        through.map(({ note }) => note),
      ),
    ]);
  for (const { message } of through) message.ack();
  logEvent("queue", {
    queue: batch.queue,
    messages: batch.messages.length,
    through: through.length,
    again: noted.length - through.length,
    unreadable: batch.messages.length - noted.length,
    d1_trips: context.tally.trips,
  });
}

/** 10, 30, 90 and 270 seconds. */
const patience = (attempts: number): number => Math.min(10 * 3 ** (attempts - 1), 3_600);
