// Whoever was booked with and asks for another time: the oldest waits longest.
import type * as z from "zod";
import { getBooking } from "#booking/bookings/contract.ts";
import type { Booking } from "#booking/bookings/shapes.ts";
import { listRescheduleRequests, type RescheduleRequest } from "#booking/requests/contract.ts";
import type { Visit } from "../kit/member.tsx";
import { wished } from "../kit/problem.tsx";
import { Moment } from "../kit/room.tsx";
import { Ago, State } from "./bits.tsx";
import { wordsOf } from "./words.ts";

type AskedFor = { request: z.output<typeof RescheduleRequest>; booking: z.output<typeof Booking> };

/** How many are shown at once; each is looked up with its booking. */
const most = 20;

/** What invitees have asked for and nobody has answered, as far as the reader may answer it. */
export async function readAsked({ api, may }: Visit): Promise<readonly AskedFor[]> {
  if (!may("bookings:write")) return [];
  const page = { limit: most, order: "created_at.asc" };
  const query = { status: "pending", asked_by: "invitee" };
  const requests = (await wished(api.call(listRescheduleRequests, { query, page })))?.data ?? [];
  const bookings = await Promise.all(
    requests.map(({ booking_id: id }) => wished(api.call(getBooking, { param: { id }, expand: "event_type" }))),
  );
  return requests.flatMap((request, at) => {
    const booking = bookings[at];
    return booking === undefined ? [] : [{ request, booking }];
  });
}

export const Asked = ({ visit, request, booking }: AskedFor & { visit: Visit }) => {
  const words = wordsOf(visit).inbox;
  const title = booking.event_type?.title;
  const whom = booking.invitee?.name ?? title ?? "";
  return (
    <li class="todo">
      <div>
        <h2>
          <State word={words.kind.asks_again} tone="alarm" /> <bdi>{whom}</bdi>
        </h2>
        {title === undefined ? null : (
          <p>
            <bdi>{title}</bdi>
          </p>
        )}
        {request.reason === null ? null : (
          <p class="said" dir="auto">
            “{request.reason}”
          </p>
        )}
        <p class="quiet">
          {words.begins} <Moment visit={visit} at={booking.starts_at} /> · {words.asked}{" "}
          <Ago visit={visit} at={request.created_at} />
        </p>
      </div>
      <p class="act">
        <a class="button" href={`/desk/bookings/${booking.id}#wishes`}>
          {words.act.asks_again}
          <span class="unseen">
            : <bdi>{whom}</bdi>
          </span>
        </a>
      </p>
    </li>
  );
};
