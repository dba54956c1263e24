// A scorecard between its form and the API: what was typed stays text until the API has judged it.
import type { ProblemBody } from "#http/client.ts";
import { type FieldFault, typed } from "../kit/forms.tsx";
import { faultsIn, type FaultWords } from "../kit/problem.tsx";
import type { CardSeen, SheetSeen } from "./interview-desk.ts";
import { filled, type MyWords } from "./words.ts";

type Content = NonNullable<CardSeen["content"]>;
export type Criteria = NonNullable<SheetSeen["form"]>["criteria"];

export const recommendations = ["strong_yes", "yes", "no", "strong_no"] as const;
export type Recommendation = (typeof recommendations)[number];
const texts = ["strengths", "concerns", "comments"] as const;

/** A card as its form would send it. */
export function valuesOf(content: Content | null | undefined): URLSearchParams {
  const values = new URLSearchParams();
  if (content == null) return values;
  for (const { criterion_id, value, comment } of content.ratings) {
    if (value !== null) values.set(`value-${criterion_id}`, String(value));
    if (comment !== null) values.set(`comment-${criterion_id}`, comment);
  }
  if (content.rating !== null) values.set("rating", String(content.rating));
  if (content.recommendation !== null) values.set("recommendation", content.recommendation);
  for (const name of texts) values.set(name, content[name] ?? "");
  return values;
}

const numberIn = (form: URLSearchParams, name: string): number | null => {
  const text = typed(form, name);
  return text === undefined ? null : Number(text);
};

/** What the form sends, as the API takes it. */
export const cardIn = (form: URLSearchParams, criteria: Criteria) => ({
  ratings: criteria.map(({ id }) => ({
    criterion_id: id,
    value: numberIn(form, `value-${id}`),
    comment: typed(form, `comment-${id}`) ?? null,
  })),
  rating: numberIn(form, "rating"),
  recommendation: recommendations.find((one) => one === form.get("recommendation")) ?? null,
  strengths: typed(form, "strengths") ?? null,
  concerns: typed(form, "concerns") ?? null,
  comments: typed(form, "comments") ?? null,
});

/** What a card was refused for, at the fields that it means. */
export function faultsOfCard(
  problem: ProblemBody,
  criteria: Criteria,
  words: MyWords,
  faultWords: FaultWords,
): FieldFault[] {
  const fields: Record<string, string> = { "/rating": "rating", "/recommendation": "recommendation" };
  for (const name of texts) fields[`/${name}`] = name;
  for (const [at, { id }] of criteria.entries()) {
    fields[`/ratings/${at}`] = `value-${id}`;
    fields[`/ratings/${at}/comment`] = `comment-${id}`;
  }
  const missing = (problem.errors ?? []).flatMap(({ pointer, detail }): FieldFault[] => {
    const criterion = criteria.find(({ id }) => id === detail);
    if (pointer !== "/ratings" || criterion === undefined) return [];
    return [{ field: `value-${criterion.id}`, sentence: filled(words.card.judge, { what: criterion.label }) }];
  });
  const rest = { ...problem, errors: (problem.errors ?? []).filter(({ pointer }) => pointer !== "/ratings") };
  if (missing.length > 0 && rest.errors.length === 0) return missing;
  const named = faultsIn(rest, stripped(fields), faultWords, refusalWords(words)).map((fault) =>
    problem.code === "scorecard.incomplete" ? { ...fault, sentence: missingIn(fault.field, words, faultWords) } : fault,
  );
  return [...missing, ...named];
}

/** Of one's own card handed in with what was typed, the API names the fields below the word that holds them. */
const stripped = (fields: Record<string, string>): Record<string, string> => ({
  ...fields,
  ...Object.fromEntries(Object.entries(fields).map(([pointer, field]) => [`/card${pointer}`, field])),
});

/** What still has to be said, field by field. */
function missingIn(field: string, { card, refusals }: MyWords, { required }: FaultWords): string {
  if (field === "recommendation") return card.decide;
  return field === "comments" ? `${card.comments}: ${required}` : refusals.incomplete;
}

/** What the refusals that people can meet here mean to them. */
export const refusalWords = ({ refusals }: MyWords): Readonly<Record<string, string>> => ({
  "version.conflict": refusals.conflict,
  "interview.wrong_state": refusals.state,
  "interview.too_early": refusals.early,
  "interview.not_yours": refusals.notYours,
  "booking.too_early": refusals.early,
  "booking.over": refusals.over,
  "booking.wrong_status": refusals.state,
  "booking.not_yours": refusals.notYours,
  "scorecard.too_early": refusals.early,
  "scorecard.not_held": refusals.state,
  "scorecard.not_yours": refusals.notYours,
  "scorecard.submitted": refusals.submitted,
  "scorecard.incomplete": refusals.incomplete,
  "scorecard.unfit": refusals.unfit,
  "response.not_on_panel": refusals.notYours,
  "response.not_yours": refusals.notYours,
  "notification_preferences.quiet_unfit": refusals.quiet,
});
