// What else staff do about a booking: guests, its place, wishes for another time, and how it ended.
import type * as z from "zod";
import type { RescheduleRequest } from "#booking/requests/contract.ts";
import { fromWire } from "#kernel/instant.ts";
import { Field, Once, Select, TextArea, Version } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { Fold, Press } from "../kit/room.tsx";
import type { Lines } from "../kit/sheet.ts";
import { filled, own, Windows } from "../kit/when.tsx";
import type { Booked } from "./bookings.tsx";
import { ForGood, NoShow, rowsOf } from "./meeting-forms.tsx";
import { Badge, dateOn, spanOf, Stretch, today, zoneIn } from "./parts.tsx";
import type { Names } from "../kit/names.ts";
import { wordsFor } from "./words.ts";

type Request = z.output<typeof RescheduleRequest>;

export const stands = ({ status }: Booked): boolean => status === "pending" || status === "confirmed";

export const pathOf = ({ id }: Booked): string => `/desk/bookings/${id}`;

export type Part = { visit: Visit; booking: Booked; names: Names; form: Lines };

export const Guests = ({ visit, booking, form, mayEdit }: Part & { mayEdit: boolean }) => {
  const words = wordsFor(visit).booking;
  const path = `${pathOf(booking)}/guests`;
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
              <Press
                action={`${path}/${attendee_id}/remove`}
                version={booking.version}
                label={filled(words.removeGuest, name ?? email)}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {mayEdit ? (
        <Fold label={words.addGuest} open={form.isWrong("email")}>
          <form method="post" action={path} class="line">
            <Once nonce={visit.nonce} />
            <Version version={booking.version} />
            <Field {...form.line("email")} type="email" label={words.guestEmail} dir="ltr" />
            <Field {...form.line("guest")} label={words.guestName} optional dir="auto" />
            <button type="submit">{words.addGuest}</button>
          </form>
        </Fold>
      ) : null}
    </>
  );
};

export const places = ["video", "voice", "phone", "on_site", "link", "ask_candidate"] as const;

export const Place = ({ visit, booking, form, mayEdit }: Part & { mayEdit: boolean }) => {
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
        <Fold label={words.booking.changePlace} open={form.isWrong("details", "place")}>
          <form method="post" action={`${pathOf(booking)}/place`} class="line">
            <Version version={booking.version} />
            <Select
              {...form.line("place", kind)}
              label={words.booking.whereKind}
              choices={places.map((value) => ({ value, label: named[value] }))}
            />
            <Field
              {...form.line("details", details)}
              label={words.booking.whereDetails}
              optional
              maxlength={500}
              dir="auto"
            />
            <button type="submit">{words.booking.changePlace}</button>
          </form>
        </Fold>
      ) : null}
    </section>
  );
};

type WishesProps = Part & { requests: readonly Request[]; isOpen: boolean };

/** What was asked for by either side, and a wish of one's own. */
export const Wishes = ({ visit, booking, form, requests, isOpen }: WishesProps) => {
  const words = wordsFor(visit);
  const mayAsk = isOpen && stands(booking) && requests.every(({ status }) => status !== "pending");
  return (
    <section aria-labelledby="wishes">
      <h2 id="wishes">{words.booking.requests}</h2>
      <ul class="notes">
        {requests.map((request) => (
          <Wish visit={visit} booking={booking} request={request} isOpen={isOpen} />
        ))}
      </ul>
      {mayAsk ? (
        <Fold label={words.booking.ask} open={form.line("day-0").value !== null}>
          <form method="post" action={`${pathOf(booking)}/ask`}>
            <Once nonce={visit.nonce} />
            <p class="quiet">{words.booking.askHint}</p>
            <Windows bearer={visit} rows={rowsOf(form)} faults={form.faults} first={today(visit)} />
            <TextArea {...form.line("why")} label={words.reason} rows={2} optional maxlength={1_000} />
            <button type="submit">{words.booking.askButton}</button>
          </form>
        </Fold>
      ) : null}
    </section>
  );
};

type WishProps = { visit: Visit; booking: Booked; request: Request };

const Wish = ({ visit, booking, request, isOpen }: WishProps & { isOpen: boolean }) => {
  const words = wordsFor(visit).booking;
  return (
    <li class="card">
      <p>
        <strong>{words.askedBy[request.asked_by]}</strong>{" "}
        <Badge is={request.status}>{words.requestState[request.status]}</Badge>
      </p>
      {request.reason === null ? null : <p dir="auto">{request.reason}</p>}
      <ul>
        {request.windows.map(({ from, until }) => (
          <li>
            <Stretch visit={visit} at={spanOf(from, until)} theirs={zoneIn(booking.invitee?.time_zone)} />
          </li>
        ))}
      </ul>
      {request.reply === null ? null : <p dir="auto">{request.reply}</p>}
      {request.status === "pending" && isOpen ? <Settle visit={visit} booking={booking} request={request} /> : null}
    </li>
  );
};

/** The invitee's wish is met or declined; one's own is taken back. */
const Settle = ({ visit, booking, request }: WishProps) => {
  const words = wordsFor(visit);
  const { speech } = visit;
  const path = `${pathOf(booking)}/requests/${request.id}`;
  if (request.asked_by !== "invitee") return <Press action={`${path}/withdraw`} label={words.booking.withdraw} />;
  const first = request.windows[0]?.from;
  const day = first === undefined ? today(visit) : dateOn(visit.zone, fromWire(first));
  return (
    <>
      <form method="post" action={`${path}/accept`} class="line">
        <Once nonce={visit.nonce} />
        <Field name="date" type="date" label={words.times.date} value={day} min={today(visit)} speech={speech} />
        <Field name="time" type="time" label={words.times.time} speech={speech} />
        <button type="submit">{words.booking.accept}</button>
      </form>
      <Fold label={words.booking.keep}>
        <form method="post" action={`${path}/decline`}>
          <TextArea name="reply" label={words.booking.reply} rows={2} optional maxlength={1_000} speech={speech} />
          <button type="submit" class="plain">
            {words.booking.keep}
          </button>
        </form>
      </Fold>
    </>
  );
};

export const Ending = ({ visit, booking }: Part) => {
  const words = wordsFor(visit);
  const path = pathOf(booking);
  const { status, version } = booking;
  const hasBegun = fromWire(booking.starts_at) <= visit.now;
  const isJudged = ["confirmed", "completed", "no_show"].includes(status) && hasBegun;
  return (
    <>
      {isJudged ? (
        <section aria-labelledby="course">
          <h2 id="course">{words.interview.course}</h2>
          {status === "completed" ? null : (
            <Press action={`${path}/complete`} version={version} label={words.booking.took} />
          )}
          {status === "no_show" ? null : (
            <NoShow visit={visit} to={`${path}/no-show`} version={version} who={words.booking.noShowWho} />
          )}
        </section>
      ) : null}
      {stands(booking) ? (
        <ForGood
          visit={visit}
          to={`${path}/cancel`}
          version={version}
          label={words.booking.cancel}
          button={words.interview.cancelButton}
        />
      ) : null}
    </>
  );
};
