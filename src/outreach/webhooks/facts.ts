import type { FactKind } from "#kernel/fact.ts";

export const webhookFacts = {
  "webhook.created": { action: "create", entity: "webhook" },
  "webhook.changed": { action: "update", entity: "webhook" },
  "webhook.deleted": { action: "delete", entity: "webhook" },
  "webhook.rotated": { action: "update", entity: "webhook" },
  "webhook.verified": { action: "update", entity: "webhook" },
  "webhook.disabled": { action: "update", entity: "webhook" },
  "webhook.redelivered": { action: "update", entity: "webhook" },
} as const satisfies Record<string, FactKind>;
