import { and, asc, eq, inArray, isNull, notExists, type SQL, sql } from "drizzle-orm";
import { jobs, jobStages } from "#hiring/jobs/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import { failUnlessStill } from "#platform/commit.ts";
import type { Statement } from "#platform/d1.ts";
import { type Cut, contains, keyset } from "#platform/paging.ts";
import { withoutKey } from "#platform/rows.ts";
import type { Scope } from "#platform/scope.ts";
import {
  type BankQuestion,
  bankQuestions,
  type InterviewResponse,
  interviewResponses,
  stageQuestions,
} from "./tables.ts";

const mine = (scope: Scope) => and(eq(bankQuestions.tenantId, scope.tenant.id), isNull(bankQuestions.deletedAt));
const one = (scope: Scope, id: Id<"bank_question">) => and(mine(scope), eq(bankQuestions.id, id));
const idsIn = (ids: readonly string[]) => sql`(select value from json_each(${JSON.stringify(ids)}))`;

export type QuestionFilter = {
  kind?: BankQuestion["kind"][] | undefined;
  competency?: string | undefined;
  difficulty?: NonNullable<BankQuestion["difficulty"]>[] | undefined;
  active?: boolean | undefined;
  q?: string | undefined;
};

export async function listQuestions(scope: Scope, filter: QuestionFilter, cut: Cut): Promise<Page<BankQuestion>> {
  const page = keyset(cut, bankQuestions.createdAt, bankQuestions.id);
  const rows = await scope.db
    .select()
    .from(bankQuestions)
    .where(
      and(
        mine(scope),
        filter.kind && inArray(bankQuestions.kind, filter.kind),
        filter.competency === undefined ? undefined : eq(bankQuestions.competency, filter.competency),
        filter.difficulty && inArray(bankQuestions.difficulty, filter.difficulty),
        filter.active === undefined ? undefined : eq(bankQuestions.active, filter.active),
        filter.q === undefined ? undefined : contains(bankQuestions.prompt, filter.q),
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return pageOf(rows, cut.limit, (row) => ({ key: row.createdAt, id: row.id }));
}

export const findQuestion = (scope: Scope, id: Id<"bank_question">): Promise<BankQuestion | undefined> =>
  scope.db.select().from(bankQuestions).where(one(scope, id)).get();

export const insertQuestion = (scope: Scope, question: BankQuestion): Statement =>
  scope.db.insert(bankQuestions).values(question);

export const updateQuestion = (scope: Scope, before: BankQuestion, after: BankQuestion): Statement =>
  scope.db
    .update(bankQuestions)
    .set(withoutKey(after))
    .where(and(one(scope, before.id), eq(bankQuestions.version, before.version)));

/** A stage that stands, of a job that is still there, asks it. */
const asking = (scope: Scope, id: Id<"bank_question">) =>
  scope.db
    .select({ found: sql<number>`1` })
    .from(sql`stage_questions asked`)
    .where(
      sql`asked.tenant_id = ${scope.tenant.id} and asked.question_id = ${id} and exists (select 1 from job_stages staged
        where staged.tenant_id = asked.tenant_id and staged.id = asked.stage_id and staged.removed_at is null
          and exists (select 1 from jobs asking where asking.tenant_id = staged.tenant_id and asking.id = staged.job_id
            and asking.deleted_at is null))`,
    )
    .limit(1);

export const isAsked = async (scope: Scope, id: Id<"bank_question">): Promise<boolean> =>
  (await asking(scope, id).get()) !== undefined;

/** Deletes only while no stage asks it, whatever was read before. */
export const retireQuestion = (scope: Scope, before: BankQuestion, after: BankQuestion): Statement =>
  scope.db
    .update(bankQuestions)
    .set(withoutKey(after))
    .where(and(one(scope, before.id), eq(bankQuestions.version, before.version), notExists(asking(scope, before.id))));

const kitOf = (scope: Scope, stage: Id<"stage">) =>
  and(eq(stageQuestions.tenantId, scope.tenant.id), eq(stageQuestions.stageId, stage));

/** A stage with what is asked there, in order. A stage that was taken out still has its kit, for interviews that were planned in it. */
export async function readKit(scope: Scope, stage: Id<"stage">) {
  const [stages, questions] = await scope.db.batch([
    scope.db
      .select()
      .from(jobStages)
      .where(
        and(
          eq(jobStages.tenantId, scope.tenant.id),
          eq(jobStages.id, stage),
          sql`exists (select 1 from jobs staged where staged.tenant_id = ${scope.tenant.id}
            and staged.id = ${jobStages.jobId} and staged.deleted_at is null)`,
        ),
      ),
    scope.db
      .select({ question: bankQuestions })
      .from(stageQuestions)
      .innerJoin(
        bankQuestions,
        and(eq(bankQuestions.tenantId, stageQuestions.tenantId), eq(bankQuestions.id, stageQuestions.questionId)),
      )
      .where(and(kitOf(scope, stage), isNull(bankQuestions.deletedAt)))
      .orderBy(asc(stageQuestions.position)),
  ]);
  return { stage: stages[0], questions: questions.map(({ question }) => question) };
}

export async function questionsNamed(scope: Scope, ids: readonly Id<"bank_question">[]): Promise<BankQuestion[]> {
  return scope.db
    .select()
    .from(bankQuestions)
    .where(and(mine(scope), sql`${bankQuestions.id} in ${idsIn(ids)}`));
}

/** Holds while a stage asks exactly this, in this order. */
export const stillAsks = (scope: Scope, stage: Id<"stage">, ids: readonly Id<"bank_question">[]): Statement =>
  failUnlessStill(
    scope,
    sql`(select json_group_array(question_id) from (select question_id from stage_questions kit
      where kit.tenant_id = ${scope.tenant.id} and kit.stage_id = ${stage} order by position)) = ${JSON.stringify(ids)}`,
  );

/** Undoes the batch when one of these questions has gone since. */
export const stillThere = (scope: Scope, ids: readonly Id<"bank_question">[]): Statement =>
  failUnlessStill(
    scope,
    sql`(select count(*) from bank_questions kept where kept.tenant_id = ${scope.tenant.id}
      and kept.id in ${idsIn(ids)} and kept.deleted_at is null) = ${ids.length}`,
  );

/** The questions of a stage, all of them, in two statements however many there are. */
export const replaceKit = (scope: Scope, stage: Id<"stage">, ids: readonly Id<"bank_question">[]): Statement[] => [
  scope.db.delete(stageQuestions).where(kitOf(scope, stage)),
  scope.db.run(sql`
    insert into stage_questions (tenant_id, stage_id, question_id, position)
    select ${scope.tenant.id}, ${stage}, value, key from json_each(${JSON.stringify(ids)})`),
];

/** What is asked at the stages of one job, at those of another that are alike. */
export const copyKits = (scope: Scope, from: Id<"job">, to: Id<"job">): Statement =>
  scope.db.run(sql`
    insert into stage_questions (tenant_id, stage_id, question_id, position)
    select fresh.tenant_id, fresh.id, asked.question_id, asked.position
    from job_stages fresh
    join job_stages known on known.tenant_id = fresh.tenant_id and known.job_id = ${from}
      and known.position = fresh.position and known.name = fresh.name and known.removed_at is null
    join stage_questions asked on asked.tenant_id = known.tenant_id and asked.stage_id = known.id
    where fresh.tenant_id = ${scope.tenant.id} and fresh.job_id = ${to}
    on conflict do nothing`);

export const findTemplate = (scope: Scope, id: string) =>
  scope.db
    .select({ id: jobs.id, templateId: jobs.templateId })
    .from(jobs)
    .where(and(eq(jobs.tenantId, scope.tenant.id), sql`${jobs.id} = ${id}`))
    .get();

const heard = (scope: Scope, interview: Id<"interview">): SQL | undefined =>
  and(
    eq(interviewResponses.tenantId, scope.tenant.id),
    eq(interviewResponses.interviewId, interview),
    isNull(interviewResponses.deletedAt),
  );

export type ResponseFilter = {
  question_id?: Id<"bank_question"> | undefined;
  recorded_by?: Id<"member"> | undefined;
};

/** What was answered, as far as the asker may read it: all of it, or what they wrote down themselves. */
export async function listResponses(
  scope: Scope,
  interview: Id<"interview">,
  filter: ResponseFilter,
  sight: "all" | Id<"member"> | null,
  cut: Cut,
): Promise<Page<InterviewResponse>> {
  if (sight === null) return { rows: [], next: null };
  const page = keyset(cut, interviewResponses.createdAt, interviewResponses.id);
  const rows = await scope.db
    .select()
    .from(interviewResponses)
    .where(
      and(
        heard(scope, interview),
        sight === "all" ? undefined : eq(interviewResponses.recordedBy, sight),
        filter.question_id && eq(interviewResponses.questionId, filter.question_id),
        filter.recorded_by && eq(interviewResponses.recordedBy, filter.recorded_by),
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return pageOf(rows, cut.limit, (row) => ({ key: row.createdAt, id: row.id }));
}

const response = (scope: Scope, interview: Id<"interview">, id: Id<"response">) =>
  and(heard(scope, interview), eq(interviewResponses.id, id));

export const findResponse = (
  scope: Scope,
  interview: Id<"interview">,
  id: Id<"response">,
): Promise<InterviewResponse | undefined> =>
  scope.db
    .select()
    .from(interviewResponses)
    .where(response(scope, interview, id))
    .get();

export const insertResponse = (scope: Scope, row: InterviewResponse): Statement =>
  scope.db.insert(interviewResponses).values(row);

export const updateResponse = (scope: Scope, before: InterviewResponse, after: InterviewResponse): Statement =>
  scope.db
    .update(interviewResponses)
    .set(withoutKey(after))
    .where(and(response(scope, before.interviewId, before.id), eq(interviewResponses.version, before.version)));
