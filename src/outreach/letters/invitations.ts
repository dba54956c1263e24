// The meeting as a reader's calendar is to hold it.
import { asInstant } from "#kernel/instant.ts";
import {
  type CalendarEvent,
  cancellation,
  type Guest,
  type Invitation,
  invitation,
  uidOf,
  withdrawal,
} from "#outreach/calendar/rules.ts";
import type { BookingLetterKey } from "#outreach/templates/rules.ts";
import type { CalendarPart } from "#platform/mail/port.ts";
import type { Scope } from "#platform/scope.ts";
import { zoneOf, type ZoneId } from "#time/zones.ts";
import { hostNames, joinUrl, manageUrl, placeOf, readerOf, type Recipient, titleOf } from "./data.ts";
import { ruledAs, wasConfirmed } from "./rules.ts";
import type { Around } from "./store.ts";

type Does = "asks" | "cancels" | "withdraws";

/** What a letter does to calendars; those that are not here leave them alone. */
const does: Readonly<Partial<Record<BookingLetterKey, Does>>> = {
  "booking.created.invitee": "asks",
  "booking.created.host": "asks",
  "booking.created.guest": "asks",
  "booking.confirmed.invitee": "asks",
  "booking.rescheduled.invitee": "asks",
  "booking.rescheduled.host": "asks",
  "booking.rescheduled.guest": "asks",
  "booking.relocated.invitee": "asks",
  "booking.relocated.host": "asks",
  "booking.relocated.guest": "asks",
  "booking.wall_time_kept.invitee": "asks",
  "booking.wall_time_kept.host": "asks",
  "booking.wall_time_kept.guest": "asks",
  "booking.reassigned.invitee": "asks",
  "booking.reassigned.host": "asks",
  "booking.reassigned.guest": "asks",
  "booking.reassigned.host_new": "asks",
  "booking.reassigned.host_old": "withdraws",
  "booking.guest_removed.guest": "withdraws",
  "booking.canceled.invitee": "cancels",
  "booking.canceled.host": "cancels",
  "booking.canceled.guest": "cancels",
};

/** The event, told to this reader. Its stamp is the booking's, so that whoever writes it again writes the same. */
export async function eventFor(scope: Scope, around: Around, to: Recipient): Promise<CalendarEvent> {
  const { booking, house, people } = around;
  const reader = readerOf(around, to);
  const invitee = people.find(({ role }) => role === "invitee")?.name ?? null;
  const title = titleOf(around);
  const url = to.audience === "invitee" ? await manageUrl(scope, around) : null;
  const known = to.audience === "host" ? [invitee] : [house.name, hostNames(around)];
  const description = [title, ...known, placeOf(around, reader), url].filter((line) => line !== null && line !== "");
  return {
    uid: uidOf(booking.id, scope.config.baseUrl),
    sequence: booking.sequence,
    stampedAt: asInstant(booking.updatedAt),
    startsAt: booking.startsAt,
    endsAt: booking.endsAt,
    zone: zoneOf(booking.timeZone) ?? (zoneOf("Etc/UTC") as ZoneId),
    status: booking.status === "pending" ? "tentative" : "confirmed",
    busy: true,
    summary: to.audience === "host" ? `${title}: ${invitee ?? house.name}` : `${title}: ${house.name}`,
    description: description.join("\n"),
    location: placeOf(around, reader),
    url,
    joinUrl: joinUrl(around),
    organizer: organizerOf(scope, around),
  };
}

/** The company asks, by our address: answers come back to where we read them. */
const organizerOf = ({ config }: Scope, { house }: Around) => ({ name: house.name, email: config.mailFrom.address });

/** Null where the letter is none of the calendar's business, or the calendar never heard of the meeting. */
export function calendarPart(
  key: BookingLetterKey,
  around: Around,
  event: CalendarEvent,
  to: Recipient,
): CalendarPart | null {
  const what = does[ruledAs(key)];
  const { organizer } = event;
  if (what === undefined || organizer === null || !wasConfirmed(around)) return null;
  if (what === "asks" && around.booking.status !== "confirmed") return null;
  const asked: Invitation = { ...event, organizer, guests: guestsFor(around, to, what) };
  if (what === "asks") return { method: "REQUEST", text: invitation(asked), filename: "invite.ics" };
  const text = what === "cancels" ? cancellation(asked) : withdrawal(asked);
  return { method: "CANCEL", text, filename: "cancel.ics" };
}

/** Hosts see everybody who comes. Nobody else is shown an address that is not their own. */
function guestsFor(around: Around, to: Recipient, what: Does): Invitation["guests"] {
  const self = guestOf(to.address, to.name, to.attendee);
  if (to.audience !== "host" || what === "withdraws") return [self];
  const others = around.people.flatMap((one): Guest[] => {
    if (one.id === to.attendee.id || one.removedAt !== null) return [];
    const member = around.staff.find(({ id }) => id === one.memberId);
    const address = one.role === "host" ? member?.address : one.email;
    return address == null ? [] : [guestOf(address, member?.name ?? one.name, one)];
  });
  return [self, ...others];
}

const roles = { host: "required", invitee: "required", guest: "optional" } as const;

const guestOf = (
  email: string,
  name: string | null,
  { role, rsvp }: Pick<Recipient["attendee"], "role" | "rsvp">,
): Guest => ({
  email,
  name,
  role: roles[role],
  reply: rsvp,
});
