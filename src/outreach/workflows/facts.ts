import type { FactKind } from "#kernel/fact.ts";

export const workflowFacts = {
  "workflow.created": { action: "create", entity: "workflow" },
  "workflow.changed": { action: "update", entity: "workflow" },
  "workflow.deleted": { action: "delete", entity: "workflow" },
} as const satisfies Record<string, FactKind>;
