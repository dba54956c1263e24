import { formView } from "#hiring/forms/client.ts";
import { stageView } from "#hiring/jobs/client.ts";
import { routes } from "#http/routes.ts";
import { toWire } from "#kernel/instant.ts";
import * as actions from "./actions.ts";
import * as contract from "./contract.ts";
import type { BankQuestion, InterviewResponse } from "./tables.ts";

export const questionRoutes = routes()
  .list(contract.listBankQuestions, (scope, { query, page }) => actions.list(scope, query, page), questionView)
  .on(contract.getBankQuestion, (scope, { param }) => actions.get(scope, param.id), questionView)
  .on(contract.createBankQuestion, (scope, { body }) => actions.create(scope, body), questionView)
  .on(
    contract.changeBankQuestion,
    (scope, { param, body, ifMatch }) => actions.change(scope, param.id, body, ifMatch),
    questionView,
  )
  .on(
    contract.deleteBankQuestion,
    (scope, { param, ifMatch }) => actions.remove(scope, param.id, ifMatch),
    () => undefined,
  )
  .on(contract.getStageKit, (scope, { param }) => actions.stageKit(scope, param.id), kitView)
  .on(
    contract.setStageQuestions,
    (scope, { param, body }) => actions.setKit(scope, param.id, body.question_ids),
    kitView,
  )
  .on(contract.getInterviewKit, (scope, { param }) => actions.interviewKit(scope, param.id), kitView)
  .list(
    contract.listInterviewResponses,
    (scope, { param, query, page }) => actions.listResponses(scope, param.id, query, page),
    responseView,
  )
  .on(contract.recordInterviewResponse, (scope, { param, body }) => actions.record(scope, param.id, body), responseView)
  .on(
    contract.changeInterviewResponse,
    (scope, { param, body, ifMatch }) => actions.changeResponse(scope, param.id, param.response_id, body, ifMatch),
    responseView,
  )
  .on(
    contract.deleteInterviewResponse,
    (scope, { param, ifMatch }) => actions.removeResponse(scope, param.id, param.response_id, ifMatch),
    () => undefined,
  );

function questionView(question: BankQuestion) {
  return {
    object: "bank_question" as const,
    id: question.id,
    kind: question.kind,
    prompt: question.prompt,
    guidance: question.guidance,
    competency: question.competency,
    difficulty: question.difficulty,
    minutes: question.minutes,
    active: question.active,
    created_by: question.createdBy,
    created_at: toWire(question.createdAt),
    updated_at: toWire(question.updatedAt),
    version: question.version,
  };
}

function kitView({ interviewId, stage, questions, form }: actions.Kit) {
  return {
    object: "interview_kit" as const,
    interview_id: interviewId,
    stage: stage && stageView(stage),
    questions: questions.map(questionView),
    form: form && formView(form),
  };
}

function responseView(response: InterviewResponse) {
  return {
    object: "interview_response" as const,
    id: response.id,
    interview_id: response.interviewId,
    question_id: response.questionId,
    prompt: response.prompt,
    answer: response.text,
    recorded_by: response.recordedBy,
    created_at: toWire(response.createdAt),
    updated_at: toWire(response.updatedAt),
    version: response.version,
  };
}
