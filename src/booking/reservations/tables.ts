import { sql } from "drizzle-orm";
import { foreignKey, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { eventTypes } from "#booking/event-types/tables.ts";
import { members } from "#identity/members/tables.ts";
import { tenants } from "#identity/tenants/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";

/** An hour of somebody's that is taken. One that is given back stays on record and blocks nothing. */
export const reservations = sqliteTable(
  "reservations",
  {
    tenantId: text("tenant_id")
      .$type<Id<"tenant">>()
      .notNull()
      .references(() => tenants.id),
    id: text("id").$type<Id<"reservation">>().notNull(),
    memberId: text("member_id").$type<Id<"member">>().notNull(),
    /** The intent that took the hour; all its retries name the same. */
    txn: text("txn").notNull(),
    kind: text("kind", { enum: ["booking", "hold"] }).notNull(),
    /** The meeting itself; the buffers it brought along stand apart, because limits count meetings without them. */
    startsAt: integer("starts_at").$type<Instant>().notNull(),
    endsAt: integer("ends_at").$type<Instant>().notNull(),
    beforeMinutes: integer("before_minutes").notNull(),
    afterMinutes: integer("after_minutes").notNull(),
    eventTypeId: text("event_type_id").$type<Id<"event_type">>(),
    bookingId: text("booking_id"),
    /** Seats of one group session share a word, clash with nothing of their own and count against the capacity. */
    share: text("share"),
    capacity: integer("capacity"),
    seatNo: integer("seat_no"),
    active: integer("active", { mode: "boolean" }).notNull(),
    /** A hold is over by then; null for what is booked. */
    lapsesAt: integer("lapses_at").$type<Instant>(),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    updatedAt: integer("updated_at").$type<Instant>().notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.id] }),
    foreignKey({ columns: [t.tenantId, t.eventTypeId], foreignColumns: [eventTypes.tenantId, eventTypes.id] }),
    // One intent takes an hour of a member's once, however often it is written.
    uniqueIndex("reservations_txn").on(t.tenantId, t.txn, t.memberId, t.startsAt),
    uniqueIndex("reservations_seat").on(t.tenantId, t.share, t.seatNo).where(sql`active = 1`),
    // Each question names members and a window of starts; what lies outside the window is never read.
    index("reservations_member_start").on(t.tenantId, t.memberId, t.startsAt).where(sql`active = 1`),
    index("reservations_own_start").on(t.tenantId, t.memberId, t.eventTypeId, t.startsAt).where(sql`active = 1`),
    index("reservations_booking").on(t.tenantId, t.bookingId),
    // What cron looks for, in all companies at once.
    index("reservations_touched").on(t.updatedAt),
    index("reservations_lapsing").on(t.lapsesAt).where(sql`active = 1 and kind = 'hold'`),
  ],
);

export type Reservation = typeof reservations.$inferSelect;
