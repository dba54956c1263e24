import type { FactKind } from "#kernel/fact.ts";

export const interviewingFacts = {
  "interviewing.changed": { action: "update", entity: "member" },
} as const satisfies Record<string, FactKind>;
