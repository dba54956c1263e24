import { sql } from "drizzle-orm";
import { foreignKey, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { members } from "#identity/members/tables.ts";
import { tenants } from "#identity/tenants/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";

export const candidateStatuses = [
  "new",
  "contacted",
  "scheduled",
  "in_progress",
  "rejected",
  "accepted",
  "on_hold",
] as const;
/** What a person may say where nothing else is known, or in spite of it. */
export const saidStatuses = ["contacted", "on_hold"] as const;

export type Money = { amount_minor: number; currency: string; per: "hour" | "day" | "month" | "year" };
/** What somebody agreed to, in the words they saw, when, and until when. */
export type Consent = { purpose: string; text: string; at: string; until: string | null };

/** A person whom one company considers. */
export const candidates = sqliteTable(
  "candidates",
  {
    tenantId: text("tenant_id")
      .$type<Id<"tenant">>()
      .notNull()
      .references(() => tenants.id),
    id: text("id").$type<Id<"candidate">>().notNull(),
    name: text("name").notNull(),
    /** The address that is written to; all of theirs stand in `candidate_emails`. */
    email: text("email").notNull(),
    phone: text("phone"),
    location: text("location"),
    timeZone: text("time_zone"),
    locale: text("locale"),
    currentCompany: text("current_company"),
    currentTitle: text("current_title"),
    yearsOfExperience: integer("years_of_experience"),
    currentPay: text("current_pay", { mode: "json" }).$type<Money>(),
    expectedPay: text("expected_pay", { mode: "json" }).$type<Money>(),
    noticePeriodDays: integer("notice_period_days"),
    resumeUrl: text("resume_url"),
    /** Told by applications and interviews: a trigger keeps it in the batch that changes those, and a law tells it again. */
    status: text("status", { enum: candidateStatuses }).notNull().default("new"),
    saidStatus: text("said_status", { enum: saidStatuses }),
    ownerId: text("owner_id").$type<Id<"member">>(),
    source: text("source"),
    medium: text("medium"),
    campaign: text("campaign"),
    linkedUserId: text("linked_user_id").$type<Id<"user">>(),
    consents: text("consents", { mode: "json" }).$type<Consent[]>().notNull(),
    externalId: text("external_id"),
    anonymisedAt: integer("anonymised_at").$type<Instant>(),
    /** Who this one turned out to be. */
    mergedInto: text("merged_into").$type<Id<"candidate">>(),
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
    foreignKey({ columns: [t.tenantId, t.ownerId], foreignColumns: [members.tenantId, members.id] }),
    uniqueIndex("candidates_external")
      .on(t.tenantId, t.externalId)
      .where(sql`external_id is not null and deleted_at is null`),
    index("candidates_created").on(t.tenantId, t.createdAt, t.id),
    index("candidates_status").on(t.tenantId, t.status, t.createdAt, t.id),
    index("candidates_owner").on(t.tenantId, t.ownerId, t.createdAt, t.id),
  ],
);

/** One candidate per company and address, whichever of their addresses it is. */
export const candidateEmails = sqliteTable(
  "candidate_emails",
  {
    tenantId: text("tenant_id").$type<Id<"tenant">>().notNull(),
    email: text("email").notNull(),
    candidateId: text("candidate_id").$type<Id<"candidate">>().notNull(),
    createdAt: integer("created_at").$type<Instant>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.email] }),
    foreignKey({ columns: [t.tenantId, t.candidateId], foreignColumns: [candidates.tenantId, candidates.id] }),
    index("candidate_emails_candidate").on(t.tenantId, t.candidateId),
  ],
);

export const candidateSkills = sqliteTable(
  "candidate_skills",
  {
    tenantId: text("tenant_id").$type<Id<"tenant">>().notNull(),
    candidateId: text("candidate_id").$type<Id<"candidate">>().notNull(),
    skill: text("skill").notNull(),
    label: text("label").notNull(),
    position: integer("position").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.candidateId, t.skill] }),
    foreignKey({ columns: [t.tenantId, t.candidateId], foreignColumns: [candidates.tenantId, candidates.id] }),
    index("candidate_skills_skill").on(t.tenantId, t.skill, t.candidateId),
  ],
);

/**
 * What a candidate is found by, numbered in the order they came. Triggers keep the index `candidate_search` (FTS5) of both texts, and
 * the labels as their row and tags have them; every word begins with its tenant, so that nobody's words are another's.
 */
export const candidateDocs = sqliteTable(
  "candidate_docs",
  {
    doc: integer("doc").primaryKey({ autoIncrement: true }),
    tenantId: text("tenant_id").$type<Id<"tenant">>().notNull(),
    candidateId: text("candidate_id").$type<Id<"candidate">>().notNull(),
    /** What people type: name, addresses, company, title, skills. */
    words: text("words").notNull(),
    /** Status, owner and tags. */
    labels: text("labels").notNull(),
  },
  (t) => [
    uniqueIndex("candidate_docs_candidate").on(t.tenantId, t.candidateId),
    foreignKey({ columns: [t.tenantId, t.candidateId], foreignColumns: [candidates.tenantId, candidates.id] }),
  ],
);

/** Two records that were one person: what the other one said, whole. */
export const candidateMerges = sqliteTable(
  "candidate_merges",
  {
    tenantId: text("tenant_id").$type<Id<"tenant">>().notNull(),
    loserId: text("loser_id").$type<Id<"candidate">>().notNull(),
    winnerId: text("winner_id").$type<Id<"candidate">>().notNull(),
    before: text("before", { mode: "json" }).$type<Record<string, unknown>>().notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: integer("created_at").$type<Instant>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.loserId] }),
    foreignKey({ columns: [t.tenantId, t.winnerId], foreignColumns: [candidates.tenantId, candidates.id] }),
    index("candidate_merges_winner").on(t.tenantId, t.winnerId),
  ],
);

export type Candidate = typeof candidates.$inferSelect;
export type CandidateEmail = typeof candidateEmails.$inferSelect;
export type CandidateSkill = typeof candidateSkills.$inferSelect;
export type CandidateMerge = typeof candidateMerges.$inferSelect;
