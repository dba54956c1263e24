import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { tenants } from "#identity/tenants/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";

/** How a company hires; one that has no row yet has the usual settings. */
export const hiringSettings = sqliteTable(
  "hiring_settings",
  {
    tenantId: text("tenant_id")
      .$type<Id<"tenant">>()
      .notNull()
      .references(() => tenants.id),
    /** A card is due so long after its interview. */
    cardDueHours: integer("card_due_hours").notNull(),
    /** Whoever owes one is reminded every so often, so many times; then it is the coordinator's. */
    nudgeEveryHours: integer("nudge_every_hours").notNull(),
    nudgesAtMost: integer("nudges_at_most").notNull(),
    /** Whether somebody else of the pool is sent for who declines, until how long before, and how often. */
    replaces: integer("replaces", { mode: "boolean" }).notNull(),
    replaceUntilHours: integer("replace_until_hours").notNull(),
    swapsAtMost: integer("swaps_at_most").notNull(),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    updatedAt: integer("updated_at").$type<Instant>().notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [primaryKey({ columns: [t.tenantId] })],
);

export type HiringSettings = typeof hiringSettings.$inferSelect;
