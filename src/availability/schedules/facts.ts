import type { FactKind } from "#kernel/fact.ts";

export const scheduleFacts = {
  "schedule.created": { action: "create", entity: "schedule" },
  "schedule.changed": { action: "update", entity: "schedule" },
  "schedule.deleted": { action: "delete", entity: "schedule" },
} as const satisfies Record<string, FactKind>;
