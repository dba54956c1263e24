import { foreignKey, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { members } from "#identity/members/tables.ts";
import { tenants } from "#identity/tenants/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import type { Weekday } from "#time/dates.ts";
import type { ZoneId } from "#time/zones.ts";

export const periods = ["day", "week", "month", "year"] as const;

/** How many interviews, and minutes of them, a period may hold; null is no limit. */
export type Limits = Record<(typeof periods)[number], { count: number | null; minutes: number | null }>;

/** How a member wants to be booked. Who never said anything has no row, and the settings of `newcomer`. */
export const interviewers = sqliteTable(
  "interviewers",
  {
    tenantId: text("tenant_id")
      .$type<Id<"tenant">>()
      .notNull()
      .references(() => tenants.id),
    memberId: text("member_id").$type<Id<"member">>().notNull(),
    /** Where limits are counted; null is the person's own zone, or else the company's. */
    timeZone: text("time_zone").$type<ZoneId>(),
    defaultMinutes: integer("default_minutes").notNull(),
    beforeMinutes: integer("before_minutes").notNull(),
    afterMinutes: integer("after_minutes").notNull(),
    noticeMinutes: integer("notice_minutes").notNull(),
    advanceDays: integer("advance_days"),
    limits: text("limits", { mode: "json" }).$type<Limits>().notNull(),
    weekStart: integer("week_start").$type<Weekday>().notNull(),
    pausedUntil: integer("paused_until").$type<Instant>(),
    pauseReason: text("pause_reason"),
    loadWeight: integer("load_weight").notNull(),
    specialties: text("specialties", { mode: "json" }).$type<readonly string[]>().notNull(),
    profile: text("profile"),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    updatedAt: integer("updated_at").$type<Instant>().notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId] }),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.id] }),
  ],
);

export type Interviewer = typeof interviewers.$inferSelect;
