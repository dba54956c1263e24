import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type GivenAnswer, readAnswers } from "#booking/bookings/answers.ts";
import { noValidation } from "#booking/event-types/rules.ts";
import { type Question, questionTypes, type ValidationWords } from "#booking/event-types/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { asInstant } from "#kernel/instant.ts";

type Value = GivenAnswer["value"];

const named = (name: string): Id<"question"> => `qst_${name}`;

const question = (name: string, change: Partial<Question> = {}): Question => ({
  tenantId: "ten_x",
  id: named(name),
  eventTypeId: "ety_x",
  position: 0,
  type: "short_text",
  label: `About ${name}`,
  help: null,
  required: false,
  options: change.type?.endsWith("_select") === true ? ["Go", "Rust", "C, or so"] : [],
  validation: noValidation,
  createdAt: asInstant(0),
  updatedAt: asInstant(0),
  deletedAt: null,
  ...change,
});
const answer = (name: string, value: Value): GivenAnswer => ({ question_id: named(name), value });

/** One question and one answer: what is kept, or the code and the words of the refusal. */
function kept(value: Value, change: Partial<Question>) {
  const read = readAnswers([question("x", change)], [answer("x", value)]);
  if (read.ok) return read.value.map((one) => one.value);
  const [fault] = read.refusal.errors ?? [];
  expect(fault).toMatchObject({ pointer: "/answers/0/value", code: read.refusal.code });
  return `${fault?.code}: ${fault?.detail}`;
}
const held = (validation: Partial<ValidationWords>) => ({ validation: { ...noValidation, ...validation } });
const unfit = (why: string) => `booking.answer_unfit: ${why}`;

describe("an answer is kept as it was meant", () => {
  it.each<[string, Value, Partial<Question>, Value]>([
    ["a text without the blanks round it", "  two words ", {}, "two words"],
    ["lines of a long text", " one\n\ttwo\r\n", { type: "long_text" }, "one\n\ttwo"],
    ["as much as a short text takes", "x".repeat(500), {}, "x".repeat(500)],
    ["as much as a long text takes", "x".repeat(5_000), { type: "long_text" }, "x".repeat(5_000)],
    ["an option", " Rust ", { type: "single_select" }, "Rust"],
    ["options in the order they were chosen", ["Rust", "Go"], { type: "multi_select" }, ["Rust", "Go"]],
    ["a phone number", " +493012345678", { type: "phone" }, "+493012345678"],
    ["an e-mail address in lower case", " Ada@Example.COM ", { type: "email" }, "ada@example.com"],
    ["a number on its bounds", 3, { type: "number", ...held({ min: 3, max: 3 }) }, 3],
    ["nought", 0, { type: "number", required: true }, 0],
    ["half a number", -0.5, { type: "number" }, -0.5],
    ["a text on its bounds", "abc", held({ min_length: 3, max_length: 3 }), "abc"],
    ["letters of any script", "Zoë", held({ pattern: "letters" }), "Zoë"],
    ["letters with marks of their own", "Zoe\u0308", held({ pattern: "letters" }), "Zoe\u0308"],
    ["letters that are written with signs", "हिन्दी", held({ pattern: "letters" }), "हिन्दी"],
    ["digits", "007", held({ pattern: "digits" }), "007"],
    ["letters and digits", "Ünit7", held({ pattern: "letters_and_digits" }), "Ünit7"],
    ["an address", "https://example.com/a?b=c#d", held({ pattern: "https_url" }), "https://example.com/a?b=c#d"],
    [
      "an address in letters of its own",
      "https://bücher.example",
      held({ pattern: "https_url" }),
      "https://bücher.example",
    ],
  ])("%s", (_, value, change, expected) => {
    expect(kept(value, change)).toEqual([expected]);
  });
});

