import type { FactKind } from "#kernel/fact.ts";

export const userFacts = {
  "user.changed": { action: "update", entity: "user" },
  "user.email_changed": { action: "update", entity: "user" },
  /** Closed the account, and thereby left this tenant. */
  "user.left": { action: "delete", entity: "member" },
  "identity.removed": { action: "delete", entity: "identity" },
} as const satisfies Record<string, FactKind>;
