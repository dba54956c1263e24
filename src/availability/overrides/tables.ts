import { sql } from "drizzle-orm";
import { foreignKey, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { members } from "#identity/members/tables.ts";
import { tenants } from "#identity/tenants/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import type { Day } from "#time/dates.ts";
import type { LocalRange } from "#time/hours.ts";
import { schedules } from "../schedules/tables.ts";

export const overrideKinds = ["unavailable", "available"] as const;

/** Local dates on which other hours hold, or none; of one schedule, or of whichever is asked for. */
export const overrides = sqliteTable(
  "overrides",
  {
    tenantId: text("tenant_id")
      .$type<Id<"tenant">>()
      .notNull()
      .references(() => tenants.id),
    id: text("id").$type<Id<"override">>().notNull(),
    memberId: text("member_id").$type<Id<"member">>().notNull(),
    scheduleId: text("schedule_id").$type<Id<"schedule">>(),
    firstDate: integer("first_date").$type<Day>().notNull(),
    lastDate: integer("last_date").$type<Day>().notNull(),
    kind: text("kind", { enum: overrideKinds }).notNull(),
    ranges: text("ranges", { mode: "json" }).$type<readonly LocalRange[]>().notNull(),
    reason: text("reason"),
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
    foreignKey({ columns: [t.tenantId, t.scheduleId], foreignColumns: [schedules.tenantId, schedules.id] }),
    // By the last date: whoever plans ahead reads nothing of what is over.
    index("overrides_member").on(t.tenantId, t.memberId, t.lastDate, t.firstDate).where(sql`deleted_at is null`),
    index("overrides_dates").on(t.tenantId, t.firstDate, t.id).where(sql`deleted_at is null`),
    index("overrides_schedule").on(t.tenantId, t.scheduleId).where(sql`deleted_at is null`),
  ],
);

export type Override = typeof overrides.$inferSelect;
