import type { FactKind } from "#kernel/fact.ts";

export const memberFacts = {
  "member.joined": { action: "create", entity: "member" },
  "member.changed": { action: "update", entity: "member" },
  "member.roles_changed": { action: "update", entity: "member" },
  "member.suspended": { action: "update", entity: "member" },
  "member.restored": { action: "update", entity: "member" },
  "member.deactivated": { action: "update", entity: "member" },
  "member.reactivated": { action: "update", entity: "member" },
  "member.removed": { action: "delete", entity: "member" },
  "member.left": { action: "delete", entity: "member" },
} as const satisfies Record<string, FactKind>;
