import type { Visit } from "../kit/member.tsx";
import { Moment } from "../kit/room.tsx";
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
  const { candidate, guest, recruiter_id: recruiter } = application;
  const from = [application.source, application.medium, application.campaign].filter((one) => one !== null);
  return (
    <section aria-labelledby="sheet">
      <h2 id="sheet">{person.details}</h2>
      <dl class="facts">
        {candidate == null ? null : (
          <>
            <dt>{own.candidate}</dt>
            <dd>
              <a href={`/desk/candidates/${candidate.id}`}>
                <bdi>{candidate.name}</bdi>
              </a>
            </dd>
          </>
        )}
        {guest === null ? null : (
          <>
            <dt>{own.guestText}</dt>
            <dd>
              <bdi>{guest.name}</bdi> <a href={`mailto:${guest.email}`}>{guest.email}</a>{" "}
              {guest.phone === null ? null : <bdi>{guest.phone}</bdi>}
            </dd>
          </>
        )}
        <dt>{own.applied}</dt>
        <dd>
          <Moment visit={visit} at={application.applied_at} />
        </dd>
        <dt>{own.recruiter}</dt>
        <dd>{recruiter === null ? words.nobody : <bdi>{whoDid(visit, names, recruiter)}</bdi>}</dd>
        {from.length === 0 ? null : (
          <>
            <dt>{own.source}</dt>
            <dd dir="auto">{from.join(" · ")}</dd>
          </>
        )}
        {application.resume_url === null ? null : (
          <>
            <dt>{person.resume}</dt>
            <dd>
              <a href={application.resume_url} rel="noreferrer nofollow">
                <bdi>{application.resume_url}</bdi>
              </a>
            </dd>
          </>
        )}
        {guest?.consent == null ? null : (
          <>
            <dt>{own.consented}</dt>
            <dd>
              <span dir="auto">{guest.consent.text}</span> <Moment visit={visit} at={guest.consent.at} />
            </dd>
          </>
        )}
      </dl>
      {application.cover_letter === null ? null : (
        <details class="fold">
          <summary>{own.letter}</summary>
          <p class="prewrap fold-body" dir="auto">
            {application.cover_letter}
          </p>
        </details>
      )}
    </section>
  );
};

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
