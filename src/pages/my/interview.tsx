import { fromWire, type Instant } from "#kernel/instant.ts";
import { printDate } from "#time/dates.ts";
import { Desk } from "../kit/desk.tsx";
import { Faults, faultyTitle } from "../kit/forms.tsx";
import { dayIn, sayDate, sayMoment, sayZone } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import { noteOf } from "../kit/room.tsx";
import { CandidatePart, NotesPart, PanelPart } from "./around.tsx";
import { CardConflict, CardForm, CardRead } from "./card.tsx";
import { CoursePart } from "./course.tsx";
import { candidateNameOf, type InterviewDesk, type SheetSeen } from "./interview-desk.ts";
import { KitPart } from "./kit-part.tsx";
import { Badge, moodOf, Place, Prose, Rsvp, Times, Typed, whereOf, wordsFor } from "./parts.tsx";
import { otherZone } from "./say.ts";
import type { InterviewTry } from "./tries.ts";
import { filled } from "./words.ts";

type PageProps = { visit: Visit; desk: InterviewDesk; tried?: InterviewTry };

export const InterviewPage = ({ visit, desk, tried = {} }: PageProps) => {
  const { speech, zone } = visit;
  const words = wordsFor(visit);
  const { interview, sheet } = desk;
  const faults = tried.faults ?? [];
  const name = candidateNameOf(desk) ?? interview.title;
  const starts = interview.starts_at === null ? undefined : fromWire(interview.starts_at);
  const back = starts === undefined ? "/my/day" : `/my/day?date=${printDate(dayIn(zone, starts))}`;
  return (
    <Desk
      visit={visit}
      title={faultyTitle(`${name}: ${interview.title}`, faults, speech)}
      note={noteOf(visit)}
      islands={sheet?.card?.status === "submitted" ? [] : ["scorecard"]}
    >
      <Faults faults={faults} speech={speech} />
      <p class="no-print">
        <a href={back}>{words.interview.back}</a>
      </p>
      <h1>
        <Typed text={name} />
      </h1>
      <p class="my-lead">
        <Typed text={interview.title} />
        {interview.job == null ? null : (
          <>
            {" · "}
            <Typed text={interview.job.title} />
          </>
        )}
        {desk.kit?.stage == null ? null : (
          <>
            {" · "}
            <Typed text={desk.kit.stage.name} />
          </>
        )}{" "}
        <Badge mood={moodOf(interview.status)}>{words.status[interview.status]}</Badge>
      </p>
      <Contents desk={desk} visit={visit} />
      <div class="my-talk">
        <div class="my-facts">
          <WhenPart desk={desk} visit={visit} tried={tried} />
          <CandidatePart desk={desk} visit={visit} />
          <PanelPart desk={desk} visit={visit} />
        </div>
        <div class="my-work">
          <KitPart desk={desk} visit={visit} tried={tried} />
          <CardPart desk={desk} visit={visit} tried={tried} />
          <OthersPart desk={desk} visit={visit} />
          <NotesPart desk={desk} visit={visit} tried={tried} />
        </div>
      </div>
    </Desk>
  );
};

type PartProps = { desk: InterviewDesk; visit: Visit };

