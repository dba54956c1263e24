import type { Question } from "#booking/event-types/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { after, day, type Instant } from "#kernel/instant.ts";
import { type Fault, type Outcome, done, refuse } from "#kernel/outcome.ts";

export type PrefillCode =
  | "prefill.page_missing"
  | "prefill.question_unknown"
  | "prefill.expiry_unfit"
  | "prefill.too_long";

export type PrefillAnswer = { question_id: Id<"question">; value: string | number | string[] };

/** What is known of whoever is going to book. */
export type Prefill = {
  name: string | null;
  email: string | null;
  phone: string | null;
  answers: readonly PrefillAnswer[];
};

export const defaultDays = 30;
export const longestDays = 365;

/** Addresses of some thousand letters get through every program that sends them on; longer ones do not. */
export const longestToken = 4_000;

export function expiryOf(asked: Instant | undefined, now: Instant): Outcome<Instant, PrefillCode> {
  const expiresAt = asked ?? after(now, defaultDays * day);
  if (expiresAt > now && expiresAt <= after(now, longestDays * day)) return done(expiresAt);
  return refuse("prefill.expiry_unfit", { pointer: "/expires_at" });
}

/** Whoever books can correct an answer; one to a question that the page does not ask would be lost. */
export function askedThere(
  answers: readonly PrefillAnswer[],
  questions: readonly Pick<Question, "id">[],
): Outcome<true, PrefillCode> {
  const asked = new Set(questions.map(({ id }) => id));
  const errors = answers.flatMap(({ question_id }, place): (Fault & { code: PrefillCode })[] =>
    asked.has(question_id) ? [] : [{ pointer: `/answers/${place}/question_id`, code: "prefill.question_unknown" }],
  );
  return errors.length === 0 ? done(true) : refuse("prefill.question_unknown", { errors });
}
