import type { giveFeedbackByPanelLink } from "#hiring/panel/contract.ts";
import type * as z from "zod";
import { Choices, type FieldFault, Once, TextArea, typed } from "../kit/forms.tsx";
import { sayNumber } from "../kit/language.ts";
import { filled } from "../kit/when.tsx";
import { Facts, Frame, Head, type PanelShown, pathOf, type Visit } from "./views.tsx";

type CardWords = z.input<(typeof giveFeedbackByPanelLink)["body"]>;
type Form = NonNullable<PanelShown["form"]>;

const verdicts = ["strong_yes", "yes", "no", "strong_no"] as const;
const texts = ["strengths", "concerns", "comments"] as const;

const numberIn = (form: URLSearchParams, name: string): number | null => {
  const text = typed(form, name);
  return text !== undefined && /^\d{1,3}$/.test(text) ? Number(text) : null;
};

/** What was filled in, as the API takes it; `placed` leads from the pointers of its refusals back to the fields. */
export function cardIn(posted: URLSearchParams) {
  const placed: Record<string, string> = { "/rating": "rating", "/recommendation": "recommendation" };
  for (const name of texts) placed[`/${name}`] = name;
  // Which criteria they are stands in the form itself: once the link is used up, nothing else tells it to a form that comes again.
  const asked = steps(50).flatMap((step) => {
    const id = typed(posted, `criterion-id-${step - 1}`);
    return id === undefined ? [] : [{ id, at: step - 1 }];
  });
  const ratings = asked.flatMap(({ id, at }) => {
    const [value, comment] = [numberIn(posted, `criterion-${at}`), typed(posted, `comment-${at}`) ?? null];
    return value === null && comment === null ? [] : [{ criterion_id: id, value, comment, at }];
  });
  for (const [place, { at }] of ratings.entries()) {
    placed[`/ratings/${place}`] = `criterion-${at}`;
    placed[`/ratings/${place}/comment`] = `comment-${at}`;
  }
  const recommendation = verdicts.find((one) => one === posted.get("recommendation")) ?? null;
  const body: CardWords = {
    ratings: ratings.map(({ criterion_id, value, comment }) => ({ criterion_id, value, comment })),
    rating: numberIn(posted, "rating"),
    recommendation,
    ...Object.fromEntries(texts.map((name) => [name, typed(posted, name) ?? null])),
  };
  return { body, placed };
}

const steps = (most: number): number[] => Array.from({ length: most }, (_, at) => at + 1);

type Props = { visit: Visit; faults?: readonly FieldFault[]; posted?: URLSearchParams };

/** The card as its form asks for it, the same fields for everybody who has none. */
export const CardPage = ({ visit, faults = [], posted = new URLSearchParams() }: Props) => {
  const { words, view, nonce, speech } = visit;
  const { feedback } = words;
  const { form } = view;
  const chosen = (name: string): string[] => {
    const value = posted.get(name);
    return value === null ? [] : [value];
  };
  return (
    <Frame visit={visit} title={feedback.title} faults={faults}>
      <Head visit={visit} title={feedback.title} />
      <Facts visit={visit} />
      <p>{feedback.once}</p>
      <form method="post" action={pathOf(visit)} class="filling card-form">
        <Once nonce={nonce} />
        <input type="hidden" name="do" value="feedback" />
        {form === null ? null : <Criteria visit={visit} form={form} faults={faults} posted={posted} />}
        <Choices
          kind="radio"
          name="rating"
          label={feedback.overall}
          hint={feedback.ofFive}
          values={chosen("rating")}
          choices={steps(5).map((step) => ({ value: String(step), label: sayNumber(speech, step) }))}
          optional
          faults={faults}
          speech={speech}
        />
        <Choices
          kind="radio"
          name="recommendation"
          label={feedback.recommendation}
          values={chosen("recommendation")}
          choices={verdicts.map((value) => ({ value, label: feedback.recommendations[value] }))}
          optional={form?.recommendation_required !== true}
          faults={faults}
          speech={speech}
        />
        {texts.map((name) => (
          <TextArea
            name={name}
            label={feedback[name]}
            value={posted.get(name)}
            maxlength={10_000}
            rows={name === "comments" ? 6 : 4}
            optional={name !== "comments" || form?.comments_required !== true}
            faults={faults}
            speech={speech}
          />
        ))}
        <p class="actions">
          <button type="submit">{feedback.button}</button>
        </p>
      </form>
    </Frame>
  );
};

const Criteria = ({ visit, form, faults, posted }: Required<Props> & { form: Form }) => {
  const { words, speech } = visit;
  const most = sayNumber(speech, form.scale);
  return (
    <>
      {form.description === null ? null : (
        <p class="words" dir="auto">
          {form.description}
        </p>
      )}
      {form.criteria.map(({ id, label, description, required }, at) => {
        const name = `criterion-${at}`;
        const value = posted.get(name);
        return (
          <div class="judged">
            <input type="hidden" name={`criterion-id-${at}`} value={id} />
            <Choices
              kind="radio"
              name={name}
              label={<bdi>{label}</bdi>}
              hint={description === null ? undefined : <bdi>{description}</bdi>}
              values={value === null ? [] : [value]}
              choices={steps(form.scale).map((step) => ({
                value: String(step),
                label: form.scale_labels[step - 1] ?? filled(words.feedback.of, sayNumber(speech, step), most),
              }))}
              optional={!required}
              faults={faults}
              speech={speech}
            />
            <TextArea
              name={`comment-${at}`}
              label={filled(words.feedback.comment, label)}
              value={posted.get(`comment-${at}`)}
              maxlength={4_000}
              rows={2}
              optional
              faults={faults}
              speech={speech}
            />
          </div>
        );
      })}
    </>
  );
};
