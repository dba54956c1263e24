// One booking, and everything staff do about it.
import { getBooking } from "#booking/bookings/contract.ts";
import { listRescheduleRequests } from "#booking/requests/contract.ts";
import { fromWire } from "#kernel/instant.ts";
import { idIn } from "../kit/act.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Once, Select } from "../kit/forms.tsx";
import { count, sayMoment } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import { need, wished } from "../kit/problem.tsx";
import { Fold, Press, Room } from "../kit/room.tsx";
import { type Filled, filling } from "../kit/sheet.ts";
import { filled, own } from "../kit/when.tsx";
import { namesIn } from "../kit/names.ts";
import { Ending, Guests, type Part, pathOf, Place, stands, Wishes } from "./booking-forms.tsx";
import { type Booked, titleOf } from "./bookings.tsx";
import { attendeesIn } from "./interview.tsx";
import { leastLoaded, loadsOn } from "./load-of.ts";
import { ForGood } from "./meeting-forms.tsx";
import { carried } from "./panel.tsx";
import { Badge, Clocks, dateOn, spanOf, Titled, zoneIn } from "./parts.tsx";
import { Timeline } from "./timeline.tsx";
import { wordsFor } from "./words.ts";

export const bookingIn = (visit: Visit): Promise<Booked> =>
  need(visit.api.call(getBooking, { param: { id: idIn(visit) }, expand: "event_type" }));

/** Who hosts may see to their own; everybody else takes the right to see to all. */
const mayChange = (visit: Visit, booking: Booked): boolean =>
  visit.may("bookings:write") ||
  (visit.may("bookings:write_own") && booking.hosts.some(({ member_id }) => member_id === visit.member));

export const bookingFields = {
  "/guests": "email",
  "/guests/0/email": "email",
  "/location": "details",
  "/location/kind": "place",
  "/to": "to",
  "/windows": "day-0",
  "/starts_at": "date",
};

export async function bookingPage(visit: Visit, typed: Filled = { sheet: new URLSearchParams() }): Promise<Response> {
  const { api, speech } = visit;
  const words = wordsFor(visit);
  const booking = await bookingIn(visit);
  const [names, requests] = await Promise.all([
    namesIn(visit),
    wished(api.call(listRescheduleRequests, { query: { booking_id: booking.id }, page: { limit: 20 } })),
  ]);
  const form = filling(typed, speech);
  const name = booking.invitee?.name ?? words.unnamed;
  const isOpen = mayChange(visit, booking);
  const theirs = zoneIn(booking.invitee?.time_zone);
  const part = { visit, booking, names, form };
  const asked = requests?.data ?? [];
  const people = attendeesIn(booking, names);
  return deskResponse(
    <Room
      visit={visit}
      title={name}
      back={{ href: "/desk/bookings", label: words.bookings.title }}
      faults={typed.faults}
      heading={<Titled name={name} is={booking.status} word={words.status[booking.status]} />}
    >
      <Origin visit={visit} booking={booking} />
      <div class="two">
        <section aria-labelledby="when">
          <h2 id="when">{words.interview.when}</h2>
          <Clocks visit={visit} at={spanOf(booking.starts_at, booking.ends_at)} theirs={theirs} />
          {isOpen ? <Standing {...part} /> : null}
        </section>
        <section aria-labelledby="who">
          <h2 id="who">{words.interview.people}</h2>
          <Invitee visit={visit} booking={booking} />
          <Hosts {...part} />
          <Guests {...part} mayEdit={isOpen && stands(booking)} />
        </section>
      </div>
      <Place {...part} mayEdit={isOpen && stands(booking)} />
      <Answers visit={visit} booking={booking} />
      {asked.length > 0 || (isOpen && stands(booking)) ? <Wishes {...part} requests={asked} isOpen={isOpen} /> : null}
      {isOpen ? <Ending {...part} /> : null}
      <Timeline visit={visit} booking={booking.id} path={pathOf(booking)} names={names} people={people} />
    </Room>,
    typed.status,
  );
}

type Facts = Pick<Part, "visit" | "booking">;

const Origin = ({ visit, booking }: Facts) => {
  const words = wordsFor(visit);
  const { rescheduled_count: moves, source } = booking;
  return (
    <p class="quiet">
      <bdi>{titleOf(booking, words.open)}</bdi> · {words.booking.source[source]}
      {moves === 0 ? "" : ` · ${count(visit.speech.language, moves, words.booking.timesMoved)}`}
    </p>
  );
};

