import type { FactKind } from "#kernel/fact.ts";

export const feedFacts = {
  "calendar_feed.created": { action: "create", entity: "calendar_feed" },
  "calendar_feed.renewed": { action: "update", entity: "calendar_feed" },
  "calendar_feed.revoked": { action: "update", entity: "calendar_feed" },
} as const satisfies Record<string, FactKind>;
