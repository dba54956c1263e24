// What is wrong with a text, told to whoever wrote it.
import { done, type Fault, type Outcome, refuse } from "#kernel/outcome.ts";
import { type LetterKey, letters } from "./catalogue.ts";
import { parse, type TextFault } from "./language.ts";
import type { MessageTemplate } from "./tables.ts";

export type TemplateCode =
  | TextFault["code"]
  | "template.unknown"
  | "template.taken"
  | "template.subject_missing"
  | "template.subject_unfit"
  | "template.empty"
  | "template.not_mail"
  | "template.no_address";

type Words = Pick<MessageTemplate, "key" | "channel" | "subject" | "body">;

/** Every fault of both texts at its place; a mail has a subject, and a short message has none. */
export function fitting({ key, channel, subject, body }: Words): Outcome<true, TemplateCode> {
  if (channel === "mail" && subject === null) return refuse("template.subject_missing", { pointer: "/subject" });
  if (channel === "sms" && subject !== null) return refuse("template.subject_unfit", { pointer: "/subject" });
  if (body.trim() === "") return refuse("template.empty", { pointer: "/body" });
  if (subject?.trim() === "") return refuse("template.empty", { pointer: "/subject" });
  const faults = [...(subject === null ? [] : faultsIn(key, subject, "subject")), ...faultsIn(key, body, "body")];
  const [first] = faults;
  if (first === undefined) return done(true);
  const { code, pointer, line, column, variable } = first;
  const errors = faults.map((fault): Fault => ({ pointer: fault.pointer, code: fault.code, detail: fault.detail }));
  return refuse(code, { pointer, errors, line, column, ...(variable === null ? {} : { variable }) });
}

const faultsIn = (key: LetterKey, text: string, place: "subject" | "body") =>
  parse(text, letters[key].variables, place).faults.map((fault) => ({
    ...fault,
    pointer: `/${place}`,
    detail: `Line ${fault.line}, column ${fault.column}: ${fault.detail}`,
  }));
