// Another time for a booking.
import { rescheduleBooking } from "#booking/bookings/contract.ts";
import { getSlots } from "#booking/slots/contract.ts";
import { once, refused } from "../kit/act.ts";
import { seeOther } from "../kit/answers.ts";
import type { Visit } from "../kit/member.tsx";
import { filled } from "../kit/when.tsx";
import { reasonIn } from "./acts.ts";
import { pathOf, stands } from "./booking-forms.tsx";
import { bookingIn } from "./booking.tsx";
import type { Booked } from "./bookings.tsx";
import { ReasonField } from "./meeting-forms.tsx";
import { spanOf, zoneIn } from "./parts.tsx";
import {
  type Again,
  againOf,
  confirmPage,
  isForced,
  OtherTime,
  startIn,
  TimePicker,
  timesIn,
  timesResponse,
  unreadTime,
  type Wanted,
} from "./times.tsx";
import { wordsFor } from "./words.ts";

export const showMove = async (visit: Visit): Promise<Response> => movePage(visit, await bookingIn(visit));

function wantedFor(visit: Visit, booking: Booked): Wanted {
  const words = wordsFor(visit);
  const name = booking.invitee?.name ?? words.unnamed;
  return {
    path: `${pathOf(booking)}/move`,
    of: { href: pathOf(booking), label: name },
    title: filled(words.times.moveTitle, name),
    minutes: booking.minutes,
    stands: spanOf(booking.starts_at, booking.ends_at),
    theirs: zoneIn(booking.invitee?.time_zone),
    holds: false,
  };
}

async function movePage(
  visit: Visit,
  booking: Booked,
  again: Again = { sheet: new URLSearchParams() },
): Promise<Response> {
  const type = booking.event_type_id;
  if (!stands(booking) || type === null) return seeOther(pathOf(booking));
  const wanted = wantedFor(visit, booking);
  const found = await timesIn(visit, (range) =>
    visit.api.call(getSlots, { param: { id: type }, query: { ...range, booking_id: booking.id } }),
  );
  return timesResponse(
    { visit, wanted, again },
    <>
      <TimePicker visit={visit} wanted={wanted} found={found} empty={<p>{wordsFor(visit).times.none}</p>} />
      <OtherTime visit={visit} wanted={wanted} typed={again} />
    </>,
  );
}

export async function chooseMove(visit: Visit): Promise<Response> {
  const booking = await bookingIn(visit);
  const start = startIn(visit);
  if (start === undefined) return movePage(visit, booking, refused(visit, unreadTime(visit)));
  return confirmPage(visit, wantedFor(visit, booking), { start, hidden: {}, more: <ReasonField visit={visit} /> });
}

export async function move(visit: Visit): Promise<Response> {
  const booking = await bookingIn(visit);
  const answer = await visit.api.call(rescheduleBooking, {
    ...once(visit),
    body: {
      starts_at: visit.asked.form.get("start") ?? "",
      ...reasonIn(visit),
      ...isForced(visit),
    },
  });
  if (answer.ok) return seeOther(`${pathOf(booking)}?said=moved`);
  return movePage(visit, booking, againOf(visit, answer, { "/starts_at": "date" }));
}
