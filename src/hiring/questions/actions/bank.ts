import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import { seen } from "#kernel/version.ts";
import { announcer, commit } from "#platform/commit.ts";
import type { Cut } from "#platform/paging.ts";
import { actorWord, type Scope } from "#platform/scope.ts";
import { questionFacts } from "../facts.ts";
import * as store from "../store.ts";
import type { BankQuestion } from "../tables.ts";

const tell = announcer(questionFacts);

export const list = async (
  scope: Scope,
  filter: store.QuestionFilter,
  cut: Cut,
): Promise<Outcome<Page<BankQuestion>>> => done(await store.listQuestions(scope, filter, cut));

export async function get(scope: Scope, id: Id<"bank_question">): Promise<Outcome<BankQuestion>> {
  const question = await store.findQuestion(scope, id);
  return question === undefined ? refuse("bank_question.unknown") : done(question);
}

export type QuestionWords = Pick<
  BankQuestion,
  "kind" | "prompt" | "guidance" | "competency" | "difficulty" | "minutes" | "active"
>;

export async function create(scope: Scope, words: QuestionWords): Promise<Outcome<BankQuestion>> {
  const question: BankQuestion = {
    ...words,
    tenantId: scope.tenant.id,
    id: scope.newId("bank_question"),
    createdBy: actorWord(scope.actor),
    createdAt: scope.now,
    updatedAt: scope.now,
    version: 1,
    deletedAt: null,
    deletedBy: null,
  };
  return commit(scope, {
    change: store.insertQuestion(scope, question),
    fact: tell("bank_question.created", question.id, 1, null, question),
    result: question,
  });
}

export type QuestionPatch = { [K in keyof QuestionWords]?: QuestionWords[K] | undefined };

export async function change(
  scope: Scope,
  id: Id<"bank_question">,
  patch: QuestionPatch,
  ifMatch: number | undefined,
): Promise<Outcome<BankQuestion>> {
  const question = await store.findQuestion(scope, id);
  if (question === undefined) return refuse("bank_question.unknown");
  const current = seen(question, ifMatch);
  if (!current.ok) return current;

  const after: BankQuestion = {
    ...question,
    kind: patch.kind ?? question.kind,
    prompt: patch.prompt ?? question.prompt,
    guidance: patch.guidance === undefined ? question.guidance : patch.guidance,
    competency: patch.competency === undefined ? question.competency : patch.competency,
    difficulty: patch.difficulty === undefined ? question.difficulty : patch.difficulty,
    minutes: patch.minutes === undefined ? question.minutes : patch.minutes,
    active: patch.active ?? question.active,
    updatedAt: scope.now,
    version: question.version + 1,
  };
  return commit(scope, {
    change: store.updateQuestion(scope, question, after),
    fact: tell("bank_question.changed", id, after.version, question, after),
    result: after,
  });
}

export async function remove(
  scope: Scope,
  id: Id<"bank_question">,
  ifMatch: number | undefined,
): Promise<Outcome<null>> {
  const question = await store.findQuestion(scope, id);
  if (question === undefined) return refuse("bank_question.unknown");
  const current = seen(question, ifMatch);
  if (!current.ok) return current;
  if (await store.isAsked(scope, id)) return refuse("bank_question.in_use");

  const after: BankQuestion = {
    ...question,
    deletedAt: scope.now,
    deletedBy: actorWord(scope.actor),
    updatedAt: scope.now,
    version: question.version + 1,
  };
  return commit(scope, {
    change: store.retireQuestion(scope, question, after),
    fact: tell("bank_question.deleted", id, after.version, question, null),
    result: null,
  });
}
