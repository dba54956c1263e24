// What somebody's calendar answers to the invitation it was sent.
import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Scope } from "#platform/scope.ts";
import { hostAt, noteAnswer } from "../rsvp-store.ts";
import type { Acting } from "../along.ts";
import type { BookingWhole } from "../store.ts";
import type { Attendee } from "../tables.ts";
import { take } from "./stand.ts";

export type CalendarAnswer = {
  /** Who answers, in small letters: an attendee's own address, or that of a member who hosts. */
  email: string;
  /** Which revision of the invitation they have seen. */
  sequence: number;
  answer: Exclude<Attendee["rsvp"], "needs_action">;
};

/** Whether somebody comes, as they say themselves. It changes nothing of the meeting; saying it twice is saying it once. */
export const answerInvitation = (
  scope: Scope,
  id: Id<"booking">,
  { email, sequence, answer }: CalendarAnswer,
): Promise<Outcome<BookingWhole>> =>
  take(scope, id, undefined, async (booking) => {
    const { attendees } = booking;
    const host = await hostAt(scope, id, email);
    const who = attendees.find((one) => one.email?.toLowerCase() === email) ?? attendees.find((one) => one.id === host);
    if (who === undefined) return refuse("booking.guest_unknown");
    // An answer to another time is none to this one.
    if (sequence !== booking.sequence) return refuse("version.conflict", { current_sequence: booking.sequence });
    if (who.rsvp === answer) return done(null);
    return done(answered(scope, booking, who, answer));
  });

type Answer = CalendarAnswer["answer"];

const answered = (scope: Scope, { attendees }: BookingWhole, who: Attendee, answer: Answer) => ({
  edge: "answer" as const,
  fact: "booking.rsvp" as const,
  reason: null,
  set: {},
  attendees: attendees.map((one) => (one.id === who.id ? { ...one, rsvp: answer } : one)),
  also: [noteAnswer(scope, who, answer)],
});

/** Whether somebody comes whose place in it is known. */
export const answerFor = (
  scope: Scope,
  id: Id<"booking">,
  attendee: Id<"attendee">,
  answer: Answer,
  acting: Acting,
): Promise<Outcome<BookingWhole>> =>
  take(
    scope,
    id,
    undefined,
    async (booking) => {
      const who = booking.attendees.find((one) => one.id === attendee);
      return who === undefined ? refuse("booking.guest_unknown") : done(answered(scope, booking, who, answer));
    },
    acting,
  );
