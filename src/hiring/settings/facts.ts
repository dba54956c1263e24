import type { FactKind } from "#kernel/fact.ts";

export const hiringSettingsFacts = {
  "hiring_settings.changed": { action: "update", entity: "tenant" },
} as const satisfies Record<string, FactKind>;
