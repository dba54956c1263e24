import { fromWire } from "#kernel/instant.ts";
import { type FieldFault, Once, TextArea, Version } from "../kit/forms.tsx";
import { sayMoment, sayTime } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import { type Criteria, type Recommendation, recommendations, valuesOf } from "./card-form.ts";
import type { CardKind, CardSeen, InterviewDesk, SheetSeen } from "./interview-desk.ts";
import { Badge, Typed, wordsFor } from "./parts.tsx";
import type { CardTry } from "./tries.ts";
import { filled, type MyWords } from "./words.ts";

type Step = { value: string; label: string; name?: string | undefined };

type ScaleProps = {
  name: string;
  legend: string;
  hint?: string | null;
  required: boolean;
  steps: readonly Step[];
  value: string;
  fault: FieldFault | undefined;
  words: MyWords;
  /** What it is called to choose none of them. */
  none?: string;
};

/** Steps side by side, of which one is chosen; the last of them says that none is. */
const Scale = ({
  name,
  legend,
  hint,
  required,
  steps,
  value,
  fault,
  words,
  none = words.card.notJudged,
}: ScaleProps) => {
  const described = [hint == null ? "" : `${name}-hint`, fault === undefined ? "" : `${name}-fault`].filter(Boolean);
  const all = [...steps, { value: "", label: "", name: none }];
  return (
    <fieldset
      class="choices my-scale"
      role="radiogroup"
      aria-required={required ? "true" : "false"}
      {...(fault === undefined ? {} : { "aria-invalid": "true" })}
      {...(described.length === 0 ? {} : { "aria-describedby": described.join(" ") })}
    >
      <legend>
        <Typed text={legend} /> {required ? <span class="quiet">({words.card.required})</span> : null}
      </legend>
      {hint == null ? null : (
        <p class="quiet hint" id={`${name}-hint`} dir="auto">
          {hint}
        </p>
      )}
      {fault === undefined ? null : (
        <p class="fault" id={`${name}-fault`}>
          {fault.sentence}
        </p>
      )}
      <div class="my-steps">
        {all.map((step, at) => (
          <label class={step.value === "" ? "my-step my-none" : "my-step"}>
            <input
              id={at === 0 ? name : `${name}-${at}`}
              type="radio"
              name={name}
              value={step.value}
              checked={value === step.value}
            />
            <span>
              {step.label === "" ? null : <strong>{step.label}</strong>}{" "}
              {step.name === undefined ? null : <Typed text={step.name} />}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
};

const recommendationWords = ({ card }: MyWords): Readonly<Record<Recommendation, string>> => ({
  strong_yes: card.strongYes,
  yes: card.yes,
  no: card.no,
  strong_no: card.strongNo,
});

type FormProps = {
  desk: InterviewDesk;
  sheet: SheetSeen;
  tried: CardTry;
  visit: Visit;
};

const stepsTo = (scale: number, labels: readonly string[]): Step[] =>
  Array.from({ length: scale }, (_, at) => ({ value: String(at + 1), label: String(at + 1), name: labels[at] }));

/** The card as a form: saved as a draft by itself where scripts run, by its button everywhere. */
export const CardForm = ({ desk, sheet, tried, visit }: FormProps) => {
  const { speech, zone } = visit;
  const words = wordsFor(visit);
  const { card } = sheet;
  const base = `/my/interviews/${desk.interview.id}/scorecard`;
  const isRevision = card?.status === "submitted";
  const current = tried.conflict === undefined ? card : tried.conflict;
  // Of two cards one is chosen by hand: nothing saves itself before.
  const saves = isRevision || tried.conflict !== undefined ? {} : savingWords(words, `${base}/draft${langIn(visit)}`);
  return (
    <form method="post" action={`${base}/${isRevision ? "revise" : "draft"}`} class="my-scorecard" {...saves}>
      <Version version={current?.version ?? 0} />
      <input type="hidden" name="kind" value={desk.kind} />
      <CardFields sheet={sheet} tried={tried} visit={visit} />
      {isRevision ? null : <p class="quiet">{words.card.nobodySees}</p>}
      <div class="actions my-sticky">
        {tried.conflict !== undefined || isRevision ? (
          <button type="submit">{isRevision ? words.card.revise : words.card.keepMine}</button>
        ) : (
          <>
            <button type="submit" formaction={`${base}/check`}>
              {words.card.handIn}
            </button>
            <button type="submit" class="plain" formnovalidate>
              {words.card.saveDraft}
            </button>
          </>
        )}
        <p id="card-said" class="my-card-said" role="status">
          {card === null || isRevision || tried.conflict !== undefined
            ? null
            : filled(words.card.savedAt, { time: sayTime(speech, zone, fromWire(card.updated_at)) })}
        </p>
      </div>
    </form>
  );
};

/** The language that the address names is spoken by what answers the script as well. */
function langIn({ asked }: Visit): string {
  const lang = asked.url.searchParams.get("lang");
  return lang === null ? "" : `?lang=${encodeURIComponent(lang)}`;
}

/** What the script that saves the draft needs: where to, and all it may have to say. */
const savingWords = ({ card }: MyWords, path: string) => ({
  "data-scorecard": path,
  "data-saving": card.saving,
  "data-unsaved": card.unsaved,
  "data-offline": card.offline,
  "data-failed": card.failed,
  "data-out": card.signedOut,
  "data-restored": card.restored,
  "data-conflict": card.conflict,
  "data-show": card.conflictShow,
});

const CardFields = ({ sheet, tried, visit }: Pick<FormProps, "sheet" | "tried" | "visit">) => {
  const { speech } = visit;
  const words = wordsFor(visit);
  const { form, card } = sheet;
  const values = tried.values ?? valuesOf(card?.content);
  const faults = tried.faults ?? [];
  const common = (name: string) => ({
    name,
    value: values.get(name) ?? "",
    fault: faults.find(({ field }) => field === name),
    words,
  });
  const recommended = recommendationWords(words);
  return (
    <>
      <p class="quiet" dir="auto">
        {form === null ? words.card.noForm : form.name}
      </p>
      {form?.description == null ? null : <p dir="auto">{form.description}</p>}
      {form?.criteria.map((criterion) => (
        <CriterionFields criterion={criterion} form={form} values={values} faults={faults} visit={visit} />
      ))}
      <Scale
        {...common("recommendation")}
        legend={words.card.recommendation}
        required={form?.recommendation_required === true}
        none={words.card.undecided}
        steps={recommendations.map((value) => ({ value, label: "", name: recommended[value] }))}
      />
      <Scale
        {...common("rating")}
        legend={words.card.rating}
        hint={words.card.ratingEnds}
        required={false}
        steps={stepsTo(5, [])}
      />
      {(["strengths", "concerns", "comments"] as const).map((name) => (
        <TextArea
          name={name}
          label={words.card[name]}
          value={values.get(name)}
          optional={name !== "comments" || form?.comments_required !== true}
          rows={3}
          maxlength={10_000}
          faults={faults}
          speech={speech}
        />
      ))}
    </>
  );
};

type CriterionProps = {
  criterion: Criteria[number];
  form: NonNullable<SheetSeen["form"]>;
  values: URLSearchParams;
  faults: readonly FieldFault[];
  visit: Visit;
};

const CriterionFields = ({ criterion, form, values, faults, visit }: CriterionProps) => {
  const words = wordsFor(visit);
  const { id, label, description, required } = criterion;
  const name = `value-${id}`;
  return (
    <div class="my-criterion">
      <Scale
        name={name}
        legend={label}
        hint={description}
        required={required}
        steps={stepsTo(form.scale, form.scale_labels)}
        value={values.get(name) ?? ""}
        fault={faults.find(({ field }) => field === name)}
        words={words}
      />
      <TextArea
        name={`comment-${id}`}
        label={filled(words.card.comment, { what: label })}
        value={values.get(`comment-${id}`)}
        optional
        rows={2}
        maxlength={4_000}
        faults={faults}
        speech={visit.speech}
      />
    </div>
  );
};

type Content = NonNullable<CardSeen["content"]>;

/** "3 / 4, Good". */
function stepSaid(value: number, form: SheetSeen["form"] | undefined): string {
  if (form == null) return String(value);
  return [`${value} / ${form.scale}`, form.scale_labels[value - 1]].filter(Boolean).join(", ");
}

type ReadProps = { content: Content; form?: SheetSeen["form"] | undefined; visit: Visit };

/** A card to read; with the form it was written on, its steps by their names. */
export const CardRead = ({ content, form, visit }: ReadProps) => {
  const words = wordsFor(visit);
  const judged = content.ratings.filter(({ value, comment }) => value !== null || comment !== null);
  const said = (["strengths", "concerns", "comments"] as const).filter((name) => content[name] !== null);
  const { recommendation, rating } = content;
  if (judged.length + said.length === 0 && recommendation === null && rating === null)
    return <p class="quiet">{words.card.nothingSaid}</p>;
  return (
    <dl class="my-card-read">
      {recommendation === null ? null : (
        <div>
          <dt>{words.card.recommendation}</dt>
          <dd>
            <Badge mood={recommendation.endsWith("yes") ? "good" : "alarm"}>
              {recommendationWords(words)[recommendation]}
            </Badge>
          </dd>
        </div>
      )}
      {rating === null ? null : (
        <div>
          <dt>{words.card.rating}</dt>
          <dd>{`${rating} / 5`}</dd>
        </div>
      )}
      {judged.map(({ label, value, comment }) => (
        <div>
          <dt>
            <Typed text={label} />
          </dt>
          <dd>
            {value === null ? words.card.notJudged : stepSaid(value, form)}
            {comment === null ? null : <p dir="auto">{comment}</p>}
          </dd>
        </div>
      ))}
      {said.map((name) => (
        <div class="my-wide">
          <dt>{words.card[name]}</dt>
          <dd class="prose" dir="auto">
            {content[name]}
          </dd>
        </div>
      ))}
    </dl>
  );
};

type ConflictProps = { desk: InterviewDesk; theirs: CardSeen; visit: Visit };

/** Both that were written: the one that was saved elsewhere to read, one's own still in the form below. */
export const CardConflict = ({ desk, theirs, visit }: ConflictProps) => {
  const words = wordsFor(visit).card;
  const when = sayMoment(visit.speech, visit.zone, fromWire(theirs.updated_at));
  return (
    <section class="my-conflict warning" aria-labelledby="conflict">
      <h3 id="conflict">{words.conflictText}</h3>
      <h4>{filled(words.theirs, { when })}</h4>
      {theirs.content === null ? null : <CardRead content={theirs.content} form={desk.sheet?.form} visit={visit} />}
      <a class="button plain" href={pathOfCard(desk.interview.id, desk.kind)}>
        {words.takeTheirs}
      </a>
      <h4>{words.yours}</h4>
    </section>
  );
};

export const pathOfCard = (id: string, kind: CardKind): string => `/my/interviews/${id}?kind=${kind}#card`;

/** The last look before a card is handed in. */
export const HandIn = ({ desk, card, visit }: { desk: InterviewDesk; card: CardSeen; visit: Visit }) => {
  const words = wordsFor(visit).card;
  const { id } = desk.interview;
  return (
    <>
      <p>{words.reviewText}</p>
      {card.content === null ? null : <CardRead content={card.content} form={desk.sheet?.form} visit={visit} />}
      <form method="post" action={`/my/interviews/${id}/hand-in`} class="actions">
        <Once nonce={visit.nonce} />
        <Version version={card.version} />
        <input type="hidden" name="kind" value={desk.kind} />
        <button type="submit">{words.confirm}</button>
        <a class="button plain" href={pathOfCard(id, desk.kind)}>
          {words.keepWriting}
        </a>
      </form>
    </>
  );
};
