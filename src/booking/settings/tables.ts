import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { tenants } from "#identity/tenants/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";

/** How a company is booked; one that has no row yet has the usual settings. */
export const bookingSettings = sqliteTable(
  "booking_settings",
  {
    tenantId: text("tenant_id")
      .$type<Id<"tenant">>()
      .notNull()
      .references(() => tenants.id),
    /** How many holds one network's strangers may have at a time. */
    publicHoldsPerNetwork: integer("public_holds_per_network").notNull(),
    /** How much of a host's coming week all strangers together may hold. */
    publicHoldPercent: integer("public_hold_percent").notNull(),
    /** A booking that waits for a word expires after so long. */
    approvalHours: integer("approval_hours").notNull(),
    /** Whose pages may show a booking page inside one of theirs. */
    embedOrigins: text("embed_origins", { mode: "json" }).$type<string[]>().notNull().default([]),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    updatedAt: integer("updated_at").$type<Instant>().notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [primaryKey({ columns: [t.tenantId] })],
);

export type BookingSettings = typeof bookingSettings.$inferSelect;
