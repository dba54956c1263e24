import { sql } from "drizzle-orm";
import { done, type Outcome, type Refusal, refuse } from "#kernel/outcome.ts";
import { failIfRightsMoved, failUnless, messageOf } from "#platform/commit.ts";
import { type Statement, sendBatch } from "#platform/d1.ts";
import { insertDecision, isDecisionCollision } from "#platform/decisions/store.ts";
import type { Context, PersonContext } from "#platform/scope.ts";

const missed = "nothing was left to change";

export type Alone<T> = {
  change: Statement;
  also?: readonly Statement[];
  result: T;
  taken?: Record<string, Refusal>;
  /** Whose act it is: they must still be signed in when the batch runs. */
  by?: PersonContext;
};

/** A token says that somebody was signed in; a write asks whether they still are. */
export const signedIn = ({ actor, now }: PersonContext) =>
  sql`exists (select 1 from sessions where id = ${actor.session} and ended_at is null and expires_at > ${now})
    and exists (select 1 from users where id = ${actor.user} and status = 'active')`;

/**
 * `commit` for what happens outside every tenant, to somebody who belongs nowhere: one batch, undone when the guarded change
 * touches no row, remembered when the request is idempotent. There is no fact log there to tell it in.
 */
export async function commitAlone<T>(context: Context, write: Alone<T>): Promise<Outcome<T>> {
  const { decision } = context;
  const statements = [
    ...(write.by === undefined ? [] : [failIfRightsMoved(context, signedIn(write.by))]),
    ...(decision === undefined ? [] : [insertDecision(context, decision, null, decision.render(write.result))]),
    write.change,
    failUnless(context, sql`changes() > 0`, missed),
    ...(write.also ?? []),
  ];
  try {
    await sendBatch(context.db, statements);
  } catch (error) {
    const message = messageOf(error);
    if (message.includes("rights have moved")) return refuse("commit.rights_lost");
    if (message.includes(missed)) return refuse("commit.missed");
    if (isDecisionCollision(message)) return refuse("commit.decided");
    for (const [constraint, refusal] of Object.entries(write.taken ?? {})) {
      if (message.includes(`UNIQUE constraint failed: ${constraint}`)) return { ok: false, refusal };
    }
    throw error;
  }
  return done(write.result);
}
