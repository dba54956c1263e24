import { foreignKey, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { interviews } from "#hiring/interviews/tables.ts";
import { jobStages } from "#hiring/jobs/tables.ts";
import { tenants } from "#identity/tenants/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";

export const questionKinds = ["interview", "screening"] as const;
export const difficulties = ["easy", "medium", "hard"] as const;

/** A question that is asked again and again. */
export const bankQuestions = sqliteTable(
  "bank_questions",
  {
    tenantId: text("tenant_id")
      .$type<Id<"tenant">>()
      .notNull()
      .references(() => tenants.id),
    id: text("id").$type<Id<"bank_question">>().notNull(),
    kind: text("kind", { enum: questionKinds }).notNull(),
    prompt: text("prompt").notNull(),
    /** What a good answer has in it; no candidate reads it. */
    guidance: text("guidance"),
    competency: text("competency"),
    difficulty: text("difficulty", { enum: difficulties }),
    minutes: integer("minutes"),
    active: integer("active", { mode: "boolean" }).notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    updatedAt: integer("updated_at").$type<Instant>().notNull(),
    version: integer("version").notNull().default(1),
    deletedAt: integer("deleted_at").$type<Instant>(),
    deletedBy: text("deleted_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("bank_questions_created").on(t.tenantId, t.createdAt, t.id),
    index("bank_questions_competency").on(t.tenantId, t.competency, t.createdAt, t.id),
  ],
);

/** The questions of a stage, in order: the kit of whoever interviews there. */
export const stageQuestions = sqliteTable(
  "stage_questions",
  {
    tenantId: text("tenant_id").$type<Id<"tenant">>().notNull(),
    stageId: text("stage_id").$type<Id<"stage">>().notNull(),
    questionId: text("question_id").$type<Id<"bank_question">>().notNull(),
    position: integer("position").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.stageId, t.questionId] }),
    foreignKey({ columns: [t.tenantId, t.stageId], foreignColumns: [jobStages.tenantId, jobStages.id] }),
    foreignKey({ columns: [t.tenantId, t.questionId], foreignColumns: [bankQuestions.tenantId, bankQuestions.id] }),
    index("stage_questions_question").on(t.tenantId, t.questionId),
  ],
);

/** What the candidate answered, as one interviewer wrote it down, with the question as it was asked. */
export const interviewResponses = sqliteTable(
  "interview_responses",
  {
    tenantId: text("tenant_id").$type<Id<"tenant">>().notNull(),
    id: text("id").$type<Id<"response">>().notNull(),
    interviewId: text("interview_id").$type<Id<"interview">>().notNull(),
    questionId: text("question_id").$type<Id<"bank_question">>(),
    prompt: text("prompt").notNull(),
    text: text("text").notNull(),
    recordedBy: text("recorded_by").$type<Id<"member">>().notNull(),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    updatedAt: integer("updated_at").$type<Instant>().notNull(),
    version: integer("version").notNull().default(1),
    deletedAt: integer("deleted_at").$type<Instant>(),
    deletedBy: text("deleted_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.interviewId], foreignColumns: [interviews.tenantId, interviews.id] }),
    index("interview_responses_interview").on(t.tenantId, t.interviewId, t.createdAt, t.id),
  ],
);

export type BankQuestion = typeof bankQuestions.$inferSelect;
export type InterviewResponse = typeof interviewResponses.$inferSelect;
