import type { FactKind } from "#kernel/fact.ts";

export const travelFacts = {
  "travel.created": { action: "create", entity: "travel" },
  "travel.changed": { action: "update", entity: "travel" },
  "travel.deleted": { action: "delete", entity: "travel" },
} as const satisfies Record<string, FactKind>;