const Answers = ({ visit, booking: { answers } }: Facts) =>
  answers.length === 0 ? null : (
    <section aria-labelledby="answers">
      <h2 id="answers">{wordsFor(visit).booking.answers}</h2>
      <dl class="facts">
        {answers.map(({ label, value }) => (
          <>
            <dt dir="auto">{label}</dt>
            <dd dir="auto">{Array.isArray(value) ? value.join(", ") : String(value)}</dd>
          </>
        ))}
      </dl>
    </section>
  );

/** A word that is waited for, and another time. */
const Standing = ({ visit, booking }: Facts) => {
  const words = wordsFor(visit).booking;
  const path = pathOf(booking);
  const { status, decide_by, version } = booking;
  if (!stands(booking)) return null;
  return (
    <>
      {status === "pending" ? (
        <div class="card">
          {decide_by === null ? null : (
            <p>{filled(words.decideBy, sayMoment(visit.speech, visit.zone, fromWire(decide_by)))}</p>
          )}
          <Press action={`${path}/confirm`} version={version} label={words.confirm} kind="main" />
          <ForGood
            visit={visit}
            to={`${path}/decline`}
            version={version}
            label={words.decline}
            button={words.decline}
          />
        </div>
      ) : null}
      {booking.event_type_id === null ? null : (
        <p>
          <a class="button plain" href={`${path}/move`}>
            {wordsFor(visit).interview.move}
          </a>
        </p>
      )}
    </>
  );
};

const Invitee = ({ visit, booking: { invitee } }: Facts) => {
  const words = wordsFor(visit);
  if (invitee === null) return null;
  return (
    <>
      <h3>{words.booking.invitee}</h3>
      <p>
        <span dir="auto">{invitee.name}</span> <Badge is={invitee.rsvp}>{words.rsvp[invitee.rsvp]}</Badge>
        <br />
        <a href={`mailto:${invitee.email}`} dir="ltr">
          {invitee.email}
        </a>
        {invitee.phone === null ? null : (
          <>
            <br />
            <a href={`tel:${invitee.phone}`} dir="ltr">
              {invitee.phone}
            </a>
          </>
        )}
      </p>
    </>
  );
};

const Hosts = async ({ visit, booking, names }: Part) => {
  const words = wordsFor(visit);
  const mayGive = visit.may("bookings:write") && stands(booking) && booking.kind !== "group";
  const others = mayGive ? await othersFor(visit, booking, names) : [];
  return (
    <>
      <h3>{words.booking.hosts}</h3>
      <ul class="people">
        {booking.hosts.map((host) => (
          <li class="person">
            <div class="row-main">
              <strong dir="auto">{names.get(host.member_id) ?? words.unnamed}</strong>
            </div>
            <div class="row-end">
              <Badge is={host.rsvp}>{words.rsvp[host.rsvp]}</Badge>
            </div>
            {mayGive ? <Reassign visit={visit} booking={booking} names={names} host={host} others={others} /> : null}
          </li>
        ))}
      </ul>
    </>
  );
};

/** Who could host instead: whoever carries least comes first, then everybody else. */
async function othersFor(visit: Visit, booking: Booked, names: Part["names"]) {
  const loads = await loadsOn(visit, dateOn(visit.zone, fromWire(booking.starts_at)));
  const there = new Set(booking.hosts.map(({ member_id }) => member_id as string | null));
  const free = leastLoaded(loads, there, booking.starts_at).map(({ member_id }) => member_id);
  return [...new Set([...free, ...names.keys()])]
    .filter((id) => !there.has(id))
    .map((value) => {
      const load = loads.find(({ member_id }) => member_id === value);
      const name = names.get(value) ?? load?.name ?? wordsFor(visit).unnamed;
      return { value, label: load === undefined ? name : `${name} (${carried(visit, load)})` };
    });
}

type ReassignProps = Omit<Part, "form"> & {
  host: Booked["hosts"][number];
  others: readonly { value: string; label: string }[];
};

const Reassign = ({ visit, booking, names, host, others }: ReassignProps) => {
  const words = wordsFor(visit);
  const { member_id, pool_id, attendee_id } = host;
  const fair = pool_id === null ? [] : [{ value: "", label: words.booking.reassignFair }];
  return (
    <div class="person-acts">
      <Fold
        label={
          <>
            {words.booking.reassign}
            <span class="unseen"> ({own(names.get(member_id) ?? words.unnamed)})</span>
          </>
        }
      >
        <form method="post" action={`${pathOf(booking)}/reassign`} class="line">
          <Once nonce={`${visit.nonce}-${member_id}`} />
          <input type="hidden" name="from" value={member_id} />
          <Select
            name="to"
            id={`to-${attendee_id}`}
            label={words.booking.to}
            choices={[...fair, ...others]}
            required={false}
          />
          <button type="submit">{words.booking.reassign}</button>
        </form>
      </Fold>
    </div>
  );
};
