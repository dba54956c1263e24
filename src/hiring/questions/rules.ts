import type { Id } from "#kernel/ids.ts";
import { done, type Fault, type Outcome, refuse } from "#kernel/outcome.ts";
import type { BankQuestion } from "./tables.ts";

export type QuestionCode =
  | "bank_question.unknown"
  | "bank_question.in_use"
  | "stage.unknown"
  | "stage.question_unknown"
  | "stage.question_inactive"
  | "stage.question_twice"
  | "response.unknown"
  | "response.not_on_panel"
  | "response.not_yours"
  | "response.question_unknown"
  | "response.prompt_missing";

type Known = ReadonlyMap<string, Pick<BankQuestion, "active">>;

/** A kit names each question once, and none that is not there; what it has asked so far it may go on asking. */
export function judgedKit(
  ids: readonly Id<"bank_question">[],
  known: Known,
  before: readonly Id<"bank_question">[],
): Outcome<true> {
  const faults = ids.flatMap((id, at): Fault[] => {
    const pointer = `/question_ids/${at}`;
    const question = known.get(id);
    if (ids.indexOf(id) < at) return [{ pointer, code: "stage.question_twice" }];
    if (question === undefined) return [{ pointer, code: "stage.question_unknown" }];
    return question.active || before.includes(id) ? [] : [{ pointer, code: "stage.question_inactive" }];
  });
  const [first] = faults;
  return first === undefined ? done(true) : refuse(first.code, { pointer: first.pointer, errors: faults });
}
