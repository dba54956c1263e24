import { createLinkHold, releaseLinkHold } from "#booking/holds/contract.ts";
import { cancelByLink, getLink, rescheduleByLink } from "#booking/links/contract.ts";
import {
  createLinkRescheduleRequest,
  declineLinkRescheduleRequest,
  withdrawLinkRescheduleRequest,
} from "#booking/requests/contract.ts";
import { getLinkSlots } from "#booking/slots/contract.ts";
import type { ProblemBody } from "#http/client.ts";
import type { PageAnswer, PageRoute } from "#http/pages.ts";
import { after, asInstant, fromWire, minute, toWire } from "#kernel/instant.ts";
import type { Context } from "#platform/scope.ts";
import { monthStart, printDate } from "#time/dates.ts";
import { seeOther } from "../kit/answers.ts";
import { bearerOf, houseOf, keeping } from "../kit/bearer.tsx";
import { type FieldFault, onceIn, typed } from "../kit/forms.tsx";
import { dayIn } from "../kit/language.ts";
import { pageResponse } from "../kit/layout.tsx";
import { faultsIn, wished } from "../kit/problem.tsx";
import { readingWords } from "../kit/reading-words.ts";
import { windowsIn, windowsTyped } from "../kit/when.tsx";
import { kitWords } from "../kit/words.ts";
import { addressed, type AskSlots, look, type Pick, pickIn, rangeOf, type SlotOffer } from "../slots/pick.ts";
import { chosenIn } from "../slots/times.tsx";
import { calendarLinks, eventOf, fileOf, isForCalendars } from "./calendar.ts";
import { AskPage, CancelPage, ConfirmPage, type Held, KeepPage, mostRows, MovePage } from "./forms.tsx";
import { chanceToCancel, chanceToMove, isAsked, liesIn, mayAsk, type Note, noteOf, onlyInto } from "./rules.ts";
import { OverPage } from "./over.tsx";
import { BookingPage, pathOf, type Visit } from "./views.tsx";
import { type ManageWords, manageWords } from "./words.ts";

type Handle = (visit: Visit, context: Context) => Promise<PageAnswer>;

const at = (method: "get" | "post", step: string, show: Handle): PageRoute => ({
  method,
  path: `/manage/{token}${step}`,
  render: forBearers(show),
});

/** What the link in every letter to an invitee opens. No GET does anything: programs that look through mail open links too. */
export const managePages: readonly PageRoute[] = [
  at("get", "", showBooking),
  at("get", "/calendar.ics", giveCalendar),
  at("get", "/cancel", showCancel),
  at("post", "/cancel", cancel),
  at("get", "/move", (visit) => showMove(visit)),
  at("post", "/move", move),
  at("get", "/ask", showAsk),
  at("post", "/ask", ask),
  at("get", "/keep", showKeep),
  at("post", "/keep", keep),
  at("post", "/withdraw", withdraw),
];

/** Whoever has the link, in the language and on the clock they booked with unless the address says another. */
function forBearers(show: Handle): PageRoute["render"] {
  return async (context, asked) => {
    const token = asked.param["token"] ?? "";
    const found = await asked.api().call(getLink, { param: { token } });
    if (!found.ok) {
      const isOver = found.problem.code === "link.over";
      return pageResponse(<OverPage bearer={bearerOf(context, asked)} isOver={isOver} />, { status: found.status });
    }
    const { booking } = found.body;
    if (booking === null) return seeOther(`/book/${token}`);
    const { invitee } = booking;
    const bearer = bearerOf(context, asked, {
      locale: invitee?.locale,
      zone: invitee?.time_zone,
      otherwise: booking.time_zone,
    });
    const house = await houseOf(context, found.body.company);
    return show({ ...bearer, house, link: found.body, booking, words: manageWords[bearer.speech.language] }, context);
  };
}

async function showBooking(visit: Visit, context: Context): Promise<Response> {
  // An answer in an address is only the way to the page that asks for it again.
  const answer = visit.asked.url.searchParams.get("answer");
  if (answer === "decline") return seeOther(pathOf(visit, isAsked(visit.booking) ? "/keep" : "/cancel"));
  if (answer === "accept" && isAsked(visit.booking)) return seeOther(pathOf(visit, "/move"));
  return bookingPage(visit, context);
}

const bookingPage = (visit: Visit, { config }: Context, faults: FieldFault[] = [], status = 200) =>
  pageResponse(
    <BookingPage
      visit={visit}
      note={faults.length > 0 ? undefined : noteOf(visit.asked.url.searchParams.get("said"), visit.booking)}
      faults={faults}
      calendar={isForCalendars(visit) ? calendarLinks(eventOf(visit, config.baseUrl)) : undefined}
    />,
    { status },
  );

