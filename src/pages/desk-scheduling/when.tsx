// How an interview comes to its time, or to another: staff choose, the candidate chooses by a link, or says when they can.
import { getBooking } from "#booking/bookings/contract.ts";
import { createHold, releaseHold } from "#booking/holds/contract.ts";
import { getInterview } from "#hiring/interviews/contract.ts";
import { offerInterview, putInterviewWindows } from "#hiring/interviews/offer-contract.ts";
import { rescheduleInterview, scheduleInterview } from "#hiring/interviews/schedule-contract.ts";
import { askInterviewWindows } from "#hiring/windows/contract.ts";
import { toWire } from "#kernel/instant.ts";
import { addDays, parseDate, printDate } from "#time/dates.ts";
import { seeOther } from "../kit/answers.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Room } from "./room.tsx";
import { Faults, faultyTitle, type FieldFault, ifMatchIn, onceIn, TextArea, typed } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { need, wished } from "../kit/problem.tsx";
import { filled, own, windowsIn, windowsTyped } from "../kit/when.tsx";
import { askedFor, Clocks, dayTyped, faultsOf, given, saidIn, spanOf, zoneIn } from "./parts.tsx";
import { castOf, namesIn } from "./people.ts";
import { confirmPage, Nearest, nearestIn, startIn, type Wanted } from "./times.tsx";
import {
  type Again,
  ByLink,
  ByWindows,
  ChooseTime,
  isMove,
  ReasonField,
  type Talk,
  ways,
  WhoComes,
} from "./when-views.tsx";
import { wordsFor } from "./words.ts";

export const expandedFor = ({ may }: Visit): { expand?: string } => {
  const wish = [...(may("candidates:read") ? ["candidate"] : []), ...(may("jobs:read") ? ["job"] : [])];
  return wish.length === 0 ? {} : { expand: wish.join(",") };
};

export const talkIn = (visit: Visit): Promise<Talk> =>
  need(visit.api.call(getInterview, { param: { id: visit.asked.param["id"] ?? "" }, ...expandedFor(visit) }));

/** The candidate's wall: as their booking says, else as their record does. */
export async function theirZone({ api, may }: Visit, talk: Talk) {
  const known = zoneIn(talk.candidate?.time_zone);
  if (known !== undefined || talk.booking_id === null || !may("bookings:read")) return known;
  const booking = await wished(api.call(getBooking, { param: { id: talk.booking_id } }));
  return zoneIn(booking?.invitee?.time_zone);
}

async function wantedFor(visit: Visit, talk: Talk): Promise<Wanted> {
  const words = wordsFor(visit);
  return {
    path: `/desk/schedule/${talk.id}`,
    title: filled(isMove(talk) ? words.times.moveTitle : words.times.title, talk.title),
    minutes: talk.minutes,
    theirs: await theirZone(visit, talk),
    holds: !isMove(talk) && visit.may("bookings:write"),
  };
}

export async function showTimes(visit: Visit): Promise<Response> {
  return timesPage(visit, await talkIn(visit));
}

