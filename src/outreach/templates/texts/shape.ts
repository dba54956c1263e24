import type { locationKinds } from "#booking/event-types/tables.ts";

/** A subject, and the sentence a letter begins with after its greeting. */
export type Opening = readonly [subject: string, sentence: string];

/** What every language has words for. A letter without an opening of its own has that of its event. */
export type Texts = {
  greeting: string;
  labels: Record<
    "previous" | "where" | "with" | "hosts" | "reason" | "windows" | "decide" | "manage" | "adding" | "join",
    string
  >;
  minutes: string;
  places: Record<(typeof locationKinds)[number], string>;
  /** Why the mail came. */
  closing: Record<"invitee" | "host" | "guest", string>;
  openings: Record<OpeningKey, Opening>;
};

export type OpeningKey =
  | "booking.created.invitee"
  | "booking.created.host"
  | "booking.created.guest"
  | "booking.pending.invitee"
  | "booking.pending.host"
  | "booking.confirmed.invitee"
  | "booking.declined.invitee"
  | "booking.declined.host"
  | "booking.expired.invitee"
  | "booking.expired.host"
  | "booking.canceled"
  | "booking.rescheduled"
  | "booking.relocated"
  | "booking.wall_time_kept"
  | "booking.reassigned"
  | "booking.reassigned.host_new"
  | "booking.reassigned.host_old"
  | "booking.guest_removed"
  | "reschedule_request.created.invitee"
  | "reschedule_request.created.host"
  | "reschedule_request.declined"
  | "reschedule_request.withdrawn"
  | "reminder";
