import type { Question, ValidationWords } from "#booking/event-types/tables.ts";
import { emailIn, phone } from "#http/wire.ts";
import type { Id } from "#kernel/ids.ts";
import type { Outcome } from "#kernel/outcome.ts";
import { type BookingCode, type BookingFault, unlessAtFault } from "./rules.ts";
import type { BookingAnswer } from "./tables.ts";

type Value = BookingAnswer["value"];
export type GivenAnswer = { question_id: Id<"question">; value: Value };
export type ReadAnswer = Pick<BookingAnswer, "questionId" | "position" | "label" | "type" | "value">;

/** What was said, as it is kept; or in what it does not fit. */
type Reading = { fits: true; value: Value } | { fits: false; why: string };

const fit = (value: Value): Reading => ({ fits: true, value });
const unfit = (why: string): Reading => ({ fits: false, why });

const longest = { short_text: 500, long_text: 5_000 } as const;
const longestAddress = 2_000;

/** The answers in the order of the questions, each with its question as it was asked; all faults at once. */
export function readAnswers(
  questions: readonly Question[],
  given: readonly GivenAnswer[],
): Outcome<readonly ReadAnswer[], BookingCode> {
  const asked = new Map(questions.map((question) => [question.id, question]));
  const named = new Set<Id<"question">>();
  const faults: BookingFault[] = [];
  const answers: ReadAnswer[] = [];
  for (const [place, { question_id, value }] of given.entries()) {
    const question = asked.get(question_id);
    if (question === undefined || named.has(question_id)) {
      faults.push({ pointer: `/answers/${place}/question_id`, code: "booking.answer_unknown" });
      continue;
    }
    named.add(question_id);
    const pointer = `/answers/${place}/value`;
    if (isEmpty(value)) {
      if (question.required) faults.push({ pointer, code: "booking.answer_missing", detail: needed(question) });
      continue;
    }
    const reading = readingOf(question, value);
    if (!reading.fits) faults.push({ pointer, code: "booking.answer_unfit", detail: reading.why });
    else answers.push({ ...asAsked(question), value: reading.value });
  }
  for (const question of questions) {
    if (!question.required || named.has(question.id)) continue;
    faults.push({ pointer: "/answers", code: "booking.answer_missing", detail: needed(question) });
  }
  return unlessAtFault(
    answers.toSorted((one, other) => one.position - other.position),
    faults,
  );
}

const asAsked = ({ id, position, label, type }: Question) => ({ questionId: id, position, label, type });
const needed = ({ label }: Question): string => `“${label}” needs an answer.`;

/** A form sends an empty field for what somebody left out. */
const isEmpty = (value: Value): boolean =>
  typeof value === "string" ? value.trim() === "" : typeof value !== "number" && value.length === 0;

function readingOf({ type, options, validation }: Question, value: Value): Reading {
  switch (type) {
    case "number":
      return typeof value === "number" ? numberIn(validation, value) : unfit("must be a number");
    case "multi_select":
      return typeof value === "object" ? choicesIn(options, value) : unfit("must be a list of options");
    default:
      return typeof value === "string" ? textIn({ type, options, validation }, value.trim()) : unfit("must be a text");
  }
}

type OfText = Pick<Question, "options" | "validation"> & { type: Exclude<Question["type"], "number" | "multi_select"> };

function textIn({ type, options, validation }: OfText, text: string): Reading {
  switch (type) {
    case "single_select":
      return options.includes(text) ? fit(text) : unfit("must be one of the options");
    case "phone":
      return phone.safeParse(text).success ? fit(text) : unfit("must be an E.164 number such as +493012345678");
    case "email": {
      const read = emailIn.safeParse(text);
      return read.success ? fit(read.data) : unfit("must be an e-mail address");
    }
    case "short_text":
    case "long_text":
      return typedIn(type, validation, text);
  }
}

function numberIn({ min, max }: ValidationWords, value: number): Reading {
  if (!Number.isFinite(value)) return unfit("must be a number");
  if (min !== null && value < min) return unfit(`must be at least ${min}`);
  return max !== null && value > max ? unfit(`must be at most ${max}`) : fit(value);
}

function choicesIn(options: readonly string[], value: readonly string[]): Reading {
  const chosen = value.map((one) => one.trim());
  if (!chosen.every((one) => options.includes(one))) return unfit("must name options only");
  return new Set(chosen).size < chosen.length ? unfit("must name each option once") : fit(chosen);
}

/** Lengths are counted as forms in browsers count them. */
function typedIn(type: keyof typeof longest, validation: ValidationWords, text: string): Reading {
  const { min_length, max_length, pattern } = validation;
  const most = Math.min(longest[type], max_length ?? longest[type]);
  if (min_length !== null && text.length < min_length) return unfit(`must have at least ${min_length} characters`);
  if (text.length > most) return unfit(`must have at most ${most} characters`);
  if (!text.isWellFormed()) return unfit("must be well-formed Unicode");
  if (type === "short_text" && /[\p{Cc}\p{Zl}\p{Zp}]/u.test(text))
    return unfit("must be one line without control characters");
  if (/(?![\t\n\r])\p{Cc}/u.test(text)) return unfit("must not hold control characters");
  if (pattern === null) return fit(text);
  const { test, why } = patterns[pattern];
  return test(text) ? fit(text) : unfit(why);
}

type Pattern = { test: (text: string) => boolean; why: string };

/** Letters are those of any script, with the marks that belong to them; digits are 0 to 9. */
const patterns: Readonly<Record<NonNullable<ValidationWords["pattern"]>, Pattern>> = {
  letters: { test: (text) => /^(?:\p{L}\p{M}*)+$/u.test(text), why: "must be letters only" },
  digits: { test: (text) => /^[0-9]+$/.test(text), why: "must be digits only" },
  letters_and_digits: {
    test: (text) => /^(?:\p{L}\p{M}*|[0-9])+$/u.test(text),
    why: "must be letters and digits only",
  },
  https_url: { test: isWebAddress, why: "must be an https address such as https://example.com/me" },
};

/** An address anybody can open: https, a host with a dot in its name, and no user's name in front of it. */
function isWebAddress(text: string): boolean {
  if (text.length > longestAddress || !/^https:\/\/[^\s/?#@\\]+(?:[/?#]\S*)?$/i.test(text)) return false;
  return URL.canParse(text) && new URL(text).hostname.includes(".");
}
