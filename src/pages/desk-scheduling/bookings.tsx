// Bookings as a list by days.
import type * as z from "zod";
import { listBookings } from "#booking/bookings/look-contract.ts";
import type { Booking } from "#booking/bookings/shapes.ts";
import { toWire } from "#kernel/instant.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Any, filtersIn, pageIn, Seek } from "../kit/lists.tsx";
import type { Visit } from "../kit/member.tsx";
import { need } from "../kit/problem.tsx";
import { allOf, eventTypesIn, type Names, namesIn, toChoices } from "../kit/names.ts";
import { csvResponse, mostPages, timeHeads, timesOf } from "./csv.ts";
import { askedFor, Badge, daysIn, Hours, spanOf, zoneIn } from "./parts.tsx";
import { Joined, MeetingList, Row } from "./rows.tsx";
import { wordsFor } from "./words.ts";

export type Booked = z.output<typeof Booking>;

const views = ["coming", "waiting", "past", "ended", "all"] as const;
type View = (typeof views)[number];

/** What each view asks for, beside what somebody looks for. */
const asking: Readonly<Record<View, (present: string) => { query: Record<string, string>; order: string }>> = {
  coming: (starts_after) => ({ query: { status: "pending,confirmed", starts_after }, order: "starts_at.asc" }),
  waiting: () => ({ query: { status: "pending" }, order: "starts_at.asc" }),
  past: (starts_before) => ({ query: { starts_before }, order: "starts_at.desc" }),
  ended: () => ({ query: { status: "canceled,declined,expired,no_show" }, order: "starts_at.desc" }),
  all: () => ({ query: {}, order: "starts_at.desc" }),
};

/** What the address asks for: the view, what somebody looks for, some days. */
function askedIn(visit: Visit) {
  const said = filtersIn(visit, ["host_id", "event_type_id", "link_id", "q"]);
  const asked = askedFor(visit, "view") ?? (said["link_id"] === undefined ? "coming" : "all");
  const view = views.find((one) => one === asked) ?? "coming";
  const { query, order } = asking[view](toWire(visit.now));
  return { view, query: { ...query, ...said, ...daysIn(visit) }, order };
}

export async function showBookings(visit: Visit): Promise<Response> {
  const words = wordsFor(visit);
  const { view, query, order } = askedIn(visit);
  const [page, names, types] = await Promise.all([
    need(visit.api.call(listBookings, { query, page: pageIn(visit, order), expand: "event_type" })),
    namesIn(visit),
    eventTypesIn(visit),
  ]);
  return deskResponse(
    <MeetingList
      visit={visit}
      words={words.bookings}
      actions={
        <>
          <a href="/desk/bookings/moved">{words.bookings.moved}</a>
          {visit.may("bookings:write") ? <a href="/desk/bookings/day">{words.day.title}</a> : null}
        </>
      }
      view={view}
      views={views.map((one) => [one, one === "all" ? words.all : words.bookings[one]])}
      filters={
        <>
          <Seek visit={visit} name="q" label={words.bookings.find} />
          <Any visit={visit} name="host_id" label={words.bookings.host} choices={toChoices(names)} />
          <Any visit={visit} name="event_type_id" label={words.eventType} choices={toChoices(types)} />
        </>
      }
      hasDays
      page={page}
    >
      {(booking) => <BookingRow visit={visit} booking={booking} names={names} />}
    </MeetingList>,
  );
}

/** The same list as a file. */
export async function bookingsCsv(visit: Visit): Promise<Response> {
  const { query, order } = askedIn(visit);
  const words = wordsFor(visit);
  const [names, all] = await Promise.all([
    namesIn(visit),
    allOf(
      (page) => need(visit.api.call(listBookings, { query, page: { ...page, order }, expand: "event_type" })),
      mostPages,
    ),
  ]);
  const { booking } = words;
  const head = [
    ...timeHeads(visit),
    booking.invitee,
    words.address,
    words.eventType,
    booking.hosts,
    words.links.status,
  ];
  const rows = all.map((one) => [
    ...timesOf(visit, one, zoneIn(one.invitee?.time_zone)),
    one.invitee?.name ?? "",
    one.invitee?.email ?? "",
    titleOf(one, ""),
    hostsOf(visit, one, names).join(", "),
    words.status[one.status],
  ]);
  return csvResponse("bookings", head, rows);
}

const hostsOf = (visit: Visit, { hosts }: Booked, names: Names): string[] =>
  hosts.map(({ member_id }) => names.get(member_id) ?? wordsFor(visit).unnamed);

export const titleOf = (booking: Booked, otherwise: string): string => booking.event_type?.title ?? otherwise;

const BookingRow = ({ visit, booking, names }: { visit: Visit; booking: Booked; names: Names }) => {
  const words = wordsFor(visit);
  return (
    <Row
      when={<WhenBooked visit={visit} booking={booking} />}
      name={booking.invitee?.name ?? words.unnamed}
      href={`/desk/bookings/${booking.id}`}
      about={[<bdi>{titleOf(booking, words.open)}</bdi>, <Joined texts={hostsOf(visit, booking, names)} by=", " />]}
      end={<Badge is={booking.status}>{words.status[booking.status]}</Badge>}
    />
  );
};

/** On both walls, where they differ. */
export const WhenBooked = ({ visit, booking, inline }: { visit: Visit; booking: Booked; inline?: boolean }) => (
  <Hours
    visit={visit}
    at={spanOf(booking.starts_at, booking.ends_at)}
    theirs={zoneIn(booking.invitee?.time_zone)}
    inline={inline}
  />
);
