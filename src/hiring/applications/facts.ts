import type { FactKind } from "#kernel/fact.ts";

export const applicationFacts = {
  "application.created": { action: "create", entity: "application" },
  "application.changed": { action: "update", entity: "application" },
  "application.moved": { action: "update", entity: "application" },
  "application.rejected": { action: "update", entity: "application" },
  "application.withdrawn": { action: "update", entity: "application" },
  "application.hired": { action: "update", entity: "application" },
  "application.reopened": { action: "update", entity: "application" },
  "application.joined": { action: "update", entity: "application" },
} as const satisfies Record<string, FactKind>;
