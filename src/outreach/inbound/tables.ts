import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";

export const providers = ["resend"] as const;
export type Provider = (typeof providers)[number];

/** What became of it: null while nobody has acted on it. `ignored`: it says nothing we act on, or nothing of a mail of ours. */
export const inboundOutcomes = ["noted", "ignored"] as const;

/** What a provider told us, word for word, once. It says nothing of companies: which one it is about, its mail knows. */
export const inboundEvents = sqliteTable(
  "inbound_events",
  {
    id: text("id").$type<Id<"inbound_event">>().primaryKey(),
    provider: text("provider", { enum: providers }).notNull(),
    /** The provider's own name for it: it may be sent many times and counts once. */
    externalId: text("external_id").notNull(),
    type: text("type").notNull(),
    payload: text("payload").notNull(),
    payloadHash: text("payload_hash").notNull(),
    deliveryId: text("delivery_id").$type<Id<"delivery">>(),
    outcome: text("outcome", { enum: inboundOutcomes }),
    receivedAt: integer("received_at").$type<Instant>().notNull(),
    processedAt: integer("processed_at").$type<Instant>(),
  },
  (t) => [
    uniqueIndex("inbound_events_external").on(t.provider, t.externalId),
    index("inbound_events_delivery").on(t.deliveryId).where(sql`delivery_id is not null`),
    index("inbound_events_received").on(t.receivedAt),
  ],
);

export type InboundEvent = typeof inboundEvents.$inferSelect;
