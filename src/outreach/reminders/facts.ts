import type { FactKind } from "#kernel/fact.ts";

/** Told when an endpoint, or a member in the product, is to hear of a booking: whoever passes it on listens to this. */
export const reminderFacts = {
  "reminder.fell_due": { action: "update", entity: "reminder" },
} as const satisfies Record<string, FactKind>;
