// The last page: what was booked, as it is now, and how it gets into a calendar.
import type * as z from "zod";
import type { Link } from "#booking/links/contract.ts";
import { fromWire } from "#kernel/instant.ts";
import { type Speech, sayDate, sayTime } from "#pages/kit/language.ts";
import { pageResponse } from "#pages/kit/layout.tsx";
import { MeetingPlace } from "#pages/kit/meeting-place.tsx";
import { filled, own, When } from "#pages/kit/when.tsx";
import { type CalendarLinks, calendarLinks, eventOf, isForCalendars } from "#pages/manage/calendar.ts";
import { ClocksNote } from "#pages/slots/zone.tsx";
import { type ZoneId, zoneOf } from "#time/zones.ts";
import { BookingFrame, type Guest, outward, reading } from "./frame.tsx";
import { sayPolicy } from "./say.ts";
import { bookingWords } from "./words.ts";

type LinkShown = z.output<typeof Link>;
export type Booked = NonNullable<LinkShown["booking"]>;

type Props = {
  guest: Guest;
  link: LinkShown;
  booking: Booked;
  zone: ZoneId;
  token: string;
  calendar: CalendarLinks | undefined;
};

export function donePage(
  guest: Guest,
  link: LinkShown,
  booking: Booked,
  { token, chosen }: { token: string; chosen: ZoneId | undefined },
): Promise<Response> {
  const { speech, context } = guest;
  const zone = chosen ?? zoneOf(booking.invitee?.time_zone ?? "") ?? zoneOf(booking.time_zone) ?? ("UTC" as ZoneId);
  const words = { meeting: bookingWords[speech.language].done.what };
  const calendar = isForCalendars({ booking, now: context.now })
    ? calendarLinks(eventOf({ booking, link, speech, token, words }, context.config.baseUrl))
    : undefined;
  return pageResponse(<Done {...{ guest, link, booking, zone, token, calendar }} />);
}

const Done = (props: Props) => {
  const { guest, link, booking } = props;
  const { speech } = guest;
  const { done } = bookingWords[speech.language];
  const stands = booking.status === "confirmed" || booking.status === "pending";
  const title = booking.status === "pending" ? done.pending : stands ? done.confirmed : done.ended;
  return (
    <BookingFrame guest={guest} title={title}>
      <div class="done" data-booked={stands ? booking.id : undefined} data-starts={booking.starts_at}>
        <div class={booking.status === "confirmed" ? "about good" : "about"}>
          <h1 tabindex={-1} data-focus>
            {title}
          </h1>
          {stands ? <Next {...props} /> : null}
        </div>
        <Facts {...props} />
        {props.calendar === undefined ? null : <AddTo {...props} calendar={props.calendar} />}
        {booking.description === null ? null : (
          <section>
            <h2>{done.prepare}</h2>
            <p class="prose" dir="auto">
              {booking.description}
            </p>
          </section>
        )}
        {stands ? <Change {...props} /> : null}
        <p class="no-print">
          <a href={reading(guest.asked, `/${link.company.slug}`)} {...outward(guest)}>
            {done.more}
          </a>
        </p>
      </div>
    </BookingFrame>
  );
};

const sayAt = (speech: Speech, zone: ZoneId, at: string): string =>
  `${sayDate(speech, zone, fromWire(at))}, ${sayTime(speech, zone, fromWire(at))}`;

/** What happens now. */
const Next = ({ guest, link, booking, zone }: Props) => {
  const { done } = bookingWords[guest.speech.language];
  const email = booking.invitee?.email ?? null;
  return (
    <>
      {email === null ? null : <p>{filled(done.mailed, email)}</p>}
      {booking.status === "pending" ? (
        <p>
          {filled(done.waits, link.company.name)}
          {booking.decide_by === null
            ? null
            : ` ${filled(done.waitsUntil, sayAt(guest.speech, zone, booking.decide_by))}`}
        </p>
      ) : null}
    </>
  );
};

const Facts = ({ guest, link, booking, zone }: Props) => {
  const { speech, context } = guest;
  const { done, places } = bookingWords[speech.language];
  const { kind, details } = booking.location;
  const span = { from: fromWire(booking.starts_at), until: fromWire(booking.ends_at) };
  return (
    <dl class="summary">
      <dt>{done.what}</dt>
      <dd>
        <bdi>{booking.title ?? link.company.name}</bdi>
      </dd>
      <dt>{done.when}</dt>
      <dd>
        <When bearer={{ speech, zone }} at={span} other={zoneOf(booking.time_zone)} />
        <ClocksNote speech={speech} zone={zone} at={span.from} now={context.now} />
      </dd>
      <dt>{done.where}</dt>
      <dd>
        <MeetingPlace
          speech={speech}
          kind={kind}
          name={places[kind]}
          details={details}
          company={link.company.name}
          standing={
            booking.status === "confirmed" && span.until > context.now
              ? "open"
              : booking.status === "pending"
                ? "pending"
                : "over"
          }
        />
      </dd>
      <dt>{done.who}</dt>
      <dd>
        {booking.hosts.length === 0
          ? own(link.company.name)
          : `${new Intl.ListFormat(speech.locale).format(booking.hosts.map(own))} (${own(link.company.name)})`}
      </dd>
    </dl>
  );
};

/** Links only: nobody else hears of it before one of them is followed. */
const AddTo = ({ guest, token, calendar }: Props & { calendar: CalendarLinks }) => {
  const { done } = bookingWords[guest.speech.language];
  return (
    <section class="no-print" aria-labelledby="calendar">
      <h2 id="calendar">{done.calendar}</h2>
      <ul class="ways">
        {calendar.map(({ name, href }) => (
          <li>
            <a class="button plain" href={href} rel="noopener noreferrer" target="_blank">
              {name}
            </a>
          </li>
        ))}
        <li>
          <a class="button plain" href={`/manage/${token}/calendar.ics`} download="meeting.ics">
            {done.file}
          </a>
        </li>
      </ul>
    </section>
  );
};

const Change = ({ guest, booking, token }: Props) => {
  const { speech, asked } = guest;
  const { done, policy } = bookingWords[speech.language];
  return (
    <section class="no-print" aria-labelledby="policy">
      <h2 id="policy">{policy.title}</h2>
      {booking.policy === null ? null : (
        <ul>
          {sayPolicy(speech, booking.policy).map((sentence) => (
            <li>{sentence}</li>
          ))}
        </ul>
      )}
      <p>
        <a class="button plain" href={reading(asked, `/manage/${token}`)} {...outward(guest)}>
          {done.change}
        </a>
      </p>
      <p class="quiet">{done.changeText}</p>
    </section>
  );
};
