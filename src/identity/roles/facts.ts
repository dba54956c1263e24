import type { FactKind } from "#kernel/fact.ts";

export const roleFacts = {
  "role.created": { action: "create", entity: "role" },
  "role.changed": { action: "update", entity: "role" },
  "role.deleted": { action: "delete", entity: "role" },
} as const satisfies Record<string, FactKind>;
