import type { FactKind } from "#kernel/fact.ts";

export const formFacts = {
  "scorecard_form.created": { action: "create", entity: "scorecard_form" },
  "scorecard_form.changed": { action: "update", entity: "scorecard_form" },
  "scorecard_form.deleted": { action: "delete", entity: "scorecard_form" },
  "scorecard_form.assigned": { action: "update", entity: "event_type" },
} as const satisfies Record<string, FactKind>;
