import { sql } from "drizzle-orm";
import { foreignKey, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { bookings, statuses as bookingStatuses, replies } from "#booking/bookings/tables.ts";
import { applications } from "#hiring/applications/tables.ts";
import { candidates } from "#hiring/candidates/tables.ts";
import { members } from "#identity/members/tables.ts";
import { tenants } from "#identity/tenants/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";

export const modes = ["video", "voice", "phone", "on_site"] as const;
/** `one`: a conversation with a candidate. `many`: one that is offered to many, each of whom has a conversation of their own. */
export const audiences = ["one", "many"] as const;
export const panelRoles = [
  "candidate",
  "lead",
  "panelist",
  "shadow",
  "reverse_shadow",
  "observer",
  "coordinator",
] as const;
export const cardDuties = ["required", "optional", "none"] as const;

export type WindowWords = { from: string; to: string };

/**
 * One conversation. What becomes of its time stands in its booking; `booking_status`, `starts_at` and `ends_at` are copies that
 * triggers keep in the booking's own batch, so that lists and laws read one table.
 */
export const interviews = sqliteTable(
  "interviews",
  {
    tenantId: text("tenant_id")
      .$type<Id<"tenant">>()
      .notNull()
      .references(() => tenants.id),
    id: text("id").$type<Id<"interview">>().notNull(),
    audience: text("audience", { enum: audiences }).notNull(),
    /** Of one that was offered to many: the offer. */
    parentId: text("parent_id").$type<Id<"interview">>(),
    candidateId: text("candidate_id").$type<Id<"candidate">>(),
    applicationId: text("application_id").$type<Id<"application">>(),
    jobId: text("job_id").$type<Id<"job">>(),
    stageId: text("stage_id").$type<Id<"stage">>(),
    eventTypeId: text("event_type_id").$type<Id<"event_type">>(),
    formId: text("form_id").$type<Id<"scorecard_form">>(),
    organizerId: text("organizer_id").$type<Id<"member">>(),
    mode: text("mode", { enum: modes }).notNull(),
    title: text("title").notNull(),
    description: text("description"),
    timeZone: text("time_zone").notNull(),
    minutes: integer("minutes"),
    location: text("location"),
    bookingId: text("booking_id").$type<Id<"booking">>(),
    bookingStatus: text("booking_status", { enum: bookingStatuses }),
    startsAt: integer("starts_at").$type<Instant>(),
    endsAt: integer("ends_at").$type<Instant>(),
    /** The link a candidate books themselves by, and when it went out. */
    linkId: text("link_id").$type<Id<"link">>(),
    linkSentAt: integer("link_sent_at").$type<Instant>(),
    /** Times the candidate was asked for, and gave. */
    windowsAskedAt: integer("windows_asked_at").$type<Instant>(),
    windowsGivenAt: integer("windows_given_at").$type<Instant>(),
    windows: text("windows", { mode: "json" }).$type<WindowWords[]>().notNull(),
    actualStart: integer("actual_start").$type<Instant>(),
    actualEnd: integer("actual_end").$type<Instant>(),
    canceledAt: integer("canceled_at").$type<Instant>(),
    canceledBy: text("canceled_by"),
    cancelReason: text("cancel_reason"),
    replacesId: text("replaces_id").$type<Id<"interview">>(),
    /** How often somebody of its panel was replaced. */
    swaps: integer("swaps").notNull().default(0),
    externalId: text("external_id"),
    metadata: text("metadata", { mode: "json" }).$type<Record<string, string>>().notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    updatedAt: integer("updated_at").$type<Instant>().notNull(),
    version: integer("version").notNull().default(1),
    deletedAt: integer("deleted_at").$type<Instant>(),
    deletedBy: text("deleted_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.candidateId], foreignColumns: [candidates.tenantId, candidates.id] }),
    foreignKey({ columns: [t.tenantId, t.applicationId], foreignColumns: [applications.tenantId, applications.id] }),
    foreignKey({ columns: [t.tenantId, t.bookingId], foreignColumns: [bookings.tenantId, bookings.id] }),
    foreignKey({ columns: [t.tenantId, t.organizerId], foreignColumns: [members.tenantId, members.id] }),
    uniqueIndex("interviews_booking").on(t.tenantId, t.bookingId).where(sql`booking_id is not null`),
    uniqueIndex("interviews_link").on(t.tenantId, t.linkId).where(sql`link_id is not null`),
    uniqueIndex("interviews_invitee")
      .on(t.tenantId, t.parentId, t.candidateId)
      .where(sql`parent_id is not null and deleted_at is null`),
    index("interviews_created").on(t.tenantId, t.createdAt, t.id),
    index("interviews_starts").on(t.tenantId, t.startsAt, t.id).where(sql`starts_at is not null`),
    index("interviews_application")
      .on(t.tenantId, t.applicationId, t.createdAt, t.id)
      .where(sql`application_id is not null`),
    index("interviews_candidate").on(t.tenantId, t.candidateId, t.createdAt, t.id).where(sql`candidate_id is not null`),
    index("interviews_job").on(t.tenantId, t.jobId, t.createdAt, t.id).where(sql`job_id is not null`),
    index("interviews_organizer").on(t.tenantId, t.organizerId, t.createdAt, t.id),
    // What waits for its time: a short list, whatever has been.
    index("interviews_waiting")
      .on(t.tenantId, t.createdAt, t.id)
      .where(sql`booking_id is null and canceled_at is null and actual_start is null and deleted_at is null`),
  ],
);

/** Who is in an interview, in which part. Whoever is taken out stays on record. */
export const participants = sqliteTable(
  "participants",
  {
    tenantId: text("tenant_id").$type<Id<"tenant">>().notNull(),
    id: text("id").$type<Id<"participant">>().notNull(),
    interviewId: text("interview_id").$type<Id<"interview">>().notNull(),
    role: text("role", { enum: panelRoles }).notNull(),
    memberId: text("member_id").$type<Id<"member">>(),
    candidateId: text("candidate_id").$type<Id<"candidate">>(),
    /** The pool that sent them. */
    poolId: text("pool_id").$type<Id<"pool">>(),
    /** Their place in the booking; its answer is the answer where there is one. */
    attendeeId: text("attendee_id").$type<Id<"attendee">>(),
    rsvp: text("rsvp", { enum: replies }).notNull(),
    respondedAt: integer("responded_at").$type<Instant>(),
    declineReason: text("decline_reason"),
    /** Whether a card is asked of them; when it came in. */
    card: text("card", { enum: cardDuties }).notNull(),
    cardSubmittedAt: integer("card_submitted_at").$type<Instant>(),
    invitedAt: integer("invited_at").$type<Instant>(),
    joinedAt: integer("joined_at").$type<Instant>(),
    leftAt: integer("left_at").$type<Instant>(),
    attended: integer("attended", { mode: "boolean" }),
    /** Copies of the interview's, kept by triggers: one person's agenda, and what is overdue, are each one stretch of an index. */
    startsAt: integer("starts_at").$type<Instant>(),
    endsAt: integer("ends_at").$type<Instant>(),
    /** Whose place they took. */
    replacesId: text("replaces_id").$type<Id<"participant">>(),
    removedAt: integer("removed_at").$type<Instant>(),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    updatedAt: integer("updated_at").$type<Instant>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.interviewId], foreignColumns: [interviews.tenantId, interviews.id] }),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.id] }),
    foreignKey({ columns: [t.tenantId, t.candidateId], foreignColumns: [candidates.tenantId, candidates.id] }),
    // Whoever moves an interview moves its panel; without this the whole company's would be read for it.
    index("participants_interview").on(t.tenantId, t.interviewId),
    uniqueIndex("participants_member")
      .on(t.tenantId, t.interviewId, t.memberId)
      .where(sql`member_id is not null and removed_at is null`),
    uniqueIndex("participants_candidate")
      .on(t.tenantId, t.interviewId, t.candidateId)
      .where(sql`candidate_id is not null and removed_at is null`),
    index("participants_agenda")
      .on(t.tenantId, t.memberId, t.startsAt)
      .where(sql`member_id is not null and removed_at is null`),
    index("participants_due")
      .on(t.tenantId, t.endsAt)
      .where(sql`card = 'required' and card_submitted_at is null and removed_at is null and ends_at is not null`),
    // What one person still owes: a short list, which says where they are blind.
    index("participants_owed")
      .on(t.tenantId, t.memberId, t.endsAt, t.id)
      .where(sql`card <> 'none' and card_submitted_at is null and member_id is not null and removed_at is null`),
    index("participants_attendee").on(t.tenantId, t.attendeeId).where(sql`attendee_id is not null`),
    index("participants_declined").on(t.tenantId, t.startsAt).where(sql`rsvp = 'declined' and removed_at is null`),
  ],
);

export type Interview = typeof interviews.$inferSelect;
export type Participant = typeof participants.$inferSelect;
