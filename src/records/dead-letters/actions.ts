import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import { seen } from "#kernel/version.ts";
import { announcer, commit } from "#platform/commit.ts";
import { ring } from "#platform/facts/relay.ts";
import { refillOutbox } from "#platform/facts/store.ts";
import type { DeadLetter } from "#platform/facts/tables.ts";
import type { Cut } from "#platform/paging.ts";
import { actorWord, type Scope } from "#platform/scope.ts";
import { deadLetterFacts } from "./facts.ts";
import { close } from "./rules.ts";
import * as store from "./store.ts";

const tell = announcer(deadLetterFacts);

export async function list(scope: Scope, filter: store.DeadLetterFilter, cut: Cut): Promise<Outcome<Page<DeadLetter>>> {
  return done(await store.listDeadLetters(scope, filter, cut));
}

export async function get(scope: Scope, id: Id<"dead_letter">): Promise<Outcome<DeadLetter>> {
  const letter = await store.findDeadLetter(scope, id);
  return letter === undefined ? refuse("dead_letter.unknown") : done(letter);
}

/** The fact goes back into the outbox in the same batch, so that it is heard even if this ring is lost. */
export async function replay(
  scope: Scope,
  id: Id<"dead_letter">,
  ifMatch: number | undefined,
): Promise<Outcome<DeadLetter>> {
  const outcome = await settle(scope, id, "replayed", ifMatch);
  if (outcome.ok) ring(scope, [outcome.value.factId]);
  return outcome;
}

export const resolve = (
  scope: Scope,
  id: Id<"dead_letter">,
  ifMatch: number | undefined,
): Promise<Outcome<DeadLetter>> => settle(scope, id, "resolved", ifMatch);

async function settle(
  scope: Scope,
  id: Id<"dead_letter">,
  how: "replayed" | "resolved",
  ifMatch: number | undefined,
): Promise<Outcome<DeadLetter>> {
  const letter = await store.findDeadLetter(scope, id);
  if (letter === undefined) return refuse("dead_letter.unknown");

  const current = seen(letter, ifMatch);
  if (!current.ok) return current;
  const closed = close(letter, how, actorWord(scope.actor), scope.now);
  if (!closed.ok) return closed;

  return commit(scope, {
    change: store.updateDeadLetter(scope, letter, closed.value),
    fact: tell(`dead_letter.${how}`, id, closed.value.version, letter, closed.value),
    also: how === "replayed" ? [refillOutbox(scope, letter.factId)] : [],
    result: closed.value,
  });
}
