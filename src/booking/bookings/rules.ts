import { done, type Fault, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Booking } from "./tables.ts";

export type BookingCode =
  | "slot.taken"
  | "slot.unavailable"
  | "slot_token.invalid"
  | "slot_token.expired"
  | "booking.unknown"
  | "booking.wrong_status"
  | "booking.too_early"
  | "booking.over"
  | "booking.raced"
  | "booking.too_late"
  | "booking.not_allowed"
  | "booking.moved_enough"
  | "booking.not_moved"
  | "booking.wall_time_gone"
  | "booking.reason_required"
  | "booking.answer_missing"
  | "booking.answer_unknown"
  | "booking.answer_unfit"
  | "booking.host_unfit"
  | "booking.host_unclear"
  | "booking.location_unfit"
  | "booking.other_event_type"
  | "booking.not_yours"
  | "booking.session_shared"
  | "booking.guest_unknown"
  | "booking.guest_twice"
  | "booking.guests_too_many";

export type BookingFault = Fault & { code: BookingCode };

/** A room's address or a number is for a meeting that takes place; where a house stands is no secret. */
export function placeForInvitee({ status, locationKind: kind, locationDetails: details }: Booking) {
  const takesPlace = status === "confirmed" || status === "completed" || status === "no_show";
  return { kind, details: takesPlace || kind === "on_site" ? details : null };
}

/** All faults at once, the first of them giving the refusal its name. */
export function unlessAtFault<T>(value: T, faults: readonly BookingFault[]): Outcome<T, BookingCode> {
  const [first] = faults;
  return first === undefined ? done(value) : refuse(first.code, { errors: faults });
}