async function giveCalendar(visit: Visit, { config }: Context): Promise<Response> {
  return isForCalendars(visit) ? fileOf(eventOf(visit, config.baseUrl)) : seeOther(pathOf(visit));
}

const done = (visit: Visit, said: Note): Response => seeOther(keeping(visit, `/manage/${visit.token}`, { said }));

const refusalOf: Readonly<Record<string, keyof ManageWords["refused"]>> = {
  "booking.not_allowed": "notAllowed",
  "link.verb_missing": "changed",
  "booking.wrong_status": "changed",
  "booking.over": "changed",
  "booking.raced": "changed",
  "booking.too_late": "tooLate",
  "booking.reason_required": "reason",
  "booking.moved_enough": "enough",
  "slot.taken": "taken",
  "slot.unavailable": "taken",
  "slot_token.invalid": "lapsed",
  "slot_token.expired": "lapsed",
  "hold_token.invalid": "lapsed",
  "hold.over": "lapsed",
  "hold.confirmed": "changed",
  "hold.too_many": "tooMany",
  "reschedule_request.pending": "pending",
  "reschedule_request.settled": "changed",
  "reschedule_request.unknown": "changed",
  "reschedule_request.wrong_side": "changed",
};

/** Refusals after which the form no longer makes sense: the booking is shown as it is now instead. */
const isMoot = ({ code }: ProblemBody): boolean =>
  ["changed", "notAllowed", "tooLate", "enough", "pending"].includes(refusalOf[code] ?? "");

function faultsOf(
  { words, speech }: Visit,
  problem: ProblemBody,
  fields: Readonly<Record<string, string>> = {},
): FieldFault[] {
  const refusals = Object.fromEntries(Object.entries(refusalOf).map(([code, word]) => [code, words.refused[word]]));
  const known = { ...refusals, "reschedule_request.window_invalid": readingWords[speech.language].windows.unfit };
  // What we have no words for is not told in another language.
  if (refusals[problem.code] === undefined && (problem.errors ?? []).length === 0)
    return [{ field: "", sentence: words.refused.again }];
  return faultsIn(problem, fields, kitWords[speech.language].faults, known);
}

/** The booking anew, as it has become meanwhile, and why what was asked was not done. */
async function anew(visit: Visit, context: Context, problem: ProblemBody): Promise<PageAnswer> {
  const faults = faultsOf(visit, problem).map(({ sentence }) => ({ field: "", sentence }));
  const found = await visit.api.call(getLink, { param: { token: visit.token } });
  if (!found.ok || found.body.booking === null)
    return pageResponse(<OverPage bearer={visit} isOver={found.status === 410} />, { status: problem.status });
  return bookingPage({ ...visit, link: found.body, booking: found.body.booking }, context, faults, problem.status);
}

/** Where it cannot be done, the booking says why. */
async function showCancel(visit: Visit): Promise<Response> {
  if (chanceToCancel(visit.booking, visit.now).is !== "free") return seeOther(pathOf(visit));
  return pageResponse(<CancelPage visit={visit} />);
}

async function cancel(visit: Visit, context: Context): Promise<PageAnswer> {
  const { api, token, asked } = visit;
  const reason = typed(asked.form, "reason") ?? null;
  const answer = await api.call(cancelByLink, { param: { token }, body: { reason }, headers: onceIn(asked.form) });
  if (answer.ok) return done(visit, "canceled");
  if (isMoot(answer.problem)) return anew(visit, context, answer.problem);
  const faults = faultsOf(visit, answer.problem, { "/reason": "reason" });
  return pageResponse(<CancelPage visit={visit} faults={faults} typed={reason ?? undefined} />, {
    status: answer.status,
  });
}

async function showMove(
  asking: Visit,
  refused?: { faults: FieldFault[]; nearest: readonly SlotOffer[]; status: number },
): Promise<Response> {
  const { api, token, zone, booking, now } = asking;
  if (chanceToMove(booking, now).is !== "free") return seeOther(pathOf(asking));
  const visit = looking(asking);
  const pick = pickOf(visit);
  const only = onlyInto(booking, now);
  const offered: AskSlots = async (range) => {
    const answer = await wished(api.call(getLinkSlots, { param: { token }, query: range }));
    const starts = answer?.offers[0]?.slots ?? [];
    return only === undefined ? starts : starts.filter(({ starts_at }) => liesIn(only, starts_at));
  };
  const range = rangeOf(pick);
  const found = range === undefined ? [] : await offered(range);
  const seen = await look(pick, zone, found, offered);
  return pageResponse(
    <MovePage visit={visit} pick={pick} look={seen} faults={refused?.faults ?? []} nearest={refused?.nearest ?? []} />,
    { status: refused?.status ?? 200 },
  );
}

