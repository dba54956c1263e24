// What the forms of a booking's page do, and the page that looks for another time of it.
import type { Answer } from "#http/client.ts";
import type { OpDef } from "#http/op.ts";
import {
  addGuests,
  cancelBooking,
  changeBooking,
  completeBooking,
  confirmBooking,
  declineBooking,
  markNoShow,
  reassignBooking,
  removeGuest,
  rescheduleBooking,
} from "#booking/bookings/contract.ts";
import {
  acceptRescheduleRequest,
  createRescheduleRequest,
  declineRescheduleRequest,
  withdrawRescheduleRequest,
} from "#booking/requests/contract.ts";
import { getSlots } from "#booking/slots/contract.ts";
import { toWire } from "#kernel/instant.ts";
import { seeOther } from "../kit/answers.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Room } from "./room.tsx";
import { Faults, faultyTitle, type FieldFault, ifMatchIn, onceIn, typed } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { filled, own, windowsIn, windowsTyped } from "../kit/when.tsx";
import { places, stands } from "./booking-forms.tsx";
import { bookingIn, bookingPage } from "./booking.tsx";
import type { Booked } from "./bookings.tsx";
import { unfit } from "./interview.tsx";
import { Clocks, faultsOf, given, type Refused, saidIn, spanOf, zoneIn } from "./parts.tsx";
import { confirmPage, Nearest, nearestIn, OtherTime, startIn, TimePicker, timesIn, type Wanted } from "./times.tsx";
import { ReasonField } from "./when-views.tsx";
import { type SchedulingWords, wordsFor } from "./words.ts";

type Said = keyof SchedulingWords["said"];

const idIn = ({ asked }: Visit) => ({ id: asked.param["id"] ?? "" });
const requestIn = ({ asked }: Visit) => ({ id: asked.param["request"] ?? "" });
const reasonIn = ({ asked }: Visit) => ({ reason: typed(asked.form, "reason") ?? null });

async function ending<D extends OpDef>(visit: Visit, answer: Answer<D>, said: Said): Promise<Response> {
  if (answer.ok) return seeOther(`/desk/bookings/${idIn(visit).id}?said=${said}`);
  return bookingPage(visit, { problem: answer.problem, form: visit.asked.form });
}

/** What changes how a booking stands, from the version its form was made of. */
const standing = (visit: Visit) => ({ param: idIn(visit), headers: ifMatchIn(visit.asked.form) });

export const confirm = async (visit: Visit): Promise<Response> =>
  ending(visit, await visit.api.call(confirmBooking, standing(visit)), "confirmed");

export const decline = async (visit: Visit): Promise<Response> =>
  ending(visit, await visit.api.call(declineBooking, { ...standing(visit), body: reasonIn(visit) }), "declined");

export const cancel = async (visit: Visit): Promise<Response> =>
  ending(visit, await visit.api.call(cancelBooking, { ...standing(visit), body: reasonIn(visit) }), "canceled");

export const complete = async (visit: Visit): Promise<Response> =>
  ending(visit, await visit.api.call(completeBooking, standing(visit)), "completed");

const parties = ["invitee", "host", "both"] as const;

export async function noShow(visit: Visit): Promise<Response> {
  const who = parties.find((one) => one === visit.asked.form.get("who")) ?? "invitee";
  return ending(visit, await visit.api.call(markNoShow, { ...standing(visit), body: { who } }), "noShow");
}

export async function reassign(visit: Visit): Promise<Response> {
  const { form } = visit.asked;
  const body = given({ from: typed(form, "from"), to: typed(form, "to") });
  const answer = await visit.api.call(reassignBooking, { param: idIn(visit), body, headers: onceIn(form) });
  return ending(visit, answer, "replaced");
}

export async function addGuest(visit: Visit): Promise<Response> {
  const { form } = visit.asked;
  const guest = { email: typed(form, "email") ?? "", name: typed(form, "guest") ?? null };
  const headers = { ...onceIn(form), ...ifMatchIn(form) };
  return ending(
    visit,
    await visit.api.call(addGuests, { param: idIn(visit), body: { guests: [guest] }, headers }),
    "guest",
  );
}

export async function dropGuest(visit: Visit): Promise<Response> {
  const param = { ...idIn(visit), attendee_id: visit.asked.param["guest"] ?? "" };
  return ending(visit, await visit.api.call(removeGuest, { param, headers: ifMatchIn(visit.asked.form) }), "guest");
}

export async function changePlace(visit: Visit): Promise<Response> {
  const { form } = visit.asked;
  const kind = places.find((one) => one === form.get("place"));
  if (kind === undefined) return bookingPage(visit, unfit(visit, "place"));
  const body = { location: { kind, details: typed(form, "details") ?? null } };
  return ending(visit, await visit.api.call(changeBooking, { ...standing(visit), body }), "changed");
}

