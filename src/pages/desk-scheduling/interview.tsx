// One interview: who, when on both walls, what is missing, and everything that can be done about it.
import type { ProblemBody } from "#http/client.ts";
import { listInterviewInvitees } from "#hiring/interviews/offer-contract.ts";
import { getBooking } from "#booking/bookings/contract.ts";
import { listInterviewNotes } from "#hiring/notes/contract.ts";
import { listPanelLinks } from "#hiring/panel-links/contract.ts";
import { fromWire, toWire } from "#kernel/instant.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Room } from "./room.tsx";
import { Faults, faultyTitle, type FieldFault } from "../kit/forms.tsx";
import { count, sayMoment } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import { need, wished } from "../kit/problem.tsx";
import { filled } from "../kit/when.tsx";
import { kitWords } from "../kit/words.ts";
import { Course, Ending, Invitees, Notes, PanelLinks } from "./interview-forms.tsx";
import { leastLoaded, type Load, loadsOn } from "./load-of.ts";
import { AddPerson, Seat } from "./panel.tsx";
import { Badge, Clocks, dateOn, faultsOf, type Refused, saidIn, spanOf, today, zoneIn } from "./parts.tsx";
import { namesIn } from "./people.ts";
import { Timeline } from "./timeline.tsx";
import { talkIn } from "./when.tsx";
import type { Talk } from "./when-views.tsx";
import { type SchedulingWords, wordsFor } from "./words.ts";

export const showInterview = (visit: Visit): Promise<Response> => interviewPage(visit);

const fieldsOfInterview = {
  "/member_id": "member",
  "/role": "role",
  "/to": "to",
  "/body": "note",
  "/reason": "reason",
  "/invitees": "invitees",
  "/who": "who",
};

const seated: ReadonlySet<Talk["status"]> = new Set(["pending_schedule", "held", "confirmed", "in_progress"]);

/** What is shown besides, each as far as the reader may see it. */
async function aroundOf(visit: Visit, talk: Talk) {
  const { api, may } = visit;
  const param = { id: talk.id };
  const mayWrite = may("interviews:write");
  const [names, booking, links, notes, invitees] = await Promise.all([
    namesIn(visit),
    talk.booking_id !== null && may("bookings:read")
      ? wished(api.call(getBooking, { param: { id: talk.booking_id } }))
      : undefined,
    mayWrite && talk.audience === "one" ? wished(api.call(listPanelLinks, { param, page: { limit: 50 } })) : undefined,
    wished(api.call(listInterviewNotes, { param, page: { limit: 50 } })),
    talk.audience === "many" ? need(api.call(listInterviewInvitees, { param, page: { limit: 100 } })) : undefined,
  ]);
  return { names, booking, links: links?.data ?? [], notes: notes?.data, invitees: invitees?.data };
}

/** Who has the least to do in the week of the interview: asked for where somebody can be replaced. */
async function loadsFor(visit: Visit, talk: Talk): Promise<Load[]> {
  if (!visit.may("interviews:write") || !seated.has(talk.status)) return [];
  const on = talk.starts_at === null ? today(visit) : dateOn(visit.zone, fromWire(talk.starts_at));
  return loadsOn(visit, on);
}

