import type { FactKind } from "#kernel/fact.ts";

export const timeOffFacts = {
  "time_off.created": { action: "create", entity: "time_off" },
  "time_off.changed": { action: "update", entity: "time_off" },
  "time_off.deleted": { action: "delete", entity: "time_off" },
} as const satisfies Record<string, FactKind>;
