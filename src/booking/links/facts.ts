import type { FactKind } from "#kernel/fact.ts";

export const linkFacts = {
  "scheduling_link.created": { action: "create", entity: "link" },
  "scheduling_link.changed": { action: "update", entity: "link" },
  "scheduling_link.revoked": { action: "update", entity: "link" },
  "link.opened": { action: "update", entity: "link" },
} as const satisfies Record<string, FactKind>;
