import { endedBy } from "#hiring/applications/client.ts";
import { panelOf, readerOf } from "#hiring/scorecards/actions/sight.ts";
import { type CardCounts, countsOf, isMissing, type Reading, readingOf } from "#hiring/scorecards/rules.ts";
import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import { announcer, commit } from "#platform/commit.ts";
import type { Cut } from "#platform/paging.ts";
import { actorWord, type Scope } from "#platform/scope.ts";
import { debriefFacts } from "./facts.ts";
import { type DebriefState, mayDecide, mayOpen, stateOf, type Summary, summaryOf, verbOf } from "./rules.ts";
import * as store from "./store.ts";
import type { Debrief, HiringDecision } from "./tables.ts";

const tell = announcer(debriefFacts);

/** How far a debrief is, and of the cards as much as the caller may see. */
export type DebriefSeen = {
  applicationId: Id<"application">;
  state: DebriefState;
  debrief: Debrief | undefined;
  cards: CardCounts;
  reading: Reading;
  /** Who has yet to hand one in; null to who may not know. */
  missing: readonly Id<"member">[] | null;
  summary: Summary | null;
};

async function situation(scope: Scope, id: Id<"application">) {
  const [read, { duties }] = await Promise.all([store.readDebrief(scope, id), panelOf(scope, id)]);
  const reading = readingOf(readerOf(scope), duties, { isOpen: read.debrief !== undefined });
  const cards = countsOf(duties);
  return { ...read, duties, reading, cards, state: stateOf(read.debrief, cards) };
}

export async function get(scope: Scope, id: Id<"application">): Promise<Outcome<DebriefSeen>> {
  const { application, debrief, duties, reading, cards, state } = await situation(scope, id);
  if (application === undefined) return refuse("application.unknown");
  const summary = reading === "contents" ? summaryOf(await store.cardsIn(scope, id)) : null;
  const missing = reading === "counts" ? null : duties.filter(isMissing).map(({ memberId }) => memberId);
  return done({ applicationId: id, state, debrief, cards, reading, missing, summary });
}

export async function open(
  scope: Scope,
  id: Id<"application">,
  overrideReason: string | null,
): Promise<Outcome<DebriefSeen>> {
  const { application, duties, cards, state } = await situation(scope, id);
  if (application === undefined) return refuse("application.unknown");
  const allowed = mayOpen(state, cards, overrideReason);
  if (!allowed.ok) return allowed;

  const debrief: Debrief = {
    tenantId: scope.tenant.id,
    applicationId: id,
    openedAt: scope.now,
    openedBy: actorWord(scope.actor),
    // Where nothing was missing there was nothing to override.
    overrideReason: cards.missing === 0 ? null : overrideReason,
    missing: cards.missing,
    version: 1,
  };
  const reading = readingOf(readerOf(scope), duties, { isOpen: true });
  const missing = reading === "counts" ? null : duties.filter(isMissing).map(({ memberId }) => memberId);
  const summary = reading === "contents" ? summaryOf(await store.cardsIn(scope, id)) : null;
  return commit(scope, {
    change: store.insertDebrief(scope, debrief),
    fact: tell("debrief.opened", id, application.version, null, debrief),
    result: { applicationId: id, state: "open" as const, debrief, cards, reading, missing, summary },
    // Two who open it at once: the second looks again, and finds it open.
    taken: { "debriefs.tenant_id, debriefs.application_id": { code: "commit.missed" } },
  });
}

export type DecisionWords = {
  outcome: HiringDecision["outcome"];
  rationale: string;
  interview_id: Id<"interview"> | null;
  reason: string | null;
};

export async function decide(
  scope: Scope,
  id: Id<"application">,
  words: DecisionWords,
): Promise<Outcome<HiringDecision>> {
  const { application, debrief, reading, lastOrdinal } = await situation(scope, id);
  if (application === undefined) return refuse("application.unknown");
  const allowed = mayDecide(debrief, reading, application);
  if (!allowed.ok) return allowed;
  const { interview_id: meeting } = words;
  if (meeting !== null && (await store.findMeeting(scope, id, meeting)) === undefined)
    return refuse("decision.interview_unknown", { pointer: "/interview_id" });

  const decision: HiringDecision = {
    tenantId: scope.tenant.id,
    id: scope.newId("decision"),
    applicationId: id,
    outcome: words.outcome,
    rationale: words.rationale,
    decidedBy: actorWord(scope.actor),
    interviewId: meeting,
    ordinal: lastOrdinal + 1,
    createdAt: scope.now,
  };
  // A rationale speaks of cards: it stands with the decision, and in no log.
  const { rationale: _, ...said } = decision;
  const fact = tell("decision.made", decision.id, 1, null, said);
  // Two who decide at once: the second looks again.
  const taken = {
    "hiring_decisions.tenant_id, hiring_decisions.application_id, hiring_decisions.ordinal": { code: "commit.missed" },
  };
  const verb = verbOf[words.outcome];
  if (verb === null)
    return commit(scope, { change: store.insertDecision(scope, decision), fact, result: decision, taken });
  const ended = endedBy(scope, application, verb, words.reason);
  if (!ended.ok) return ended;
  const { change, also, fact: moved } = ended.value;
  return commit(scope, {
    change,
    fact: moved,
    also: [...also, store.insertDecision(scope, decision)],
    alsoFacts: [fact],
    result: decision,
    taken,
  });
}

export async function decisions(scope: Scope, id: Id<"application">, cut: Cut): Promise<Outcome<Page<HiringDecision>>> {
  const { application, reading } = await situation(scope, id);
  if (application === undefined) return refuse("application.unknown");
  return reading === "contents" ? done(await store.listDecisions(scope, id, cut)) : refuse("decision.sealed");
}