/** Where a form has led: a day, a zone. Whoever had a time before looks at its day again. */
function looking(visit: Visit): Visit {
  const { asked, zone } = visit;
  const { form } = asked;
  const held = Date.parse(form.get("starts") ?? "");
  const date = Number.isNaN(held) ? undefined : printDate(dayIn(zone, asInstant(held)));
  const url = addressed(asked.url, { zone: form.get("zone"), find: form.get("find"), date });
  return { ...visit, asked: { ...asked, url } };
}

/** Where the company has named times, one looks at the first of them to begin with. */
function pickOf({ asked, now, zone, isZoneGuessed, booking }: Visit): Pick {
  const { url } = asked;
  const guessedZone = isZoneGuessed ? asked.guessedZone : undefined;
  const only = onlyInto(booking, now);
  const windows = isAsked(booking) ? (booking.reschedule_request?.windows ?? []) : [];
  const ends = only?.map(({ until }) => fromWire(until)) ?? [];
  const closes = ends.length === 0 ? undefined : asInstant(Math.max(...ends));
  // A reason that was given already goes along to another time.
  const reason = typed(asked.form, "reason");
  const carried = reason === undefined ? undefined : [["reason", reason] as const];
  const pick = { ...pickIn({ url, now, guessedZone, closes }), chosen: zone, typed: carried };
  const first = windows.map(({ from }) => fromWire(from)).toSorted((one, other) => one - other)[0];
  if (pick.month !== undefined || first === undefined || first < now) return pick;
  const date = dayIn(zone, first);
  return { ...pick, date, month: monthStart(date) };
}

/** Two steps at one address: a time that was picked is held, one that is held is confirmed. */
async function move(visit: Visit, context: Context): Promise<PageAnswer> {
  const { form } = visit.asked;
  if (form.get("do") === "look") return showMove(visit);
  if (form.get("hold") === null) return hold(visit, context);
  return form.get("release") === null ? confirm(visit, context) : release(visit);
}

async function hold(visit: Visit, context: Context): Promise<PageAnswer> {
  const { api, token, asked } = visit;
  const chosen = chosenIn(asked.form);
  if (chosen?.token === undefined)
    return showMove(visit, {
      faults: [{ field: "times", sentence: kitWords[visit.speech.language].faults.required }],
      nearest: [],
      status: 422,
    });
  // The same try at the same time is one hold; another time is another.
  const { "Idempotency-Key": once } = onceIn(asked.form);
  const headers = { "Idempotency-Key": `${once.slice(0, 200)}:${chosen.startsAt}` };
  const answer = await api.call(createLinkHold, { param: { token }, body: { slot_token: chosen.token }, headers });
  if (!answer.ok) return timeGone(visit, context, answer.problem);
  const { id, hold_token, starts_at, ends_at, expires_at } = answer.body;
  const held: Held = { id, token: hold_token, starts: starts_at, ends: ends_at, lapses: expires_at };
  return pageResponse(<ConfirmPage visit={visit} held={held} once={visit.nonce} typed={typed(asked.form, "reason")} />);
}

/** Somebody was faster, or it took too long: the times that are left, the nearest first. */
async function timeGone(visit: Visit, context: Context, problem: ProblemBody): Promise<PageAnswer> {
  if (isMoot(problem)) return anew(visit, context, problem);
  const faults = faultsOf(visit, problem).map(({ sentence }) => ({ field: "times", sentence }));
  return showMove(visit, { faults, nearest: alternativesIn(problem), status: problem.status });
}

function alternativesIn({ alternatives }: ProblemBody): SlotOffer[] {
  if (!Array.isArray(alternatives)) return [];
  return alternatives.flatMap((one: { starts_at?: unknown; slot_token?: unknown }) =>
    typeof one.starts_at === "string" && typeof one.slot_token === "string"
      ? [{ starts_at: one.starts_at, slot_token: one.slot_token, open: 1 }]
      : [],
  );
}

async function confirm(visit: Visit, context: Context): Promise<PageAnswer> {
  const { api, token, asked } = visit;
  const { form } = asked;
  const reason = typed(form, "reason") ?? null;
  const answer = await api.call(rescheduleByLink, {
    param: { token },
    body: { hold_token: form.get("hold") ?? "", reason },
    headers: onceIn(form),
  });
  if (answer.ok) return done(visit, "moved");
  const { problem, status } = answer;
  const isAboutReason = problem.code === "booking.reason_required" || problem.status === 422;
  const held = heldIn(form, visit);
  if (!isAboutReason || held === undefined) return timeGone(visit, context, problem);
  const faults = faultsOf(visit, problem, { "/reason": "reason" });
  // What was refused is kept under its key: the next try is another one.
  return pageResponse(
    <ConfirmPage visit={visit} held={held} faults={faults} typed={reason ?? undefined} once={visit.nonce} />,
    { status },
  );
}

