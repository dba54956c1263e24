import type { FactKind } from "#kernel/fact.ts";

export const candidateFacts = {
  "candidate.created": { action: "create", entity: "candidate" },
  "candidate.changed": { action: "update", entity: "candidate" },
  "candidate.deleted": { action: "delete", entity: "candidate" },
  "candidate.merged": { action: "update", entity: "candidate" },
} as const satisfies Record<string, FactKind>;
