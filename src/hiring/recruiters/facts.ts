import type { FactKind } from "#kernel/fact.ts";

export const recruiterFacts = {
  "recruiter_profile.changed": { action: "update", entity: "member" },
} as const satisfies Record<string, FactKind>;
