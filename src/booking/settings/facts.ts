import type { FactKind } from "#kernel/fact.ts";

export const bookingSettingsFacts = {
  "booking_settings.changed": { action: "update", entity: "tenant" },
} as const satisfies Record<string, FactKind>;