export async function interviewPage(
  visit: Visit,
  refused?: Refused & { faults?: readonly FieldFault[] },
  madeUrl?: string,
): Promise<Response> {
  const talk = await talkIn(visit);
  const { speech, may } = visit;
  const words = wordsFor(visit);
  const [around, loads] = await Promise.all([aroundOf(visit, talk), loadsFor(visit, talk)]);
  const faults = refused?.faults ?? faultsOf(visit, refused, fieldsOfInterview);
  const { names } = around;
  const there = new Set(talk.participants.map(({ member_id }) => member_id));
  const free = leastLoaded(loads, there, toWire(visit.now));
  const mayWrite = may("interviews:write");
  const path = `/desk/interviews/${talk.id}`;
  return deskResponse(
    <Room visit={visit} title={faultyTitle(talk.title, faults, speech)} note={saidIn(visit)}>
      <div class="head">
        <h1 dir="auto">{talk.title}</h1>
        <Badge is={talk.status}>{words.status[talk.status]}</Badge>
      </div>
      <Aim talk={talk} words={words} />
      <Faults faults={faults} speech={speech} />
      <div class="two">
        <section aria-labelledby="when">
          <h2 id="when">{words.interview.when}</h2>
          {talk.starts_at === null || talk.ends_at === null ? (
            <p class="quiet">{words.noTime}</p>
          ) : (
            <Clocks
              visit={visit}
              at={spanOf(talk.starts_at, talk.ends_at)}
              theirs={zoneIn(around.booking?.invitee?.time_zone) ?? zoneIn(talk.candidate?.time_zone)}
            />
          )}
          <TimeActions visit={visit} talk={talk} />
        </section>
        <Missing visit={visit} talk={talk} names={names} />
      </div>
      <section aria-labelledby="people">
        <h2 id="people">{words.interview.people}</h2>
        <ul class="people">
          {talk.participants.map((one) => (
            <Seat
              visit={visit}
              talk={talk}
              one={one}
              names={names}
              free={free.filter(
                (load) => one.pool_id === null || load.pools.some((pool) => pool.pool_id === one.pool_id),
              )}
              others={free}
            />
          ))}
        </ul>
        {mayWrite && seated.has(talk.status) ? (
          <AddPerson visit={visit} talk={talk} names={names} faults={faults} form={refused?.form} />
        ) : null}
        {mayWrite && talk.audience === "one" ? (
          <PanelLinks visit={visit} talk={talk} links={around.links} names={names} madeUrl={madeUrl} />
        ) : null}
      </section>
      {around.invitees === undefined ? null : (
        <Invitees visit={visit} talk={talk} invitees={around.invitees} faults={faults} form={refused?.form} />
      )}
      <Course visit={visit} talk={talk} names={names} />
      <Details visit={visit} talk={talk} names={names} />
      {around.notes === undefined ? null : (
        <Notes visit={visit} talk={talk} notes={around.notes} names={names} faults={faults} form={refused?.form} />
      )}
      <Ending visit={visit} talk={talk} />
      {talk.booking_id === null || !may("bookings:read") ? null : (
        <Timeline
          visit={visit}
          booking={talk.booking_id}
          path={path}
          names={names}
          people={attendeesIn(around.booking, names)}
        />
      )}
    </Room>,
    refused?.problem.status,
  );
}

type Booked = Awaited<ReturnType<typeof aroundOf>>["booking"];

/** What those are called whom letters went to. */
export function attendeesIn(booking: Booked, names: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  if (booking === undefined) return new Map();
  const hosts = booking.hosts.map(
    ({ attendee_id, member_id }) => [attendee_id, names.get(member_id) ?? member_id] as const,
  );
  const guests = booking.guests.map(({ attendee_id, name, email }) => [attendee_id, name ?? email] as const);
  const { invitee } = booking;
  return new Map([...hosts, ...guests, ...(invitee === null ? [] : [[invitee.attendee_id, invitee.name] as const])]);
}

const Aim = ({ talk, words }: { talk: Talk; words: SchedulingWords }) => (
  <p>
    {talk.candidate == null ? null : (
      <>
        {talk.candidate.id === null ? (
          <bdi>{talk.candidate.name}</bdi>
        ) : (
          <a href={`/desk/candidates/${talk.candidate.id}`}>
            <bdi>{talk.candidate.name}</bdi>
          </a>
        )}
        {talk.job == null ? "" : " · "}
      </>
    )}
    {talk.job == null ? null : <bdi>{talk.job.title}</bdi>}
    <span class="quiet">
      {talk.candidate == null && talk.job == null ? "" : " · "}
      {words.mode[talk.mode]}
    </span>
  </p>
);

const TimeActions = ({ visit, talk }: { visit: Visit; talk: Talk }) => {
  const words = wordsFor(visit);
  if (!visit.may("interviews:write") || talk.audience === "many") return null;
  if (talk.status === "pending_schedule")
    return (
      <p>
        <a class="button" href={`/desk/schedule/${talk.id}`}>
          {words.interview.choose}
        </a>
      </p>
    );
  return talk.status === "held" || talk.status === "confirmed" ? (
    <p>
      <a class="button plain" href={`/desk/schedule/${talk.id}`}>
        {words.interview.move}
      </a>
    </p>
  ) : null;
};

