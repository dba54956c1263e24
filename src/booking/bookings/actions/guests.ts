import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Scope } from "#platform/scope.ts";
import { guestsOf } from "../invitee.ts";
import { type GuestWords, guestRows } from "../rows.ts";
import * as store from "../store.ts";
import type { Attendee } from "../tables.ts";
import { take } from "./stand.ts";

export const addGuests = (
  scope: Scope,
  id: Id<"booking">,
  words: readonly GuestWords[],
  ifMatch: number | undefined,
): Promise<Outcome<store.BookingWhole>> =>
  take(scope, id, ifMatch, (booking) => {
    const { attendees } = booking;
    const guests = guestsOf(words, expectedAt(attendees));
    if (!guests.ok) return guests;
    const came = guestRows(scope, booking, guests.value, attendees);
    return done({
      edge: "invite",
      fact: "booking.guests_added",
      reason: null,
      set: {},
      attendees: [...attendees, ...came],
      also: [store.insertAttendees(scope, came)],
    });
  });

const expectedAt = (attendees: readonly Attendee[]) => ({
  invitee: attendees.find(({ role }) => role === "invitee")?.email ?? null,
  guests: attendees.flatMap(({ role, email }) => (role === "guest" && email !== null ? [email] : [])),
});

/** Guests are taken out, never the invitee and never a host. */
export async function removeGuest(
  scope: Scope,
  id: Id<"booking">,
  attendee: Id<"attendee">,
  ifMatch: number | undefined,
): Promise<Outcome<null>> {
  const outcome = await take(scope, id, ifMatch, ({ attendees }) =>
    attendees.some((one) => one.id === attendee && one.role === "guest")
      ? done({
          edge: "invite",
          fact: "booking.guest_removed",
          reason: null,
          set: {},
          attendees: attendees.filter((one) => one.id !== attendee),
          also: store.removeAttendees(scope, id, [attendee]),
        })
      : refuse("booking.guest_unknown"),
  );
  return outcome.ok ? done(null) : outcome;
}
