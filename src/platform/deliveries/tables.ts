import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";

/** Null while a try is under way. A delivery that failed passingly is pending again, its try has failed. */
export const attemptOutcomes = ["sent", "failed", "unknown", "canceled"] as const;

/** By which way it goes. */
export const channels = ["mail", "webhook"] as const;

export const deliveryStatuses = ["pending", "sending", "sent", "failed", "unknown", "canceled"] as const;

/**
 * One message to one recipient, and what became of it. The text is not kept: it is written at the moment of sending,
 * from what is true then. A sign-in mail belongs to no tenant, hence a key of its own instead of (tenant, id).
 */
export const deliveries = sqliteTable(
  "deliveries",
  {
    id: text("id").$type<Id<"delivery">>().primaryKey(),
    tenantId: text("tenant_id").$type<Id<"tenant">>(),
    channel: text("channel", { enum: channels }).notNull(),
    template: text("template").notNull(),
    subjectId: text("subject_id").notNull(),
    /** Which sending of that subject: makes (template, subject, ordinal) one delivery for ever. */
    ordinal: integer("ordinal").notNull().default(1),
    recipient: text("recipient").notNull(),
    status: text("status", { enum: deliveryStatuses }).notNull(),
    adapter: text("adapter"),
    providerId: text("provider_id"),
    error: text("error"),
    attempts: integer("attempts").notNull().default(0),
    dueAt: integer("due_at").$type<Instant>().notNull(),
    leaseUntil: integer("lease_until").$type<Instant>(),
    sentAt: integer("sent_at").$type<Instant>(),
    factId: text("fact_id").$type<Id<"fact">>(),
    requestId: text("request_id").notNull(),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    updatedAt: integer("updated_at").$type<Instant>().notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    index("deliveries_tenant").on(t.tenantId, t.createdAt, t.id),
    index("deliveries_due").on(t.channel, t.status, t.dueAt),
    index("deliveries_subject").on(t.tenantId, t.subjectId),
    // What a provider says of a mail it says by its own name for it.
    index("deliveries_provider").on(t.providerId).where(sql`provider_id is not null`),
    // What waits for one endpoint, and what it was ever sent.
    index("deliveries_lane").on(t.tenantId, t.recipient, t.status, t.dueAt).where(sql`channel = 'webhook'`),
    index("deliveries_log").on(t.tenantId, t.recipient, t.createdAt, t.id).where(sql`channel = 'webhook'`),
  ],
);

/**
 * One try of a delivery: written when it begins, and how it ended when that is known. It belongs to its delivery, which knows
 * the tenant.
 */
export const deliveryAttempts = sqliteTable(
  "delivery_attempts",
  {
    deliveryId: text("delivery_id")
      .$type<Id<"delivery">>()
      .notNull()
      .references(() => deliveries.id),
    attempt: integer("attempt").notNull(),
    outcome: text("outcome", { enum: attemptOutcomes }),
    adapter: text("adapter"),
    providerId: text("provider_id"),
    error: text("error"),
    /** Of a request over HTTP: where it went, what was answered, how soon, and the answer's first words. */
    url: text("url"),
    responseStatus: integer("response_status"),
    milliseconds: integer("milliseconds"),
    responseText: text("response_text"),
    beganAt: integer("began_at").$type<Instant>().notNull(),
    endedAt: integer("ended_at").$type<Instant>(),
  },
  (t) => [primaryKey({ columns: [t.deliveryId, t.attempt] }), index("delivery_attempts_open").on(t.endedAt, t.beganAt)],
);

export type DeliveryAttempt = typeof deliveryAttempts.$inferSelect;
export type Delivery = typeof deliveries.$inferSelect;