const Contents = ({ desk, visit }: PartProps) => {
  const words = wordsFor(visit);
  const parts = [
    ["when", words.interview.whereAndWhen],
    ["candidate", words.interview.candidate],
    ["kit", words.interview.kit],
    ...(desk.sheet === undefined ? [] : [["card", words.card.title]]),
    ["notes", words.interview.notes],
  ];
  return (
    <nav class="my-parts" aria-label={words.interview.onPage}>
      <ul>
        {parts.map(([id, label]) => (
          <li>
            <a href={`#${id}`}>{label}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
};

const WhenPart = ({ desk, visit, tried }: PartProps & { tried: InterviewTry }) => {
  const words = wordsFor(visit);
  const { interview, booking } = desk;
  const { starts_at, ends_at, description } = interview;
  const span =
    starts_at === null || ends_at === null ? undefined : { from: fromWire(starts_at), until: fromWire(ends_at) };
  return (
    <section aria-labelledby="when" class="card">
      <h2 id="when">{words.interview.whereAndWhen}</h2>
      {span === undefined ? (
        <p>{words.interview.unplanned}</p>
      ) : (
        <Clocks desk={desk} visit={visit} from={span.from} until={span.until} />
      )}
      {interview.status === "canceled" ? (
        interview.cancel_reason === null ? null : (
          <Prose text={interview.cancel_reason} />
        )
      ) : (
        <Place where={whereOf(interview, booking)} words={words} />
      )}
      {description === null ? null : <Prose text={description} />}
      <Rsvp
        interview={interview}
        visit={visit}
        back={`/my/interviews/${interview.id}`}
        what={candidateNameOf(desk) ?? interview.title}
      />
      <CoursePart desk={desk} visit={visit} tried={tried} />
    </section>
  );
};

/** The reader's clock and the candidate's, side by side. */
const Clocks = ({ desk, visit, from, until }: PartProps & { from: Instant; until: Instant }) => {
  const { speech, zone } = visit;
  const words = wordsFor(visit).interview;
  const { booking, interview, candidate } = desk;
  const theirs = booking?.invitee?.time_zone ?? interview.candidate?.time_zone ?? candidate?.time_zone;
  const other = otherZone(zone, theirs, from);
  const clock = (label: string, at: typeof zone) => (
    <div>
      <dt>{label}</dt>
      <dd>
        <strong>
          <Times speech={speech} zone={at} from={from} until={until} />
        </strong>
        <span>{sayDate(speech, at, from)}</span>
        <span class="quiet">{sayZone(at, from)}</span>
      </dd>
    </div>
  );
  return (
    <dl class="my-clocks">
      {clock(words.yours, zone)}
      {other === undefined ? null : clock(words.candidates, other)}
    </dl>
  );
};

/** One's own card: not yet, as a form, or as it was handed in. */
const CardPart = ({ desk, visit, tried }: PartProps & { tried: InterviewTry }) => {
  const { speech, zone } = visit;
  const words = wordsFor(visit).card;
  const { sheet } = desk;
  if (sheet === undefined) return null;
  const { card, due_at } = sheet;
  const isIn = card?.status === "submitted";
  return (
    <section id="card" aria-labelledby="card-title">
      <h2 id="card-title">{desk.kind === "overall" ? words.overall : words.title}</h2>
      <KindSwitch desk={desk} visit={visit} />
      {due_at === null || isIn ? null : (
        <p class={fromWire(due_at) < visit.now ? "fault" : "quiet"}>
          {filled(words.due, { when: sayMoment(speech, zone, fromWire(due_at)) })}
        </p>
      )}
      {card?.is_training === true ? <p class="quiet">{words.training}</p> : null}
      {tried.conflict == null ? null : <CardConflict desk={desk} theirs={tried.conflict} visit={visit} />}
      <CardBody desk={desk} sheet={sheet} visit={visit} tried={tried} />
      <p class="quiet">
        {filled(words.counts, { in: String(sheet.cards.submitted), all: String(sheet.cards.required) })}
      </p>
    </section>
  );
};

const KindSwitch = ({ desk, visit }: PartProps) => {
  const words = wordsFor(visit).card;
  if (!desk.judgesWhole) return null;
  const other = desk.kind === "overall" ? "panelist" : "overall";
  return (
    <p class="no-print">
      <a href={`/my/interviews/${desk.interview.id}?kind=${other}#card`}>
        {other === "overall" ? words.overall : words.own}
      </a>
    </p>
  );
};

const CardBody = ({ desk, sheet, visit, tried }: PartProps & { sheet: SheetSeen; tried: InterviewTry }) => {
  const { speech, zone, now } = visit;
  const words = wordsFor(visit).card;
  const { card } = sheet;
  const { interview } = desk;
  if (card?.status === "submitted" && tried.revising !== true) return <CardIn desk={desk} card={card} visit={visit} />;
  if (interview.status === "canceled" || interview.status === "no_show") return <p>{words.notHeld}</p>;
  const { starts_at, status, actual_start } = interview;
  const begun = actual_start !== null || status === "completed" || (starts_at !== null && fromWire(starts_at) <= now);
  if (!begun) return <p>{words.early}</p>;
  if (interview.candidate_id === null && desk.application?.candidate_id == null) return <p>{words.noCandidate}</p>;
  return (
    <>
      {card?.saw_others_at == null ? null : (
        <p class="note">{filled(words.sawOthers, { when: sayMoment(speech, zone, fromWire(card.saw_others_at)) })}</p>
      )}
      <CardForm desk={desk} sheet={sheet} tried={tried} visit={visit} />
    </>
  );
};

const CardIn = ({ desk, card, visit }: PartProps & { card: NonNullable<SheetSeen["card"]> }) => {
  const { speech, zone } = visit;
  const words = wordsFor(visit).card;
  const when = (at: string) => sayMoment(speech, zone, fromWire(at));
  return (
    <>
      {card.submitted_at === null ? null : <p>{filled(words.inSince, { when: when(card.submitted_at) })}</p>}
      {card.content === null ? null : <CardRead content={card.content} form={desk.sheet?.form} visit={visit} />}
      <p class="no-print">
        <a class="button plain" href={`/my/interviews/${desk.interview.id}?kind=${desk.kind}&revise=1#card`}>
          {words.change}
        </a>
      </p>
      {desk.versions.length === 0 ? null : (
        <details>
          <summary>{words.earlier}</summary>
          {desk.versions.map(({ content, at, after_others }) => (
            <>
              <h3>{when(at)}</h3>
              {after_others ? <p class="quiet">{words.afterOthers}</p> : null}
              <CardRead content={content} form={desk.sheet?.form} visit={visit} />
            </>
          ))}
        </details>
      )}
    </>
  );
};

/** Others' cards, exactly as far as the API shows them. */
const OthersPart = ({ desk, visit }: PartProps) => {
  const words = wordsFor(visit).card;
  const { others, sheet } = desk;
  if (others.length === 0)
    return sheet?.card?.status !== "submitted" && (sheet?.cards.required ?? 0) > 1 ? (
      <p class="quiet">{words.othersBlind}</p>
    ) : null;
  return (
    <section aria-labelledby="others">
      <h2 id="others">{words.others}</h2>
      {others.map(({ author_id, content, form_id, is_training }) => (
        <article class="card">
          <h3>
            <Typed text={desk.nameOf(author_id) ?? author_id} />
          </h3>
          {is_training ? <p class="quiet">{words.training}</p> : null}
          {content === null ? (
            <p class="quiet">{words.sealed}</p>
          ) : (
            <CardRead content={content} form={form_id === sheet?.form?.id ? sheet?.form : null} visit={visit} />
          )}
        </article>
      ))}
    </section>
  );
};
