import { fromWire } from "#kernel/instant.ts";
import { offsetMinutes, type ZoneId } from "#time/zones.ts";
import { named } from "../kit/choices.ts";
import { Select } from "../kit/forms.tsx";
import { sayMoment, sayNumber, sayTime, sayTimes, sayDate, sayZone } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import { Fold, Press } from "../kit/room.tsx";
import { whoDid } from "../timeline/lines.tsx";
import { Empty, State, type Tone } from "./bits.tsx";
import type { Whole } from "./candidate.tsx";
import { sayMoney } from "./money.ts";
import { nextStep, StepLink } from "./next-step.tsx";
import { statusTones } from "./pipeline.tsx";
import { wordsOf } from "./words.ts";

type Props = { visit: Visit; whole: Whole };

/** What time it is here, and where the candidate is. */
export const Clocks = ({ visit, zone }: { visit: Visit; zone: ZoneId | undefined }) => {
  const words = wordsOf(visit).person;
  const { speech, now } = visit;
  const clock = (label: string, at: ZoneId) => (
    <div>
      <dt>{label}</dt>
      <dd>
        <strong>{sayTime(speech, at, now)}</strong> <span class="quiet">{sayZone(at, now)}</span>
      </dd>
    </div>
  );
  return (
    <dl class="clocks" aria-label={words.clocks}>
      {clock(words.here, visit.zone)}
      {zone !== undefined && offsetMinutes(zone, now) === offsetMinutes(visit.zone, now) ? (
        <div>
          <dt>{words.there}</dt>
          <dd class="quiet">{words.sameClock}</dd>
        </div>
      ) : zone === undefined ? (
        <div>
          <dt>{words.there}</dt>
          <dd class="quiet">{words.noZone}</dd>
        </div>
      ) : (
        clock(words.there, zone)
      )}
    </dl>
  );
};

export const Applications = ({ visit, whole: { applications, interviews, stages, person } }: Props) => {
  const words = wordsOf(visit);
  const mayConsider = visit.may("applications:write");
  return (
    <section aria-labelledby="applications">
      <h2 id="applications">{words.person.applications}</h2>
      {applications.length === 0 ? <Empty>{words.person.noApplications}</Empty> : null}
      <ul class="cards">
        {applications.map((application) => {
          const { id, status, stage, job } = application;
          const step = nextStep({
            application,
            interviews: interviews.filter(({ application_id: of }) => of === id),
            stages: stages.get(application.job_id)?.toSorted((one, other) => one.position - other.position) ?? [],
          });
          return (
            <li class="card">
              <h3>
                <a href={`/desk/applications/${id}`}>
                  <bdi>{job?.title ?? words.application.title}</bdi>
                </a>
              </h3>
              <p>
                <State word={words.applicationStatus[status]} tone={statusTones[status]} />{" "}
                <span class="quiet">
                  <bdi>{stage?.name ?? ""}</bdi>
                </span>
              </p>
              <p>
                <span class="quiet">{words.next.title}:</span> <StepLink visit={visit} step={step} id={id} />
              </p>
            </li>
          );
        })}
      </ul>
      {mayConsider ? (
        <p>
          <a href={`/desk/applications/new?candidate=${person.id}`}>{words.person.consider}</a>
        </p>
      ) : null}
    </section>
  );
};

const interviewTones: Readonly<Record<Whole["interviews"][number]["status"], Tone>> = {
  pending_schedule: "busy",
  held: "alarm",
  confirmed: "good",
  in_progress: "busy",
  completed: "plain",
  canceled: "plain",
  no_show: "alarm",
};

