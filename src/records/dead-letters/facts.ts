import type { FactKind } from "#kernel/fact.ts";

export const deadLetterFacts = {
  "dead_letter.replayed": { action: "update", entity: "dead_letter" },
  "dead_letter.resolved": { action: "update", entity: "dead_letter" },
} as const satisfies Record<string, FactKind>;
