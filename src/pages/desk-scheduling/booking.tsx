// One booking, and everything staff do about it.
import type * as z from "zod";
import { getBooking } from "#booking/bookings/contract.ts";
import { listRescheduleRequests, type RescheduleRequest } from "#booking/requests/contract.ts";
import { fromWire } from "#kernel/instant.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Room } from "./room.tsx";
import {
  Choices,
  Faults,
  faultyTitle,
  Field,
  type FieldFault,
  Once,
  Select,
  TextArea,
  Version,
} from "../kit/forms.tsx";
import { count, sayMoment } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import { need, wished } from "../kit/problem.tsx";
import { filled, own, saySpan, type TypedWindow, Windows } from "../kit/when.tsx";
import { type Booked, titleOf } from "./bookings.tsx";
import { attendeesIn } from "./interview.tsx";
import { leastLoaded, loadsOn } from "./load-of.ts";
import { carried } from "./panel.tsx";
import { Badge, Clocks, dateOn, faultsOf, Fold, type Refused, saidIn, spanOf, today, zoneIn } from "./parts.tsx";
import { type Names, namesIn } from "./people.ts";
import { Timeline } from "./timeline.tsx";
import { ReasonField } from "./when.tsx";
import { wordsFor } from "./words.ts";

type Request = z.output<typeof RescheduleRequest>;

export const bookingIn = (visit: Visit): Promise<Booked> =>
  need(visit.api.call(getBooking, { param: { id: visit.asked.param["id"] ?? "" }, expand: "event_type" }));

/** Who hosts may see to their own; everybody else takes the right to see to all. */
export const mayChange = (visit: Visit, booking: Booked): boolean =>
  visit.may("bookings:write") ||
  (visit.may("bookings:write_own") && booking.hosts.some(({ member_id }) => member_id === visit.member));

export const stands = ({ status }: Booked): boolean => status === "pending" || status === "confirmed";

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

type Part = {
  visit: Visit;
  booking: Booked;
  names: Names;
  faults: readonly FieldFault[];
  form: URLSearchParams | undefined;
};

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

const Guests = ({ visit, booking, faults, form, mayEdit }: Part & { mayEdit: boolean }) => {
  const words = wordsFor(visit).booking;
  const path = `/desk/bookings/${booking.id}/guests`;
  return (
    <>
      <h3>{words.guests}</h3>
      {booking.guests.length === 0 ? <p class="quiet">{words.noGuests}</p> : null}
      <ul class="people">
        {booking.guests.map(({ attendee_id, name, email }) => (
          <li class="person">
            <div class="row-main">
              <span dir="auto">{name ?? email}</span>
              {name === null ? null : (
                <span class="quiet" dir="ltr">
                  {email}
                </span>
              )}
            </div>
            {mayEdit ? (
              <form method="post" action={`${path}/${attendee_id}/remove`}>
                <Version version={booking.version} />
                <button type="submit" class="plain">
                  {filled(words.removeGuest, name ?? email)}
                </button>
              </form>
            ) : null}
          </li>
        ))}
      </ul>
      {mayEdit ? (
        <Fold label={words.addGuest} open={faults.some(({ field }) => field === "email")}>
          <form method="post" action={path} class="line">
            <Once nonce={visit.nonce} />
            <Version version={booking.version} />
            <Field
              name="email"
              type="email"
              label={words.guestEmail}
              value={form?.get("email") ?? ""}
              faults={faults}
              speech={visit.speech}
              dir="ltr"
            />
            <Field
              name="guest"
              label={words.guestName}
              value={form?.get("guest") ?? ""}
              optional
              dir="auto"
              speech={visit.speech}
            />
            <button type="submit">{words.addGuest}</button>
          </form>
        </Fold>
      ) : null}
    </>
  );
};

export const places = ["video", "voice", "phone", "on_site", "link", "ask_candidate"] as const;

const Place = ({ visit, booking, faults, form, mayEdit }: Part & { mayEdit: boolean }) => {
  const words = wordsFor(visit);
  const named: Readonly<Record<(typeof places)[number], string>> = { ...words.mode, ...words.place };
  const { kind, details } = booking.location;
  return (
    <section aria-labelledby="where">
      <h2 id="where">{words.booking.where}</h2>
      <p>
        {named[kind]}
        {details === null ? null : <span dir="auto"> · {own(details)}</span>}
      </p>
      {mayEdit ? (
        <Fold
          label={words.booking.changePlace}
          open={faults.some(({ field }) => field === "details" || field === "place")}
        >
          <form method="post" action={`/desk/bookings/${booking.id}/place`} class="line">
            <Version version={booking.version} />
            <Select
              name="place"
              label={words.booking.whereKind}
              value={form?.get("place") ?? kind}
              choices={places.map((value) => ({ value, label: named[value] }))}
              faults={faults}
              speech={visit.speech}
            />
            <Field
              name="details"
              label={words.booking.whereDetails}
              value={form?.get("details") ?? details}
              optional
              maxlength={500}
              dir="auto"
              faults={faults}
              speech={visit.speech}
            />
            <button type="submit">{words.booking.changePlace}</button>
          </form>
        </Fold>
      ) : null}
    </section>
  );
};

