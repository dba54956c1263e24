import type { Tag } from "#hiring/tags/tables.ts";
import { mergeMetadata } from "#http/wire.ts";
import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, type Refusal, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import { seen } from "#kernel/version.ts";
import { type Announcement, announcer, commit } from "#platform/commit.ts";
import type { Statement } from "#platform/d1.ts";
import type { Cut } from "#platform/paging.ts";
import { actorWord, type Scope } from "#platform/scope.ts";
import { candidateFacts } from "./facts.ts";
import {
  type CandidateWhole,
  type CandidateWords,
  columnsOf,
  nothingSaid,
  removable,
  statusOf,
  told,
  wordsOf,
} from "./rules.ts";
import * as store from "./store.ts";
import type { Candidate } from "./tables.ts";
import { matchOf } from "./words.ts";

const tell = announcer(candidateFacts);

/** An address somebody was given meanwhile is looked at again; so whoever asks is told whose it is. */
const emailRaced = { "candidate_emails.tenant_id, candidate_emails.email": { code: "commit.missed" } };
export const taken: Record<string, Refusal> = {
  ...emailRaced,
  "candidates.tenant_id, candidates.external_id": { code: "candidate.external_id_taken", pointer: "/external_id" },
};

/** A candidate, and their tags when they were asked for. */
export type CandidateShown = CandidateWhole & { tags?: readonly Tag[] };

type Wish = ReadonlySet<"tags">;

export async function list(
  scope: Scope,
  filter: store.CandidateFilter,
  cut: Cut,
  expand: Wish,
): Promise<Outcome<Page<CandidateShown>>> {
  const page = await pageFor(scope, filter, cut);
  return done({ ...page, rows: await shown(scope, page.rows, expand) });
}

const nobody: Page<Candidate> = { rows: [], next: null };

async function pageFor(
  scope: Scope,
  { email, external_id, q, status, owner_id, tag_id, skill }: store.CandidateFilter,
  cut: Cut,
): Promise<Page<Candidate>> {
  const sought = { q, status, owner_id, tag_id, skill };
  const seeks = Object.values(sought).some((value) => value !== undefined);
  const named = await namedBy(scope, email, external_id);
  if (named === null) return nobody;
  if (!seeks) return named === undefined ? store.listCandidates(scope, cut) : { rows: [named], next: null };
  const labels = q === undefined && tag_id === undefined ? [] : await store.labelsOf(scope);
  const match = matchOf(scope.tenant.id, sought, labels);
  return match === undefined ? nobody : store.seekCandidates(scope, match, named?.id, cut);
}

/** Who has this address and this id: undefined when neither is asked for, null when nobody has both. */
async function namedBy(scope: Scope, email: string | undefined, externalId: string | undefined) {
  if (email === undefined && externalId === undefined) return undefined;
  const byEmail = email === undefined ? undefined : await candidateByEmail(scope, email);
  if (externalId === undefined) return byEmail ?? null;
  const byId = await store.findByExternalId(scope, externalId);
  return byId !== undefined && (email === undefined || byId.id === byEmail?.id) ? byId : null;
}

export async function get(scope: Scope, id: Id<"candidate">, expand: Wish): Promise<Outcome<CandidateShown>> {
  const found = await read(scope, id);
  if (!found.ok) return found;
  const [whole = found.value] = await withTags(scope, [found.value], expand);
  return done(whole);
}

const shown = async (scope: Scope, rows: readonly Candidate[], expand: Wish) =>
  withTags(scope, await store.wholeOf(scope, rows), expand);

async function withTags(scope: Scope, rows: readonly CandidateWhole[], expand: Wish): Promise<CandidateShown[]> {
  if (!expand.has("tags") || rows.length === 0) return [...rows];
  const tags = await store.tagsOf(
    scope,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({ ...row, tags: tags.get(row.id) ?? [] }));
}

/** Somebody who is there; whoever turned out to be somebody else says who. */
export async function read(scope: Scope, id: Id<"candidate">): Promise<Outcome<CandidateWhole>> {
  const row = await store.readCandidate(scope, id);
  if (row === undefined) return refuse("candidate.unknown");
  if (row.deletedAt !== null) return refuse("candidate.merged", { merged_into: row.mergedInto });
  const [whole] = await store.wholeOf(scope, [row]);
  return whole === undefined ? refuse("candidate.unknown") : done(whole);
}

/** Whose address this is. */
async function candidateByEmail(scope: Scope, email: string): Promise<Candidate | undefined> {
  const [owner] = await store.ownersOf(scope, [email]);
  return owner === undefined ? undefined : store.findCandidate(scope, owner.candidateId);
}

export function begun(scope: Scope, words: CandidateWords): CandidateWhole {
  return {
    ...columnsOf(words),
    tenantId: scope.tenant.id,
    id: scope.newId("candidate"),
    status: statusOf(words.said_status, [], []),
    round: 0,
    linkedUserId: null,
    anonymisedAt: null,
    mergedInto: null,
    createdBy: actorWord(scope.actor),
    createdAt: scope.now,
    updatedAt: scope.now,
    version: 1,
    deletedAt: null,
    deletedBy: null,
  };
}

