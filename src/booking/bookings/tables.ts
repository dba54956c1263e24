import { sql } from "drizzle-orm";
import { foreignKey, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { eventTypeQuestions, eventTypes, kinds, locationKinds, questionTypes } from "#booking/event-types/tables.ts";
import { members } from "#identity/members/tables.ts";
import { tenants } from "#identity/tenants/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";

export const statuses = ["pending", "confirmed", "canceled", "declined", "expired", "no_show", "completed"] as const;
export const sources = ["public", "staff", "link"] as const;
/** Who did it, as everybody may know: never a name. */
export const parties = ["host", "invitee", "staff", "system"] as const;
export const noShows = ["invitee", "host", "both"] as const;
export const roles = ["host", "invitee", "guest"] as const;
export const replies = ["needs_action", "accepted", "declined", "tentative"] as const;

export type UtmWords = {
  source: string | null;
  medium: string | null;
  campaign: string | null;
  term: string | null;
  content: string | null;
};
/** What the invitee agreed to, in the words they saw, and when. */
export type ConsentWords = { text: string; at: string };

/** A meeting that was promised. A seat of a group session is a booking of its own. */
export const bookings = sqliteTable(
  "bookings",
  {
    tenantId: text("tenant_id")
      .$type<Id<"tenant">>()
      .notNull()
      .references(() => tenants.id),
    id: text("id").$type<Id<"booking">>().notNull(),
    eventTypeId: text("event_type_id").$type<Id<"event_type">>(),
    kind: text("kind", { enum: kinds }).notNull(),
    /** The intent whose hours it has; each move is an intent of its own. */
    txn: text("txn").notNull(),
    status: text("status", { enum: statuses }).notNull(),
    source: text("source", { enum: sources }).notNull(),
    linkId: text("link_id").$type<Id<"link">>(),
    startsAt: integer("starts_at").$type<Instant>().notNull(),
    endsAt: integer("ends_at").$type<Instant>().notNull(),
    /** The organiser's wall, which is kept when a zone's rules change: zone, wall time, and the rules it was told by. */
    timeZone: text("time_zone").notNull(),
    localStartsAt: text("local_starts_at").notNull(),
    tzVersion: text("tz_version").notNull(),
    /** Of a group session: what its seats share, and which seat this is. */
    share: text("share"),
    seatNo: integer("seat_no"),
    locationKind: text("location_kind", { enum: locationKinds }).notNull(),
    locationDetails: text("location_details"),
    /** A pending one that nobody has decided on by then expires. */
    decideBy: integer("decide_by").$type<Instant>(),
    /** How it ended before its time, or was declined: by whom and why. */
    endedBy: text("ended_by", { enum: parties }),
    endedReason: text("ended_reason"),
    noShow: text("no_show", { enum: noShows }),
    rescheduledCount: integer("rescheduled_count").notNull().default(0),
    /** What calendars count changes by. */
    sequence: integer("sequence").notNull().default(0),
    /** The place of its last fact in the tenant's log: what a sync asks by. */
    seq: integer("seq").notNull(),
    metadata: text("metadata", { mode: "json" }).$type<Record<string, string>>().notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    updatedAt: integer("updated_at").$type<Instant>().notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.eventTypeId], foreignColumns: [eventTypes.tenantId, eventTypes.id] }),
    index("bookings_starts").on(t.tenantId, t.startsAt, t.id),
    // A calendar that answers names the booking and nothing else.
    index("bookings_id").on(t.id),
    index("bookings_seq").on(t.tenantId, t.seq),
    index("bookings_event_type").on(t.tenantId, t.eventTypeId, t.startsAt),
    index("bookings_created").on(t.tenantId, t.createdAt, t.id),
    // Most bookings wait for nobody and come by no link: these cost them nothing.
    index("bookings_waiting").on(t.tenantId, t.startsAt, t.id).where(sql`status = 'pending'`),
    index("bookings_link").on(t.tenantId, t.linkId, t.startsAt).where(sql`link_id is not null`),
    // What cron looks for, in all companies at once.
    index("bookings_undecided").on(t.decideBy).where(sql`status = 'pending'`),
    index("bookings_standing").on(t.endsAt).where(sql`status = 'confirmed'`),
  ],
);

