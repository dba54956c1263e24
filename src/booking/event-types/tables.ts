import { sql } from "drizzle-orm";
import { foreignKey, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { schedules } from "#availability/schedules/tables.ts";
import { pools } from "#booking/pools/tables.ts";
import { members } from "#identity/members/tables.ts";
import { tenants } from "#identity/tenants/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";

export const kinds = ["one_on_one", "collective", "round_robin", "group"] as const;
export const locationKinds = ["video", "voice", "phone", "on_site", "link", "ask_candidate"] as const;
export const questionTypes = [
  "short_text",
  "long_text",
  "single_select",
  "multi_select",
  "phone",
  "email",
  "number",
] as const;
/** What a text may be held to: named forms only, because a pattern somebody typed can run for ever. */
export const textPatterns = ["letters", "digits", "letters_and_digits", "https_url"] as const;
export const periods = ["day", "week", "month", "year"] as const;

/** Words of the wire, kept as they were said. Dates are civil dates of the event type's zone. */
export type HorizonWords =
  | { kind: "calendar_days" | "business_days"; days: number }
  | { kind: "available_days"; days: number; weekdays_only: boolean }
  | { kind: "dates"; first: string; last: string };
export type LimitWords = { per: (typeof periods)[number]; count: number | null; minutes: number | null };
export type LocationWords = { kind: (typeof locationKinds)[number]; details: string | null };
export type CancellationWords = { allowed: boolean; cutoff_minutes: number; reason_required: boolean };
export type ReschedulingWords = CancellationWords & { max_times: number | null };
export type BrandingWords = { colour: string | null; logo_url: string | null };
export type ValidationWords = {
  min_length: number | null;
  max_length: number | null;
  pattern: (typeof textPatterns)[number] | null;
  min: number | null;
  max: number | null;
};

/** What can be booked: one kind of meeting. */
export const eventTypes = sqliteTable(
  "event_types",
  {
    tenantId: text("tenant_id")
      .$type<Id<"tenant">>()
      .notNull()
      .references(() => tenants.id),
    id: text("id").$type<Id<"event_type">>().notNull(),
    slug: text("slug").notNull(),
    title: text("title").notNull(),
    description: text("description"),
    kind: text("kind", { enum: kinds }).notNull(),
    /** Seats of a group session; null for every other kind. */
    capacity: integer("capacity"),
    durations: text("durations", { mode: "json" }).$type<number[]>().notNull(),
    defaultMinutes: integer("default_minutes").notNull(),
    /** From one start to the next; null is the duration. */
    incrementMinutes: integer("increment_minutes"),
    offsetMinutes: integer("offset_minutes").notNull(),
    packed: integer("packed", { mode: "boolean" }).notNull(),
    beforeMinutes: integer("before_minutes").notNull(),
    afterMinutes: integer("after_minutes").notNull(),
    noticeMinutes: integer("notice_minutes").notNull(),
    horizon: text("horizon", { mode: "json" }).$type<HorizonWords>(),
    limits: text("limits", { mode: "json" }).$type<LimitWords[]>().notNull(),
    locations: text("locations", { mode: "json" }).$type<LocationWords[]>().notNull(),
    defaultLocation: text("default_location", { enum: locationKinds }).notNull(),
    confirmationRequired: integer("confirmation_required", { mode: "boolean" }).notNull(),
    cancellation: text("cancellation", { mode: "json" }).$type<CancellationWords>().notNull(),
    rescheduling: text("rescheduling", { mode: "json" }).$type<ReschedulingWords>().notNull(),
    hidden: integer("hidden", { mode: "boolean" }).notNull(),
    active: integer("active", { mode: "boolean" }).notNull(),
    publicPage: integer("public_page", { mode: "boolean" }).notNull(),
    branding: text("branding", { mode: "json" }).$type<BrandingWords>().notNull(),
    /** Whose calendar the horizon is counted on; null is the tenant's. */
    timeZone: text("time_zone"),
    metadata: text("metadata", { mode: "json" }).$type<Record<string, string>>().notNull(),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    updatedAt: integer("updated_at").$type<Instant>().notNull(),
    version: integer("version").notNull().default(1),
    deletedAt: integer("deleted_at").$type<Instant>(),
    deletedBy: text("deleted_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("event_types_slug").on(t.tenantId, t.slug).where(sql`deleted_at is null`),
    index("event_types_created").on(t.tenantId, t.createdAt, t.id),
    index("event_types_title").on(t.tenantId, t.title, t.id),
  ],
);

/** Who is always there, and on which of their schedules; the first one's wall clock lays the grid. */
export const eventTypeHosts = sqliteTable(
  "event_type_hosts",
  {
    tenantId: text("tenant_id").$type<Id<"tenant">>().notNull(),
    eventTypeId: text("event_type_id").$type<Id<"event_type">>().notNull(),
    memberId: text("member_id").$type<Id<"member">>().notNull(),
    position: integer("position").notNull(),
    /** Null is the member's default schedule. */
    scheduleId: text("schedule_id").$type<Id<"schedule">>(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.eventTypeId, t.memberId] }),
    foreignKey({ columns: [t.tenantId, t.eventTypeId], foreignColumns: [eventTypes.tenantId, eventTypes.id] }),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.id] }),
    foreignKey({ columns: [t.tenantId, t.scheduleId], foreignColumns: [schedules.tenantId, schedules.id] }),
    index("event_type_hosts_member").on(t.tenantId, t.memberId),
  ],
);

/** Pools each of which sends one. */
export const eventTypePools = sqliteTable(
  "event_type_pools",
  {
    tenantId: text("tenant_id").$type<Id<"tenant">>().notNull(),
    eventTypeId: text("event_type_id").$type<Id<"event_type">>().notNull(),
    poolId: text("pool_id").$type<Id<"pool">>().notNull(),
    position: integer("position").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.eventTypeId, t.poolId] }),
    foreignKey({ columns: [t.tenantId, t.eventTypeId], foreignColumns: [eventTypes.tenantId, eventTypes.id] }),
    foreignKey({ columns: [t.tenantId, t.poolId], foreignColumns: [pools.tenantId, pools.id] }),
    index("event_type_pools_pool").on(t.tenantId, t.poolId),
  ],
);

/** What the booking form asks. A question that is taken away stays on record, for the answers that name it. */
export const eventTypeQuestions = sqliteTable(
  "event_type_questions",
  {
    tenantId: text("tenant_id").$type<Id<"tenant">>().notNull(),
    id: text("id").$type<Id<"question">>().notNull(),
    eventTypeId: text("event_type_id").$type<Id<"event_type">>().notNull(),
    position: integer("position").notNull(),
    type: text("type", { enum: questionTypes }).notNull(),
    label: text("label").notNull(),
    help: text("help"),
    required: integer("required", { mode: "boolean" }).notNull(),
    options: text("options", { mode: "json" }).$type<string[]>().notNull(),
    validation: text("validation", { mode: "json" }).$type<ValidationWords>().notNull(),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    updatedAt: integer("updated_at").$type<Instant>().notNull(),
    deletedAt: integer("deleted_at").$type<Instant>(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.eventTypeId], foreignColumns: [eventTypes.tenantId, eventTypes.id] }),
    index("event_type_questions_position").on(t.tenantId, t.eventTypeId, t.position),
  ],
);

export type EventType = typeof eventTypes.$inferSelect;
export type EventTypeHost = typeof eventTypeHosts.$inferSelect;
export type EventTypePool = typeof eventTypePools.$inferSelect;
export type Question = typeof eventTypeQuestions.$inferSelect;
