import type { FactKind } from "#kernel/fact.ts";

export const tagFacts = {
  "tag.created": { action: "create", entity: "tag" },
  "tag.changed": { action: "update", entity: "tag" },
  "tag.deleted": { action: "delete", entity: "tag" },
  "tag.assigned": { action: "update", entity: "tag" },
  "tag.unassigned": { action: "update", entity: "tag" },
} as const satisfies Record<string, FactKind>;