describe("an answer does not fit", () => {
  const list = { type: "multi_select" } as const;
  const choice = { type: "single_select" } as const;
  const address = held({ pattern: "https_url" });
  const noAddress = "must be an https address such as https://example.com/me";
  it.each<[string, Value, Partial<Question>, string]>([
    ["a number for a text", 5, {}, "must be a text"],
    ["a list for a text", ["a"], {}, "must be a text"],
    ["a text for a number", "5", { type: "number" }, "must be a number"],
    ["a list for a number", [], { type: "number", required: true }, "“About x” needs an answer."],
    ["a number too large to be one", Number.POSITIVE_INFINITY, { type: "number" }, "must be a number"],
    ["a number that is none", Number.NaN, { type: "number" }, "must be a number"],
    ["below the least", 2.9, { type: "number", ...held({ min: 3 }) }, "must be at least 3"],
    ["above the greatest", 3.1, { type: "number", ...held({ max: 3 }) }, "must be at most 3"],
    ["a text for a list", "Go", list, "must be a list of options"],
    ["an option nobody gave", ["Go", "COBOL"], list, "must name options only"],
    ["an option chosen twice", ["Go", " Go"], list, "must name each option once"],
    ["a list for a choice", ["Go"], choice, "must be a text"],
    ["another case than the option's", "go", choice, "must be one of the options"],
    ["a short text too long", "x".repeat(501), {}, "must have at most 500 characters"],
    ["a long text too long", "x".repeat(5_001), { type: "long_text" }, "must have at most 5000 characters"],
    ["longer than the question takes", "abcd", held({ max_length: 3 }), "must have at most 3 characters"],
    [
      "longer than any, whatever the question says",
      "x".repeat(501),
      held({ max_length: 900 }),
      "must have at most 500 characters",
    ],
    [
      "shorter than the question takes, blanks aside",
      " ab ",
      held({ min_length: 3 }),
      "must have at least 3 characters",
    ],
    ["two lines in a short text", "a\nb", {}, "must be one line without control characters"],
    ["a bell in a long text", "a\u0007b", { type: "long_text" }, "must not hold control characters"],
    ["half a character", "a\ud800", {}, "must be well-formed Unicode"],
    ["a digit among letters", "abc1", held({ pattern: "letters" }), "must be letters only"],
    ["a blank among letters", "a b", held({ pattern: "letters" }), "must be letters only"],
    ["a mark without a letter", "\u0308a", held({ pattern: "letters" }), "must be letters only"],
    ["a letter among digits", "12a", held({ pattern: "digits" }), "must be digits only"],
    ["a sign among both", "a-1", held({ pattern: "letters_and_digits" }), "must be letters and digits only"],
    ["an open address", "http://example.com", address, noAddress],
    ["an address that runs", "javascript:alert(1)", address, noAddress],
    ["an address with a name in it", "https://me@example.com", address, noAddress],
    ["an address that hides its host", "https://example.com\\evil.example", address, noAddress],
    ["an address of one's own machine", "https://localhost/x", address, noAddress],
    ["an address with a blank", "https://example.com/a b", address, noAddress],
    [
      "an address without end",
      `https://example.com/${"x".repeat(2_000)}`,
      { type: "long_text", ...address },
      noAddress,
    ],
    ["a number of a village", "030 12345", { type: "phone" }, "must be an E.164 number such as +493012345678"],
    ["an address without a place", "ada@", { type: "email" }, "must be an e-mail address"],
  ])("%s", (_, value, change, why) => {
    const code = change.required === true ? "booking.answer_missing" : "booking.answer_unfit";
    expect(kept(value, change)).toBe(`${code}: ${why}`);
  });

  it("and is told so quickly, however long it is", () => {
    const nasty = `https://${"a.".repeat(990)}@`;
    expect(kept(nasty, { type: "long_text", ...address })).toBe(unfit(noAddress));
    expect(kept(`${"é".repeat(4_999)}!`, { type: "long_text", ...held({ pattern: "letters_and_digits" }) })).toBe(
      unfit("must be letters and digits only"),
    );
  });
});

