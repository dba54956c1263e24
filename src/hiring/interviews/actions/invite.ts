// One interview that is offered to many: each of them has one of their own, and a link to book it by.
import { findOrCreateCandidate, type Introduced } from "#hiring/candidates/actions.ts";
import type { Candidate } from "#hiring/candidates/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, type Refusal, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import { commit } from "#platform/commit.ts";
import type { Cut } from "#platform/paging.ts";
import type { Scope } from "#platform/scope.ts";
import { invitedBefore, readCandidates } from "../mentioned.ts";
import { type InterviewFault, judged, may } from "../rules.ts";
import { type InterviewFilter, listInterviews } from "../search.ts";
import * as store from "../store.ts";
import type { Interview, Participant } from "../tables.ts";
import { linkFor, type OfferWords } from "./offer.ts";
import { blank, candidateSeat, nextOf, rowOf, told } from "./rows.ts";

export type InviteeWords = { candidate_id: Id<"candidate"> } | { name: string; email: string };

/** Somebody an interview was offered to, with what became of it. */
export type Invitee = { interview: Interview; candidate: Pick<Candidate, "id" | "name" | "email"> | undefined };

async function openToInvite(scope: Scope, id: Id<"interview">): Promise<Outcome<store.InterviewWhole>> {
  const interview = await store.findInterview(scope, id);
  if (interview === undefined) return refuse("interview.unknown");
  if (interview.audience !== "many") return refuse("interview.not_for_many");
  const state = may(interview, "offer");
  return state.ok ? done(interview) : state;
}

/** All of them or nobody; whoever is new here becomes a candidate. */
export async function invite(
  scope: Scope,
  id: Id<"interview">,
  words: OfferWords & { invitees: readonly InviteeWords[] },
): Promise<Outcome<readonly Invitee[]>> {
  const opened = await openToInvite(scope, id);
  if (!opened.ok) return opened;
  const parent = opened.value;
  const people = await introduced(scope, words.invitees);
  const before = await invitedBefore(
    scope,
    id,
    people.flatMap((one) => one?.candidate.id ?? []),
  );
  const verdict = judged(faultsOfInvitees(people, words.invitees, before));
  if (!verdict.ok) return verdict;

  const here = people.filter((one) => one !== undefined);
  // Born at one moment, they go by their ids in every list: in the order in which they are named.
  const ids = here.map(() => scope.newId("interview")).toSorted((a, b) => (a < b ? -1 : 1));
  const made = await Promise.all(
    here.map(({ candidate }, place) => childOf(scope, parent, { id: ids[place], candidate }, words)),
  );
  const drafted = made.filter((one) => one.ok).map(({ value }) => value);
  const refused = made.find((one) => !one.ok);
  if (refused !== undefined && !refused.ok) return refused;

  const row = nextOf(scope, parent, {});
  return commit(scope, {
    change: store.updateInterview(scope, parent, row),
    fact: told("interview.changed", rowOf(parent), row),
    also: [...here.flatMap(({ statements }) => statements), ...drafted.flatMap(({ also }) => also)],
    alsoFacts: [...here.flatMap(({ facts }) => facts), ...drafted.flatMap(({ facts }) => facts)],
    result: drafted.map(({ child, candidate }) => ({ interview: child, candidate })),
    taken: Object.assign({}, raced, ...here.map(({ taken }) => taken)) as Record<string, Refusal>,
  });
}

/** Two who invite somebody at once: the second finds them invited. */
const raced: Record<string, Refusal> = {
  "interviews.tenant_id, interviews.parent_id, interviews.candidate_id": { code: "commit.missed" },
};

/** Who they are, in the order in which they are named; undefined where there is nobody of that id. */
async function introduced(scope: Scope, words: readonly InviteeWords[]): Promise<(Introduced | undefined)[]> {
  const known = await readCandidates(
    scope,
    words.flatMap((one) => ("candidate_id" in one ? [one.candidate_id] : [])),
  );
  return Promise.all(
    words.map(async (one) => {
      if (!("candidate_id" in one)) return findOrCreateCandidate(scope, one);
      const candidate = known.get(one.candidate_id);
      return candidate && { candidate, isNew: false, statements: [], facts: [], taken: {} };
    }),
  );
}

function faultsOfInvitees(
  people: readonly (Introduced | undefined)[],
  words: readonly InviteeWords[],
  before: ReadonlySet<string>,
): InterviewFault[] {
  const faults: InterviewFault[] = [];
  const seen = new Set<string>();
  for (const [place, one] of people.entries()) {
    const field = words[place] !== undefined && "candidate_id" in words[place] ? "candidate_id" : "email";
    const pointer = `/invitees/${place}/${field}`;
    const key = one === undefined ? "" : one.isNew ? one.candidate.email : one.candidate.id;
    if (one === undefined) faults.push({ pointer, code: "interview.candidate_unknown" });
    else if (seen.has(key)) faults.push({ pointer, code: "interview.person_twice" });
    else if (before.has(key)) faults.push({ pointer, code: "interview.invited_already" });
    seen.add(key);
  }
  return faults;
}

/** The interview of one of them: like the one that is offered, with the same panel, their own candidate and their own link. */
async function childOf(
  scope: Scope,
  parent: store.InterviewWhole,
  { id, candidate }: { id: Id<"interview"> | undefined; candidate: Candidate },
  words: OfferWords,
) {
  const drafted = await linkFor(scope, parent, words);
  if (!drafted.ok) return drafted;
  const { link, statement, fact } = drafted.value;
  const { audience: _, ...like } = rowOf(parent);
  const fresh = blank(scope, { audience: "one", mode: like.mode, title: like.title, timeZone: like.timeZone });
  const child: Interview = {
    ...fresh,
    id: id ?? fresh.id,
    jobId: like.jobId,
    stageId: like.stageId,
    eventTypeId: like.eventTypeId,
    formId: like.formId,
    organizerId: like.organizerId,
    description: like.description,
    minutes: like.minutes,
    location: like.location,
    parentId: parent.id,
    candidateId: candidate.id,
    linkId: link.id,
    linkSentAt: scope.now,
  };
  const panel = parent.participants.map(
    (one): Participant => ({
      ...one,
      id: scope.newId("participant"),
      interviewId: child.id,
      invitedAt: scope.now,
      createdAt: scope.now,
      updatedAt: scope.now,
    }),
  );
  return done({
    child,
    candidate,
    also: [
      statement,
      store.insertInterview(scope, child),
      ...store.insertParticipants(scope, [candidateSeat(scope, child.id, candidate.id), ...panel]),
    ],
    facts: [fact, told("interview.created", null, child), told("interview.offered", null, child)],
  });
}

/** Whoever was invited, in the order in which they were. */
export async function listInvitees(
  scope: Scope,
  id: Id<"interview">,
  status: InterviewFilter["status"],
  cut: Cut,
): Promise<Outcome<Page<Invitee>>> {
  const parent = await store.findInterview(scope, id);
  if (parent === undefined) return refuse("interview.unknown");
  if (parent.audience !== "many") return refuse("interview.not_for_many");
  const page = await listInterviews(scope, { parent_id: id, status }, { ...cut, by: "created_at" });
  const people = await readCandidates(
    scope,
    page.rows.flatMap(({ candidateId }) => candidateId ?? []),
  );
  const rows = page.rows.map((interview) => ({
    interview,
    candidate: interview.candidateId === null ? undefined : people.get(interview.candidateId),
  }));
  return done({ ...page, rows });
}
