// One booking, and everything staff do about it.
import { getBooking } from "#booking/bookings/contract.ts";
import { listRescheduleRequests } from "#booking/requests/contract.ts";
import { fromWire } from "#kernel/instant.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Room } from "./room.tsx";
import { Faults, faultyTitle, type FieldFault, Once, Version } from "../kit/forms.tsx";
import { count, sayMoment } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import { need, wished } from "../kit/problem.tsx";
import { filled, own, type TypedWindow } from "../kit/when.tsx";
import { Ending, Guests, type Part, Place, stands, Wishes } from "./booking-forms.tsx";
import { type Booked, titleOf } from "./bookings.tsx";
import { attendeesIn } from "./interview.tsx";
import { leastLoaded, loadsOn } from "./load-of.ts";
import { carried } from "./panel.tsx";
import { Badge, Clocks, dateOn, faultsOf, Fold, type Refused, saidIn, spanOf, zoneIn } from "./parts.tsx";
import { namesIn } from "./people.ts";
import { Timeline } from "./timeline.tsx";
import { ReasonField } from "./when-views.tsx";
import { wordsFor } from "./words.ts";

export const bookingIn = (visit: Visit): Promise<Booked> =>
  need(visit.api.call(getBooking, { param: { id: visit.asked.param["id"] ?? "" }, expand: "event_type" }));

/** Who hosts may see to their own; everybody else takes the right to see to all. */
export const mayChange = (visit: Visit, booking: Booked): boolean =>
  visit.may("bookings:write") ||
  (visit.may("bookings:write_own") && booking.hosts.some(({ member_id }) => member_id === visit.member));

export const showBooking = (visit: Visit): Promise<Response> => bookingPage(visit);

export type Again = Refused & { faults?: readonly FieldFault[]; windows?: readonly TypedWindow[] };

const fieldsOfBooking = {
  "/guests": "email",
  "/guests/0/email": "email",
  "/location": "details",
  "/location/kind": "place",
  "/to": "to",
  "/windows": "day-0",
  "/starts_at": "date",
};

export async function bookingPage(visit: Visit, again?: Again): Promise<Response> {
  const { api, speech, may } = visit;
  const words = wordsFor(visit);
  const booking = await bookingIn(visit);
  const [names, requests] = await Promise.all([
    namesIn(visit),
    wished(api.call(listRescheduleRequests, { query: { booking_id: booking.id }, page: { limit: 20 } })),
  ]);
  const faults = again?.faults ?? faultsOf(visit, again, fieldsOfBooking);
  const name = booking.invitee?.name ?? words.unnamed;
  const isOpen = mayChange(visit, booking);
  const part = { visit, booking, faults, form: again?.form, names };
  const asked = requests?.data ?? [];
  return deskResponse(
    <Room visit={visit} title={faultyTitle(name, faults, speech)} note={saidIn(visit)}>
      <div class="head">
        <h1 dir="auto">{name}</h1>
        <Badge is={booking.status}>{words.status[booking.status]}</Badge>
      </div>
      <p class="quiet">
        <bdi>{titleOf(booking, words.open)}</bdi> · {words.booking.source[booking.source]}
        {booking.rescheduled_count === 0
          ? ""
          : ` · ${count(speech.language, booking.rescheduled_count, words.booking.timesMoved)}`}
      </p>
      <Faults faults={faults} speech={speech} />
      <div class="two">
        <section aria-labelledby="when">
          <h2 id="when">{words.interview.when}</h2>
          <Clocks
            visit={visit}
            at={spanOf(booking.starts_at, booking.ends_at)}
            theirs={zoneIn(booking.invitee?.time_zone)}
          />
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
      {booking.answers.length === 0 ? null : (
        <section aria-labelledby="answers">
          <h2 id="answers">{words.booking.answers}</h2>
          <dl class="facts">
            {booking.answers.map(({ label, value }) => (
              <>
                <dt dir="auto">{label}</dt>
                <dd dir="auto">{Array.isArray(value) ? value.join(", ") : String(value)}</dd>
              </>
            ))}
          </dl>
        </section>
      )}
      {asked.length > 0 || (isOpen && stands(booking)) ? (
        <Wishes {...part} requests={asked} windows={again?.windows} isOpen={isOpen} />
      ) : null}
      {isOpen ? <Ending {...part} /> : null}
      {may("bookings:read") ? (
        <Timeline
          visit={visit}
          booking={booking.id}
          path={`/desk/bookings/${booking.id}`}
          names={names}
          people={attendeesIn(booking, names)}
        />
      ) : null}
    </Room>,
    again?.problem.status,
  );
}

