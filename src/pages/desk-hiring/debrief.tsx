import type * as z from "zod";
import type { Scorecard } from "#hiring/scorecards/contract.ts";
import { Choices, Field, Once, TextArea } from "../kit/forms.tsx";
import { sayNumber } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import type { Names } from "../kit/names.ts";
import { type Filled, filling } from "../kit/sheet.ts";
import { Fold } from "../kit/room.tsx";
import type { Whole } from "./application.tsx";
import { whoDid } from "../timeline/lines.tsx";
import { Ago, Empty, State, type Tone } from "./bits.tsx";
import { wordsOf } from "./words.ts";

type Props = { visit: Visit; whole: Whole; again: Filled };
type Card = z.output<typeof Scorecard>;

const tones: Readonly<Record<"waiting" | "ready" | "open", Tone>> = { waiting: "busy", ready: "good", open: "plain" };
const recommendations = ["strong_yes", "yes", "no", "strong_no"] as const;
const outcomes = ["hire", "reject", "hold"] as const;

/** What was judged, as far as its reader may see it, and what was decided. */
export const DebriefPart = ({ visit, whole, again }: Props) => {
  const words = wordsOf(visit).debrief;
  const { debrief, names, cards } = whole;
  const { required, submitted } = debrief.cards;
  const missing = debrief.missing_member_ids ?? [];
  return (
    <section aria-labelledby="debrief">
      <h2 id="debrief">
        {words.title} <State word={words.status[debrief.status]} tone={tones[debrief.status]} />
      </h2>
      {required === 0 ? (
        <p class="quiet">{words.noCards}</p>
      ) : (
        <p>
          {words.cards}:{" "}
          <strong>
            {sayNumber(visit.speech, submitted)} {words.of} {sayNumber(visit.speech, required)}
          </strong>
        </p>
      )}
      {missing.length === 0 ? null : (
        <p>
          {words.missing}: <bdi>{missing.map((id) => whoDid(visit, names, id)).join(", ")}</bdi>
        </p>
      )}
      <Summary visit={visit} summary={debrief.summary} />
      {debrief.status !== "open" && submitted > 0 ? <p class="quiet">{words.sealed}</p> : null}
      {cards
        .filter(({ content }) => content !== null)
        .map((card) => (
          <CardPart visit={visit} card={card} names={names} />
        ))}
      {visit.may("decisions:write") && debrief.status !== "open" ? (
        <Open visit={visit} whole={whole} again={again} />
      ) : null}
      <Decisions visit={visit} whole={whole} again={again} />
    </section>
  );
};

const Summary = ({ visit, summary }: { visit: Visit; summary: Whole["debrief"]["summary"] }) => {
  const words = wordsOf(visit).debrief;
  if (summary === null) return null;
  const most = Math.max(1, ...Object.values(summary.recommendations));
  return (
    <dl class="facts votes" aria-label={words.recommendations}>
      {recommendations.map((one) => (
        <div>
          <dt>{words.recommendation[one]}</dt>
          <dd>
            <meter min={0} max={most} value={summary.recommendations[one]} aria-hidden="true"></meter>{" "}
            {sayNumber(visit.speech, summary.recommendations[one])}
          </dd>
        </div>
      ))}
      {summary.mean_rating === null ? null : (
        <div>
          <dt>{words.mean}</dt>
          <dd>{sayNumber(visit.speech, Math.round(summary.mean_rating * 10) / 10)}</dd>
        </div>
      )}
    </dl>
  );
};

const CardPart = ({ visit, card, names }: { visit: Visit; card: Card; names: Names }) => {
  const words = wordsOf(visit).debrief;
  const { content } = card;
  if (content === null) return null;
  const texts = [
    [words.strengths, content.strengths],
    [words.concerns, content.concerns],
    [words.comments, content.comments],
  ] as const;
  return (
    <article class="card">
      <h3>
        <bdi>{whoDid(visit, names, card.author_id)}</bdi>
        {content.recommendation === null ? null : <> · {words.recommendation[content.recommendation]}</>}
      </h3>
      <dl class="facts">
        {content.ratings.map(({ label, value, comment }) => (
          <>
            <dt dir="auto">{label}</dt>
            <dd>
              {value === null ? "–" : sayNumber(visit.speech, value)}{" "}
              {comment === null ? null : <span dir="auto">{comment}</span>}
            </dd>
          </>
        ))}
        {texts.map(([label, text]) =>
          text === null ? null : (
            <>
              <dt>{label}</dt>
              <dd class="prewrap" dir="auto">
                {text}
              </dd>
            </>
          ),
        )}
      </dl>
    </article>
  );
};

const Open = ({ visit, whole: { application, debrief }, again }: Props) => {
  const words = wordsOf(visit);
  const isEarly = debrief.status === "waiting";
  const form = (
    <form method="post" action={`/desk/applications/${application.id}/debrief`}>
      {isEarly ? (
        <Field
          {...filling(again, visit.speech).line("override_reason")}
          label={words.reason}
          hint={words.debrief.openEarlyHint}
          dir="auto"
        />
      ) : null}
      <button type="submit" {...(isEarly ? { class: "plain" } : {})}>
        {words.debrief.openAct}
      </button>
    </form>
  );
  return isEarly ? (
    <Fold label={words.debrief.openEarly} open={again.sheet.has("override_reason")}>
      {form}
    </Fold>
  ) : (
    form
  );
};

const Decisions = ({ visit, whole, again }: Props) => {
  const words = wordsOf(visit).debrief;
  const { decisions, debrief, names, application } = whole;
  const mayDecide = visit.may("decisions:write") && debrief.status === "open" && decisions !== undefined;
  return (
    <>
      <h3 id="decisions">{words.decisions}</h3>
      {decisions === undefined || decisions.length === 0 ? <Empty>{words.noDecisions}</Empty> : null}
      <ul class="notes">
        {decisions?.map(({ outcome, rationale, decided_by: by, created_at: at }) => (
          <li class="card">
            <p>
              <strong>{words.outcomes[outcome]}</strong> ·{" "}
              <span class="quiet">
                <bdi>{whoDid(visit, names, by)}</bdi> · <Ago visit={visit} at={at} />
              </span>
            </p>
            <p class="prewrap" dir="auto">
              {rationale}
            </p>
          </li>
        ))}
      </ul>
      {mayDecide && application.status === "active" ? <Decide visit={visit} whole={whole} again={again} /> : null}
    </>
  );
};

const Decide = ({ visit, whole: { application }, again }: Props) => {
  const words = wordsOf(visit).debrief;
  const { line, many } = filling(again, visit.speech);
  return (
    <Fold label={words.decide} open={again.sheet.has("rationale")}>
      <form method="post" action={`/desk/applications/${application.id}/decisions`}>
        <Once nonce={visit.nonce} />
        <Choices
          {...many("outcome")}
          kind="radio"
          label={words.outcome}
          choices={outcomes.map((value) => ({ value, label: words.outcomes[value], hint: words.outcomeHint[value] }))}
        />
        <TextArea {...line("rationale")} label={words.rationale} hint={words.rationaleHint} />
        <Field {...line("decision_reason")} label={words.told} hint={words.toldHint} dir="auto" optional />
        <button type="submit">{words.record}</button>
      </form>
    </Fold>
  );
};
