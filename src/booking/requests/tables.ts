import { sql } from "drizzle-orm";
import { foreignKey, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { bookings } from "#booking/bookings/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";

export const requestStatuses = ["pending", "accepted", "declined", "withdrawn", "closed"] as const;
export const askers = ["host", "invitee", "staff"] as const;

/** A stretch in which the meeting could begin, in words of the wire. */
export type WindowWords = { from: string; until: string };

/** Somebody would rather meet at another time. `closed`: the booking was moved or ended otherwise. */
export const rescheduleRequests = sqliteTable(
  "reschedule_requests",
  {
    tenantId: text("tenant_id").$type<Id<"tenant">>().notNull(),
    id: text("id").$type<Id<"reschedule_request">>().notNull(),
    bookingId: text("booking_id").$type<Id<"booking">>().notNull(),
    askedBy: text("asked_by", { enum: askers }).notNull(),
    /** The actor's word, as in the log. */
    askedByActor: text("asked_by_actor").notNull(),
    reason: text("reason"),
    windows: text("windows", { mode: "json" }).$type<WindowWords[]>().notNull(),
    status: text("status", { enum: requestStatuses }).notNull(),
    reply: text("reply"),
    settledAt: integer("settled_at").$type<Instant>(),
    settledBy: text("settled_by"),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    updatedAt: integer("updated_at").$type<Instant>().notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.bookingId], foreignColumns: [bookings.tenantId, bookings.id] }),
    // One at a time: what is asked is answered before something else is asked.
    uniqueIndex("reschedule_requests_pending").on(t.tenantId, t.bookingId).where(sql`status = 'pending'`),
    index("reschedule_requests_booking").on(t.tenantId, t.bookingId),
    index("reschedule_requests_created").on(t.tenantId, t.createdAt, t.id),
  ],
);

export type RescheduleRequest = typeof rescheduleRequests.$inferSelect;
