import { sql } from "drizzle-orm";
import { foreignKey, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { bookings } from "#booking/bookings/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { triggers, workflows } from "#outreach/workflows/tables.ts";

export const channels = ["mail", "in_app", "webhook", "sms"] as const;

/**
 * `claimed`: taken by a tick, and rung for. `sending`: somebody is at it. `handed_on`: an endpoint of the company's is told, and the
 * ledger says whether that arrived. `unknown`: nobody knows whether it went out, and it is not sent again.
 */
export const states = ["due", "claimed", "sending", "sent", "handed_on", "failed", "unknown", "void"] as const;

/** Why nothing was sent. */
export const voidReasons = [
  "booked_later",
  "late",
  "status_changed",
  "moved",
  "recipient_gone",
  "workflow_off",
  "unreachable",
  "link_unopened",
  "endpoint_gone",
  "test_mode",
  "nothing_owed",
  "asked_enough",
] as const;

/**
 * One thing that one action of a workflow does about one booking for one recipient. Recipients are ids (of an attendee, a member, an
 * endpoint), and addresses only where a company's own action names one: whoever is behind an id is looked up when something is sent.
 */
export const reminders = sqliteTable(
  "reminders",
  {
    tenantId: text("tenant_id").$type<Id<"tenant">>().notNull(),
    id: text("id").$type<Id<"reminder">>().notNull(),
    bookingId: text("booking_id").$type<Id<"booking">>().notNull(),
    /** Of the booking: that of the fact which caused it; of a moment before or after, that which set the time. */
    bookingVersion: integer("booking_version").notNull(),
    workflowId: text("workflow_id").$type<Id<"workflow">>().notNull(),
    trigger: text("trigger", { enum: triggers }).notNull(),
    /** By which way to whom, in the words of its action: `mail:invitee`; of what is said again, for the how manieth time. */
    action: text("action").notNull(),
    channel: text("channel", { enum: channels }).notNull(),
    recipient: text("recipient").notNull(),
    /** The moment it is counted from. */
    baseAt: integer("base_at").$type<Instant>().notNull(),
    dueAt: integer("due_at").$type<Instant>().notNull(),
    /** Later than this it helps nobody. */
    usefulUntil: integer("useful_until").$type<Instant>().notNull(),
    state: text("state", { enum: states }).notNull(),
    reason: text("reason"),
    leaseUntil: integer("lease_until").$type<Instant>(),
    attempt: integer("attempt").notNull().default(0),
    /** Its line in the ledger, from its first try on: every try of it has the same name. */
    deliveryId: text("delivery_id").$type<Id<"delivery">>(),
    sentAt: integer("sent_at").$type<Instant>(),
    factId: text("fact_id").$type<Id<"fact">>().notNull(),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    updatedAt: integer("updated_at").$type<Instant>().notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.bookingId], foreignColumns: [bookings.tenantId, bookings.id] }),
    foreignKey({ columns: [t.tenantId, t.workflowId], foreignColumns: [workflows.tenantId, workflows.id] }),
    uniqueIndex("reminders_once").on(t.tenantId, t.bookingId, t.bookingVersion, t.workflowId, t.action, t.recipient),
    index("reminders_booking").on(t.tenantId, t.bookingId, t.dueAt, t.id),
    // What cron looks for, in all companies at once, and what a change of a workflow moves: what is over costs them nothing.
    index("reminders_due").on(t.dueAt).where(sql`state = 'due'`),
    index("reminders_leased").on(t.leaseUntil).where(sql`state in ('claimed', 'sending')`),
    index("reminders_open").on(t.tenantId, t.workflowId).where(sql`state = 'due'`),
  ],
);

/**
 * A workflow that has not looked yet through the bookings that were made before it, or before it was changed: how far it has come.
 * A row goes when nothing is left to look at.
 */
export const reminderCatchUps = sqliteTable(
  "reminder_catch_ups",
  {
    tenantId: text("tenant_id").$type<Id<"tenant">>().notNull(),
    workflowId: text("workflow_id").$type<Id<"workflow">>().notNull(),
    /** What made it look: another such fact begins anew. */
    factId: text("fact_id").$type<Id<"fact">>().notNull(),
    /** Behind the booking that starts then and is called so. */
    placeAt: integer("place_at").$type<Instant>(),
    placeId: text("place_id").$type<Id<"booking">>(),
    updatedAt: integer("updated_at").$type<Instant>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.workflowId] }),
    foreignKey({ columns: [t.tenantId, t.workflowId], foreignColumns: [workflows.tenantId, workflows.id] }),
    // Whoever waits longest is next, in all companies at once.
    index("reminder_catch_ups_next").on(t.updatedAt),
  ],
);

export type CatchUp = typeof reminderCatchUps.$inferSelect;
export type Reminder = typeof reminders.$inferSelect;
