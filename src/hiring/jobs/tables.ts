import { sql } from "drizzle-orm";
import { foreignKey, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { eventTypes } from "#booking/event-types/tables.ts";
import { members } from "#identity/members/tables.ts";
import { teams } from "#identity/teams/tables.ts";
import { tenants } from "#identity/tenants/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";

export const jobKinds = ["job", "template", "draft"] as const;
export const jobStatuses = ["draft", "open", "paused", "closed"] as const;
export const employmentTypes = ["full_time", "part_time", "contract", "temporary", "internship"] as const;
export const experienceLevels = ["entry", "junior", "mid", "senior", "lead", "executive"] as const;
export const payPeriods = ["hour", "day", "month", "year"] as const;
export const skillLevels = ["basic", "intermediate", "advanced", "expert"] as const;
export const stageKinds = ["applied", "screen", "interview", "assessment", "offer"] as const;

/** A role to fill. A template is a text to begin with, a draft one that nobody has finished. */
export const jobs = sqliteTable(
  "jobs",
  {
    tenantId: text("tenant_id")
      .$type<Id<"tenant">>()
      .notNull()
      .references(() => tenants.id),
    id: text("id").$type<Id<"job">>().notNull(),
    kind: text("kind", { enum: jobKinds }).notNull(),
    status: text("status", { enum: jobStatuses }).notNull(),
    /** Where its public page is. */
    slug: text("slug"),
    isPublic: integer("is_public", { mode: "boolean" }).notNull(),
    title: text("title").notNull(),
    description: text("description"),
    requirements: text("requirements"),
    benefits: text("benefits"),
    location: text("location"),
    isRemote: integer("is_remote", { mode: "boolean" }).notNull(),
    employmentType: text("employment_type", { enum: employmentTypes }),
    experienceLevel: text("experience_level", { enum: experienceLevels }),
    salaryMinMinor: integer("salary_min_minor"),
    salaryMaxMinor: integer("salary_max_minor"),
    salaryCurrency: text("salary_currency"),
    salaryPer: text("salary_per", { enum: payPeriods }),
    headcount: integer("headcount").notNull().default(1),
    /** When it was opened first, and until when one may apply. */
    postedAt: integer("posted_at").$type<Instant>(),
    deadline: integer("deadline").$type<Instant>(),
    recruiterId: text("recruiter_id").$type<Id<"member">>(),
    hiringManagerId: text("hiring_manager_id").$type<Id<"member">>(),
    teamId: text("team_id").$type<Id<"team">>(),
    templateId: text("template_id").$type<Id<"job">>(),
    /** What the customer's own system calls it. */
    externalId: text("external_id"),
    autosavedAt: integer("autosaved_at").$type<Instant>(),
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
    foreignKey({ columns: [t.tenantId, t.recruiterId], foreignColumns: [members.tenantId, members.id] }),
    foreignKey({ columns: [t.tenantId, t.hiringManagerId], foreignColumns: [members.tenantId, members.id] }),
    foreignKey({ columns: [t.tenantId, t.teamId], foreignColumns: [teams.tenantId, teams.id] }),
    uniqueIndex("jobs_slug").on(t.tenantId, t.slug).where(sql`slug is not null and deleted_at is null`),
    uniqueIndex("jobs_external")
      .on(t.tenantId, t.externalId)
      .where(sql`external_id is not null and deleted_at is null`),
    index("jobs_created").on(t.tenantId, t.kind, t.createdAt, t.id),
    index("jobs_status").on(t.tenantId, t.kind, t.status, t.createdAt, t.id),
    index("jobs_public")
      .on(t.tenantId, t.postedAt, t.id)
      .where(sql`is_public = 1 and status = 'open' and deleted_at is null`),
  ],
);

/** What a job asks for. The skill is written as it is looked for: lower case, single spaces. */
export const jobSkills = sqliteTable(
  "job_skills",
  {
    tenantId: text("tenant_id").$type<Id<"tenant">>().notNull(),
    jobId: text("job_id").$type<Id<"job">>().notNull(),
    skill: text("skill").notNull(),
    label: text("label").notNull(),
    required: integer("required", { mode: "boolean" }).notNull(),
    level: text("level", { enum: skillLevels }),
    weight: integer("weight").notNull().default(1),
    position: integer("position").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.jobId, t.skill] }),
    foreignKey({ columns: [t.tenantId, t.jobId], foreignColumns: [jobs.tenantId, jobs.id] }),
    index("job_skills_skill").on(t.tenantId, t.skill, t.jobId),
  ],
);

/** The way through a job, in order. A stage that is taken out stays on record: applications have been there. */
export const jobStages = sqliteTable(
  "job_stages",
  {
    tenantId: text("tenant_id").$type<Id<"tenant">>().notNull(),
    id: text("id").$type<Id<"stage">>().notNull(),
    jobId: text("job_id").$type<Id<"job">>().notNull(),
    name: text("name").notNull(),
    kind: text("kind", { enum: stageKinds }).notNull(),
    position: integer("position").notNull(),
    /** What is booked at this stage, and the form its cards are written on. */
    eventTypeId: text("event_type_id").$type<Id<"event_type">>(),
    formId: text("form_id").$type<Id<"scorecard_form">>(),
    instructions: text("instructions"),
    removedAt: integer("removed_at").$type<Instant>(),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    updatedAt: integer("updated_at").$type<Instant>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.jobId], foreignColumns: [jobs.tenantId, jobs.id] }),
    foreignKey({ columns: [t.tenantId, t.eventTypeId], foreignColumns: [eventTypes.tenantId, eventTypes.id] }),
    index("job_stages_job").on(t.tenantId, t.jobId, t.position),
  ],
);

export type Job = typeof jobs.$inferSelect;
export type JobSkill = typeof jobSkills.$inferSelect;
export type JobStage = typeof jobStages.$inferSelect;
