import type { Application } from "#hiring/applications/tables.ts";
import { type CardCounts, type Reading } from "#hiring/scorecards/rules.ts";
import { recommendations, type Scorecard } from "#hiring/scorecards/tables.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Debrief, HiringDecision } from "./tables.ts";

export type DebriefCode =
  | "debrief.already_open"
  | "debrief.cards_missing"
  | "decision.debrief_closed"
  | "decision.card_owed"
  | "decision.sealed"
  | "decision.application_over"
  | "decision.interview_unknown";

/** `waiting`: cards are missing. `ready`: all that are required are in. `open`: they lie open. */
export type DebriefState = "waiting" | "ready" | "open";

export function stateOf(debrief: Debrief | undefined, { missing }: CardCounts): DebriefState {
  if (debrief !== undefined) return "open";
  return missing === 0 ? "ready" : "waiting";
}

/** What can be done to a debrief, and what it is then. What is not here is refused. */
export const debriefEdges = {
  waiting: { override: "open" },
  ready: { open: "open", override: "open" },
  open: {},
} as const satisfies Record<DebriefState, Partial<Record<"open" | "override", DebriefState>>>;

/** It opens when all required cards are in; before, only to who says why. */
export function mayOpen(
  state: DebriefState,
  { missing }: CardCounts,
  overrideReason: string | null,
): Outcome<true, DebriefCode> {
  const edges: Partial<Record<"open" | "override", DebriefState>> = debriefEdges[state];
  if (edges[overrideReason === null ? "open" : "override"] !== undefined) return done(true);
  return state === "open" ? refuse("debrief.already_open") : refuse("debrief.cards_missing", { missing });
}

type Outcomes = HiringDecision["outcome"];

/** What becomes of an application by a decision; one that holds leaves it where it is. */
export const verbOf = { hire: "hired", reject: "rejected", hold: null } as const satisfies Record<
  Outcomes,
  "hired" | "rejected" | null
>;

/** Whoever decides has read the cards, and judged first where a card is asked of them. */
export function mayDecide(
  debrief: Debrief | undefined,
  reading: Reading,
  { status }: Pick<Application, "status">,
): Outcome<true, DebriefCode> {
  if (debrief === undefined) return refuse("decision.debrief_closed");
  if (reading !== "contents") return refuse("decision.card_owed");
  return status === "active" ? done(true) : refuse("decision.application_over", { application_status: status });
}

export type Summary = {
  recommendations: Record<(typeof recommendations)[number], number>;
  meanRating: number | null;
};

/** What the cards that count come to; trainees' are none of them. */
export function summaryOf(cards: readonly Pick<Scorecard, "content" | "isTraining">[]): Summary {
  const counted = cards.filter(({ isTraining }) => !isTraining).map(({ content }) => content);
  const [strong_yes, yes, no, strong_no] = recommendations.map(
    (one) => counted.filter(({ recommendation }) => recommendation === one).length,
  );
  const ratings = counted.flatMap(({ rating }) => rating ?? []);
  const sum = ratings.reduce((total, rating) => total + rating, 0);
  return {
    recommendations: { strong_yes: strong_yes ?? 0, yes: yes ?? 0, no: no ?? 0, strong_no: strong_no ?? 0 },
    meanRating: ratings.length === 0 ? null : Math.round((sum / ratings.length) * 100) / 100,
  };
}
