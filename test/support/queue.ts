import { createExecutionContext, createMessageBatch, getQueueResult, waitOnExecutionContext } from "cloudflare:test";
import { bury } from "#platform/facts/bury.ts";
import { consume } from "#platform/facts/consume.ts";
import type { Hearing } from "#platform/facts/hear.ts";
import type { FactNote } from "#platform/scope.ts";
import { testContext } from "./world/world.ts";

type Verdict = { acked: string[]; again: string[] };
type Door = (context: ReturnType<typeof testContext>, hearing: Hearing, batch: MessageBatch) => Promise<void>;

async function hand(
  door: Door,
  queue: string,
  hearing: Hearing,
  bodies: readonly unknown[],
  attempts: number,
): Promise<Verdict> {
  const messages = bodies.map((body, at) => ({ id: String(at), timestamp: new Date(), attempts, body }));
  const batch = createMessageBatch(queue, messages);
  const execution = createExecutionContext();
  await door(testContext(), hearing, batch);
  await waitOnExecutionContext(execution);
  const result = await getQueueResult(batch, execution);
  return { acked: result.explicitAcks, again: result.retryMessages.map(({ msgId }) => msgId) };
}

/** Hands a batch to the consumer of facts, as the queue does. */
export const deliver = (hearing: Hearing, notes: readonly (FactNote | object)[], attempts = 1): Promise<Verdict> =>
  hand(consume, "interlock-facts-local", hearing, notes, attempts);

/** Hands a batch to the consumer of what the queue gave up on. */
export const giveUp = (hearing: Hearing, notes: readonly FactNote[]): Promise<Verdict> =>
  hand(bury, "interlock-facts-dead-local", hearing, notes, 1);
