// What actions may say, in the language of templates.
import type { Fault } from "#kernel/outcome.ts";
import { letterKeys, letters, parse } from "#outreach/templates/rules.ts";
import { audienceOf, feedbackLetter, type Trigger } from "./rules.ts";
import type { ActionWords } from "./tables.ts";

/** The letters that a workflow can send, and whom each speaks to: those that are about a meeting to come. */
export const lettersOfWorkflows: ReadonlyMap<string, string> = new Map(
  letterKeys.filter((key) => key.startsWith("reminder.")).map((key) => [key, letters[key].audience]),
);

/** What is wrong with the words of these actions, each at its place in the request. */
export const faultsOfTexts = (actions: readonly ActionWords[], trigger: Trigger): Fault[] =>
  actions.flatMap((action, place) => {
    if (action.channel === "webhook" || action.text === null) return [];
    const { variables } =
      letters[trigger === "feedback_due" ? feedbackLetter : (`reminder.${audienceOf(action)}` as const)];
    const { subject, body } = action.text;
    const at = `/actions/${place}/text`;
    return [
      ...(subject === null ? [] : faultsAt(`${at}/subject`, parse(subject, variables, "subject"))),
      ...faultsAt(`${at}/body`, parse(body, variables, "body")),
    ];
  });

const faultsAt = (pointer: string, { faults }: ReturnType<typeof parse>): Fault[] =>
  faults.map(({ code, line, column, detail }) => ({
    pointer,
    code,
    detail: `${detail} Line ${line}, column ${column}.`,
  }));
