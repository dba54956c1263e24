import type { replies } from "#booking/bookings/tables.ts";
import type { locationKinds } from "#booking/event-types/tables.ts";
import type { panelRoles } from "#hiring/interviews/tables.ts";

/** A subject, and the sentence a letter begins with after its greeting. */
export type Opening = readonly [subject: string, sentence: string];

/** What every language has words for. A letter without an opening of its own has that of its event. */
export type Texts = {
  greeting: string;
  labels: Record<
    | "previous"
    | "where"
    | "with"
    | "hosts"
    | "reason"
    | "windows"
    | "decide"
    | "manage"
    | "adding"
    | "join"
    | "role"
    | "job"
    | "kit"
    | "accept"
    | "decline"
    | "feedback"
    | "due"
    | "choose"
    | "say_when"
    | "until",
    string
  >;
  minutes: string;
  places: Record<(typeof locationKinds)[number], string>;
  /** Why the mail came. */
  closing: Record<"invitee" | "host" | "guest" | "candidate" | "organizer", string>;
  openings: Record<OpeningKey, Opening>;
  /** The one line by which it is told in the product. */
  notes: Record<NoteKey, string>;
  /** Somebody's part in an interview. */
  roles: Record<(typeof panelRoles)[number], string>;
  /** What somebody did about an invitation, after their name; and who has none. */
  replies: Record<(typeof replies)[number], string>;
  somebody: string;
};

export type NoteKey =
  | "booking.created.host"
  | "booking.pending.host"
  | "booking.confirmed.host"
  | "booking.declined.host"
  | "booking.expired.host"
  | "booking.canceled.host"
  | "booking.rescheduled.host"
  | "booking.wall_time_kept.host"
  | "booking.relocated.host"
  | "booking.reassigned.host_new"
  | "booking.reassigned.host_old"
  | "booking.guests_added.host"
  | "booking.rsvp.host"
  | "reschedule_request.created.host"
  | "reminder.host"
  | "interview.invited.host"
  | "interview.replaced.host_new"
  | "interview.replaced.host_old"
  | "interview.ended.host"
  | "interview.declined.organizer"
  | "interview.replaced.organizer"
  | "interview.waiting.organizer"
  | "reminder.feedback_due.host";

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
  | "reminder"
  | "interview.invited.host"
  | "interview.replaced.host_new"
  | "interview.replaced.host_old"
  | "interview.ended.invitee"
  | "interview.ended.guest"
  | "interview.ended.host"
  | "interview.offered.candidate"
  | "interview.windows_asked.candidate"
  | "interview.canceled.candidate"
  | "application.received.candidate"
  | "reminder.feedback_due";
