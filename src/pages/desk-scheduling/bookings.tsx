// Bookings as a list by days.
import type * as z from "zod";
import { listBookings } from "#booking/bookings/look-contract.ts";
import type { Booking } from "#booking/bookings/shapes.ts";
import { toWire } from "#kernel/instant.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Room } from "./room.tsx";
import { Field, Select } from "../kit/forms.tsx";
import { count } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import { need } from "../kit/problem.tsx";
import {
  askedFor,
  Badge,
  byDay,
  dayTyped,
  given,
  Hours,
  Pager,
  pageAsked,
  saidIn,
  spanOf,
  Views,
  zoneIn,
} from "./parts.tsx";
import { eventTypesIn, type Names, namesIn, peopleChoices } from "./people.ts";
import { wordsFor } from "./words.ts";

export type Booked = z.output<typeof Booking>;

const views = ["coming", "waiting", "past", "ended", "all"] as const;
type View = (typeof views)[number];

function queryOf(visit: Visit, view: View) {
  const { now, zone } = visit;
  const [from, until] = [dayTyped(askedFor(visit, "from"), zone), dayTyped(askedFor(visit, "until"), zone, 1)];
  const said = given({
    host_id: askedFor(visit, "person"),
    event_type_id: askedFor(visit, "type"),
    link_id: askedFor(visit, "link"),
    q: askedFor(visit, "q"),
    starts_after: from,
    starts_before: until,
  });
  const present = toWire(now);
  if (view === "coming")
    return { query: { status: "pending,confirmed", ...said, starts_after: from ?? present }, order: "starts_at.asc" };
  if (view === "waiting") return { query: { ...said, status: "pending" }, order: "starts_at.asc" };
  if (view === "past") return { query: { ...said, starts_before: until ?? present }, order: "starts_at.desc" };
  if (view === "ended")
    return { query: { ...said, status: "canceled,declined,expired,no_show" }, order: "starts_at.desc" };
  return { query: said, order: "starts_at.desc" };
}

export async function showBookings(visit: Visit): Promise<Response> {
  const { api, speech } = visit;
  const words = wordsFor(visit);
  const asked = askedFor(visit, "view") ?? (askedFor(visit, "link") === undefined ? "coming" : "all");
  const view = views.find((one) => one === asked) ?? "coming";
  const { query, order } = queryOf(visit, view);
  const [page, names, types] = await Promise.all([
    need(api.call(listBookings, { query, page: { ...pageAsked(visit), order }, expand: "event_type" })),
    namesIn(visit),
    eventTypesIn(visit),
  ]);
  const field = (name: string, label: string, type: "date" | "search") => (
    <Field name={name} type={type} label={label} value={askedFor(visit, name) ?? ""} optional speech={speech} />
  );
  return deskResponse(
    <Room visit={visit} title={words.bookings.title} note={saidIn(visit)}>
      <div class="head">
        <h1>{words.bookings.title}</h1>
        <p class="actions">
          <a href="/desk/bookings/moved">{words.bookings.moved}</a>
          {visit.may("bookings:write") ? <a href="/desk/bookings/day">{words.bookings.day}</a> : null}
        </p>
      </div>
      <Views
        visit={visit}
        label={words.view}
        now={view}
        views={[
          ["coming", words.bookings.coming],
          ["waiting", words.bookings.waiting],
          ["past", words.bookings.past],
          ["ended", words.bookings.ended],
          ["all", words.all],
        ]}
      />
      <form method="get" class="filters" aria-label={words.filters}>
        <input type="hidden" name="view" value={view} />
        {field("q", words.bookings.find, "search")}
        <Select
          name="person"
          label={words.bookings.host}
          value={askedFor(visit, "person") ?? ""}
          choices={peopleChoices(names, words.anybody)}
          optional
          speech={speech}
        />
        <Select
          name="type"
          label={words.eventType}
          value={askedFor(visit, "type") ?? ""}
          choices={[
            { value: "", label: words.anyEventType },
            ...types.map(({ id, title }) => ({ value: id, label: title })),
          ]}
          optional
          speech={speech}
        />
        {field("from", words.from, "date")}
        {field("until", words.until, "date")}
        <button type="submit" class="plain">
          {words.show}
        </button>
      </form>
      <p class="quiet" role="status">
        {page.data.length === 0 ? words.bookings.empty : count(speech.language, page.data.length, words.bookings.found)}
      </p>
      {byDay(visit, page.data, ({ starts_at }) => starts_at).map(({ name, rows }) => (
        <section class="day">
          <h2>{name}</h2>
          <ul class="rows">
            {rows.map((booking) => (
              <Row visit={visit} booking={booking} names={names} />
            ))}
          </ul>
        </section>
      ))}
      <Pager visit={visit} page={page} />
    </Room>,
  );
}

export const titleOf = (booking: Booked, otherwise: string): string => booking.event_type?.title ?? otherwise;

const Row = ({ visit, booking, names }: { visit: Visit; booking: Booked; names: Names }) => {
  const words = wordsFor(visit);
  return (
    <li>
      <Hours
        visit={visit}
        at={spanOf(booking.starts_at, booking.ends_at)}
        theirs={zoneIn(booking.invitee?.time_zone)}
      />
      <div class="row-main">
        <a href={`/desk/bookings/${booking.id}`} class="row-name">
          <bdi>{booking.invitee?.name ?? words.unnamed}</bdi>
        </a>
        <span class="quiet">
          <bdi>{titleOf(booking, words.open)}</bdi>
        </span>
        <span class="quiet">
          {booking.hosts.map(({ member_id }, at) => (
            <>
              {at === 0 ? "" : ", "}
              <bdi>{names.get(member_id) ?? words.unnamed}</bdi>
            </>
          ))}
        </span>
      </div>
      <div class="row-end">
        <Badge is={booking.status}>{words.status[booking.status]}</Badge>
      </div>
    </li>
  );
};
