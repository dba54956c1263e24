import { type Instant, toWire } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { BookingCode } from "./rules.ts";
import type { Booking, parties } from "./tables.ts";

/** Everything that can be done to a booking that stands in the books. */
export type Edge =
  | "confirm"
  | "decline"
  | "expire"
  | "cancel"
  | "complete"
  | "no_show"
  | "reschedule"
  | "keep_wall_time"
  | "reassign"
  | "relocate"
  | "invite"
  | "answer"
  | "change";

type Status = Booking["status"];
type Timed = Pick<Booking, "status" | "startsAt" | "endsAt">;

const standing = { pending: "pending", confirmed: "confirmed" } as const;

/** From which status each edge leads where; from a status that has no line it cannot be taken. */
const ways: Readonly<Record<Edge, Readonly<Partial<Record<Status, Status>>>>> = {
  confirm: { pending: "confirmed" },
  decline: { pending: "declined" },
  expire: { pending: "expired" },
  cancel: { pending: "canceled", confirmed: "canceled" },
  complete: { confirmed: "completed", no_show: "completed" },
  no_show: { confirmed: "no_show", completed: "no_show" },
  reschedule: standing,
  keep_wall_time: standing,
  reassign: standing,
  relocate: standing,
  invite: standing,
  answer: standing,
  // A note on a booking is good at any time.
  change: {
    ...standing,
    canceled: "canceled",
    declined: "declined",
    expired: "expired",
    no_show: "no_show",
    completed: "completed",
  },
};

/** What a booking is after an edge, taken now: only along the ways there are, and only while they make sense. */
export function afterEdge(
  booking: Timed,
  edge: Edge,
  now: Instant,
  party: (typeof parties)[number] = "system",
): Outcome<Status, BookingCode> {
  const status = ways[edge][booking.status];
  // Not `status`: in a problem document that word is the answer's own.
  if (status === undefined) return refuse("booking.wrong_status", { booking_status: booking.status });

  const from = opens(booking, edge, party);
  if (from !== null && now < from) return refuse("booking.too_early", { possible_from: toWire(from) });
  const until = closes(booking, edge);
  if (until !== null && now >= until) return refuse("booking.over", { possible_until: toWire(until) });
  return done(status);
}

/** Nobody has failed to come before the start; people may say that a meeting ended early, the clock may not. */
function opens({ startsAt, endsAt }: Timed, edge: Edge, party: (typeof parties)[number]): Instant | null {
  if (edge === "no_show") return startsAt;
  if (edge === "complete") return party === "system" ? endsAt : startsAt;
  return null;
}

/** What has begun cannot be moved; what is over can only be judged, or let go where nobody ever said yes. */
function closes({ startsAt, endsAt }: Timed, edge: Edge): Instant | null {
  switch (edge) {
    case "reschedule":
    case "keep_wall_time":
      return startsAt;
    case "confirm":
    case "cancel":
    case "reassign":
    case "relocate":
    case "invite":
    case "answer":
      return endsAt;
    case "decline":
    case "expire":
    case "complete":
    case "no_show":
    case "change":
      return null;
  }
}

const seenByCalendars: ReadonlySet<Edge> = new Set<Edge>([
  "reschedule",
  "keep_wall_time",
  "reassign",
  "relocate",
  "cancel",
  "decline",
  // A pending hour may stand in calendars already; it is taken out of them as a declined one is.
  "expire",
]);

/** Whether calendars count this as a revision (SEQUENCE of RFC 5545): it changes when, where or with whom, or ends it. */
export const raisesSequence = (edge: Edge): boolean => seenByCalendars.has(edge);
