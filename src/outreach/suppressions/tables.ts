import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { tenants } from "#identity/tenants/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { categories } from "#outreach/categories.ts";

export const reasons = ["bounce", "complaint", "unsubscribe", "manual"] as const;
/** One category, or all of them. */
export const scopes = ["all", ...categories] as const;

/** An address that is not to be written to: at all, or about one thing. */
export const suppressions = sqliteTable(
  "suppressions",
  {
    tenantId: text("tenant_id")
      .$type<Id<"tenant">>()
      .notNull()
      .references(() => tenants.id),
    id: text("id").$type<Id<"suppression">>().notNull(),
    /** In small letters, to be looked up. */
    email: text("email").notNull(),
    category: text("category", { enum: scopes }).notNull(),
    reason: text("reason", { enum: reasons }).notNull(),
    note: text("note"),
    /** The mail that came back, or by whose link somebody went. */
    deliveryId: text("delivery_id").$type<Id<"delivery">>(),
    createdBy: text("created_by").notNull(),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    updatedAt: integer("updated_at").$type<Instant>().notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("suppressions_email").on(t.tenantId, t.email, t.category),
    index("suppressions_created").on(t.tenantId, t.createdAt, t.id),
  ],
);

export type Suppression = typeof suppressions.$inferSelect;
