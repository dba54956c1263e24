import type { FactKind } from "#kernel/fact.ts";

export const deliveryFacts = {
  "delivery.retried": { action: "update", entity: "delivery" },
} as const satisfies Record<string, FactKind>;
