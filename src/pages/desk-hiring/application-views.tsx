import type { Child } from "hono/jsx";
import type { Visit } from "../kit/member.tsx";
import { Fold, Moment } from "../kit/room.tsx";
import { whoDid } from "../timeline/lines.tsx";
import type { Whole } from "./application.tsx";
import { wordsOf } from "./words.ts";

type Props = { visit: Visit; whole: Whole };

/** The stages of the job, and how far along this one is. */
export const Way = ({ visit, whole: { stages, application } }: Props) => {
  const words = wordsOf(visit).application;
  const at = stages.findIndex(({ id }) => id === application.stage_id);
  if (stages.length === 0) return null;
  return (
    <ol class="track" aria-label={words.way}>
      {stages.map(({ name }, place) => (
        <li
          class={place < at ? "past" : place === at ? "here" : "ahead"}
          {...(place === at ? { "aria-current": "step" as const } : {})}
        >
          <bdi>{name}</bdi>
          {place > at ? null : <span class="unseen"> ({place < at ? words.done : words.now})</span>}
        </li>
      ))}
    </ol>
  );
};

/** What is known of the application besides where it stands. */
export const Sheet = ({ visit, whole: { application, names } }: Props) => {
  const words = wordsOf(visit);
  const { application: own, person } = words;
  const { candidate, guest, recruiter_id: recruiter, resume_url: resume, cover_letter: letter } = application;
  const from = [application.source, application.medium, application.campaign].filter((one) => one !== null);
  const facts: readonly (readonly [label: string, value: Child])[] = [
    [own.candidate, candidate == null ? null : <a href={`/desk/candidates/${candidate.id}`}>{candidate.name}</a>],
    [own.guestText, guest === null ? null : <Guest guest={guest} />],
    [own.applied, <Moment visit={visit} at={application.applied_at} />],
    [own.recruiter, recruiter === null ? words.nobody : whoDid(visit, names, recruiter)],
    [own.source, from.length === 0 ? null : from.join(" · ")],
    [person.resume, resume === null ? null : <Resume url={resume} />],
    [own.consented, guest?.consent == null ? null : <Consent visit={visit} consent={guest.consent} />],
  ];
  return (
    <section aria-labelledby="sheet">
      <h2 id="sheet">{person.details}</h2>
      <dl class="facts">
        {facts.map(([label, value]) =>
          value === null ? null : (
            <>
              <dt>{label}</dt>
              <dd dir="auto">{value}</dd>
            </>
          ),
        )}
      </dl>
      {letter === null ? null : (
        <Fold label={own.letter}>
          <p class="prewrap" dir="auto">
            {letter}
          </p>
        </Fold>
      )}
    </section>
  );
};

type GuestSeen = NonNullable<Whole["application"]["guest"]>;

const Guest = ({ guest }: { guest: GuestSeen }) => (
  <>
    <bdi>{guest.name}</bdi> <a href={`mailto:${guest.email}`}>{guest.email}</a>{" "}
    {guest.phone === null ? null : <bdi>{guest.phone}</bdi>}
  </>
);

const Resume = ({ url }: { url: string }) => (
  <a href={url} rel="noreferrer nofollow">
    <bdi>{url}</bdi>
  </a>
);

const Consent = ({ visit, consent }: { visit: Visit; consent: NonNullable<GuestSeen["consent"]> }) => (
  <>
    <span dir="auto">{consent.text}</span> <Moment visit={visit} at={consent.at} />
  </>
);

/** What became of it, the latest first. */
export const History = ({ visit, whole: { history, stages, names } }: Props) => {
  const words = wordsOf(visit);
  const stageName = (id: string | null) => stages.find((stage) => stage.id === id)?.name;
  const verbs: Readonly<Record<string, string>> = words.verb;
  return (
    <section aria-labelledby="history">
      <h2 id="history">{words.application.history}</h2>
      <ol class="timeline" reversed>
        {history.map(({ type, at, actor, reason, to_stage_id: to }) => (
          <li>
            <p>
              <strong>{verbs[type] ?? type}</strong>
              {type !== "moved" ? null : (
                <>
                  {": "}
                  <bdi>{stageName(to) ?? words.unknown}</bdi>
                </>
              )}
            </p>
            {reason === null ? null : (
              <p class="told" dir="auto">
                {reason}
              </p>
            )}
            <p class="quiet">
              <Moment visit={visit} at={at} /> · <bdi>{whoDid(visit, names, actor)}</bdi>
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
};
