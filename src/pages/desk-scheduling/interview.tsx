// One interview: who, when on both walls, what is missing, and everything that can be done about it.
import { listInterviewInvitees } from "#hiring/interviews/offer-contract.ts";
import { getBooking } from "#booking/bookings/contract.ts";
import { listInterviewNotes } from "#hiring/notes/contract.ts";
import { listPanelLinks } from "#hiring/panel-links/contract.ts";
import { fromWire, toWire } from "#kernel/instant.ts";
import { deskResponse } from "../kit/desk.tsx";
import { count, sayMoment } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import { need, wished } from "../kit/problem.tsx";
import { Room } from "../kit/room.tsx";
import { type Filled, filling } from "../kit/sheet.ts";
import { filled } from "../kit/when.tsx";
import { namesIn } from "../kit/names.ts";
import { Course, Ending, Invitees, Notes, PanelLinks, type Part, pathOf, whoseSeat } from "./interview-forms.tsx";
import { leastLoaded, type Load, loadsOn } from "./load-of.ts";
import { AddPerson, Seat } from "./panel.tsx";
import { Badge, Clocks, dateOn, spanOf, Titled, today, zoneIn } from "./parts.tsx";
import { Timeline } from "./timeline.tsx";
import { talkIn } from "./when.tsx";
import type { Talk } from "./when-views.tsx";
import { type SchedulingWords, wordsFor } from "./words.ts";

export const interviewFields = {
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

export async function interviewPage(visit: Visit, typed: Filled = { sheet: new URLSearchParams() }): Promise<Response> {
  const talk = await talkIn(visit);
  const words = wordsFor(visit);
  const [around, loads] = await Promise.all([aroundOf(visit, talk), loadsFor(visit, talk)]);
  const form = filling(typed, visit.speech);
  const { names, booking, invitees, notes } = around;
  const part = { visit, talk, names, form };
  const people = attendeesIn(booking, names);
  return deskResponse(
    <Room
      visit={visit}
      title={talk.title}
      back={{ href: "/desk/interviews", label: words.interviews.title }}
      faults={typed.faults}
      heading={<Titled name={talk.title} is={talk.status} word={words.status[talk.status]} />}
    >
      <Aim talk={talk} words={words} />
      <div class="two">
        <section aria-labelledby="when">
          <h2 id="when">{words.interview.when}</h2>
          {talk.starts_at === null || talk.ends_at === null ? (
            <p class="quiet">{words.noTime}</p>
          ) : (
            <Clocks
              visit={visit}
              at={spanOf(talk.starts_at, talk.ends_at)}
              theirs={zoneIn(booking?.invitee?.time_zone) ?? zoneIn(talk.candidate?.time_zone)}
            />
          )}
          <TimeActions visit={visit} talk={talk} />
        </section>
        <Missing {...part} />
      </div>
      <Panel {...part} loads={loads} links={around.links} />
      {invitees === undefined ? null : <Invitees {...part} invitees={invitees} />}
      <Course {...part} />
      <Details {...part} />
      {notes === undefined ? null : <Notes {...part} notes={notes} />}
      <Ending {...part} />
      <Timeline visit={visit} booking={talk.booking_id} path={pathOf(talk)} names={names} people={people} />
    </Room>,
    typed.status,
  );
}

type PanelProps = Part & { loads: readonly Load[]; links: Parameters<typeof PanelLinks>[0]["links"] };

const Panel = ({ loads, links, ...part }: PanelProps) => {
  const { visit, talk } = part;
  const there = new Set(talk.participants.map(({ member_id }) => member_id));
  const free = leastLoaded(loads, there, toWire(visit.now));
  const mayWrite = visit.may("interviews:write");
  return (
    <section aria-labelledby="people">
      <h2 id="people">{wordsFor(visit).interview.people}</h2>
      <ul class="people">
        {talk.participants.map((one) => (
          <Seat {...part} one={one} free={free} />
        ))}
      </ul>
      {mayWrite && seated.has(talk.status) ? <AddPerson {...part} /> : null}
      {mayWrite && talk.audience === "one" ? <PanelLinks {...part} links={links} /> : null}
    </section>
  );
};

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
function missingIn(part: Part): string[] {
  const { visit, talk } = part;
  const words = wordsFor(visit).interview;
  const { status, link_sent_at: linked, windows_asked_at: asked, windows_given_at: given } = talk;
  const since = (sentence: string, at: string | null) =>
    at === null ? undefined : filled(sentence, sayMoment(visit.speech, visit.zone, fromWire(at)));
  const panel = talk.participants.filter(({ role }) => role !== "candidate");
  const whoever = (answer: (typeof panel)[number]["rsvp"], sentence: string) =>
    panel.filter(({ rsvp }) => rsvp === answer).map((seat) => filled(sentence, whoseSeat(part, seat)));
  if (status === "canceled" || status === "no_show") return [];
  if (status === "completed") return [words.missingCard];
  const timeless = [
    talk.audience === "one" ? words.missingTime : undefined,
    since(words.waitsLink, linked),
    given === null ? since(words.waitsWindows, asked) : since(words.gaveWindows, given),
  ];
  return [
    ...(status === "pending_schedule" ? timeless.filter((one) => one !== undefined) : []),
    ...(status === "held" ? [words.missingHost] : []),
    ...(talk.booking_id !== null && panel.length === 0 ? [words.missingPanel] : []),
    ...whoever("declined", words.missingDeclined),
    ...(talk.booking_id === null ? [] : whoever("needs_action", words.missingAnswer)),
  ];
}

const Missing = (part: Part) => {
  const { visit, talk } = part;
  const words = wordsFor(visit).interview;
  const missing = missingIn(part);
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

const Details = ({ visit, talk, names }: Part) => {
  const words = wordsFor(visit);
  const { mode, minutes, location, organizer_id: organizer, description } = talk;
  const facts = [
    [words.interview.kind, words.mode[mode]],
    [words.interview.length, minutes === null ? null : count(visit.speech.language, minutes, words.minutes)],
    [words.interview.place, location],
    [words.interview.organizer, organizer === null ? null : (names.get(organizer) ?? words.unnamed)],
    [words.interview.description, description],
  ] as const;
  return (
    <section aria-labelledby="details">
      <h2 id="details">{words.interview.details}</h2>
      <dl class="facts">
        {facts.map(([label, text]) =>
          text === null ? null : (
            <>
              <dt>{label}</dt>
              <dd dir="auto" class="told">
                {text}
              </dd>
            </>
          ),
        )}
      </dl>
      <p class="actions">
        {visit.may("interviews:write") && talk.status !== "canceled" ? (
          <a class="button plain" href={`${pathOf(talk)}/edit`}>
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
