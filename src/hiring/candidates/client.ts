// What other features hand to a candidate, unsent, for a batch of theirs.
import type { Id } from "#kernel/ids.ts";
import { done, type Outcome } from "#kernel/outcome.ts";
import { type Announcement, announcer, failIfMissed } from "#platform/commit.ts";
import type { Statement } from "#platform/d1.ts";
import type { Scope } from "#platform/scope.ts";
import { read } from "./actions.ts";
import { candidateFacts } from "./facts.ts";
import { type CandidateWhole, columnsOf, told, wordsOf } from "./rules.ts";
import * as store from "./store.ts";
import type { Consent } from "./tables.ts";

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