/** Who is to be there. Whoever is taken out again stays on record. */
export const attendees = sqliteTable(
  "attendees",
  {
    tenantId: text("tenant_id").$type<Id<"tenant">>().notNull(),
    id: text("id").$type<Id<"attendee">>().notNull(),
    bookingId: text("booking_id").$type<Id<"booking">>().notNull(),
    role: text("role", { enum: roles }).notNull(),
    /** Of hosts; the others need not be anybody we know. */
    memberId: text("member_id").$type<Id<"member">>(),
    /** The pool a host was sent by, and since when the turn counts; null once it is undone. */
    poolId: text("pool_id"),
    assignedAt: integer("assigned_at").$type<Instant>(),
    /** Of hosts, when their booking starts: a copy that a trigger keeps, so that one person's agenda is one stretch of an index. */
    startsAt: integer("starts_at").$type<Instant>(),
    name: text("name"),
    email: text("email"),
    phone: text("phone"),
    timeZone: text("time_zone"),
    locale: text("locale"),
    rsvp: text("rsvp", { enum: replies }).notNull(),
    consent: text("consent", { mode: "json" }).$type<ConsentWords>(),
    utm: text("utm", { mode: "json" }).$type<UtmWords>(),
    referrer: text("referrer"),
    /** What would make it easier for them: for those who organise, and nobody else. */
    accommodations: text("accommodations"),
    position: integer("position").notNull(),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    updatedAt: integer("updated_at").$type<Instant>().notNull(),
    removedAt: integer("removed_at").$type<Instant>(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.bookingId], foreignColumns: [bookings.tenantId, bookings.id] }),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.id] }),
    index("attendees_booking").on(t.tenantId, t.bookingId),
    index("attendees_member").on(t.tenantId, t.memberId, t.startsAt, t.bookingId).where(sql`member_id is not null`),
    index("attendees_email").on(t.tenantId, t.email, t.bookingId).where(sql`email is not null`),
    // A member's last turn is the end of this list.
    index("attendees_turns").on(t.tenantId, t.poolId, t.memberId, t.assignedAt).where(sql`assigned_at is not null`),
  ],
);

/** What the invitee answered, with the question as they read it. */
export const bookingAnswers = sqliteTable(
  "booking_answers",
  {
    tenantId: text("tenant_id").$type<Id<"tenant">>().notNull(),
    bookingId: text("booking_id").$type<Id<"booking">>().notNull(),
    questionId: text("question_id").$type<Id<"question">>().notNull(),
    position: integer("position").notNull(),
    label: text("label").notNull(),
    type: text("type", { enum: questionTypes }).notNull(),
    value: text("value", { mode: "json" }).$type<string | number | readonly string[]>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.bookingId, t.questionId] }),
    foreignKey({ columns: [t.tenantId, t.bookingId], foreignColumns: [bookings.tenantId, bookings.id] }),
    foreignKey({
      columns: [t.tenantId, t.questionId],
      foreignColumns: [eventTypeQuestions.tenantId, eventTypeQuestions.id],
    }),
  ],
);

/** Every version of a booking and what made it: two that race for one version cannot both have it. */
export const bookingEvents = sqliteTable(
  "booking_events",
  {
    tenantId: text("tenant_id").$type<Id<"tenant">>().notNull(),
    bookingId: text("booking_id").$type<Id<"booking">>().notNull(),
    version: integer("version").notNull(),
    type: text("type").notNull(),
    status: text("status", { enum: statuses }).notNull(),
    sequence: integer("sequence").notNull(),
    startsAt: integer("starts_at").$type<Instant>().notNull(),
    endsAt: integer("ends_at").$type<Instant>().notNull(),
    party: text("party", { enum: parties }).notNull(),
    reason: text("reason"),
    at: integer("at").$type<Instant>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.bookingId, t.version] }),
    foreignKey({ columns: [t.tenantId, t.bookingId], foreignColumns: [bookings.tenantId, bookings.id] }),
  ],
);

export type Booking = typeof bookings.$inferSelect;
export type Attendee = typeof attendees.$inferSelect;
export type BookingAnswer = typeof bookingAnswers.$inferSelect;
export type BookingEvent = typeof bookingEvents.$inferSelect;
