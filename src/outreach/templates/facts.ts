import type { FactKind } from "#kernel/fact.ts";

export const templateFacts = {
  "message_template.created": { action: "create", entity: "message_template" },
  "message_template.changed": { action: "update", entity: "message_template" },
  "message_template.deleted": { action: "delete", entity: "message_template" },
  "message_template.tested": { action: "share", entity: "message_template" },
} as const satisfies Record<string, FactKind>;