/** What was asked for by either side, and a wish of one's own. */
const Wishes = ({
  visit,
  booking,
  faults,
  form,
  requests,
  windows,
  isOpen,
}: Part & {
  requests: readonly Request[];
  windows: readonly TypedWindow[] | undefined;
  isOpen: boolean;
}) => {
  const words = wordsFor(visit);
  const mayAsk = isOpen && stands(booking) && requests.every(({ status }) => status !== "pending");
  const rows = windows ?? [0, 1, 2].map(() => ({ day: "", from: "", until: "" }));
  return (
    <section aria-labelledby="wishes">
      <h2 id="wishes">{words.booking.requests}</h2>
      <ul class="notes">
        {requests.map((request) => (
          <li class="card">
            <p>
              <strong>{words.booking.askedBy[request.asked_by]}</strong>{" "}
              <Badge is={request.status}>{words.booking.requestState[request.status]}</Badge>
            </p>
            {request.reason === null ? null : <p dir="auto">{request.reason}</p>}
            <ul>
              {request.windows.map(({ from, until }) => (
                <li>
                  <time datetime={from}>{saySpan(visit, spanOf(from, until))}</time>
                </li>
              ))}
            </ul>
            {request.reply === null ? null : <p dir="auto">{request.reply}</p>}
            {request.status === "pending" && isOpen ? (
              <Settle visit={visit} booking={booking} request={request} />
            ) : null}
          </li>
        ))}
      </ul>
      {mayAsk ? (
        <Fold label={words.booking.ask} open={windows !== undefined}>
          <form method="post" action={`/desk/bookings/${booking.id}/ask`}>
            <Once nonce={visit.nonce} />
            <p class="quiet">{words.booking.askHint}</p>
            <Windows bearer={visit} rows={rows} faults={faults} first={today(visit)} />
            <TextArea
              name="why"
              label={words.reason}
              value={form?.get("why") ?? ""}
              rows={2}
              optional
              maxlength={1_000}
              speech={visit.speech}
            />
            <button type="submit">{words.booking.askButton}</button>
          </form>
        </Fold>
      ) : null}
    </section>
  );
};

/** The invitee's wish is met or declined; one's own is taken back. */
const Settle = ({ visit, booking, request }: { visit: Visit; booking: Booked; request: Request }) => {
  const words = wordsFor(visit);
  const path = `/desk/bookings/${booking.id}/requests/${request.id}`;
  if (request.asked_by !== "invitee")
    return (
      <form method="post" action={`${path}/withdraw`}>
        <button type="submit" class="plain">
          {words.booking.withdraw}
        </button>
      </form>
    );
  const first = request.windows[0]?.from;
  const at = first === undefined ? visit.now : fromWire(first);
  return (
    <>
      <form method="post" action={`${path}/accept`} class="line">
        <Once nonce={visit.nonce} />
        <Field
          name="date"
          type="date"
          label={words.times.date}
          value={dateOn(visit.zone, at)}
          min={today(visit)}
          speech={visit.speech}
        />
        <Field name="time" type="time" label={words.times.time} value="" speech={visit.speech} />
        <button type="submit">{words.booking.accept}</button>
      </form>
      <Fold label={words.booking.keep}>
        <form method="post" action={`${path}/decline`}>
          <TextArea
            name="reply"
            label={words.booking.reply}
            rows={2}
            optional
            maxlength={1_000}
            speech={visit.speech}
          />
          <button type="submit" class="plain">
            {words.booking.keep}
          </button>
        </form>
      </Fold>
    </>
  );
};

const Ending = ({ visit, booking }: Part) => {
  const words = wordsFor(visit);
  const path = `/desk/bookings/${booking.id}`;
  const hasBegun = fromWire(booking.starts_at) <= visit.now;
  const isJudged = ["confirmed", "completed", "no_show"].includes(booking.status) && hasBegun;
  return (
    <>
      {isJudged ? (
        <section aria-labelledby="course">
          <h2 id="course">{words.interview.course}</h2>
          {booking.status === "completed" ? null : (
            <form method="post" action={`${path}/complete`}>
              <Version version={booking.version} />
              <button type="submit" class="plain">
                {words.booking.took}
              </button>
            </form>
          )}
          {booking.status === "no_show" ? null : (
            <Fold label={words.booking.noShow}>
              <form method="post" action={`${path}/no-show`}>
                <Version version={booking.version} />
                <Choices
                  name="who"
                  kind="radio"
                  label={words.booking.noShow}
                  values={["invitee"]}
                  choices={(["invitee", "host", "both"] as const).map((value) => ({
                    value,
                    label: words.booking.noShowWho[value],
                  }))}
                  speech={visit.speech}
                />
                <button type="submit" class="plain">
                  {words.interview.note}
                </button>
              </form>
            </Fold>
          )}
        </section>
      ) : null}
      {stands(booking) ? (
        <Fold label={words.booking.cancel}>
          <form method="post" action={`${path}/cancel`}>
            <Version version={booking.version} />
            <ReasonField visit={visit} />
            <button type="submit" class="alarm">
              {words.interview.cancelButton}
            </button>
          </form>
        </Fold>
      ) : null}
    </>
  );
};
