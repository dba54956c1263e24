// Of what hosts are told in the product itself, and how pressing it is; how it is said is a letter's business.
import type { Booking } from "#booking/bookings/tables.ts";
import type { BookingLetterKey } from "#outreach/templates/rules.ts";
import type { Notification } from "./tables.ts";

export type Told = { key: BookingLetterKey; priority: Notification["priority"] };

/** What happened, as far as it is told. */
export type Happening = {
  type: string;
  booking: Pick<Booking, "status">;
  /** How somebody answered, of an answer. */
  answer: string | undefined;
};

/** Whose part in it changed with the fact. */
export type Part = "stays" | "came" | "went";

/** What is told in the same way whatever else is so. */
const plain: Readonly<Record<string, Told>> = {
  "booking.confirmed": { key: "booking.confirmed.host", priority: "normal" },
  "booking.declined": { key: "booking.declined.host", priority: "normal" },
  "booking.expired": { key: "booking.expired.host", priority: "high" },
  "booking.canceled": { key: "booking.canceled.host", priority: "high" },
  "booking.rescheduled": { key: "booking.rescheduled.host", priority: "high" },
  "booking.wall_time_kept": { key: "booking.wall_time_kept.host", priority: "high" },
  "booking.relocated": { key: "booking.relocated.host", priority: "normal" },
  "booking.guests_added": { key: "booking.guests_added.host", priority: "low" },
  "reschedule_request.created": { key: "reschedule_request.created.host", priority: "high" },
};

/** Null where there is nothing a host has to know. */
export function told({ type, booking, answer }: Happening, part: Part): Told | null {
  if (part === "went") return { key: "booking.reassigned.host_old", priority: "normal" };
  switch (type) {
    case "booking.created":
      return booking.status === "pending"
        ? { key: "booking.pending.host", priority: "high" }
        : { key: "booking.created.host", priority: "normal" };
    case "booking.reassigned":
      return part === "came" ? { key: "booking.reassigned.host_new", priority: "high" } : null;
    case "booking.rsvp":
      return answer === undefined
        ? null
        : { key: "booking.rsvp.host", priority: answer === "declined" ? "high" : "low" };
    default:
      return Object.hasOwn(plain, type) ? (plain[type] ?? null) : null;
  }
}
