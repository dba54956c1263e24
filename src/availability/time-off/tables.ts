import { sql } from "drizzle-orm";
import { foreignKey, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { members } from "#identity/members/tables.ts";
import { tenants } from "#identity/tenants/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import type { Day } from "#time/dates.ts";

export const timeOffKinds = ["vacation", "sick", "holiday", "other"] as const;

/** When a member is away: whole dates on their own wall, or from one instant to another. */
export const timeOff = sqliteTable(
  "time_off",
  {
    tenantId: text("tenant_id")
      .$type<Id<"tenant">>()
      .notNull()
      .references(() => tenants.id),
    id: text("id").$type<Id<"time_off">>().notNull(),
    memberId: text("member_id").$type<Id<"member">>().notNull(),
    kind: text("kind", { enum: timeOffKinds }).notNull(),
    /** Null where instants are meant. */
    firstDate: integer("first_date").$type<Day>(),
    lastDate: integer("last_date").$type<Day>(),
    /** Of dates: the widest they are anywhere on Earth, so that one index finds both forms. */
    startsAt: integer("starts_at").$type<Instant>().notNull(),
    endsAt: integer("ends_at").$type<Instant>().notNull(),
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
    index("time_off_member").on(t.tenantId, t.memberId, t.endsAt, t.startsAt).where(sql`deleted_at is null`),
    index("time_off_starts").on(t.tenantId, t.startsAt, t.id).where(sql`deleted_at is null`),
  ],
);

export type TimeOff = typeof timeOff.$inferSelect;
