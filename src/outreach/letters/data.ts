// What a letter about a booking says, to one reader.
import type { Attendee } from "#booking/bookings/tables.ts";
import { linkToken } from "#booking/links/actions.ts";
import type { RescheduleRequest } from "#booking/requests/tables.ts";
import { asInstant, minute } from "#kernel/instant.ts";
import { addLinks, type CalendarEvent } from "#outreach/calendar/rules.ts";
import {
  type BookingAudience,
  type Data,
  languageOf,
  momentSaid,
  type Reader,
  type Sender,
  wordsIn,
} from "#outreach/templates/rules.ts";
import type { Link } from "#platform/mail/layout.tsx";
import type { Scope } from "#platform/scope.ts";
import { zoneOf, type ZoneId } from "#time/zones.ts";
import type { Around } from "./store.ts";

/** Somebody of a booking as the one a letter speaks to. */
export type Recipient = { attendee: Attendee; audience: BookingAudience; address: string; name: string | null };

/** What a letter tells of, as far as it is more than the booking. */
export type Said = {
  happened: Happened;
  request?: RescheduleRequest | undefined;
  /** Who answered an invitation. */
  answered?: Pick<Attendee, "name" | "email" | "rsvp"> | undefined;
};

export type Happened = { reason: string | null; previousStartsAt: number | null };

const utc = zoneOf("Etc/UTC") as ZoneId;

/** The first of these that our table knows. */
export const zoneAmong = (names: readonly (string | null | undefined)[]): ZoneId =>
  names.map((name) => (name == null ? undefined : zoneOf(name))).find((zone) => zone !== undefined) ?? utc;

const inviteeOf = ({ people }: Around): Attendee | undefined => people.find(({ role }) => role === "invitee");

/** Hosts read on their own clock, others on the one they booked by; a guest has the invitee's words for want of their own. */
export function readerOf(around: Around, { attendee, audience }: Recipient): Reader {
  const { booking, house, staff, zones } = around;
  const invitee = audience === "host" ? undefined : inviteeOf(around);
  const member = staff.find(({ id }) => id === attendee.memberId);
  const hours = zones.find(({ memberId }) => memberId === attendee.memberId);
  const locales = [attendee.locale, member?.locale, invitee?.locale, house.locale];
  const language = languageOf(locales);
  const locale = locales.find((one) => one?.split("-")[0] === language) ?? null;
  const theirs = audience === "host" ? [member?.timeZone, hours?.timeZone] : [attendee.timeZone, invitee?.timeZone];
  return { language, locale, zone: zoneAmong([...theirs, booking.timeZone, house.timeZone]) };
}

export const senderOf = ({ house, eventType }: Around): Sender => ({
  name: house.name,
  colour: eventType?.branding.colour ?? house.branding.primary_colour,
});

export const titleOf = ({ eventType, house }: Around): string => eventType?.title ?? house.name;

/** Names of those who host it, as they are now. */
export function hostNames({ people, staff }: Around): string {
  const here = people.filter(({ role, removedAt }) => role === "host" && removedAt === null);
  return here.flatMap(({ memberId }) => staff.find(({ id }) => id === memberId)?.name ?? []).join(", ");
}

export function placeOf({ booking }: Around, { language }: Pick<Reader, "language">): string {
  const kind = wordsIn(language).places[booking.locationKind];
  return booking.locationDetails === null ? kind : `${kind}, ${booking.locationDetails}`;
}

/** The invitee's hand on their booking, printed anew; null once it has ended. */
export async function manageUrl({ config, now }: Scope, { hands }: Around): Promise<string | null> {
  const hand = hands.find(({ expiresAt }) => expiresAt > now);
  return hand === undefined ? null : `${config.baseUrl}/manage/${await linkToken(config, hand)}`;
}

/** Where the meeting is held on the web, when it is an address of the web and it takes place. */
export function joinUrl({ booking }: Around): string | null {
  const { locationDetails: said, status } = booking;
  return status === "confirmed" && said !== null && /^https:\/\/[^\s]+$/.test(said) && URL.canParse(said) ? said : null;
}

/** Everything a letter may say to this reader; what the letter does not know is left out when it is written. */
export async function dataFor(
  scope: Scope,
  around: Around,
  to: Recipient,
  said: Said & { event: CalendarEvent },
): Promise<Data> {
  const { booking, answers, house } = around;
  const reader = readerOf(around, to);
  const { labels, replies, somebody } = wordsIn(reader.language);
  const invitee = inviteeOf(around);
  const isPending = booking.status === "pending";
  const { previousStartsAt, reason } = said.happened;
  const adding = booking.status === "confirmed" ? addLinks(said.event) : null;
  return {
    reader_name: to.name,
    company: house.name,
    title: titleOf(around),
    starts_at: booking.startsAt,
    ends_at: booking.endsAt,
    minutes: String((booking.endsAt - booking.startsAt) / minute),
    location: placeOf(around, reader),
    join_link: reach(labels.join, joinUrl(around)),
    hosts: hostNames(around),
    invitee_name: invitee?.name ?? null,
    invitee_email: invitee?.email ?? null,
    invitee_phone: invitee?.phone ?? null,
    answers: answers.map(({ label, value }) => `${label} ${answerSaid(value)}`).join("\n"),
    manage_link: to.audience === "invitee" ? reach(labels.manage, await manageUrl(scope, around)) : null,
    decide_by: isPending ? booking.decideBy : null,
    reason: said.request === undefined ? reason : (said.request.reply ?? said.request.reason),
    previous_starts_at: previousStartsAt === null ? null : asInstant(previousStartsAt),
    answered_by: said.answered === undefined ? null : (said.answered.name ?? said.answered.email ?? somebody),
    answer: said.answered === undefined ? null : replies[said.answered.rsvp],
    windows: windowsSaid(said.request, reader),
    google_link: reach("Google", adding?.google ?? null),
    outlook_link: reach("Outlook.com", adding?.outlook ?? null),
    office365_link: reach("Microsoft 365", adding?.office365 ?? null),
    yahoo_link: reach("Yahoo", adding?.yahoo ?? null),
  };
}

const reach = (label: string, url: string | null): Link | null => (url === null ? null : { label, url });

const answerSaid = (value: string | number | readonly string[]): string =>
  typeof value === "object" ? value.join(", ") : String(value);

/** The stretches in which it could begin, a line each. */
function windowsSaid(request: RescheduleRequest | undefined, { zone, language, locale }: Reader): string | null {
  if (request === undefined || request.status !== "pending") return null;
  const said = (text: string) => momentSaid(asInstant(Date.parse(text)), zone, language, locale);
  return request.windows.map(({ from, until }) => `${said(from)} – ${said(until)}`).join("\n");
}
