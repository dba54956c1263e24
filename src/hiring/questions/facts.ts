import type { FactKind } from "#kernel/fact.ts";

/** What was answered stands in no fact: who is still to judge could read it there. */
export const questionFacts = {
  "bank_question.created": { action: "create", entity: "bank_question" },
  "bank_question.changed": { action: "update", entity: "bank_question" },
  "bank_question.deleted": { action: "delete", entity: "bank_question" },
  "stage.questions_changed": { action: "update", entity: "stage" },
  "response.recorded": { action: "create", entity: "response" },
  "response.changed": { action: "update", entity: "response" },
  "response.deleted": { action: "delete", entity: "response" },
} as const satisfies Record<string, FactKind>;
