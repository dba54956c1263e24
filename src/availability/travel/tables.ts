import { sql } from "drizzle-orm";
import { foreignKey, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { members } from "#identity/members/tables.ts";
import { tenants } from "#identity/tenants/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import type { ZoneId } from "#time/zones.ts";

/** Where a member's wall is elsewhere for a while, or from then on: their hours are read there. */
export const travel = sqliteTable(
  "travel",
  {
    tenantId: text("tenant_id")
      .$type<Id<"tenant">>()
      .notNull()
      .references(() => tenants.id),
    id: text("id").$type<Id<"travel">>().notNull(),
    memberId: text("member_id").$type<Id<"member">>().notNull(),
    startsAt: integer("starts_at").$type<Instant>().notNull(),
    endsAt: integer("ends_at").$type<Instant>(),
    timeZone: text("time_zone").$type<ZoneId>().notNull(),
    note: text("note"),
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
    index("travel_member").on(t.tenantId, t.memberId, t.endsAt, t.startsAt).where(sql`deleted_at is null`),
    index("travel_starts").on(t.tenantId, t.startsAt, t.id).where(sql`deleted_at is null`),
  ],
);

export type Travel = typeof travel.$inferSelect;
