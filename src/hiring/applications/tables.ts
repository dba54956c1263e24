import { sql } from "drizzle-orm";
import { foreignKey, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { type Consent, candidates } from "#hiring/candidates/tables.ts";
import { jobs, jobStages } from "#hiring/jobs/tables.ts";
import { members } from "#identity/members/tables.ts";
import { tenants } from "#identity/tenants/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";

export const applicationStatuses = ["active", "hired", "rejected", "withdrawn"] as const;

/** A candidate considered for a job. A guest's has no candidate until somebody joins them. */
export const applications = sqliteTable(
  "applications",
  {
    tenantId: text("tenant_id")
      .$type<Id<"tenant">>()
      .notNull()
      .references(() => tenants.id),
    id: text("id").$type<Id<"application">>().notNull(),
    jobId: text("job_id").$type<Id<"job">>().notNull(),
    candidateId: text("candidate_id").$type<Id<"candidate">>(),
    stageId: text("stage_id").$type<Id<"stage">>().notNull(),
    /** How far along: the number of stages it has been moved on to, which a candidate's status is told by. */
    round: integer("round").notNull().default(0),
    status: text("status", { enum: applicationStatuses }).notNull(),
    reason: text("reason"),
    recruiterId: text("recruiter_id").$type<Id<"member">>(),
    guestName: text("guest_name"),
    guestEmail: text("guest_email"),
    guestPhone: text("guest_phone"),
    /** What a guest agreed to; a candidate's record takes it over when somebody joins them. */
    guestConsent: text("guest_consent", { mode: "json" }).$type<Consent>(),
    joinedAt: integer("joined_at").$type<Instant>(),
    coverLetter: text("cover_letter"),
    resumeUrl: text("resume_url"),
    source: text("source"),
    medium: text("medium"),
    campaign: text("campaign"),
    referrer: text("referrer"),
    externalId: text("external_id"),
    appliedAt: integer("applied_at").$type<Instant>().notNull(),
    endedAt: integer("ended_at").$type<Instant>(),
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
    foreignKey({ columns: [t.tenantId, t.jobId], foreignColumns: [jobs.tenantId, jobs.id] }),
    foreignKey({ columns: [t.tenantId, t.candidateId], foreignColumns: [candidates.tenantId, candidates.id] }),
    foreignKey({ columns: [t.tenantId, t.stageId], foreignColumns: [jobStages.tenantId, jobStages.id] }),
    foreignKey({ columns: [t.tenantId, t.recruiterId], foreignColumns: [members.tenantId, members.id] }),
    uniqueIndex("applications_once")
      .on(t.tenantId, t.jobId, t.candidateId)
      .where(sql`candidate_id is not null and deleted_at is null`),
    uniqueIndex("applications_guest")
      .on(t.tenantId, t.jobId, t.guestEmail)
      .where(sql`candidate_id is null and deleted_at is null`),
    index("applications_created").on(t.tenantId, t.createdAt, t.id),
    index("applications_status").on(t.tenantId, t.status, t.createdAt, t.id),
    index("applications_job").on(t.tenantId, t.jobId, t.status, t.createdAt, t.id),
    index("applications_stage").on(t.tenantId, t.stageId, t.status, t.createdAt, t.id),
    index("applications_recruiter").on(t.tenantId, t.recruiterId, t.status, t.createdAt, t.id),
    index("applications_candidate").on(t.tenantId, t.candidateId, t.createdAt, t.id),
    index("applications_guests").on(t.tenantId, t.guestEmail).where(sql`guest_email is not null`),
    index("applications_unjoined").on(t.tenantId, t.createdAt, t.id).where(sql`candidate_id is null`),
    index("applications_source").on(t.tenantId, t.source, t.createdAt, t.id).where(sql`source is not null`),
    index("applications_medium").on(t.tenantId, t.medium, t.createdAt, t.id).where(sql`medium is not null`),
    index("applications_campaign").on(t.tenantId, t.campaign, t.createdAt, t.id).where(sql`campaign is not null`),
  ],
);

/** Every version of an application and what made it; nothing of it changes or goes. */
export const applicationEvents = sqliteTable(
  "application_events",
  {
    tenantId: text("tenant_id").$type<Id<"tenant">>().notNull(),
    applicationId: text("application_id").$type<Id<"application">>().notNull(),
    version: integer("version").notNull(),
    type: text("type").notNull(),
    fromStageId: text("from_stage_id").$type<Id<"stage">>(),
    toStageId: text("to_stage_id").$type<Id<"stage">>(),
    fromStatus: text("from_status", { enum: applicationStatuses }),
    toStatus: text("to_status", { enum: applicationStatuses }).notNull(),
    reason: text("reason"),
    actor: text("actor").notNull(),
    at: integer("at").$type<Instant>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.applicationId, t.version] }),
    foreignKey({ columns: [t.tenantId, t.applicationId], foreignColumns: [applications.tenantId, applications.id] }),
  ],
);

export type Application = typeof applications.$inferSelect;
export type ApplicationEvent = typeof applicationEvents.$inferSelect;