/** Whether every address is free, or already that candidate's. */
async function areFree(scope: Scope, { emails, id }: Pick<CandidateWhole, "emails" | "id">): Promise<Outcome<true>> {
  const owners = await store.ownersOf(scope, emails);
  const other = owners.find(({ candidateId }) => candidateId !== id);
  if (other === undefined) return done(true);
  const place = emails.indexOf(other.email);
  const pointer = place === 0 ? "/email" : `/other_emails/${place - 1}`;
  return refuse("candidate.email_taken", { pointer, candidate_id: other.candidateId });
}

async function isOwned(scope: Scope, owner: Id<"member"> | null): Promise<Outcome<true>> {
  if (owner === null || (await store.isMember(scope, owner))) return done(true);
  return refuse("candidate.owner_unknown", { pointer: "/owner_id" });
}

export type NewWords = Pick<CandidateWords, "name" | "email" | "metadata"> & SomeWords;

const whoOf = ({ name, email, metadata }: NewWords) => ({ name, email, metadata });

export async function create(scope: Scope, words: NewWords): Promise<Outcome<CandidateWhole>> {
  const { actor } = scope;
  const adder = actor.kind === "member" ? actor.member : null;
  const one = begun(scope, said({ ...nothingSaid, ...whoOf(words), owner_id: adder }, words));
  const free = await areFree(scope, one);
  if (!free.ok) return free;
  const owned = await isOwned(scope, words.owner_id ?? null);
  if (!owned.ok) return owned;

  return commit(scope, {
    change: store.insertCandidate(scope, one),
    also: store.insertBeside(scope, one),
    fact: tell("candidate.created", one.id, 1, null, told(one)),
    result: one,
    taken,
  });
}

export type Introduction = Pick<CandidateWords, "name" | "email"> & Partial<CandidateWords>;

/** Somebody by their address: who they are, or who they will be once the statements and facts have gone out. */
export type Introduced = {
  candidate: Candidate;
  isNew: boolean;
  /** For the caller's batch: `also`. */
  statements: readonly Statement[];
  /** For the caller's `alsoFacts`. */
  facts: readonly Announcement[];
  /** For the caller's `taken`: two who introduce somebody at once. */
  taken: Record<string, Refusal>;
};

/** Nothing is sent, and nothing that is known of somebody is changed. */
export async function findOrCreateCandidate(scope: Scope, words: Introduction): Promise<Introduced> {
  const email = words.email.toLowerCase();
  const known = await candidateByEmail(scope, email);
  if (known !== undefined) return { candidate: known, isNew: false, statements: [], facts: [], taken: {} };
  const one = begun(scope, { ...nothingSaid, ...words, email });
  return {
    candidate: one,
    isNew: true,
    statements: [store.insertCandidate(scope, one), ...store.insertBeside(scope, one)],
    facts: [tell("candidate.created", one.id, 1, null, told(one))],
    taken: emailRaced,
  };
}

type SomeWords = { [K in Exclude<keyof CandidateWords, "metadata">]?: CandidateWords[K] | undefined };

export type CandidatePatch = SomeWords & { metadata?: Record<string, string | null> | undefined };

/** What is not said stays. */
export function said(words: Required<CandidateWords>, patch: SomeWords): CandidateWords {
  const defined = Object.entries(patch).filter(([, value]) => value !== undefined);
  // Only what is undefined was left out, and the patch is typed field by field.
  return { ...words, ...(Object.fromEntries(defined) as Partial<CandidateWords>) };
}

export async function change(
  scope: Scope,
  id: Id<"candidate">,
  patch: CandidatePatch,
  ifMatch: number | undefined,
): Promise<Outcome<CandidateWhole>> {
  const found = await read(scope, id);
  if (!found.ok) return found;
  const before = found.value;
  const current = seen(before, ifMatch);
  if (!current.ok) return current;

  const { metadata, ...words } = patch;
  const known = { ...wordsOf(before), metadata: mergeMetadata(before.metadata, metadata) };
  const columns = columnsOf(said(known, words));
  const free = await areFree(scope, { emails: columns.emails, id });
  if (!free.ok) return free;
  const owned = await isOwned(scope, patch.owner_id ?? null);
  if (!owned.ok) return owned;
  const course = await store.readCourse(scope, id);
  const after: CandidateWhole = {
    ...before,
    ...columns,
    status: statusOf(columns.saidStatus, course.considered, course.talks),
    updatedAt: scope.now,
    version: before.version + 1,
  };

  return commit(scope, {
    change: store.updateCandidate(scope, before, after),
    also: [...store.changeBeside(scope, before, after), store.stillTold(scope, after)],
    fact: tell("candidate.changed", id, after.version, told(before), told(after)),
    result: after,
    taken,
  });
}

export async function remove(scope: Scope, id: Id<"candidate">, ifMatch: number | undefined): Promise<Outcome<null>> {
  const found = await read(scope, id);
  if (!found.ok) return found;
  const before = found.value;
  const current = seen(before, ifMatch);
  if (!current.ok) return current;
  const course = await store.readCourse(scope, id);
  const allowed = removable(course.considered, course.talks);
  if (!allowed.ok) return allowed;
  const after: CandidateWhole = {
    ...before,
    deletedAt: scope.now,
    deletedBy: actorWord(scope.actor),
    updatedAt: scope.now,
    version: before.version + 1,
  };

  return commit(scope, {
    change: store.updateCandidate(scope, before, after),
    also: [...store.giveBackEmails(scope, before), store.stillIdle(scope, before)],
    fact: tell("candidate.deleted", id, after.version, told(before), null),
    result: null,
  });
}