/** What is left to be done, in whole sentences. */
function missingIn(visit: Visit, talk: Talk, names: ReadonlyMap<string, string>): string[] {
  const words = wordsFor(visit).interview;
  const unnamed = wordsFor(visit).unnamed;
  const on = (at: string) => sayMoment(visit.speech, visit.zone, fromWire(at));
  const panel = talk.participants.filter(({ role }) => role !== "candidate");
  const nameOf = (id: string | null) => names.get(id ?? "") ?? unnamed;
  if (talk.status === "canceled" || talk.status === "no_show") return [];
  if (talk.status === "completed") return [words.missingCard];
  return [
    ...(talk.status === "pending_schedule" && talk.audience === "one" ? [words.missingTime] : []),
    ...(talk.status === "pending_schedule" && talk.link_sent_at !== null
      ? [filled(words.waitsLink, on(talk.link_sent_at))]
      : []),
    ...(talk.windows_given_at !== null && talk.status === "pending_schedule"
      ? [filled(words.gaveWindows, on(talk.windows_given_at))]
      : []),
    ...(talk.windows_asked_at !== null && talk.windows_given_at === null && talk.status === "pending_schedule"
      ? [filled(words.waitsWindows, on(talk.windows_asked_at))]
      : []),
    ...(talk.status === "held" ? [words.missingHost] : []),
    ...(talk.booking_id !== null && panel.length === 0 ? [words.missingPanel] : []),
    ...panel
      .filter(({ rsvp }) => rsvp === "declined")
      .map((one) => filled(words.missingDeclined, nameOf(one.member_id))),
    ...(talk.booking_id === null ? [] : panel)
      .filter(({ rsvp }) => rsvp === "needs_action")
      .map((one) => filled(words.missingAnswer, nameOf(one.member_id))),
  ];
}

const Missing = ({ visit, talk, names }: { visit: Visit; talk: Talk; names: ReadonlyMap<string, string> }) => {
  const words = wordsFor(visit).interview;
  const missing = missingIn(visit, talk, names);
  if (talk.status === "canceled" || talk.status === "no_show")
    return talk.cancel_reason === null ? null : (
      <section>
        <h2>{wordsFor(visit).reason}</h2>
        <p dir="auto">{talk.cancel_reason}</p>
      </section>
    );
  return (
    <section aria-labelledby="missing">
      <h2 id="missing">{words.missing}</h2>
      {missing.length === 0 ? (
        <p>
          <Badge is="good">{words.complete}</Badge>
        </p>
      ) : (
        <ul class="todo">
          {missing.map((sentence) => (
            <li>{sentence}</li>
          ))}
        </ul>
      )}
    </section>
  );
};

const Details = ({ visit, talk, names }: { visit: Visit; talk: Talk; names: ReadonlyMap<string, string> }) => {
  const words = wordsFor(visit);
  const mayWrite = visit.may("interviews:write") && talk.status !== "canceled";
  return (
    <section aria-labelledby="details">
      <h2 id="details">{words.interview.details}</h2>
      <dl class="facts">
        <dt>{words.interview.kind}</dt>
        <dd>{words.mode[talk.mode]}</dd>
        {talk.minutes === null ? null : (
          <>
            <dt>{words.interview.length}</dt>
            <dd>{count(visit.speech.language, talk.minutes, words.minutes)}</dd>
          </>
        )}
        {talk.location === null ? null : (
          <>
            <dt>{words.interview.place}</dt>
            <dd dir="auto">{talk.location}</dd>
          </>
        )}
        {talk.organizer_id === null ? null : (
          <>
            <dt>{words.interview.organizer}</dt>
            <dd dir="auto">{names.get(talk.organizer_id) ?? words.unnamed}</dd>
          </>
        )}
        {talk.description === null ? null : (
          <>
            <dt>{words.interview.description}</dt>
            <dd dir="auto" class="told">
              {talk.description}
            </dd>
          </>
        )}
      </dl>
      <p class="actions">
        {mayWrite ? (
          <a class="button plain" href={`/desk/interviews/${talk.id}/edit`}>
            {words.interview.edit}
          </a>
        ) : null}
        {talk.booking_id !== null && visit.may("bookings:read") ? (
          <a href={`/desk/bookings/${talk.booking_id}`}>{words.interview.booking}</a>
        ) : null}
      </p>
    </section>
  );
};

/** The problem of a form that could not even be asked. */
export const unfit = (visit: Visit, field: string, sentence?: string) => ({
  problem: { type: "", title: "", status: 422, code: "", request_id: "" } satisfies ProblemBody,
  form: visit.asked.form,
  faults: [{ field, sentence: sentence ?? kitWords[visit.speech.language].faults.required }],
});
