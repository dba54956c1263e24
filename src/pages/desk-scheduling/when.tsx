// How an interview comes to its time, or to another: staff choose, the candidate chooses by a link, or says when they can.
import { getBooking } from "#booking/bookings/contract.ts";
import { createHold, releaseHold } from "#booking/holds/contract.ts";
import { getInterview } from "#hiring/interviews/contract.ts";
import { offerInterview, putInterviewWindows } from "#hiring/interviews/offer-contract.ts";
import { rescheduleInterview, scheduleInterview } from "#hiring/interviews/schedule-contract.ts";
import { askInterviewWindows } from "#hiring/windows/contract.ts";
import { toWire } from "#kernel/instant.ts";
import { addDays, parseDate, printDate } from "#time/dates.ts";
import { idIn, once, onceStanding, refused, type Refused, standing } from "../kit/act.ts";
import { seeOther } from "../kit/answers.ts";
import { onceIn, TextArea, typed } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { need, wished } from "../kit/problem.tsx";
import { dayTyped, filling } from "../kit/sheet.ts";
import { filled, own, windowsIn, windowsTyped } from "../kit/when.tsx";
import { namesIn } from "../kit/names.ts";
import { reasonIn, unread } from "./acts.ts";
import { pathOf } from "./interview-forms.tsx";
import { ReasonField } from "./meeting-forms.tsx";
import { askedFor, given, spanOf, Views, zoneIn } from "./parts.tsx";
import { castOf } from "./people.ts";
import {
  type Again,
  againOf,
  confirmPage,
  isForced,
  startIn,
  timesResponse,
  unreadTime,
  type Wanted,
} from "./times.tsx";
import { ByLink, ByWindows, ChooseTime, isMove, type Talk, type Way, ways, WhoComes } from "./when-views.tsx";
import { wordsFor } from "./words.ts";

export const expandedFor = ({ may }: Visit): { expand?: string } => {
  const wish = [...(may("candidates:read") ? ["candidate"] : []), ...(may("jobs:read") ? ["job"] : [])];
  return wish.length === 0 ? {} : { expand: wish.join(",") };
};

export const talkIn = (visit: Visit): Promise<Talk> =>
  need(visit.api.call(getInterview, { param: { id: idIn(visit) }, ...expandedFor(visit) }));

/** The candidate's wall: as their booking says, else as their record does. */
async function theirZone({ api, may }: Visit, talk: Talk) {
  const known = zoneIn(talk.candidate?.time_zone);
  if (known !== undefined || talk.booking_id === null || !may("bookings:read")) return known;
  const booking = await wished(api.call(getBooking, { param: { id: talk.booking_id } }));
  return zoneIn(booking?.invitee?.time_zone);
}

async function wantedFor(visit: Visit, talk: Talk): Promise<Wanted> {
  const words = wordsFor(visit).times;
  const { starts_at: from, ends_at: until } = talk;
  return {
    path: `/desk/schedule/${talk.id}`,
    of: {
      href: pathOf(talk),
      label: [talk.title, talk.candidate?.name].flatMap((one) => (one === undefined ? [] : [own(one)])).join(" · "),
    },
    title: filled(isMove(talk) ? words.moveTitle : words.title, talk.title),
    minutes: talk.minutes,
    stands: isMove(talk) && from !== null && until !== null ? spanOf(from, until) : undefined,
    theirs: await theirZone(visit, talk),
    holds: !isMove(talk) && visit.may("bookings:write"),
  };
}

export async function showTimes(visit: Visit): Promise<Response> {
  return timesPage(visit, await talkIn(visit));
}

type Left = Again & { way?: Way; madeUrl?: string };

async function timesPage(visit: Visit, talk: Talk, again: Left = { sheet: new URLSearchParams() }): Promise<Response> {
  const isPlanned = talk.status === "pending_schedule";
  if (!isPlanned && !isMove(talk)) return seeOther(pathOf(talk));
  const [wanted, cast, names] = await Promise.all([
    wantedFor(visit, talk),
    castOf(visit, talk.event_type_id),
    namesIn(visit),
  ]);
  const way = again.way ?? ways.find((one) => isPlanned && one === askedFor(visit, "by")) ?? "time";
  const form = filling(again, visit.speech);
  return timesResponse(
    { visit, wanted, again },
    <>
      <WhoComes visit={visit} talk={talk} cast={cast} names={names} />
      {isPlanned ? <Ways visit={visit} path={wanted.path} way={way} /> : null}
      {way === "time" ? <ChooseTime visit={visit} talk={talk} wanted={wanted} typed={again} /> : null}
      {way === "link" ? <ByLink visit={visit} talk={talk} form={form} /> : null}
      {way === "windows" ? <ByWindows visit={visit} talk={talk} form={form} madeUrl={again.madeUrl} /> : null}
    </>,
  );
}

/** How it comes to a time: each way is an address. */
const Ways = ({ visit, path, way }: { visit: Visit; path: string; way: Way }) => {
  const words = wordsFor(visit).times;
  const views = ways.map((one) => [one, words.by[one]] as const);
  return <Views visit={visit} path={path} by="by" label={words.how} now={way} views={views} />;
};

const fieldsOfTimes = {
  "/starts_at": "date",
  "/starts_after": "first",
  "/starts_before": "last",
  "/expires_at": "ends",
  "/windows": "day-0",
};

const seats: ReadonlySet<string> = new Set(["lead", "panelist", "shadow", "reverse_shadow"]);

