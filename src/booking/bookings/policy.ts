// What an invitee may do alone. Staff and hosts are bound by none of it, and are asked for no reason.
import type { CancellationWords, ReschedulingWords } from "#booking/event-types/tables.ts";
import { type Instant, minute } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { BookingCode } from "./rules.ts";
import type { Booking } from "./tables.ts";

type Reason = string | null | undefined;

/** An invitee cancels where that is allowed, until the cut-off, and says why when asked to. */
export function invitationToCancel(
  policy: CancellationWords,
  booking: Pick<Booking, "startsAt">,
  now: Instant,
  reason: Reason,
): Outcome<true, BookingCode> {
  const inTime = allowedInTime(policy, booking, now);
  return inTime.ok ? explained(policy, reason) : inTime;
}

/** An invitee moves a booking as they would cancel it, and only so many times. */
export function invitationToMove(
  policy: ReschedulingWords,
  booking: Pick<Booking, "startsAt" | "rescheduledCount">,
  now: Instant,
  reason: Reason,
): Outcome<true, BookingCode> {
  const inTime = allowedInTime(policy, booking, now);
  if (!inTime.ok) return inTime;
  const { max_times: max } = policy;
  if (max !== null && booking.rescheduledCount >= max) return refuse("booking.moved_enough", { max });
  return explained(policy, reason);
}

function allowedInTime(
  { allowed, cutoff_minutes }: CancellationWords,
  { startsAt }: Pick<Booking, "startsAt">,
  now: Instant,
): Outcome<true, BookingCode> {
  if (!allowed) return refuse("booking.not_allowed");
  return startsAt - now < cutoff_minutes * minute ? refuse("booking.too_late", { cutoff_minutes }) : done(true);
}

function explained({ reason_required }: CancellationWords, reason: Reason): Outcome<true, BookingCode> {
  const isSilent = (reason ?? "").trim() === "";
  return reason_required && isSilent ? refuse("booking.reason_required", { pointer: "/reason" }) : done(true);
}