/** Every interview, those ahead first; on the reader's clock, and on the candidate's where that shows something else. */
export const Agenda = ({ visit, whole: { interviews, names, zone } }: Props) => {
  const words = wordsOf(visit);
  const sorted = interviews.toSorted((one, other) => placeOf(visit, one) - placeOf(visit, other));
  const room = visit.may("interviews:write") ? "/desk/interviews" : "/my/interviews";
  return (
    <section aria-labelledby="agenda">
      <h2 id="agenda">{words.person.agenda}</h2>
      {sorted.length === 0 ? (
        <Empty>{words.person.noInterviews}</Empty>
      ) : (
        <ul class="agenda">
          {sorted.map((interview) => {
            const panel = interview.participants.flatMap(({ member_id: id }) =>
              id === null ? [] : [whoDid(visit, names, id)],
            );
            return (
              <li>
                <h3>
                  <a href={`${room}/${interview.id}`}>
                    <bdi>{interview.title}</bdi>
                  </a>{" "}
                  <State word={words.interviewStatus[interview.status]} tone={interviewTones[interview.status]} />
                </h3>
                <Hours visit={visit} interview={interview} zone={zone} />
                {panel.length === 0 ? null : (
                  <p class="quiet">
                    {words.person.interviewers}: <bdi>{panel.join(", ")}</bdi>
                  </p>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
};

/** What lies ahead comes first, the nearest first; then what has no time; then what is over, the latest first. */
function placeOf({ now }: Visit, { starts_at: at }: Whole["interviews"][number]): number {
  if (at === null) return 1e15;
  const ahead = fromWire(at) - now;
  return ahead >= 0 ? ahead : 1e15 - ahead;
}

type HoursProps = { visit: Visit; interview: Whole["interviews"][number]; zone: ZoneId | undefined };

const Hours = ({ visit, interview: { starts_at: starts, ends_at: ends }, zone }: HoursProps) => {
  const words = wordsOf(visit);
  const { speech } = visit;
  if (starts === null || ends === null) return <p class="quiet">{words.person.timeless}</p>;
  const [from, until] = [fromWire(starts), fromWire(ends)];
  const isElsewhere = zone !== undefined && offsetMinutes(zone, from) !== offsetMinutes(visit.zone, from);
  return (
    <p class="hours">
      <span>
        <time datetime={starts}>
          {sayDate(speech, visit.zone, from)}, <strong>{sayTimes(speech, visit.zone, from, until)}</strong>
        </time>{" "}
        <span class="quiet">{sayZone(visit.zone, from)}</span>
      </span>
      {isElsewhere ? (
        <span class="quiet">
          {words.inTheir}: {sayMoment(speech, zone, from)} ({sayZone(zone, from)})
        </span>
      ) : null}
    </p>
  );
};

/** "German" where it is `de`; a tag that nobody has a name for as it is. */
function sayLanguage(locale: string, tag: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

type Row = readonly [label: string, value: string | number | null, direction?: "ltr"];

/** What is known of the person; what nobody said takes no room. */
export const Facts = ({ visit, whole: { person, names } }: Props) => {
  const words = wordsOf(visit);
  const { person: own } = words;
  const { locale } = visit.speech;
  const pay = (one: typeof person.current_pay) =>
    one == null ? null : `${sayMoney(locale, one.amount_minor, one.currency)} / ${own.pers[one.per]}`;
  const rows: Row[] = [
    [own.email, [person.email, ...person.other_emails].join(", "), "ltr"],
    [own.phone, person.phone, "ltr"],
    [own.location, person.location],
    [own.locale, person.locale === null ? null : sayLanguage(locale, person.locale)],
    [own.years, person.years_of_experience === null ? null : sayNumber(visit.speech, person.years_of_experience)],
    [own.skills, person.skills.join(", ") || null],
    [own.notice, person.notice_period_days === null ? null : sayNumber(visit.speech, person.notice_period_days)],
    [own.currentPay, pay(person.current_pay)],
    [own.expectedPay, pay(person.expected_pay)],
    [own.owner, person.owner_id === null ? words.nobody : whoDid(visit, names, person.owner_id)],
    [own.source, [person.source, person.medium, person.campaign].filter(Boolean).join(" · ") || null],
    [own.externalId, person.external_id, "ltr"],
    [own.consents, person.consents.map(({ purpose }) => own.purposes[purpose] ?? purpose).join(", ") || null],
  ];
  return (
    <section aria-labelledby="profile">
      <h2 id="profile">{own.profile}</h2>
      <dl class="facts">
        {rows.map(([label, value, direction]) =>
          value === null || value === "" ? null : (
            <>
              <dt>{label}</dt>
              <dd dir={direction ?? "auto"}>{value}</dd>
            </>
          ),
        )}
        {person.resume_url === null ? null : (
          <>
            <dt>{own.resume}</dt>
            <dd dir="ltr">
              <a href={person.resume_url} rel="noreferrer nofollow">
                {person.resume_url}
              </a>
            </dd>
          </>
        )}
      </dl>
      {visit.may("candidates:write") ? (
        <p>
          <a class="button plain" href={`/desk/candidates/${person.id}/edit`}>
            {own.edit}
          </a>
        </p>
      ) : null}
    </section>
  );
};

export const Tags = ({ visit, whole: { person, allTags } }: Props) => {
  const words = wordsOf(visit);
  const worn = person.tags ?? [];
  const mayWrite = visit.may("candidates:write");
  const left = allTags.filter(({ id }) => !worn.some((tag) => tag.id === id));
  const action = `/desk/candidates/${person.id}/tags`;
  return (
    <section aria-labelledby="tags">
      <h2 id="tags">{words.person.tags}</h2>
      {worn.length === 0 ? <Empty>{words.person.noTags}</Empty> : null}
      <ul class="worn">
        {worn.map(({ id, name }) => (
          <li class="badge">
            <bdi>{name}</bdi>
            {mayWrite ? (
              <form method="post" action={action} class="inline">
                <input type="hidden" name="off" value={id} />
                <button type="submit" class="plain bare">
                  <span aria-hidden="true">×</span>
                  <span class="unseen">
                    {words.person.takeOff} <bdi>{name}</bdi>
                  </span>
                </button>
              </form>
            ) : null}
          </li>
        ))}
      </ul>
      {mayWrite && left.length > 0 ? (
        <form method="post" action={action} class="choose">
          <Select name="tag" label={words.person.addTag} choices={named(left)} />
          <button type="submit" class="plain">
            {words.add}
          </button>
        </form>
      ) : null}
    </section>
  );
};

/** What concerns the record as such: two that are one, and one that goes. */
export const Record = ({ visit, person }: { visit: Visit; person: Whole["person"] }) => {
  const words = wordsOf(visit).person;
  return (
    <section aria-labelledby="record">
      <h2 id="record">{words.manage}</h2>
      <p>
        <a href={`/desk/candidates/${person.id}/merge`}>{words.merge}</a>
      </p>
      <Fold label={words.delete} tone="alarm">
        <p>{words.deleteText}</p>
        <Press
          action={`/desk/candidates/${person.id}/delete`}
          version={person.version}
          label={words.deleteSure}
          kind="alarm"
        />
      </Fold>
    </section>
  );
};
