// What hosts are told of a booking, in the product itself.
import type { Attendee, Booking } from "#booking/bookings/tables.ts";
import type { Category } from "#outreach/categories.ts";
import type { Notification } from "./tables.ts";

export type Told = Pick<Notification, "category" | "priority" | "title" | "body">;

/** What happened, as far as it is told: a fact about a booking and what is known of it now. */
export type Happening = {
  type: string;
  booking: Pick<Booking, "status" | "localStartsAt" | "timeZone" | "endedReason">;
  /** The meeting's name. */
  title: string;
  invitee: string;
  /** Who answered, of an answer. */
  answered: Pick<Attendee, "name" | "email" | "rsvp"> | undefined;
};

/** Whose part in it changed with the fact. */
export type Part = "stays" | "came" | "went";

type Words = { says: string; priority?: Told["priority"]; category?: Category };

const answers = { accepted: "accepts", declined: "declines", tentative: "may come", needs_action: "has not answered" };

/** Null where there is nothing a host has to know. */
function wordsFor({ type, booking, answered }: Happening, part: Part): Words | null {
  if (part === "went") return { says: "You no longer host this" };
  switch (type) {
    case "booking.created":
      return booking.status === "pending"
        ? { says: "Waits for your word", priority: "high" }
        : { says: "You have a new booking" };
    case "booking.confirmed":
      return { says: "Confirmed" };
    case "booking.declined":
      return { says: "Declined" };
    case "booking.expired":
      return { says: "Expired, because nobody answered", priority: "high" };
    case "booking.canceled":
      return { says: "Canceled", priority: "high" };
    case "booking.rescheduled":
    case "booking.wall_time_kept":
      return { says: "Moved to another time", priority: "high" };
    case "booking.reassigned":
      return part === "came" ? { says: "You host this now", priority: "high" } : null;
    case "booking.relocated":
      return { says: "Moved to another place" };
    case "booking.guests_added":
      return { says: "Guests were added", priority: "low" };
    case "booking.rsvp":
      return answered === undefined
        ? null
        : {
            says: `${answered.name ?? answered.email ?? "Somebody"} ${answers[answered.rsvp]}`,
            priority: answered.rsvp === "declined" ? "high" : "low",
          };
    case "reschedule_request.created":
      return { says: "Another time is asked for", priority: "high", category: "request" };
    default:
      return null;
  }
}

export function told(happening: Happening, part: Part): Told | null {
  const words = wordsFor(happening, part);
  if (words === null) return null;
  const { booking, title, invitee } = happening;
  const when = `${booking.localStartsAt.slice(0, 16).replace("T", " ")} ${booking.timeZone}`;
  const reason =
    happening.type === "booking.canceled" && booking.endedReason !== null ? ` “${booking.endedReason}”` : "";
  return {
    category: words.category ?? "booking",
    priority: words.priority ?? "normal",
    title: `${words.says}: ${title}`.slice(0, 300),
    body: `${title} with ${invitee}, ${when}.${reason}`.slice(0, 2_000),
  };
}
