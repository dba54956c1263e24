import { isId } from "#kernel/ids.ts";
import { messageOf } from "#platform/commit.ts";
import { sendBatch } from "#platform/d1.ts";
import { faultName, logFault } from "#platform/log.ts";
import type { Context, FactNote, Scope } from "#platform/scope.ts";
import type { OpenTenant, Reaction } from "./reactions.ts";
import { type Heard, insertInbox, isInboxCollision } from "./store.ts";

export type Hearing = { reactions: readonly Reaction[]; openTenant: OpenTenant };

/** A listener that could not act, and the kind of fault that stopped it; no more, since messages may name people. */
export type Failure = { listener: string; fault: string };

/** Lets every listener of a fact act that has not acted yet. One that fails keeps none of the others from acting. */
export async function hear(context: Context, hearing: Hearing, { fact, acted }: Heard): Promise<readonly Failure[]> {
  const due = hearing.reactions.filter(({ listener, on }) => on.includes(fact.type) && !acted.has(listener));
  if (due.length === 0) return [];
  // What a reaction writes carries the id of the request that began it all.
  const scope = await hearing.openTenant(
    { ...context, requestId: fact.requestId as Context["requestId"] },
    fact.tenant,
  );
  if (scope === undefined) return due.map(({ listener }) => ({ listener, fault: "tenant unknown" }));

  const failures: Failure[] = [];
  for (const reaction of due) {
    try {
      await act(scope, reaction, fact);
    } catch (error) {
      logFault(scope.requestId, error);
      failures.push({ listener: reaction.listener, fault: faultName(error) });
    }
  }
  return failures;
}

/** The reaction's writes and its inbox row, or neither. */
async function act(scope: Scope, { listener, react }: Reaction, fact: Heard["fact"]): Promise<void> {
  const writes = await react(scope, fact);
  try {
    await sendBatch(scope.db, [insertInbox(scope, fact, listener), ...writes]);
  } catch (error) {
    // Another delivery of the same note was faster; all is done.
    if (!isInboxCollision(messageOf(error))) throw error;
  }
}

/** Undefined when a message is none of ours. */
export function noteOf(body: unknown): FactNote | undefined {
  if (typeof body !== "object" || body === null || !("tenant" in body) || !("fact" in body)) return undefined;
  const { tenant, fact } = body;
  if (typeof tenant !== "string" || typeof fact !== "string") return undefined;
  return isId("tenant", tenant) && isId("fact", fact) ? { tenant, fact } : undefined;
}
