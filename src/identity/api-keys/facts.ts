import type { FactKind } from "#kernel/fact.ts";

export const apiKeyFacts = {
  "api_key.created": { action: "create", entity: "api_key" },
  "api_key.changed": { action: "update", entity: "api_key" },
  "api_key.rotated": { action: "update", entity: "api_key" },
  "api_key.revoked": { action: "update", entity: "api_key" },
} as const satisfies Record<string, FactKind>;
