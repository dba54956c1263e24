import { formFor } from "#hiring/forms/actions.ts";
import type { ScorecardForm } from "#hiring/forms/tables.ts";
import { findInterview } from "#hiring/interviews/client.ts";
import type { JobStage } from "#hiring/jobs/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { announcer, commit } from "#platform/commit.ts";
import type { Scope } from "#platform/scope.ts";
import { questionFacts } from "../facts.ts";
import { judgedKit } from "../rules.ts";
import * as store from "../store.ts";
import type { BankQuestion } from "../tables.ts";

const tell = announcer(questionFacts);

/** What an interviewer has in hand: what to ask, and what the card will ask of them. */
export type Kit = {
  interviewId: Id<"interview"> | null;
  stage: JobStage | null;
  questions: readonly BankQuestion[];
  form: ScorecardForm | null;
};

type Standing = JobStage & { removedAt: null };

const stands = (stage: JobStage | undefined): stage is Standing => stage !== undefined && stage.removedAt === null;

export async function stageKit(scope: Scope, id: Id<"stage">): Promise<Outcome<Kit>> {
  const { stage, questions } = await store.readKit(scope, id);
  if (!stands(stage)) return refuse("stage.unknown");
  const form = await formFor(scope, { formId: null, stageId: id, eventTypeId: stage.eventTypeId });
  return done({ interviewId: null, stage, questions, form: form ?? null });
}

export async function interviewKit(scope: Scope, id: Id<"interview">): Promise<Outcome<Kit>> {
  const interview = await findInterview(scope, id);
  if (interview === undefined) return refuse("interview.unknown");
  const { formId, stageId, eventTypeId } = interview;
  const [form, kit] = await Promise.all([
    formFor(scope, { formId, stageId, eventTypeId }),
    stageId === null ? undefined : store.readKit(scope, stageId),
  ]);
  return done({
    interviewId: id,
    stage: kit?.stage ?? null,
    questions: kit?.stage === undefined ? [] : kit.questions,
    form: form ?? null,
  });
}

/** What is asked at a stage, all of it, in order. */
export async function setKit(
  scope: Scope,
  id: Id<"stage">,
  ids: readonly Id<"bank_question">[],
): Promise<Outcome<Kit>> {
  const [kit, named] = await Promise.all([store.readKit(scope, id), store.questionsNamed(scope, ids)]);
  const { stage } = kit;
  if (!stands(stage)) return refuse("stage.unknown");
  const before = kit.questions.map((question) => question.id);
  const known = new Map(named.map((question) => [question.id, question]));
  const verdict = judgedKit(ids, known, before);
  if (!verdict.ok) return verdict;

  const form = await formFor(scope, { formId: null, stageId: id, eventTypeId: stage.eventTypeId });
  const questions = ids.flatMap((one) => known.get(one) ?? []);
  return commit(scope, {
    change: null,
    first: [store.stillAsks(scope, id, before)],
    fact: tell("stage.questions_changed", id, 1, { question_ids: before }, { question_ids: ids }),
    also: [...store.replaceKit(scope, id, ids), store.stillThere(scope, ids)],
    result: { interviewId: null, stage, questions, form: form ?? null },
  });
}