export async function ask(visit: Visit): Promise<Response> {
  const { form } = visit.asked;
  const rows = windowsTyped(form, 3);
  const read = windowsIn(rows, visit);
  if (read.faults.length > 0) return bookingPage(visit, { ...unfit(visit, ""), faults: read.faults, windows: rows });
  const answer = await visit.api.call(createRescheduleRequest, {
    param: idIn(visit),
    body: {
      reason: typed(form, "why") ?? null,
      windows: read.windows.map(({ from, until }) => ({ from: toWire(from), until: toWire(until) })),
    },
    headers: onceIn(form),
  });
  if (answer.ok) return seeOther(`/desk/bookings/${idIn(visit).id}?said=requested#wishes`);
  return bookingPage(visit, { problem: answer.problem, form, windows: rows });
}

export async function accept(visit: Visit): Promise<Response> {
  const start = startIn(visit);
  if (start === undefined) return bookingPage(visit, unfit(visit, "date", wordsFor(visit).unreadable));
  const headers = onceIn(visit.asked.form);
  const body = { starts_at: start };
  return ending(
    visit,
    await visit.api.call(acceptRescheduleRequest, { param: requestIn(visit), body, headers }),
    "moved",
  );
}

export async function keep(visit: Visit): Promise<Response> {
  const body = { reply: typed(visit.asked.form, "reply") ?? null };
  return ending(visit, await visit.api.call(declineRescheduleRequest, { param: requestIn(visit), body }), "changed");
}

export const withdraw = async (visit: Visit): Promise<Response> =>
  ending(visit, await visit.api.call(withdrawRescheduleRequest, { param: requestIn(visit) }), "changed");

export const showMove = async (visit: Visit): Promise<Response> => movePage(visit, await bookingIn(visit));

const wantedFor = (visit: Visit, booking: Booked): Wanted => ({
  path: `/desk/bookings/${booking.id}/move`,
  title: filled(wordsFor(visit).times.moveTitle, booking.invitee?.name ?? wordsFor(visit).unnamed),
  minutes: booking.minutes,
  theirs: zoneIn(booking.invitee?.time_zone),
  holds: false,
});

async function movePage(
  visit: Visit,
  booking: Booked,
  again?: Refused & { faults?: readonly FieldFault[] },
): Promise<Response> {
  const { api, speech } = visit;
  const type = booking.event_type_id;
  if (!stands(booking) || type === null) return seeOther(`/desk/bookings/${booking.id}`);
  const wanted = wantedFor(visit, booking);
  const faults = again?.faults ?? faultsOf(visit, again, { "/starts_at": "date" });
  const found = await timesIn(visit, (range) =>
    api.call(getSlots, { param: { id: type }, query: { ...range, booking_id: booking.id } }),
  );
  return deskResponse(
    <Room visit={visit} title={faultyTitle(wanted.title, faults, speech)} note={saidIn(visit)} islands={["booking"]}>
      <p>
        <a href={`/desk/bookings/${booking.id}`}>{own(booking.invitee?.name ?? wordsFor(visit).unnamed)}</a>
      </p>
      <h1>{wanted.title}</h1>
      <Faults faults={faults} speech={speech} />
      {again === undefined ? null : <Nearest visit={visit} wanted={wanted} offers={nearestIn(again.problem)} />}
      <Clocks visit={visit} at={spanOf(booking.starts_at, booking.ends_at)} theirs={wanted.theirs} />
      <TimePicker visit={visit} wanted={wanted} found={found} empty={<p>{wordsFor(visit).times.none}</p>} />
      <OtherTime visit={visit} wanted={wanted} form={again?.form} faults={faults} />
    </Room>,
    again?.problem.status,
  );
}

export async function chooseMove(visit: Visit): Promise<Response> {
  const booking = await bookingIn(visit);
  const start = startIn(visit);
  if (start === undefined) return movePage(visit, booking, unfit(visit, "date", wordsFor(visit).unreadable));
  return confirmPage(visit, wantedFor(visit, booking), {
    start,
    hidden: visit.asked.form.get("force") === "yes" ? [["force", "yes"]] : [],
    more: <ReasonField visit={visit} />,
  });
}

export async function move(visit: Visit): Promise<Response> {
  const { api, asked } = visit;
  const booking = await bookingIn(visit);
  const answer = await api.call(rescheduleBooking, {
    param: { id: booking.id },
    body: {
      starts_at: asked.form.get("start") ?? "",
      ...reasonIn(visit),
      ...(asked.form.get("force") === "yes" ? { force: true } : {}),
    },
    headers: onceIn(asked.form),
  });
  if (answer.ok) return seeOther(`/desk/bookings/${booking.id}?said=moved`);
  return movePage(visit, booking, { problem: answer.problem, form: new URLSearchParams() });
}
