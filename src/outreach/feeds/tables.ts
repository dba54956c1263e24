import { foreignKey, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { members } from "#identity/members/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";

/** A member's bookings at a private address. The address is this id and an HMAC over it: nothing secret is kept. */
export const calendarFeeds = sqliteTable(
  "calendar_feeds",
  {
    tenantId: text("tenant_id").$type<Id<"tenant">>().notNull(),
    id: text("id").$type<Id<"calendar_feed">>().notNull(),
    memberId: text("member_id").$type<Id<"member">>().notNull(),
    /** Part of the HMAC: with a new number, the address given out before is none any more. */
    keyVersion: integer("key_version").notNull().default(1),
    revokedAt: integer("revoked_at").$type<Instant>(),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    updatedAt: integer("updated_at").$type<Instant>().notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.id] }),
    uniqueIndex("calendar_feeds_member").on(t.tenantId, t.memberId),
  ],
);

export type CalendarFeed = typeof calendarFeeds.$inferSelect;
