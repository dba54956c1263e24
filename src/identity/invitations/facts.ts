import type { FactKind } from "#kernel/fact.ts";

export const invitationFacts = {
  "invitation.created": { action: "create", entity: "invitation" },
  "invitation.changed": { action: "update", entity: "invitation" },
  "invitation.resent": { action: "share", entity: "invitation" },
  "invitation.revoked": { action: "delete", entity: "invitation" },
  "invitation.accepted": { action: "update", entity: "invitation" },
} as const satisfies Record<string, FactKind>;
