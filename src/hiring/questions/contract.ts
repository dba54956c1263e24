import * as z from "zod";
import { ScorecardForm } from "#hiring/forms/client.ts";
import { Stage } from "#hiring/jobs/client.ts";
import { op } from "#http/op.ts";
import { anyOf, flag, idOut, instantOut, line, object, prose, wireId } from "#http/wire.ts";
import { difficulties, questionKinds } from "./tables.ts";

const tag = "Question bank";
const kind = z.enum(questionKinds);
const difficulty = z.enum(difficulties);

export const BankQuestion = z
  .strictObject({
    object: object("bank_question"),
    id: idOut("bank_question"),
    kind,
    prompt: z.string(),
    guidance: z.string().nullable().meta({ description: "What a good answer has in it; no candidate reads it." }),
    competency: z.string().nullable(),
    difficulty: difficulty.nullable(),
    minutes: z.int().nullable().meta({ description: "How long it takes." }),
    active: z.boolean().meta({ description: "An inactive question is put in no new kit; where it is asked it stays." }),
    created_by: z.string(),
    created_at: instantOut,
    updated_at: instantOut,
    version: z.int(),
  })
  .meta({ id: "BankQuestion" });

export const InterviewKit = z
  .strictObject({
    object: object("interview_kit"),
    interview_id: idOut("interview").nullable(),
    stage: Stage.nullable(),
    questions: z.array(BankQuestion).meta({ description: "In the order they are asked." }),
    form: ScorecardForm.nullable().meta({ description: "What the card will be written on." }),
  })
  .meta({ id: "InterviewKit" });

export const InterviewResponse = z
  .strictObject({
    object: object("interview_response"),
    id: idOut("response"),
    interview_id: idOut("interview"),
    question_id: idOut("bank_question").nullable(),
    prompt: z.string().meta({ description: "The question as it was asked." }),
    answer: z.string(),
    recorded_by: idOut("member"),
    created_at: instantOut,
    updated_at: instantOut,
    version: z.int(),
  })
  .meta({ id: "InterviewResponse" });

const prompt = prose(4_000).min(1);
const param = z.object({ id: wireId("bank_question") });
const words = { guidance: prose(4_000).nullable(), competency: line(80).nullable(), difficulty: difficulty.nullable() };
const minutes = z.int().min(1).max(480).nullable();

export const listBankQuestions = op({
  id: "listBankQuestions",
  method: "get",
  path: "/v1/bank-questions",
  tag,
  summary: "List the questions of the bank",
  may: "jobs:read",
  query: z.object({
    kind: anyOf(kind).optional(),
    competency: line(80).optional(),
    difficulty: anyOf(difficulty).optional(),
    active: flag.optional(),
    q: line(200).optional().meta({ description: "Questions that contain this, in any case." }),
  }),
  order: ["created_at.desc", "created_at.asc"],
  status: 200,
  answer: BankQuestion,
});

export const getBankQuestion = op({
  id: "getBankQuestion",
  method: "get",
  path: "/v1/bank-questions/{id}",
  tag,
  summary: "Get a question of the bank",
  may: "jobs:read",
  param,
  status: 200,
  answer: BankQuestion,
  refusals: ["bank_question.unknown"],
});

export const createBankQuestion = op({
  id: "createBankQuestion",
  method: "post",
  path: "/v1/bank-questions",
  tag,
  summary: "Put a question in the bank",
  may: "jobs:write",
  body: z
    .strictObject({
      kind: kind.default("interview"),
      prompt,
      guidance: words.guidance.default(null),
      competency: words.competency.default(null),
      difficulty: words.difficulty.default(null),
      minutes: minutes.default(null),
      active: z.boolean().default(true),
    })
    .meta({ id: "BankQuestionCreate" }),
  status: 201,
  answer: BankQuestion,
  example: {
    body: { prompt: "Tell us of a system you took apart.", competency: "Design", difficulty: "medium", minutes: 15 },
  },
});

export const changeBankQuestion = op({
  id: "changeBankQuestion",
  method: "patch",
  path: "/v1/bank-questions/{id}",
  tag,
  summary: "Change a question of the bank",
  description: "What was answered keeps the question as it was asked.",
  may: "jobs:write",
  param,
  body: z
    .strictObject({
      kind: kind.optional(),
      prompt: prompt.optional(),
      guidance: words.guidance.optional(),
      competency: words.competency.optional(),
      difficulty: words.difficulty.optional(),
      minutes: minutes.optional(),
      active: z.boolean().optional(),
    })
    .meta({ id: "BankQuestionChange" }),
  status: 200,
  answer: BankQuestion,
  refusals: ["bank_question.unknown", "version.conflict"],
  example: { body: { minutes: 20 } },
});

