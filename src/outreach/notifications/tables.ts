import { sql } from "drizzle-orm";
import { foreignKey, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { members } from "#identity/members/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { type Category, categories, type Way } from "#outreach/categories.ts";

export const priorities = ["low", "normal", "high"] as const;

/** Something a member is to know, in the product itself. */
export const notifications = sqliteTable(
  "notifications",
  {
    tenantId: text("tenant_id").$type<Id<"tenant">>().notNull(),
    id: text("id").$type<Id<"notification">>().notNull(),
    memberId: text("member_id").$type<Id<"member">>().notNull(),
    category: text("category", { enum: categories }).notNull(),
    priority: text("priority", { enum: priorities }).notNull(),
    title: text("title").notNull(),
    body: text("body").notNull(),
    actionUrl: text("action_url"),
    data: text("data", { mode: "json" }).$type<Record<string, string>>().notNull(),
    /** Of one fact a member is told once. */
    factId: text("fact_id").$type<Id<"fact">>().notNull(),
    triggeredBy: text("triggered_by").notNull(),
    readAt: integer("read_at").$type<Instant>(),
    expiresAt: integer("expires_at").$type<Instant>().notNull(),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    updatedAt: integer("updated_at").$type<Instant>().notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.id] }),
    uniqueIndex("notifications_fact").on(t.tenantId, t.factId, t.memberId),
    index("notifications_member").on(t.tenantId, t.memberId, t.createdAt, t.id),
    index("notifications_unread").on(t.tenantId, t.memberId, t.createdAt, t.id).where(sql`read_at is null`),
    // What cron looks for, in all companies at once.
    index("notifications_expiry").on(t.expiresAt),
  ],
);

/** What a member said of a category; where nothing was said, they are told. */
export type ChoiceWords = { [K in Category]?: { [W in Way]?: boolean | undefined } | undefined };

/** When and of what a member wants to hear. Who never said anything has no row. */
export const notificationPreferences = sqliteTable(
  "notification_preferences",
  {
    tenantId: text("tenant_id").$type<Id<"tenant">>().notNull(),
    memberId: text("member_id").$type<Id<"member">>().notNull(),
    choices: text("choices", { mode: "json" }).$type<ChoiceWords>().notNull(),
    /** On the wall of the zone; all three or none. An end before the start is one of the next day. */
    quietStart: text("quiet_start"),
    quietEnd: text("quiet_end"),
    quietZone: text("quiet_zone"),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    updatedAt: integer("updated_at").$type<Instant>().notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId] }),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.id] }),
  ],
);

export type Notification = typeof notifications.$inferSelect;
export type Preferences = typeof notificationPreferences.$inferSelect;
