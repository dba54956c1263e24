import { minute, toWire, toWireOrNull } from "#kernel/instant.ts";
import type { Scope } from "#platform/scope.ts";
import { tzVersion } from "#time/zones.ts";
import type { Made } from "./actions.ts";
import type { MovedBooking } from "./moved-by-zones.ts";
import { placeForInvitee } from "./rules.ts";
import type { BookingShown, PastEvent } from "./search.ts";
import type { Attendee, Booking } from "./tables.ts";

export function bookingView(booking: BookingShown, { permissions }: Pick<Scope, "permissions">) {
  const invitee = booking.attendees.find(({ role }) => role === "invitee");
  return {
    object: "booking" as const,
    ...toldView(booking),
    ...(booking.eventType === undefined ? {} : { event_type: booking.eventType }),
    source: booking.source,
    link_id: booking.linkId,
    seat: booking.seatNo,
    ended_by: booking.endedBy,
    ended_reason: booking.endedReason,
    no_show: booking.noShow,
    hosts: booking.attendees.filter(({ role }) => role === "host").flatMap((host) => hostView(host, booking.names)),
    invitee: invitee === undefined ? null : inviteeView(invitee, permissions.has("bookings:write")),
    guests: booking.attendees.filter(({ role }) => role === "guest").map(guestView),
    answers: booking.answers.map(({ questionId, label, type, value }) => ({
      question_id: questionId,
      label,
      type,
      value: typeof value === "object" ? [...value] : value,
    })),
    metadata: booking.metadata,
    created_by: booking.createdBy,
    created_at: toWire(booking.createdAt),
    updated_at: toWire(booking.updatedAt),
    version: booking.version,
  };
}

/** In a list each row has its place in the log, which is what a copy is kept up to date by. */
export const listedView = (booking: BookingShown, scope: Scope) => ({
  ...bookingView(booking, scope),
  seq: booking.seq,
});

export const eventView = (event: PastEvent) => ({
  object: "booking_event" as const,
  booking_id: event.bookingId,
  version: event.version,
  type: event.type,
  status: event.status,
  sequence: event.sequence,
  starts_at: toWire(event.startsAt),
  ends_at: toWire(event.endsAt),
  party: event.party,
  actor: event.actor,
  reason: event.reason,
  at: toWire(event.at),
});

const toldView = (booking: Booking) => ({
  id: booking.id,
  event_type_id: booking.eventTypeId,
  kind: booking.kind,
  status: booking.status,
  starts_at: toWire(booking.startsAt),
  ends_at: toWire(booking.endsAt),
  minutes: (booking.endsAt - booking.startsAt) / minute,
  time_zone: booking.timeZone,
  local_starts_at: booking.localStartsAt,
  tz_version: booking.tzVersion,
  location: { kind: booking.locationKind, details: booking.locationDetails },
  decide_by: toWireOrNull(booking.decideBy),
  rescheduled_count: booking.rescheduledCount,
  sequence: booking.sequence,
});

function hostView({ id, memberId, poolId, rsvp }: Attendee, names: BookingShown["names"]) {
  if (memberId === null) return [];
  const name = names?.get(memberId);
  return [{ attendee_id: id, member_id: memberId, ...(name === undefined ? {} : { name }), pool_id: poolId, rsvp }];
}

/** What somebody needs is for those who organise the meeting, not for those who judge them. */
const inviteeView = (row: Attendee, organises: boolean) => ({
  attendee_id: row.id,
  name: row.name ?? "",
  email: row.email ?? "",
  phone: row.phone,
  time_zone: row.timeZone,
  locale: row.locale,
  rsvp: row.rsvp,
  consent: row.consent,
  utm: row.utm,
  referrer: row.referrer,
  accommodations: organises ? row.accommodations : null,
});

const guestView = ({ id, name, email, rsvp }: Attendee) => ({ attendee_id: id, name, email: email ?? "", rsvp });

/** For the invitee: no staff, no other's words. The link is signed later, on its way out. */
export function publicView(booking: Made) {
  const invitee = booking.attendees.find(({ role }) => role === "invitee");
  const guests = booking.attendees.filter(({ role }) => role === "guest");
  return {
    object: "public_booking" as const,
    ...toldView(booking),
    location: placeForInvitee(booking),
    invitee: { name: invitee?.name ?? "", email: invitee?.email ?? "", time_zone: invitee?.timeZone ?? null },
    guests: guests.map(({ name, email }) => ({ name, email: email ?? "" })),
    manage_token: `${booking.link.id}.${booking.link.tenantId}`,
    created_at: toWire(booking.createdAt),
    version: booking.version,
  };
}

export function movedView({ drift, ...booking }: MovedBooking) {
  return {
    object: "moved_booking" as const,
    booking_id: booking.id,
    event_type_id: booking.eventTypeId,
    status: booking.status,
    time_zone: booking.timeZone,
    local_starts_at: booking.localStartsAt,
    tz_version: booking.tzVersion,
    current_tz_version: tzVersion,
    starts_at: toWire(booking.startsAt),
    reading: drift.reading,
    would_start_at: toWireOrNull(drift.to),
    drift_minutes: drift.to === null ? null : (drift.to - booking.startsAt) / minute,
  };
}
