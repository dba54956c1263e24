import { sql } from "drizzle-orm";
import { foreignKey, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { members } from "#identity/members/tables.ts";
import { tenants } from "#identity/tenants/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import type { WeeklyRange } from "#time/hours.ts";
import type { ZoneId } from "#time/zones.ts";

/** A member's week under a name. The week is one document: it is read, replaced and versioned as a whole. */
export const schedules = sqliteTable(
  "schedules",
  {
    tenantId: text("tenant_id")
      .$type<Id<"tenant">>()
      .notNull()
      .references(() => tenants.id),
    id: text("id").$type<Id<"schedule">>().notNull(),
    memberId: text("member_id").$type<Id<"member">>().notNull(),
    name: text("name").notNull(),
    description: text("description"),
    timeZone: text("time_zone").$type<ZoneId>().notNull(),
    isDefault: integer("is_default", { mode: "boolean" }).notNull(),
    weekly: text("weekly", { mode: "json" }).$type<readonly WeeklyRange[]>().notNull(),
    metadata: text("metadata", { mode: "json" }).$type<Record<string, string>>().notNull(),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    updatedAt: integer("updated_at").$type<Instant>().notNull(),
    version: integer("version").notNull().default(1),
    deletedAt: integer("deleted_at").$type<Instant>(),
    deletedBy: text("deleted_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.id] }),
    uniqueIndex("schedules_name").on(t.tenantId, t.memberId, t.name).where(sql`deleted_at is null`),
    uniqueIndex("schedules_default").on(t.tenantId, t.memberId).where(sql`is_default = 1 and deleted_at is null`),
    index("schedules_created").on(t.tenantId, t.createdAt, t.id),
  ],
);

export type Schedule = typeof schedules.$inferSelect;