/** A time was chosen: held where it can be, and shown once more before anybody is told. */
export async function chooseTime(visit: Visit): Promise<Response> {
  const talk = await talkIn(visit);
  const start = startIn(visit);
  if (start === undefined) return timesPage(visit, talk, refused(visit, unreadTime(visit)));
  const wanted = await wantedFor(visit, talk);
  const does = isMove(talk) ? "move" : "schedule";
  const more = isMove(talk) ? <ReasonField visit={visit} /> : <GuestsField visit={visit} />;
  if (!wanted.holds || talk.event_type_id === null)
    return confirmPage(visit, wanted, { start, hidden: { does }, more });
  const held = await holdFor(visit, talk, talk.event_type_id, start);
  if (!held.ok) return timesPage(visit, talk, againOf(visit, held, fieldsOfTimes));
  const { hold_token, expires_at, id } = held.body;
  return confirmPage(visit, wanted, {
    start,
    hidden: { does, hold: hold_token },
    held: { until: expires_at, id },
    more,
  });
}

/** For everybody who is named, until it is confirmed. */
function holdFor(visit: Visit, { participants, minutes }: Talk, type: string, start: string) {
  const named = participants.flatMap(({ member_id, role }) =>
    member_id !== null && seats.has(role) ? [member_id] : [],
  );
  return visit.api.call(createHold, {
    body: {
      event_type_id: type,
      starts_at: start,
      with_member_ids: named,
      ...isForced(visit),
      ...(minutes === null ? {} : { minutes }),
    },
    headers: onceIn(visit.asked.form),
  });
}

const GuestsField = ({ visit }: { visit: Visit }) => {
  const words = wordsFor(visit).times;
  return (
    <TextArea name="guests" label={words.guests} hint={words.guestsHint} rows={2} optional speech={visit.speech} />
  );
};

const guestsTyped = (form: URLSearchParams) =>
  (typed(form, "guests") ?? "")
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map((email) => ({ email }));

export async function confirmTime(visit: Visit): Promise<Response> {
  const { api, asked } = visit;
  const { form } = asked;
  const talk = await talkIn(visit);
  const hold = typed(form, "hold");
  const time = {
    ...(hold === undefined ? { starts_at: form.get("start") ?? "" } : { hold_token: hold }),
    ...isForced(visit),
  };
  // As it stood when the form was made: sent once more, it gets the first answer.
  const isMoved = form.get("does") === "move";
  const answer = isMoved
    ? await api.call(rescheduleInterview, { ...once(visit), body: { ...time, ...reasonIn(visit) } })
    : await api.call(scheduleInterview, { ...once(visit), body: { ...time, guests: guestsTyped(form) } });
  if (answer.ok) return seeOther(`${pathOf(talk)}?said=${isMoved ? "moved" : "scheduled"}`);
  return timesPage(visit, talk, againOf(visit, answer, fieldsOfTimes));
}

export async function letGo(visit: Visit): Promise<Response> {
  await visit.api.call(releaseHold, { param: { id: visit.asked.form.get("hold") ?? "" } });
  return seeOther(`/desk/schedule/${idIn(visit)}?said=released`);
}

const again = async (visit: Visit, answer: Refused, way: Way): Promise<Response> =>
  timesPage(visit, await talkIn(visit), { ...refused(visit, answer, fieldsOfTimes), way });

export async function makeLink(visit: Visit): Promise<Response> {
  const { api, asked, zone } = visit;
  const { form } = asked;
  const answer = await api.call(offerInterview, {
    ...onceStanding(visit),
    body: {
      starts_after: dayTyped(typed(form, "first"), zone) ?? null,
      starts_before: dayTyped(typed(form, "last"), zone, 1) ?? null,
      ...given({ expires_at: dayTyped(typed(form, "ends"), zone, 1) }),
    },
  });
  if (answer.ok) return seeOther(`/desk/schedule/${idIn(visit)}?by=link&said=linked`);
  return again(visit, answer, "link");
}

/** The link is told once, on this very page: it cannot be read again. */
export async function askWindows(visit: Visit): Promise<Response> {
  const { api, asked, person } = visit;
  const answer = await api.call(askInterviewWindows, onceStanding(visit));
  if (!answer.ok) return again(visit, answer, "windows");
  const talk = await talkIn(visit);
  const url = new URL(`/desk/schedule/${talk.id}?by=windows&said=asked`, asked.url);
  const shown = { ...visit, asked: { ...asked, url } };
  const madeUrl = `${person.config.baseUrl}/panel/${answer.body.token}`;
  return timesPage(shown, talk, { sheet: new URLSearchParams(), madeUrl });
}

export async function noteWindows(visit: Visit): Promise<Response> {
  const { windows, faults } = windowsIn(windowsTyped(visit.asked.form, 3), visit);
  if (faults.length > 0) return again(visit, unread(faults), "windows");
  const body = { windows: windows.map(({ from, until }) => ({ from: toWire(from), to: toWire(until) })) };
  const answer = await visit.api.call(putInterviewWindows, { ...standing(visit), body });
  if (answer.ok) return seeOther(`/desk/schedule/${idIn(visit)}?by=time&said=saved`);
  return again(visit, answer, "windows");
}

/** A fortnight from a day on, as windows of whole days: when it could be instead. */
export function fortnightFrom(visit: Visit, day: string): { from: string; until: string }[] {
  const first = parseDate(day);
  if (first === undefined) return [];
  const [from, until] = [1, 15].map((days) => dayTyped(printDate(addDays(first, days)), visit.zone));
  return from === undefined || until === undefined ? [] : [{ from, until }];
}
