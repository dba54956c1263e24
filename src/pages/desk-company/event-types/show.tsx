import type { PageAnswer } from "#http/pages.ts";
import { deskResponse } from "../../kit/desk.tsx";
import { deskWords } from "../../kit/desk-words.ts";
import { Field, Once } from "../../kit/forms.tsx";
import { count, sayDay } from "../../kit/language.ts";
import type { Visit } from "../../kit/member.tsx";
import { nameIn } from "../../kit/people.ts";
import { Press, Room, ToCopy } from "../../kit/room.tsx";
import { type Filled, filling, sheetOf } from "../../kit/sheet.ts";
import { filled as inPlaces } from "../../kit/when.tsx";
import { parseDate } from "#time/dates.ts";
import { sayAll, sayLength } from "../parts.tsx";
import { eventTypeOf, placeOf } from "./load.ts";
import { type Cast, castOf } from "./people.tsx";
import type { Whole } from "./reading.ts";
import { eventTypeWords } from "./words.ts";

/** One event type: its link to share, what it is in short, and the ways to change it. */
export async function show(visit: Visit, copying?: Filled): Promise<PageAnswer> {
  const kept = await eventTypeOf(visit);
  const cast = await castOf(
    visit,
    kept.hosts.map(({ member_id: id }) => id),
  );
  const { speech, may } = visit;
  const words = eventTypeWords[speech.language];
  const shared = deskWords[speech.language];
  const here = placeOf(kept.id);
  const isMine = may("event_types:write");
  return deskResponse(
    <Room
      visit={visit}
      title={kept.title}
      back={{ href: "/desk/event-types", label: words.all }}
      faults={copying?.faults}
      actions={isMine ? <Ways visit={visit} kept={kept} /> : undefined}
    >
      {kept.active ? null : <p class="warning">{shared.inactive}</p>}
      {kept.description === null ? null : (
        <p class="typed" dir="auto">
          {kept.description}
        </p>
      )}
      <Share visit={visit} kept={kept} />
      <InShort visit={visit} kept={kept} cast={cast} />
      {isMine ? (
        <>
          <h2>{words.duplicate}</h2>
          <Copying visit={visit} kept={kept} typed={copying} />
          <h2>{words.delete}</h2>
          <p>{words.deleteText}</p>
          <p>
            <a class="button plain" href={`${here}/delete`}>
              {shared.remove}
            </a>
          </p>
        </>
      ) : null}
    </Room>,
    copying?.status,
  );
}

/** What can be done with it at once. */
const Ways = ({ visit: { speech }, kept }: { visit: Visit; kept: Whole }) => {
  const words = eventTypeWords[speech.language];
  const shared = deskWords[speech.language];
  const here = placeOf(kept.id);
  return (
    <>
      <a class="button" href={`${here}/edit`}>
        {words.change}
      </a>
      <a class="button plain" href={`${here}/people`}>
        {words.changeHosts}
      </a>
      <a class="button plain" href={`${here}/questions`}>
        {words.changeQuestions}
      </a>
      <Press
        action={`${here}/${kept.active ? "off" : "on"}`}
        version={kept.version}
        label={kept.active ? shared.off : shared.on}
      />
    </>
  );
};

const Share = ({ visit, kept }: { visit: Visit; kept: Whole }) => {
  const { speech, tenant, person } = visit;
  const words = eventTypeWords[speech.language];
  const path = `/${tenant.slug}/${kept.slug}`;
  const { baseUrl } = person.config;
  const snippet = `<script src="${baseUrl}/embed.js" data-tenant="${tenant.slug}" data-event="${kept.slug}" async></script>`;
  return (
    <section class="share card" aria-labelledby="share">
      <h2 id="share">{words.share}</h2>
      {kept.active && kept.public_page ? (
        <>
          <ToCopy id="link" label={words.link} text={baseUrl + path} speech={speech} />
          <p>
            <a href={path}>{words.look}</a>
          </p>
          <details>
            <summary>{words.embed}</summary>
            <p class="quiet">{words.embedHint}</p>
            <ToCopy id="snippet" label={words.embed} text={snippet} rows={3} speech={speech} />
          </details>
        </>
      ) : (
        <p>{words.notShared}</p>
      )}
    </section>
  );
};

function sayHorizon({ horizon }: Whole, { speech }: Visit): string {
  const words = eventTypeWords[speech.language];
  if (horizon === null) return words.horizons.none;
  if (horizon.kind !== "dates") return count(speech.language, horizon.days, words.forDays);
  const dates = [horizon.first, horizon.last].map((date) => {
    const day = parseDate(date);
    return day === undefined ? date : sayDay(speech, day);
  });
  return inPlaces(words.untilDate, ...dates);
}

/** Each by what it is called; what is usual says nothing. */
function factsOf(visit: Visit, kept: Whole, cast: Cast): [string, string][] {
  const { speech } = visit;
  const words = eventTypeWords[speech.language];
  const hosts = kept.hosts.map(({ member_id: id }) => nameIn(cast.people, id));
  const pools = kept.pools.map((id) => cast.pools.find((pool) => pool.id === id)?.name ?? id);
  const rules = [
    ...(kept.cancellation.allowed ? [words.cancelable] : []),
    ...(kept.rescheduling.allowed ? [words.movable] : []),
  ];
  const lengths = kept.durations.map((minutes) => sayLength(speech, minutes));
  const places = kept.locations.map(({ kind }) => words.places[kind]);
  return [
    [words.fields.kind, words.kinds[kept.kind]],
    [words.facts.lengths, sayAll(speech, lengths)],
    [words.hosts, sayAll(speech, hosts)],
    [words.pools, sayAll(speech, pools)],
    [words.facts.places, sayAll(speech, places)],
    [
      words.facts.buffers,
      kept.buffer_before_minutes + kept.buffer_after_minutes === 0
        ? ""
        : `${sayLength(speech, kept.buffer_before_minutes)} · ${sayLength(speech, kept.buffer_after_minutes)}`,
    ],
    [words.facts.notice, kept.notice_minutes === 0 ? "" : sayLength(speech, kept.notice_minutes)],
    [words.facts.horizon, sayHorizon(kept, visit)],
    [words.facts.rules, rules.length === 0 ? words.neither : sayAll(speech, rules)],
    [words.facts.questions, count(speech.language, kept.questions.length, words.questionCount)],
  ];
}

const InShort = ({ visit, kept, cast }: { visit: Visit; kept: Whole; cast: Cast }) => (
  <dl class="short">
    {factsOf(visit, kept, cast)
      .filter(([, value]) => value !== "")
      .map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd dir="auto">{value}</dd>
        </div>
      ))}
  </dl>
);

const Copying = ({ visit, kept, typed }: { visit: Visit; kept: Whole; typed: Filled | undefined }) => {
  const { speech } = visit;
  const words = eventTypeWords[speech.language];
  const filled =
    typed?.sheet.has("slug") === true
      ? typed
      : { sheet: sheetOf({ title: words.copyOf.replace("#", kept.title), slug: `${kept.slug}-2` }) };
  const { line } = filling(filled, speech);
  return (
    <form method="post" action={`${placeOf(kept.id)}/copy`} class="row">
      <Once nonce={visit.nonce} />
      <Field {...line("title")} label={words.fields.title} maxlength={200} dir="auto" />
      <Field {...line("slug")} label={words.fields.slug} maxlength={63} dir="ltr" />
      <button type="submit" class="plain">
        {words.duplicate}
      </button>
    </form>
  );
};
