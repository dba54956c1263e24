import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { announcer, commit } from "#platform/commit.ts";
import { logFault } from "#platform/log.ts";
import type { Scope } from "#platform/scope.ts";
import { diaryFor } from "./client.ts";
import { diaryFacts } from "./facts.ts";
import { chosenOf, withoutHours } from "./rules.ts";
import * as store from "./store.ts";
import type { Standing } from "./words.ts";

const tell = announcer(diaryFacts);
const unknown = refuse("member.unknown");

/** A member's diary beside the books. */
export type DiaryShown = Standing & { member: Id<"member"> };

export async function look(scope: Scope, member: Id<"member">): Promise<Outcome<DiaryShown>> {
  const [known] = await store.memberStatement(scope, member);
  if (known === undefined) return unknown;
  return done({ member, ...(await diaryFor(scope, scope.tenant.id, member, "operator").look()) });
}

/**
 * Hours that the books have lost, given back: first in the books, where rows come to say so, and by that the diary lets them go as
 * it does all others.
 */
export async function giveBack(
  scope: Scope,
  member: Id<"member">,
  txns: readonly string[] | undefined,
): Promise<Outcome<DiaryShown>> {
  const [known] = await store.memberStatement(scope, member);
  if (known === undefined) return unknown;
  const diary = diaryFor(scope, scope.tenant.id, member, "operator");
  const before = await diary.look();

  const chosen = chosenOf(before, txns);
  if (!chosen.ok) return chosen;

  const hours = chosen.value.map(({ txn, start, end }) => ({ txn, starts_at: start, ends_at: end }));
  const outcome = await commit(scope, {
    change: store.insertGivenBack(scope, member, chosen.value),
    fact: tell("diary.given_back", member, known.version, null, { hours }),
    result: { member, ...withoutHours(before, chosen.value) },
  });
  // Whatever keeps the diary from hearing it now, the next round tells it.
  if (outcome.ok) await diary.look().catch((error: unknown) => logFault(scope.requestId, error));
  return outcome;
}