export const deleteBankQuestion = op({
  id: "deleteBankQuestion",
  method: "delete",
  path: "/v1/bank-questions/{id}",
  tag,
  summary: "Delete a question of the bank",
  description: "One that a stage asks is kept.",
  may: "jobs:write",
  param,
  status: 204,
  refusals: ["bank_question.unknown", "bank_question.in_use", "version.conflict"],
});

const stage = z.object({ id: wireId("stage") });
const interview = z.object({ id: wireId("interview") });

export const getStageKit = op({
  id: "getStageKit",
  method: "get",
  path: "/v1/stages/{id}/kit",
  tag,
  summary: "Get what interviewers have in hand at a stage",
  may: "jobs:read",
  param: stage,
  status: 200,
  answer: InterviewKit,
  refusals: ["stage.unknown"],
});

export const setStageQuestions = op({
  id: "setStageQuestions",
  method: "put",
  path: "/v1/stages/{id}/questions",
  tag,
  summary: "Say what is asked at a stage",
  description: "All of it, in order.",
  may: "jobs:write",
  param: stage,
  body: z.strictObject({ question_ids: z.array(wireId("bank_question")).max(50) }).meta({ id: "StageQuestions" }),
  status: 200,
  answer: InterviewKit,
  refusals: ["stage.unknown", "stage.question_unknown", "stage.question_inactive", "stage.question_twice"],
  example: { body: { question_ids: [] } },
});

export const getInterviewKit = op({
  id: "getInterviewKit",
  method: "get",
  path: "/v1/interviews/{id}/kit",
  tag,
  summary: "Get what interviewers have in hand in an interview",
  description: "What is asked at its stage, and the form its cards are written on.",
  may: "interviews:read",
  param: interview,
  status: 200,
  answer: InterviewKit,
  refusals: ["interview.unknown"],
});

export const listInterviewResponses = op({
  id: "listInterviewResponses",
  method: "get",
  path: "/v1/interviews/{id}/responses",
  tag,
  summary: "List what was answered in an interview",
  description: "What one wrote down oneself; what others did, once one may read their scorecards.",
  may: "interviews:read",
  param: interview,
  query: z.object({ question_id: wireId("bank_question").optional(), recorded_by: wireId("member").optional() }),
  order: ["created_at.asc", "created_at.desc"],
  status: 200,
  answer: InterviewResponse,
  refusals: ["interview.unknown"],
});

export const recordInterviewResponse = op({
  id: "recordInterviewResponse",
  method: "post",
  path: "/v1/interviews/{id}/responses",
  tag,
  summary: "Write down what was answered",
  description: "By whoever is in the interview. Without `prompt`, the question is kept as the bank has it.",
  may: "scorecards:write_own",
  param: interview,
  body: z
    .strictObject({
      question_id: wireId("bank_question").nullable().default(null),
      prompt: prompt.nullable().default(null),
      answer: prose(20_000).min(1),
    })
    .meta({ id: "InterviewResponseCreate" }),
  status: 201,
  answer: InterviewResponse,
  refusals: ["interview.unknown", "response.not_on_panel", "response.question_unknown", "response.prompt_missing"],
  example: { body: { prompt: "What did you build last?", answer: "A scheduler, at her last company." } },
});

const one = z.object({ id: wireId("interview"), response_id: wireId("response") });

export const changeInterviewResponse = op({
  id: "changeInterviewResponse",
  method: "patch",
  path: "/v1/interviews/{id}/responses/{response_id}",
  tag,
  summary: "Change what one wrote down",
  may: "scorecards:write_own",
  param: one,
  body: z
    .strictObject({ prompt: prompt.optional(), answer: prose(20_000).min(1).optional() })
    .meta({ id: "InterviewResponseChange" }),
  status: 200,
  answer: InterviewResponse,
  refusals: ["interview.unknown", "response.unknown", "response.not_yours", "version.conflict"],
  example: { body: { answer: "A scheduler, at her last company but one." } },
});

export const deleteInterviewResponse = op({
  id: "deleteInterviewResponse",
  method: "delete",
  path: "/v1/interviews/{id}/responses/{response_id}",
  tag,
  summary: "Take back what one wrote down",
  may: "scorecards:write_own",
  param: one,
  status: 204,
  refusals: ["interview.unknown", "response.unknown", "response.not_yours", "version.conflict"],
});
