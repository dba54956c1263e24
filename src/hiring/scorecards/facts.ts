import type { FactKind } from "#kernel/fact.ts";

/** Told of the interview or application that was judged: who judged, and what they say, is in no log. */
export const scorecardFacts = {
  "scorecard.submitted": { action: "update", entity: "interview" },
  "scorecard.revised": { action: "update", entity: "interview" },
  "scorecard.submitted_apart": { action: "update", entity: "application" },
  "scorecard.revised_apart": { action: "update", entity: "application" },
} as const satisfies Record<string, FactKind>;
