import type { FactKind } from "#kernel/fact.ts";

export const debriefFacts = {
  "debrief.opened": { action: "update", entity: "application" },
  "decision.made": { action: "create", entity: "decision" },
} as const satisfies Record<string, FactKind>;