describe("nothing said", () => {
  it.each<[Question["type"], Value]>(
    questionTypes.flatMap((type) => ["", "  ", []].map((value) => [type, value] as [Question["type"], Value])),
  )("is no answer to %s: %j", (type, value) => {
    expect(kept(value, { type, ...(type === "short_text" ? held({ min_length: 2 }) : {}) })).toEqual([]);
    expect(kept(value, { type, required: true })).toBe("booking.answer_missing: “About x” needs an answer.");
  });

  it("to a question that needs an answer is missed, by its label", () => {
    const asked = [question("a", { required: true }), question("b"), question("c", { required: true, position: 2 })];
    expect(readAnswers(asked, [answer("c", "here")])).toEqual({
      ok: false,
      refusal: {
        code: "booking.answer_missing",
        errors: [{ pointer: "/answers", code: "booking.answer_missing", detail: "“About a” needs an answer." }],
      },
    });
  });

  it("still names its question: who answers it after all has named it twice, and misses nothing once more", () => {
    const read = readAnswers([question("a", { required: true })], [answer("a", ""), answer("a", "here")]);
    expect(read.ok ? [] : read.refusal.errors).toEqual([
      { pointer: "/answers/0/value", code: "booking.answer_missing", detail: "“About a” needs an answer." },
      { pointer: "/answers/1/question_id", code: "booking.answer_unknown" },
    ]);
  });

  it("is fine where nothing needs an answer", () => {
    expect(readAnswers([], [])).toEqual({ ok: true, value: [] });
    expect(readAnswers([question("a")], [])).toEqual({ ok: true, value: [] });
  });
});

describe("all answers together", () => {
  const asked = [
    question("b", { position: 1, type: "number", label: "Years" }),
    question("a", { position: 0, label: "Name" }),
    question("c", { position: 2, required: true }),
  ];

  it("are kept in the order of the questions, with the questions as they were asked", () => {
    const read = readAnswers(asked, [answer("c", "yes"), answer("b", 7), answer("a", "Ada")]);
    expect(read).toEqual({
      ok: true,
      value: [
        { questionId: "qst_a", position: 0, label: "Name", type: "short_text", value: "Ada" },
        { questionId: "qst_b", position: 1, label: "Years", type: "number", value: 7 },
        { questionId: "qst_c", position: 2, label: "About c", type: "short_text", value: "yes" },
      ],
    });
  });

  it("all their faults are told at once, each where it stands", () => {
    const read = readAnswers(asked, [
      answer("a", 5),
      answer("nobody", "x"),
      answer("b", 1),
      answer("b", 2),
      answer("a", "again"),
    ]);
    expect(read.ok ? [] : read.refusal.errors?.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      "/answers/0/value booking.answer_unfit",
      "/answers/1/question_id booking.answer_unknown",
      "/answers/3/question_id booking.answer_unknown",
      "/answers/4/question_id booking.answer_unknown",
      "/answers booking.answer_missing",
    ]);
    expect(read.ok ? "" : read.refusal.code).toBe("booking.answer_unfit");
  });

  it("whatever is sent, what is kept is read again as it is, and each fault points at something sent", () => {
    const value = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.double(),
      fc.array(fc.constantFrom("Go", "Rust", " Go", "?"), { maxLength: 3 }),
      fc.constantFrom("Go", "+493012345678", "a@b.example", "https://a.example"),
    );
    const type = fc.constantFrom(...questionTypes);
    const pattern = fc.constantFrom(null, "letters", "digits", "letters_and_digits", "https_url");
    fc.assert(
      fc.property(
        fc.array(fc.record({ type, required: fc.boolean(), pattern }), { maxLength: 5 }),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), value), { maxLength: 6 }),
        (kinds, said) => {
          const all = kinds.map((kind, position) =>
            question(String(position), {
              type: kind.type,
              required: kind.required,
              position,
              ...held({ pattern: kind.pattern }),
            }),
          );
          const given = said.map(([place, one]) => answer(String(place), one));
          const read = readAnswers(all, given);
          const again = read.ok
            ? readAnswers(
                all,
                read.value.map((one) => ({ question_id: one.questionId, value: one.value })),
              )
            : undefined;
          expect(again ?? read).toEqual(read);
          const pointers = read.ok ? [] : (read.refusal.errors ?? []).map(({ pointer }) => pointer);
          expect(pointers.length > 0).toBe(!read.ok);
          for (const pointer of pointers) {
            const [, place] = /^\/answers(?:\/(\d+)\/(?:value|question_id))?$/.exec(pointer) ?? ["", "99"];
            expect(Number(place ?? -1)).toBeLessThan(given.length);
          }
        },
      ),
    );
  });
});
