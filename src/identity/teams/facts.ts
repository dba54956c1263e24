import type { FactKind } from "#kernel/fact.ts";

export const teamFacts = {
  "team.created": { action: "create", entity: "team" },
  "team.changed": { action: "update", entity: "team" },
  "team.deleted": { action: "delete", entity: "team" },
  "team.member_seated": { action: "update", entity: "team" },
  "team.member_unseated": { action: "update", entity: "team" },
} as const satisfies Record<string, FactKind>;