/** What the form brought along to be shown again; the token alone counts. */
function heldIn(form: URLSearchParams, { now }: Visit): Held | undefined {
  const [starts, ends, lapses] = ["starts", "ends", "lapses"].map((name) => form.get(name) ?? "");
  if (![starts, ends].every((text) => text !== undefined && !Number.isNaN(Date.parse(text)))) return undefined;
  const isLapseKnown = lapses !== undefined && !Number.isNaN(Date.parse(lapses));
  return {
    id: form.get("hold_id") ?? "",
    token: form.get("hold") ?? "",
    starts: starts ?? "",
    ends: ends ?? "",
    lapses: isLapseKnown ? lapses : toWire(after(now, minute)),
  };
}

/** Whoever looks for another time lets this one go; one that is gone already stays so, and a reason that was given is kept. */
async function release(visit: Visit): Promise<Response> {
  const { api, token, asked } = visit;
  const id = asked.form.get("hold_id") ?? "";
  await api.call(releaseLinkHold, { param: { token, id }, body: { hold_token: asked.form.get("hold") ?? "" } });
  if (typed(asked.form, "reason") !== undefined) return showMove(visit);
  const date = looking(visit).asked.url.searchParams.get("date");
  return seeOther(keeping(visit, `/manage/${token}/move`, date === null ? {} : { date }));
}

async function showAsk(visit: Visit): Promise<Response> {
  if (!mayAsk(visit.booking, visit.link, visit.now)) return seeOther(pathOf(visit));
  return pageResponse(<AskPage visit={visit} rows={windowsTyped(new URLSearchParams(), 2)} />);
}

async function ask(visit: Visit, context: Context): Promise<PageAnswer> {
  const { api, token, asked } = visit;
  const { form } = asked;
  const reason = typed(form, "reason") ?? null;
  const rows = windowsTyped(form, rowsIn(form.get("more") ?? form.get("rows")));
  const again = (faults: FieldFault[], status: number) =>
    pageResponse(<AskPage visit={visit} rows={rows} typed={reason ?? undefined} faults={faults} />, { status });
  if (form.get("more") !== null) return again([], 200);
  const said = windowsIn(rows, visit);
  if (said.faults.length > 0) return again(said.faults, 422);
  const windows = said.windows.map(({ from, until }) => ({ from: toWire(from), until: toWire(until) }));
  const answer = await api.call(createLinkRescheduleRequest, {
    param: { token },
    body: { reason, windows },
    headers: onceIn(form),
  });
  if (answer.ok) return done(visit, "asked");
  if (isMoot(answer.problem)) return anew(visit, context, answer.problem);
  const fields = Object.fromEntries(said.windows.map(({ row }, place) => [`/windows/${place}`, `until-${row}`]));
  return again(faultsOf(visit, answer.problem, { ...fields, "/reason": "reason" }), answer.status);
}

const rowsIn = (text: string | null): number => Math.min(mostRows, Math.max(1, Number.parseInt(text ?? "2", 10) || 2));

async function showKeep(visit: Visit): Promise<Response> {
  if (!isAsked(visit.booking)) return seeOther(pathOf(visit));
  return pageResponse(<KeepPage visit={visit} />);
}

async function keep(visit: Visit, context: Context): Promise<PageAnswer> {
  const { api, token, asked } = visit;
  const reply = typed(asked.form, "reply") ?? null;
  const answer = await api.call(declineLinkRescheduleRequest, {
    param: { token, id: asked.form.get("request") ?? "" },
    body: { reply },
    headers: onceIn(asked.form),
  });
  if (answer.ok) return done(visit, "kept");
  if (isMoot(answer.problem) || answer.status === 404) return anew(visit, context, answer.problem);
  const faults = faultsOf(visit, answer.problem, { "/reply": "reply" });
  return pageResponse(<KeepPage visit={visit} faults={faults} typed={reply ?? undefined} />, { status: answer.status });
}

async function withdraw(visit: Visit, context: Context): Promise<PageAnswer> {
  const { api, token, asked } = visit;
  const answer = await api.call(withdrawLinkRescheduleRequest, {
    param: { token, id: asked.form.get("request") ?? "" },
  });
  return answer.ok ? done(visit, "withdrawn") : anew(visit, context, answer.problem);
}
