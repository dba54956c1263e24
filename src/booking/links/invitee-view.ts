import { placeForInvitee } from "#booking/bookings/rules.ts";
import { type Instant, minute, toWire, toWireOrNull } from "#kernel/instant.ts";
import type { ForInvitee } from "./actions.ts";
import { freely, verbsLeft } from "./rules.ts";
import type { Link } from "./tables.ts";

/** A booking in the words its invitee is told it in. */
export function bookingView(link: Link, { booking, eventType, hosts, invitee, request }: ForInvitee, now: Instant) {
  const policy = eventType && { cancellation: eventType.cancellation, rescheduling: eventType.rescheduling };
  const isAsked = request !== undefined && request.askedBy !== "invitee";
  const left = verbsLeft(link, booking, policy ?? freely, now, isAsked);
  return {
    object: "booking_for_invitee" as const,
    id: booking.id,
    title: eventType?.title ?? null,
    description: eventType?.description ?? null,
    status: booking.status,
    decide_by: booking.status === "pending" ? toWireOrNull(booking.decideBy) : null,
    ended:
      booking.status === "canceled" || booking.status === "declined"
        ? { by: booking.endedBy, reason: booking.endedReason }
        : null,
    starts_at: toWire(booking.startsAt),
    ends_at: toWire(booking.endsAt),
    minutes: (booking.endsAt - booking.startsAt) / minute,
    time_zone: booking.timeZone,
    local_starts_at: booking.localStartsAt,
    tz_version: booking.tzVersion,
    location: placeForInvitee(booking),
    hosts: hosts.map(({ name }) => name),
    invitee: invitee
      ? { name: invitee.name, email: invitee.email, time_zone: invitee.timeZone, locale: invitee.locale }
      : null,
    verbs: left.map(({ verb, until }) => ({ verb, until: toWire(until) })),
    policy: policy ?? null,
    rescheduled_count: booking.rescheduledCount,
    sequence: booking.sequence,
    reschedule_request: request
      ? {
          id: request.id,
          asked_by: request.askedBy,
          reason: request.reason,
          windows: request.windows,
          created_at: toWire(request.createdAt),
        }
      : null,
    updated_at: toWire(booking.updatedAt),
    version: booking.version,
  };
}
