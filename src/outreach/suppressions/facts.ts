import type { FactKind } from "#kernel/fact.ts";

export const suppressionFacts = {
  "suppression.added": { action: "create", entity: "suppression" },
  "suppression.removed": { action: "delete", entity: "suppression" },
} as const satisfies Record<string, FactKind>;