/** A word that is waited for, and another time. */
const Standing = ({ visit, booking }: Part) => {
  const words = wordsFor(visit).booking;
  const path = `/desk/bookings/${booking.id}`;
  if (!stands(booking)) return null;
  return (
    <>
      {booking.status === "pending" ? (
        <div class="card">
          {booking.decide_by === null ? null : (
            <p>{filled(words.decideBy, sayMoment(visit.speech, visit.zone, fromWire(booking.decide_by)))}</p>
          )}
          <form method="post" action={`${path}/confirm`}>
            <Version version={booking.version} />
            <button type="submit">{words.confirm}</button>
          </form>
          <Fold label={words.decline}>
            <form method="post" action={`${path}/decline`}>
              <Version version={booking.version} />
              <ReasonField visit={visit} />
              <button type="submit" class="alarm">
                {words.decline}
              </button>
            </form>
          </Fold>
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

const Invitee = ({ visit, booking: { invitee } }: Pick<Part, "visit" | "booking">) => {
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
  const loads = mayGive ? await loadsOn(visit, dateOn(visit.zone, fromWire(booking.starts_at))) : [];
  const there = new Set(booking.hosts.map(({ member_id }) => member_id as string | null));
  const free = leastLoaded(loads, there, booking.starts_at);
  const sorted = [...free.map(({ member_id }) => member_id), ...names.keys()];
  const others = [...new Set(sorted)].filter((id) => !there.has(id));
  return (
    <>
      <h3>{words.booking.hosts}</h3>
      <ul class="people">
        {booking.hosts.map(({ member_id, pool_id, rsvp, attendee_id }) => {
          const name = names.get(member_id) ?? words.unnamed;
          return (
            <li class="person">
              <div class="row-main">
                <strong dir="auto">{name}</strong>
              </div>
              <div class="row-end">
                <Badge is={rsvp}>{words.rsvp[rsvp]}</Badge>
              </div>
              {mayGive ? (
                <div class="person-acts">
                  <Fold
                    label={
                      <>
                        {words.booking.reassign}
                        <span class="unseen"> ({own(name)})</span>
                      </>
                    }
                  >
                    <form method="post" action={`/desk/bookings/${booking.id}/reassign`} class="line">
                      <Once nonce={`${visit.nonce}-${member_id}`} />
                      <input type="hidden" name="from" value={member_id} />
                      <p class="field">
                        <label for={`to-${attendee_id}`}>{words.booking.to}</label>
                        <select id={`to-${attendee_id}`} name="to">
                          {pool_id === null ? null : <option value="">{words.booking.reassignFair}</option>}
                          {others.map((id) => {
                            const load = loads.find((one) => one.member_id === id);
                            const label = names.get(id) ?? load?.name ?? words.unnamed;
                            return (
                              <option value={id}>
                                {load === undefined ? label : `${label} (${carried(visit, load)})`}
                              </option>
                            );
                          })}
                        </select>
                      </p>
                      <button type="submit">{words.booking.reassign}</button>
                    </form>
                  </Fold>
                </div>
              ) : null}
            </li>
          );
        })}
      </ul>
    </>
  );
};
