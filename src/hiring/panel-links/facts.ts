import type { FactKind } from "#kernel/fact.ts";

export const panelLinkFacts = {
  "panel_link.created": { action: "create", entity: "panel_link" },
  "panel_link.used": { action: "update", entity: "panel_link" },
  "panel_link.revoked": { action: "update", entity: "panel_link" },
} as const satisfies Record<string, FactKind>;