async function timesPage(visit: Visit, talk: Talk, again?: Again, madeUrl?: string): Promise<Response> {
  const { speech } = visit;
  const words = wordsFor(visit);
  const isPlanned = talk.status === "pending_schedule";
  if (!isPlanned && !isMove(talk)) return seeOther(`/desk/interviews/${talk.id}`);
  const [wanted, cast, names] = await Promise.all([
    wantedFor(visit, talk),
    castOf(visit, talk.event_type_id),
    namesIn(visit),
  ]);
  const way = again?.way ?? ways.find((one) => isPlanned && one === askedFor(visit, "by")) ?? "time";
  const faults = again?.faults ?? faultsOf(visit, again, fieldsOfTimes);
  return deskResponse(
    <Room visit={visit} title={faultyTitle(wanted.title, faults, speech)} note={saidIn(visit)} islands={["booking"]}>
      <p>
        <a href={`/desk/interviews/${talk.id}`}>{own(talk.title)}</a>
        {talk.candidate == null ? null : (
          <>
            {" · "}
            <bdi>{talk.candidate.name}</bdi>
          </>
        )}
      </p>
      <h1>{wanted.title}</h1>
      <Faults faults={faults} speech={speech} />
      {again === undefined ? null : <Nearest visit={visit} wanted={wanted} offers={nearestIn(again.problem)} />}
      {isMove(talk) && talk.starts_at !== null && talk.ends_at !== null ? (
        <Clocks visit={visit} at={spanOf(talk.starts_at, talk.ends_at)} theirs={wanted.theirs} />
      ) : null}
      <WhoComes visit={visit} talk={talk} cast={cast} names={names} />
      {isPlanned ? (
        <nav class="views" aria-label={words.times.how}>
          <ul>
            {ways.map((one) => (
              <li>
                <a
                  href={`/desk/schedule/${talk.id}?by=${one}`}
                  {...(one === way ? { "aria-current": "page" as const } : {})}
                >
                  {words.times.by[one]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      ) : null}
      {way === "time" ? <ChooseTime visit={visit} talk={talk} wanted={wanted} again={again} faults={faults} /> : null}
      {way === "link" ? <ByLink visit={visit} talk={talk} form={again?.form} faults={faults} /> : null}
      {way === "windows" ? (
        <ByWindows visit={visit} talk={talk} again={again} faults={faults} madeUrl={madeUrl} />
      ) : null}
    </Room>,
    again?.problem.status,
  );
}

const fieldsOfTimes = {
  "/starts_at": "date",
  "/starts_after": "first",
  "/starts_before": "last",
  "/expires_at": "ends",
  "/windows": "day-0",
};

const unsaid = (visit: Visit) => ({
  problem: { type: "", title: "", status: 422, code: "", request_id: "" },
  form: visit.asked.form,
  faults: [{ field: "date", sentence: wordsFor(visit).unreadable }],
});

const seats: ReadonlySet<string> = new Set(["lead", "panelist", "shadow", "reverse_shadow"]);

/** A time was chosen: held where it can be, and shown once more before anybody is told. */
export async function chooseTime(visit: Visit): Promise<Response> {
  const { api, asked } = visit;
  const talk = await talkIn(visit);
  const start = startIn(visit);
  if (start === undefined) return timesPage(visit, talk, unsaid(visit));
  const wanted = await wantedFor(visit, talk);
  const force = asked.form.get("force") === "yes";
  const guests = isMove(talk) ? (
    <ReasonField visit={visit} />
  ) : (
    <TextArea
      name="guests"
      label={wordsFor(visit).times.guests}
      hint={wordsFor(visit).times.guestsHint}
      rows={2}
      optional
      speech={visit.speech}
    />
  );
  const does = ["does", isMove(talk) ? "move" : "schedule"] as const;
  const forced: readonly (readonly [string, string])[] = force ? [does, ["force", "yes"]] : [does];
  if (!wanted.holds || talk.event_type_id === null)
    return confirmPage(visit, wanted, { start, hidden: forced, more: guests });
  const named = talk.participants.flatMap(({ member_id, role }) =>
    member_id !== null && seats.has(role) ? [member_id] : [],
  );
  const held = await api.call(createHold, {
    body: {
      event_type_id: talk.event_type_id,
      starts_at: start,
      with_member_ids: named,
      force,
      ...(talk.minutes === null ? {} : { minutes: talk.minutes }),
    },
    headers: onceIn(asked.form),
  });
  if (!held.ok) return timesPage(visit, talk, { problem: held.problem, form: asked.form });
  return confirmPage(visit, wanted, {
    start,
    hidden: [does, ["hold", held.body.hold_token]],
    held: { until: held.body.expires_at, id: held.body.id },
    more: guests,
  });
}

const guestsTyped = (form: URLSearchParams) =>
  (typed(form, "guests") ?? "")
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map((email) => ({ email }));

export async function confirmTime(visit: Visit): Promise<Response> {
  const { api, asked } = visit;
  const { form } = asked;
  const talk = await talkIn(visit);
  const param = { id: talk.id };
  const headers = onceIn(form);
  const hold = typed(form, "hold");
  const time = {
    ...(hold === undefined ? { starts_at: form.get("start") ?? "" } : { hold_token: hold }),
    ...(form.get("force") === "yes" ? { force: true } : {}),
  };
  // As it stood when the form was made: sent once more, it gets the first answer.
  const isMoved = form.get("does") === "move";
  const answer = isMoved
    ? await api.call(rescheduleInterview, { param, body: { ...time, reason: typed(form, "reason") ?? null }, headers })
    : await api.call(scheduleInterview, { param, body: { ...time, guests: guestsTyped(form) }, headers });
  if (answer.ok) return seeOther(`/desk/interviews/${talk.id}?said=${isMoved ? "moved" : "scheduled"}`);
  return timesPage(visit, talk, { problem: answer.problem, form: new URLSearchParams() });
}

export async function letGo(visit: Visit): Promise<Response> {
  const { api, asked } = visit;
  await api.call(releaseHold, { param: { id: asked.form.get("hold") ?? "" } });
  return seeOther(`/desk/schedule/${asked.param["id"] ?? ""}?said=released`);
}

export async function makeLink(visit: Visit): Promise<Response> {
  const { api, asked, zone } = visit;
  const { form } = asked;
  const id = asked.param["id"] ?? "";
  const answer = await api.call(offerInterview, {
    param: { id },
    body: {
      starts_after: dayTyped(typed(form, "first"), zone) ?? null,
      starts_before: dayTyped(typed(form, "last"), zone, 1) ?? null,
      ...given({ expires_at: dayTyped(typed(form, "ends"), zone, 1) }),
    },
    headers: { ...onceIn(form), ...ifMatchIn(form) },
  });
  if (answer.ok) return seeOther(`/desk/schedule/${id}?by=link&said=linked`);
  return timesPage(visit, await talkIn(visit), { problem: answer.problem, form, way: "link" });
}

/** The link is told once, on this very page: it cannot be read again. */
export async function askWindows(visit: Visit): Promise<Response> {
  const { api, asked, person } = visit;
  const param = { id: asked.param["id"] ?? "" };
  const headers = { ...onceIn(asked.form), ...ifMatchIn(asked.form) };
  const answer = await api.call(askInterviewWindows, { param, headers });
  const talk = await talkIn(visit);
  if (!answer.ok) return timesPage(visit, talk, { problem: answer.problem, form: asked.form, way: "windows" });
  const url = `${person.config.baseUrl}/panel/${answer.body.token}`;
  return windowsPage(visit, talk, url);
}

const windowsPage = (visit: Visit, talk: Talk, url: string): Promise<Response> => {
  const address = new URL(visit.asked.url);
  address.pathname = `/desk/schedule/${talk.id}`;
  address.search = "by=windows&said=asked";
  return timesPage({ ...visit, asked: { ...visit.asked, url: address } }, talk, undefined, url);
};

export async function noteWindows(visit: Visit): Promise<Response> {
  const { api, asked } = visit;
  const talk = await talkIn(visit);
  const rows = windowsTyped(asked.form, 3);
  const read = windowsIn(rows, visit);
  const refuse = (problem: Again["problem"], faults?: readonly FieldFault[]) =>
    timesPage(visit, talk, { problem, form: asked.form, way: "windows", windows: rows, ...(faults && { faults }) });
  if (read.faults.length > 0) return refuse(unsaid(visit).problem, read.faults);
  const windows = read.windows.map(({ from, until }) => ({ from: toWire(from), to: toWire(until) }));
  const answer = await api.call(putInterviewWindows, {
    param: { id: talk.id },
    body: { windows },
    headers: ifMatchIn(asked.form),
  });
  return answer.ok ? seeOther(`/desk/schedule/${talk.id}?by=time&said=changed`) : refuse(answer.problem);
}

/** A fortnight from a day on, as windows of whole days: when it could be instead. */
export function fortnightFrom(visit: Visit, day: string): { from: string; until: string }[] {
  const first = parseDate(day);
  if (first === undefined) return [];
  const [from, until] = [1, 15].map((days) => dayTyped(printDate(addDays(first, days)), visit.zone));
  return from === undefined || until === undefined ? [] : [{ from, until }];
}
