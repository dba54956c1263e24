import type { FactKind } from "#kernel/fact.ts";

export const poolFacts = {
  "pool.created": { action: "create", entity: "pool" },
  "pool.changed": { action: "update", entity: "pool" },
  "pool.deleted": { action: "delete", entity: "pool" },
  "pool.member_seated": { action: "update", entity: "pool" },
  "pool.member_unseated": { action: "update", entity: "pool" },
} as const satisfies Record<string, FactKind>;
