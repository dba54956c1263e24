import type { FactKind } from "#kernel/fact.ts";

export const eventTypeFacts = {
  "event_type.created": { action: "create", entity: "event_type" },
  "event_type.changed": { action: "update", entity: "event_type" },
  "event_type.hosts_changed": { action: "update", entity: "event_type" },
  "event_type.questions_changed": { action: "update", entity: "event_type" },
  "event_type.deleted": { action: "delete", entity: "event_type" },
} as const satisfies Record<string, FactKind>;
