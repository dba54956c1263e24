import type { FactKind } from "#kernel/fact.ts";

export const notificationFacts = {
  "notification.read": { action: "update", entity: "notification" },
  "notification.all_read": { action: "update", entity: "member" },
  "notification.deleted": { action: "delete", entity: "notification" },
  "notification_preferences.changed": { action: "update", entity: "member" },
} as const satisfies Record<string, FactKind>;
