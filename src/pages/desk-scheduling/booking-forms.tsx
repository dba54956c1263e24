// What else staff do about a booking: guests, its place, wishes for another time, and how it ended.
import type * as z from "zod";
import type { RescheduleRequest } from "#booking/requests/contract.ts";
import { fromWire } from "#kernel/instant.ts";
import { Choices, Field, type FieldFault, Once, Select, TextArea, Version } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { filled, own, saySpan, type TypedWindow, Windows } from "../kit/when.tsx";
import type { Booked } from "./bookings.tsx";
import { Badge, dateOn, Fold, spanOf, today } from "./parts.tsx";
import type { Names } from "./people.ts";
import { ReasonField } from "./when-views.tsx";
import { wordsFor } from "./words.ts";

type Request = z.output<typeof RescheduleRequest>;

export const stands = ({ status }: Booked): boolean => status === "pending" || status === "confirmed";

export type Part = {
  visit: Visit;
  booking: Booked;
  names: Names;
  faults: readonly FieldFault[];
  form: URLSearchParams | undefined;
};

export const Guests = ({ visit, booking, faults, form, mayEdit }: Part & { mayEdit: boolean }) => {
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

export const Place = ({ visit, booking, faults, form, mayEdit }: Part & { mayEdit: boolean }) => {
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
export const Wishes = ({
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

export const Ending = ({ visit, booking }: Part) => {
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
