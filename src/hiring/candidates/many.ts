// Many people at once, as a file has them: read together, and written in a batch of whoever brings them.
import type { Id } from "#kernel/ids.ts";
import { type Announcement, announcer, failIfMissed } from "#platform/commit.ts";
import type { Statement } from "#platform/d1.ts";
import type { Scope } from "#platform/scope.ts";
import { begun, type CandidatePatch, type NewWords, said } from "./actions.ts";
import { changeCandidate, createCandidate, listCandidates } from "./contract.ts";
import { candidateFacts } from "./facts.ts";
import { type CandidateWhole, columnsOf, nothingSaid, told, wordsOf } from "./rules.ts";
import * as store from "./store.ts";

export { taken as candidateTaken } from "./actions.ts";

const tell = announcer(candidateFacts);

/** What may be said of somebody new, of somebody known, and what they are looked for by. */
export const newCandidate = createCandidate.body;
export const candidatePatch = changeCandidate.body;
export const candidateFilter = listCandidates.query;

export type Company = {
  /** Everybody who has one of the addresses, by address. */
  byEmail: ReadonlyMap<string, CandidateWhole>;
  byExternalId: ReadonlyMap<string, Id<"candidate">>;
  members: ReadonlySet<string>;
};

/** What is known of all that a part of a file names, in four trips however long it is. */
export async function knownAmong(
  scope: Scope,
  named: { emails: readonly string[]; externalIds: readonly string[]; owners: readonly string[] },
): Promise<Company> {
  const [owners, holders, members] = await scope.db.batch([
    store.ownersOf(scope, named.emails),
    store.holdersOf(scope, named.externalIds),
    store.membersAmong(scope, named.owners),
  ]);
  const ids = owners.map(({ candidateId }) => candidateId);
  const rows = await store.wholeOf(scope, await store.findCandidates(scope, ids));
  const byId = new Map(rows.map((one) => [one.id, one]));
  return {
    byEmail: new Map(
      owners.flatMap(({ email, candidateId }) => {
        const one = byId.get(candidateId);
        return one === undefined ? [] : [[email, one] as const];
      }),
    ),
    byExternalId: new Map(holders.map(({ id, externalId }) => [externalId ?? "", id])),
    members: new Set(members.map(({ id }) => id)),
  };
}

export type TakenIn = { id: Id<"candidate">; statements: readonly Statement[]; facts: readonly Announcement[] };

/** Somebody nobody knew. */
export function arriving(scope: Scope, words: NewWords, owner: Id<"member"> | null): TakenIn {
  const { name, email, metadata } = words;
  const one = begun(scope, said({ ...nothingSaid, name, email, metadata, owner_id: owner }, words));
  return {
    id: one.id,
    statements: [store.insertCandidate(scope, one), ...store.insertBeside(scope, one)],
    facts: [tell("candidate.created", one.id, 1, null, told(one))],
  };
}

/** Somebody known, of whom something else is said now; null when all of it was known. Addresses are added, and none taken away. */
export function corrected(scope: Scope, before: CandidateWhole, patch: CandidatePatch): TakenIn | null {
  const { metadata: _, other_emails: more = [], ...words } = patch;
  const known = wordsOf(before);
  const columns = columnsOf(said({ ...known, other_emails: [...known.other_emails, ...more] }, words));
  if (JSON.stringify(columns) === JSON.stringify(columnsOf(known))) return null;
  const after: CandidateWhole = { ...before, ...columns, updatedAt: scope.now, version: before.version + 1 };
  return {
    id: before.id,
    statements: [
      store.updateCandidate(scope, before, after),
      failIfMissed(scope),
      ...store.changeBeside(scope, before, after),
    ],
    facts: [tell("candidate.changed", before.id, after.version, told(before), told(after))],
  };
}
