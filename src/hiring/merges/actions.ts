import { handedTo, withdrawnAs } from "#hiring/applications/client.ts";
import type { Application } from "#hiring/applications/tables.ts";
import { read } from "#hiring/candidates/actions.ts";
import { absorbing, standsAt } from "#hiring/candidates/client.ts";
import { type CandidateWhole, statusOf } from "#hiring/candidates/rules.ts";
import { handInterviews } from "#hiring/interviews/client.ts";
import type { Interview } from "#hiring/interviews/tables.ts";
import { handNotes } from "#hiring/notes/client.ts";
import { handCards } from "#hiring/scorecards/client.ts";
import { handTags } from "#hiring/tags/client.ts";
import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { seen } from "#kernel/version.ts";
import { commit, failIfMissed } from "#platform/commit.ts";
import type { Scope } from "#platform/scope.ts";
import { type Double, planOf, unite } from "./rules.ts";
import * as store from "./store.ts";

type Who = Id<"candidate">;

/** Whom there is to merge from; whoever was merged into this very candidate is done with. */
async function loserOf(scope: Scope, winner: Who, from: Who): Promise<Outcome<CandidateWhole | null>> {
  if (from === winner) return refuse("candidate.merge_self", { pointer: "/from_id" });
  const found = await read(scope, from);
  if (found.ok) return found;
  const into = found.refusal["merged_into"] ?? null;
  if (into === winner) return done(null);
  return refuse("candidate.merge_unknown", { pointer: "/from_id", ...(into === null ? {} : { merged_into: into }) });
}

export async function merge(
  scope: Scope,
  id: Who,
  from: Who,
  ifMatch: number | undefined,
): Promise<Outcome<CandidateWhole>> {
  const found = await read(scope, id);
  if (!found.ok) return found;
  const winner = found.value;
  const other = await loserOf(scope, id, from);
  if (!other.ok) return other;
  const loser = other.value;
  if (loser === null) return done(winner);
  const current = seen(winner, ifMatch);
  if (!current.ok) return current;
  const both = await store.readBoth(scope, id, from);
  const of = (who: Who) => both.considered.filter(({ candidateId }) => candidateId === who);
  const plan = planOf(of(id), of(from));
  if (!plan.ok) return plan;

  const { moving, doubled } = plan.value;
  const talks = goingOver(both.talks, id, from);
  const after = standing(scope, unite(winner, loser), [...of(id), ...moving], [...talks.theirs, ...talks.moving]);
  const applied = [
    ...moving.map((one) => handedTo(scope, one, id)),
    ...doubled
      .filter(({ from: one }) => one.status === "active")
      .map(({ from: one }) => withdrawnAs(scope, one, "merged")),
  ];
  const handed = handInterviews(scope, talks.moving, id, intoOf(doubled));
  const moved = {
    applications: moving.map((one) => one.id),
    kept_applications: doubled.map(({ from: one }) => one.id),
    interviews: talks.moving.map((one) => one.id),
  };
  const whole = absorbing(scope, { winner, loser, after, steps: applied.length + talks.moving.length, moved });

  return commit(scope, {
    // The two rows are looked at first: what goes over tells their statuses anew, and their versions rise with that.
    first: [
      standsAt(scope, winner),
      standsAt(scope, loser),
      ...applied.flatMap(({ change, also }) => [...(change === null ? [] : [change, failIfMissed(scope)]), ...also]),
      ...handed.statements,
      ...handCards(scope, from, id, intoOf(doubled), moved.interviews),
      ...handNotes(scope, from, id),
      ...handTags(scope, from, id),
      ...whole.first,
    ],
    change: whole.change,
    also: [
      ...whole.also,
      ...store.nothingLeft(scope, from, [...doubled.map(({ from: one }) => one.id), ...talks.kept]),
    ],
    fact: whole.fact,
    alsoFacts: [...whole.facts, ...applied.map(({ fact }) => fact), ...handed.facts],
    result: whole.after,
    taken: {
      "participants.tenant_id, participants.interview_id, participants.candidate_id": { code: "commit.missed" },
    },
  });
}

/** The application that takes the place of one that stays behind. */
const intoOf = (doubled: readonly Double<Application>[]): ReadonlyMap<Id<"application">, Id<"application">> =>
  new Map(doubled.map(({ from, into }) => [from.id, into.id]));

/** Of two invitations to one offer the second stays where it was. */
function goingOver(talks: readonly Interview[], winner: Who, loser: Who) {
  const theirs = talks.filter(({ candidateId }) => candidateId === winner);
  const isInvited = ({ parentId }: Interview) => parentId !== null && theirs.some((one) => one.parentId === parentId);
  const of = talks.filter(({ candidateId }) => candidateId === loser);
  return {
    theirs,
    moving: of.filter((one) => !isInvited(one)),
    kept: of.filter(isInvited).map(({ id }) => id),
  };
}

function standing(
  scope: Scope,
  one: CandidateWhole,
  considered: readonly Application[],
  talks: readonly Interview[],
): CandidateWhole {
  const status = statusOf(
    one.saidStatus,
    considered,
    talks.map(({ bookingStatus, actualStart, canceledAt }) => ({
      bookingStatus,
      hasBegun: actualStart !== null,
      isCanceled: canceledAt !== null,
    })),
  );
  const open = considered.filter((application) => application.status === "active");
  return { ...one, status, round: Math.max(0, ...open.map(({ round }) => round)), updatedAt: scope.now };
}
