// What other features hand to a candidate, unsent, for a batch of theirs.
import { sql } from "drizzle-orm";
import type { Id } from "#kernel/ids.ts";
import { done, type Outcome } from "#kernel/outcome.ts";
import { type Announcement, announcer, failIfMissed, failUnlessStill } from "#platform/commit.ts";
import type { Statement } from "#platform/d1.ts";
import { actorWord, type Scope } from "#platform/scope.ts";
import { read } from "./actions.ts";
import { candidateFacts } from "./facts.ts";
import { type CandidateWhole, columnsOf, told, wordsOf } from "./rules.ts";
import * as store from "./store.ts";
import type { Consent } from "./tables.ts";

export { Candidate } from "./contract.ts";
export * from "./many.ts";
export { view as candidateView } from "./views.ts";

const tell = announcer(candidateFacts);

export type TakenOver = { statements: readonly Statement[]; facts: readonly Announcement[] };

/** An address that turned out to be theirs, and what was agreed to under it. What they had already they do not get twice. */
export async function alsoKnownAs(
  scope: Scope,
  id: Id<"candidate">,
  { email, consent }: { email: string; consent: Consent | null },
): Promise<Outcome<TakenOver>> {
  const found = await read(scope, id);
  if (!found.ok) return found;
  const before = found.value;
  if (consent === null && before.emails.includes(email)) return done({ statements: [], facts: [] });

  const words = wordsOf(before);
  const consents = consent === null ? words.consents : [...words.consents, consent];
  const columns = columnsOf({ ...words, other_emails: [...words.other_emails, email], consents });
  const after: CandidateWhole = { ...before, ...columns, updatedAt: scope.now, version: before.version + 1 };
  return done({
    statements: [
      store.updateCandidate(scope, before, after),
      failIfMissed(scope),
      ...store.changeBeside(scope, before, after),
    ],
    facts: [tell("candidate.changed", id, after.version, told(before), told(after))],
  });
}

/** Undoes the batch when this row is no longer as it was read. */
export const standsAt = (scope: Scope, { id, version }: CandidateWhole): Statement =>
  failUnlessStill(
    scope,
    sql`${version} = (select version from candidates where tenant_id = ${scope.tenant.id} and id = ${id} and deleted_at is null)`,
  );

export type Absorbing = {
  winner: CandidateWhole;
  loser: CandidateWhole;
  /** The winner with all that was the loser's. */
  after: CandidateWhole;
  /** How many rows went over: with each a status may be told anew, and a version risen. */
  steps: number;
  /** What went over, for the record. */
  moved: Record<string, readonly string[]>;
};

/** One record goes and another has what was its own. Both rows must have been looked at in the same batch before (`standsAt`). */
export function absorbing(scope: Scope, { winner, loser, after: whole, steps, moved }: Absorbing) {
  const after: CandidateWhole = { ...whole, version: winner.version + steps + 1 };
  const gone: CandidateWhole = {
    ...loser,
    mergedInto: winner.id,
    deletedAt: scope.now,
    deletedBy: actorWord(scope.actor),
    updatedAt: scope.now,
    version: loser.version + steps + 1,
  };
  return {
    after,
    // The id of one's own that both cannot have is free once the loser is gone.
    first: [store.handEmails(scope, loser.id, winner.id), store.overwriteCandidate(scope, gone)],
    change: store.overwriteCandidate(scope, after),
    also: [
      ...store.setSkills(scope, after),
      store.setWords(scope, after),
      ...store.insertMerge(scope, {
        tenantId: scope.tenant.id,
        loserId: loser.id,
        winnerId: winner.id,
        before: { candidate: loser, ...moved },
        createdBy: actorWord(scope.actor),
        createdAt: scope.now,
      }),
      store.stillTold(scope, after),
    ],
    fact: tell("candidate.merged", winner.id, after.version, told(winner), { ...told(after), mergedFrom: loser.id }),
    facts: [tell("candidate.deleted", loser.id, gone.version, told(loser), null)],
  };
}
