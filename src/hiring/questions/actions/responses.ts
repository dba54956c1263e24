import { findInterview, type InterviewWhole } from "#hiring/interviews/client.ts";
import { mayRead } from "#hiring/scorecards/actions/sight.ts";
import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import { seen } from "#kernel/version.ts";
import { announcer, commit } from "#platform/commit.ts";
import type { Cut } from "#platform/paging.ts";
import { actorWord, type Scope } from "#platform/scope.ts";
import { questionFacts } from "../facts.ts";
import * as store from "../store.ts";
import type { InterviewResponse } from "../tables.ts";

const tell = announcer(questionFacts);

const selfOf = ({ actor }: Scope): Id<"member"> | null => (actor.kind === "member" ? actor.member : null);

/** What everybody else wrote down is read by those who may read their cards, and no sooner. */
async function sightOf(scope: Scope, { id, applicationId }: InterviewWhole): Promise<"all" | Id<"member"> | null> {
  return (await mayRead(scope, { interviewId: id, applicationId })) ? "all" : selfOf(scope);
}

export async function listResponses(
  scope: Scope,
  interviewId: Id<"interview">,
  filter: store.ResponseFilter,
  cut: Cut,
): Promise<Outcome<Page<InterviewResponse>>> {
  const interview = await findInterview(scope, interviewId);
  if (interview === undefined) return refuse("interview.unknown");
  return done(await store.listResponses(scope, interviewId, filter, await sightOf(scope, interview), cut));
}

export type ResponseWords = { question_id: Id<"bank_question"> | null; prompt: string | null; answer: string };

/** What is kept of the question: as it was asked, else as the bank has it. */
async function promptOf(scope: Scope, { question_id: id, prompt }: ResponseWords): Promise<Outcome<string>> {
  const question = id === null ? undefined : await store.findQuestion(scope, id);
  if (id !== null && question === undefined) return refuse("response.question_unknown", { pointer: "/question_id" });
  const asked = prompt ?? question?.prompt;
  return asked === undefined ? refuse("response.prompt_missing", { pointer: "/prompt" }) : done(asked);
}

export async function record(
  scope: Scope,
  interviewId: Id<"interview">,
  words: ResponseWords,
): Promise<Outcome<InterviewResponse>> {
  const interview = await findInterview(scope, interviewId);
  if (interview === undefined) return refuse("interview.unknown");
  const self = selfOf(scope);
  const isOnPanel = interview.participants.some(({ memberId }) => memberId !== null && memberId === self);
  if (self === null || !isOnPanel) return refuse("response.not_on_panel");
  const prompt = await promptOf(scope, words);
  if (!prompt.ok) return prompt;

  const response: InterviewResponse = {
    tenantId: scope.tenant.id,
    id: scope.newId("response"),
    interviewId,
    questionId: words.question_id,
    prompt: prompt.value,
    text: words.answer,
    recordedBy: self,
    createdAt: scope.now,
    updatedAt: scope.now,
    version: 1,
    deletedAt: null,
    deletedBy: null,
  };
  return commit(scope, {
    change: store.insertResponse(scope, response),
    fact: tell("response.recorded", response.id, 1, null, told(response)),
    result: response,
  });
}

const told = ({ interviewId, questionId }: InterviewResponse) => ({ interviewId, questionId });

/** One's own words, in the version one has seen. */
async function own(
  scope: Scope,
  interviewId: Id<"interview">,
  id: Id<"response">,
  ifMatch: number | undefined,
): Promise<Outcome<InterviewResponse>> {
  const [interview, response] = await Promise.all([
    findInterview(scope, interviewId),
    store.findResponse(scope, interviewId, id),
  ]);
  if (interview === undefined) return refuse("interview.unknown");
  if (response === undefined) return refuse("response.unknown");
  if (response.recordedBy !== selfOf(scope)) return refuse("response.not_yours");
  const current = seen(response, ifMatch);
  return current.ok ? done(response) : current;
}

export async function changeResponse(
  scope: Scope,
  interviewId: Id<"interview">,
  id: Id<"response">,
  patch: { prompt?: string | undefined; answer?: string | undefined },
  ifMatch: number | undefined,
): Promise<Outcome<InterviewResponse>> {
  const found = await own(scope, interviewId, id, ifMatch);
  if (!found.ok) return found;
  const before = found.value;
  const after: InterviewResponse = {
    ...before,
    prompt: patch.prompt ?? before.prompt,
    text: patch.answer ?? before.text,
    updatedAt: scope.now,
    version: before.version + 1,
  };
  return commit(scope, {
    change: store.updateResponse(scope, before, after),
    fact: tell("response.changed", id, after.version, told(before), told(after)),
    result: after,
  });
}

export async function removeResponse(
  scope: Scope,
  interviewId: Id<"interview">,
  id: Id<"response">,
  ifMatch: number | undefined,
): Promise<Outcome<null>> {
  const found = await own(scope, interviewId, id, ifMatch);
  if (!found.ok) return found;
  const before = found.value;
  const after: InterviewResponse = {
    ...before,
    deletedAt: scope.now,
    deletedBy: actorWord(scope.actor),
    updatedAt: scope.now,
    version: before.version + 1,
  };
  return commit(scope, {
    change: store.updateResponse(scope, before, after),
    fact: tell("response.deleted", id, after.version, told(before), null),
    result: null,
  });
}
