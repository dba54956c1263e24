import type { FactKind } from "#kernel/fact.ts";

export const overrideFacts = {
  "override.created": { action: "create", entity: "override" },
  "override.changed": { action: "update", entity: "override" },
  "override.deleted": { action: "delete", entity: "override" },
} as const satisfies Record<string, FactKind>;
