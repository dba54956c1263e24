import { foreignKey, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { bookings } from "#booking/bookings/tables.ts";
import { eventTypes } from "#booking/event-types/tables.ts";
import { members } from "#identity/members/tables.ts";
import { tenants } from "#identity/tenants/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";

/** `booking`: an invitee's hand on their own booking. `scheduling`: an offer to book, once or so many times. */
export const linkKinds = ["booking", "scheduling"] as const;
export const linkVerbs = ["view", "reschedule", "cancel", "upload", "book"] as const;
export type Verb = (typeof linkVerbs)[number];

/** A link that lets its bearer do one thing. It is this id and an HMAC over it: nothing secret is kept. */
export const links = sqliteTable(
  "links",
  {
    tenantId: text("tenant_id")
      .$type<Id<"tenant">>()
      .notNull()
      .references(() => tenants.id),
    id: text("id").$type<Id<"link">>().notNull(),
    kind: text("kind", { enum: linkKinds }).notNull(),
    verbs: text("verbs", { mode: "json" }).$type<Verb[]>().notNull(),
    /** Part of the HMAC: with a new number, all copies sent before are no link any more. */
    keyVersion: integer("key_version").notNull().default(1),
    bookingId: text("booking_id").$type<Id<"booking">>(),
    eventTypeId: text("event_type_id").$type<Id<"event_type">>(),
    memberId: text("member_id").$type<Id<"member">>(),
    name: text("name"),
    /** How many bookings it is good for; null is any number. */
    maxUses: integer("max_uses"),
    uses: integer("uses").notNull().default(0),
    /** Only starts of this stretch are offered. */
    startsAfter: integer("starts_after").$type<Instant>(),
    startsBefore: integer("starts_before").$type<Instant>(),
    expiresAt: integer("expires_at").$type<Instant>().notNull(),
    revokedAt: integer("revoked_at").$type<Instant>(),
    revokedBy: text("revoked_by"),
    openedAt: integer("opened_at").$type<Instant>(),
    metadata: text("metadata", { mode: "json" }).$type<Record<string, string>>().notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    updatedAt: integer("updated_at").$type<Instant>().notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.bookingId], foreignColumns: [bookings.tenantId, bookings.id] }),
    foreignKey({ columns: [t.tenantId, t.eventTypeId], foreignColumns: [eventTypes.tenantId, eventTypes.id] }),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.id] }),
    index("links_kind_created").on(t.tenantId, t.kind, t.createdAt, t.id),
    index("links_booking").on(t.tenantId, t.bookingId),
  ],
);

export type Link = typeof links.$inferSelect;
