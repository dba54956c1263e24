import type { BookingEvent } from "#booking/bookings/tables.ts";
import { type Id, isId } from "#kernel/ids.ts";
import { after, minute } from "#kernel/instant.ts";
import { wayOut } from "#outreach/suppressions/actions.ts";
import { render } from "#outreach/templates/client.ts";
import { type BookingLetterKey, isBookingLetter, keysSentBy, letters, type Text } from "#outreach/templates/rules.ts";
import type { Later, Templates } from "#platform/deliveries/send.ts";
import type { Delivery } from "#platform/deliveries/tables.ts";
import type { Mail } from "#platform/mail/port.ts";
import { isAddress } from "#platform/mail/rules.ts";
import type { Scope } from "#platform/scope.ts";
import { dataFor, type Happened, readerOf, type Recipient, type Said, senderOf } from "./data.ts";
import { calendarPart, eventFor } from "./invitations.ts";
import { whenToReach } from "./reach.ts";
import { panelData, type Printing, seatOf } from "./panel.ts";
import { isOfInterview, stillTrue, stillTrueOfRequest, usefulUntil } from "./rules.ts";
import * as store from "./store.ts";

/** How each letter about bookings is written when it goes out; null once it is not true any more. */
export const letterTemplates: Templates = Object.fromEntries(
  keysSentBy("mail")
    .filter(isBookingLetter)
    .filter((key) => !key.startsWith("reminder."))
    .map((key) => [
      key,
      (scope: Scope, delivery: Delivery) =>
        key.startsWith("reschedule_request.") ? requestMail(scope, key, delivery) : bookingMail(scope, key, delivery),
    ]),
);

async function bookingMail(scope: Scope, key: BookingLetterKey, { subjectId, ordinal, recipient }: Delivery) {
  const around = isId("booking", subjectId) ? await store.readAround(scope, subjectId) : undefined;
  const event = around?.events.find(({ version }) => version === ordinal);
  if (around === undefined || event === undefined) return null;
  const to = recipientOf(around, key, recipient);
  if (to === undefined || !stillTrue(key, around, event, to, scope.now)) return null;
  // Whoever books by a link is seated by a reaction, which may come a moment later.
  if (isUnseated(key, around, to) && scope.now < after(event.at, seatedWithin))
    return { notBefore: after(scope.now, minute) };
  return inTime(scope, key, around, to, { happened: happenedAt(around, event) });
}

const seatedWithin = 10 * minute;
const isUnseated = (key: BookingLetterKey, { interview }: store.Around, { attendee }: Recipient): boolean =>
  interview !== undefined &&
  isOfInterview(key) &&
  attendee.role === "host" &&
  attendee.removedAt === null &&
  seatOf(interview, attendee) === undefined;

async function requestMail(scope: Scope, key: BookingLetterKey, { subjectId, recipient }: Delivery) {
  const request = isId("reschedule_request", subjectId) ? await store.findRequest(scope, subjectId) : undefined;
  const around = request && (await store.readAround(scope, request.bookingId));
  if (request === undefined || around === undefined) return null;
  const to = recipientOf(around, key, recipient);
  if (to === undefined || !stillTrueOfRequest(key, around, request, scope.now)) return null;
  return inTime(scope, key, around, to, { happened: nothingNew, request });
}

/** The letter, unless its reader is asleep and can hear of it in the morning as well. */
async function inTime(
  scope: Scope,
  key: BookingLetterKey,
  around: store.Around,
  to: Recipient,
  said: Said,
): Promise<Mail | Later | null> {
  const when = await whenToReach(scope, letters[key], to, usefulUntil(around));
  if (when === null) return null;
  return when > scope.now ? { notBefore: when } : letterTo(scope, key, around, to, said);
}

/**
 * A letter about a booking to somebody of it, by their address; for whoever sends at a time of their own, as reminders do. In words of
 * one's own it may be about a booking that stands no more, and go to somebody who is not in it, as to a guest.
 */
export async function letterAbout(
  scope: Scope,
  key: BookingLetterKey,
  booking: Id<"booking">,
  address: string,
  own: { subject: string | null; body: string } | null = null,
  printing: Printing = "made",
): Promise<Mail | null> {
  const words = own === null ? null : { subject: own.subject ?? own.body, body: own.body };
  const around = await store.readAround(scope, booking);
  if (around === undefined) return null;
  if (words === null && !isAbout(key, around.booking.status)) return null;
  const to = recipientOf(around, key, address) ?? (words === null ? undefined : strangerTo(around, key, address));
  if (to === undefined || (await whenToReach(scope, letters[key], to, null)) === null) return null;
  return letterTo(scope, key, around, to, { happened: nothingNew }, words, printing);
}

/** Our own words speak of a meeting to come; those about a card, of one that was held. */
const isAbout = (key: BookingLetterKey, status: store.Around["booking"]["status"]): boolean =>
  status === "confirmed" || (key === "reminder.feedback_due.host" && status === "completed");

export const nothingNew: Happened = { reason: null, previousStartsAt: null };

/** Somebody the company writes to by itself: read as a guest, on the invitee's clock and in their language. */
function strangerTo({ people }: store.Around, key: BookingLetterKey, address: string): Recipient | undefined {
  const invitee = people.find(({ role }) => role === "invitee");
  if (letters[key].audience !== "guest" || invitee === undefined) return undefined;
  const attendee = { ...invitee, role: "guest" as const, name: null, email: address };
  return { attendee, audience: "guest", address, name: null };
}

async function letterTo(
  scope: Scope,
  key: BookingLetterKey,
  around: store.Around,
  to: Recipient,
  said: Said,
  words: Text | null = null,
  printing: Printing = "made",
): Promise<Mail> {
  const event = await eventFor(scope, around, to);
  const reader = readerOf(around, to);
  const data = {
    ...(await dataFor(scope, around, to, { ...said, event })),
    ...(await panelData(scope, key, around, to, { language: reader.language, printing })),
  };
  const sender = senderOf(around);
  const written = await render(scope, key, reader, data, sender, words);
  const calendar = calendarPart(key, around, event, to);
  const out = await wayOut(scope, to.address, letters[key].category);
  const { email: replyTo } = around.house;
  return {
    to: to.address,
    fromName: oneLine(sender.name),
    ...(replyTo !== null && isAddress(replyTo) ? { replyTo } : {}),
    ...written,
    ...(out === null ? {} : { headers: out.headers }),
    ...(calendar === null ? {} : { calendar }),
  };
}

export const oneLine = (text: string): string =>
  text
    .replaceAll(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .slice(0, 180)
    .toWellFormed();

/** Whose address it is, among those this letter is for: who is in the booking, before who was. */
function recipientOf({ people, staff }: store.Around, key: BookingLetterKey, address: string): Recipient | undefined {
  const { audience } = letters[key];
  const found = people.flatMap((attendee): Recipient[] => {
    const member = attendee.role === "host" ? staff.find(({ id }) => id === attendee.memberId) : undefined;
    const theirs = attendee.role === "host" ? member?.address : attendee.email;
    const name = member?.name ?? attendee.name;
    return attendee.role === audience && theirs === address ? [{ attendee, audience, address, name }] : [];
  });
  return found.find(({ attendee }) => attendee.removedAt === null) ?? found.at(-1);
}

/** Why it happened, and when the meeting was to be before. */
export function happenedAt({ events }: store.Around, event: BookingEvent): Happened {
  const before = events.find(({ version }) => version === event.version - 1);
  const isMoved = before !== undefined && before.startsAt !== event.startsAt;
  return { reason: event.reason, previousStartsAt: isMoved ? before.startsAt : null };
}
