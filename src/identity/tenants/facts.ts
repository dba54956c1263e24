import type { FactKind } from "#kernel/fact.ts";

export const tenantFacts = {
  "tenant.created": { action: "create", entity: "tenant" },
  "tenant.changed": { action: "update", entity: "tenant" },
  "tenant.demo_ended": { action: "update", entity: "tenant" },
  "tenant.deleted": { action: "delete", entity: "tenant" },
} as const satisfies Record<string, FactKind>;
