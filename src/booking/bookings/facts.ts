import type { FactKind } from "#kernel/fact.ts";

export const bookingFacts = {
  "booking.created": { action: "create", entity: "booking" },
  "booking.confirmed": { action: "update", entity: "booking" },
  "booking.declined": { action: "update", entity: "booking" },
  "booking.expired": { action: "update", entity: "booking" },
  "booking.rescheduled": { action: "update", entity: "booking" },
  "booking.reassigned": { action: "update", entity: "booking" },
  "booking.canceled": { action: "update", entity: "booking" },
  "booking.completed": { action: "update", entity: "booking" },
  "booking.no_show": { action: "update", entity: "booking" },
  "booking.guests_added": { action: "update", entity: "booking" },
  "booking.guest_removed": { action: "update", entity: "booking" },
  "booking.rsvp": { action: "update", entity: "booking" },
  "booking.relocated": { action: "update", entity: "booking" },
  "booking.changed": { action: "update", entity: "booking" },
  "booking.wall_time_kept": { action: "update", entity: "booking" },
} as const satisfies Record<string, FactKind>;

/** That somebody was booked over what they allow: filed with whom it happened to, whatever was booked. */
export const limitFacts = {
  "limits.overridden": { action: "update", entity: "member" },
} as const satisfies Record<string, FactKind>;
