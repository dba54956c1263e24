import { sql } from "drizzle-orm";
import { foreignKey, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { members } from "#identity/members/tables.ts";
import { tenants } from "#identity/tenants/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";

export const cardKinds = ["panelist", "overall", "application"] as const;
export const recommendations = ["strong_yes", "yes", "no", "strong_no"] as const;
export const cardStatuses = ["draft", "submitted"] as const;

/** A criterion as it was judged, in the words it had then. */
export type Rating = { criterion_id: string; label: string; value: number | null; comment: string | null };
export type CardContent = {
  ratings: Rating[];
  rating: number | null;
  recommendation: (typeof recommendations)[number] | null;
  strengths: string | null;
  concerns: string | null;
  comments: string | null;
};

/** One author's judgement, which nobody else reads before it is their turn. */
export const scorecards = sqliteTable(
  "scorecards",
  {
    tenantId: text("tenant_id")
      .$type<Id<"tenant">>()
      .notNull()
      .references(() => tenants.id),
    id: text("id").$type<Id<"scorecard">>().notNull(),
    kind: text("kind", { enum: cardKinds }).notNull(),
    interviewId: text("interview_id").$type<Id<"interview">>(),
    applicationId: text("application_id").$type<Id<"application">>(),
    candidateId: text("candidate_id").$type<Id<"candidate">>().notNull(),
    participantId: text("participant_id").$type<Id<"participant">>(),
    authorId: text("author_id").$type<Id<"member">>().notNull(),
    formId: text("form_id").$type<Id<"scorecard_form">>(),
    formVersion: integer("form_version"),
    /** A trainee's: shown apart, and no part of the decision. */
    isTraining: integer("is_training", { mode: "boolean" }).notNull(),
    status: text("status", { enum: cardStatuses }).notNull(),
    content: text("content", { mode: "json" }).$type<CardContent>().notNull(),
    submittedAt: integer("submitted_at").$type<Instant>(),
    /** Since when its author has been able to read the others': what they change from then on keeps both versions. */
    sawOthersAt: integer("saw_others_at").$type<Instant>(),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    updatedAt: integer("updated_at").$type<Instant>().notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.authorId], foreignColumns: [members.tenantId, members.id] }),
    uniqueIndex("scorecards_interview")
      .on(t.tenantId, t.interviewId, t.kind, t.authorId)
      .where(sql`interview_id is not null`),
    uniqueIndex("scorecards_apart").on(t.tenantId, t.applicationId, t.authorId).where(sql`interview_id is null`),
    index("scorecards_application").on(t.tenantId, t.applicationId, t.createdAt, t.id),
    index("scorecards_author").on(t.tenantId, t.authorId, t.createdAt, t.id),
    index("scorecards_candidate").on(t.tenantId, t.candidateId, t.createdAt, t.id),
    index("scorecards_created").on(t.tenantId, t.createdAt, t.id),
  ],
);

/** What a submitted card said before it was changed. */
export const scorecardVersions = sqliteTable(
  "scorecard_versions",
  {
    tenantId: text("tenant_id").$type<Id<"tenant">>().notNull(),
    scorecardId: text("scorecard_id").$type<Id<"scorecard">>().notNull(),
    version: integer("version").notNull(),
    content: text("content", { mode: "json" }).$type<CardContent>().notNull(),
    /** Whether its author had been able to read the others' when they wrote it. */
    afterOthers: integer("after_others", { mode: "boolean" }).notNull(),
    at: integer("at").$type<Instant>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.scorecardId, t.version] }),
    foreignKey({ columns: [t.tenantId, t.scorecardId], foreignColumns: [scorecards.tenantId, scorecards.id] }),
  ],
);

export type Scorecard = typeof scorecards.$inferSelect;
export type ScorecardVersion = typeof scorecardVersions.$inferSelect;
