import type { FactKind } from "#kernel/fact.ts";

export const noteFacts = {
  "note.created": { action: "create", entity: "note" },
  "note.changed": { action: "update", entity: "note" },
  "note.deleted": { action: "delete", entity: "note" },
} as const satisfies Record<string, FactKind>;
