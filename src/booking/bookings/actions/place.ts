import { get as getEventType } from "#booking/event-types/actions.ts";
import { mergeMetadata } from "#http/wire.ts";
import type { Id } from "#kernel/ids.ts";
import { done, type Outcome } from "#kernel/outcome.ts";
import type { Scope } from "#platform/scope.ts";
import { type LocationWords, relocationOf } from "../rows.ts";
import type { BookingWhole } from "../store.ts";
import { take } from "./stand.ts";

export type BookingPatch = {
  location?: LocationWords | undefined;
  metadata?: Record<string, string | null> | undefined;
};

/** Where they meet, and what is noted beside it: one version for both, told as the greater of the two. */
export const change = (
  scope: Scope,
  id: Id<"booking">,
  patch: BookingPatch,
  ifMatch: number | undefined,
): Promise<Outcome<BookingWhole>> =>
  take(scope, id, ifMatch, async (booking) => {
    const location = patch.location === undefined ? done(null) : await placeOf(scope, booking, patch.location);
    if (!location.ok) return location;
    const metadata = mergeMetadata(booking.metadata, patch.metadata);
    const { kind, details } = location.value ?? { kind: booking.locationKind, details: booking.locationDetails };

    const isElsewhere = kind !== booking.locationKind || details !== booking.locationDetails;
    if (!isElsewhere && isSame(metadata, booking.metadata)) return done(null);
    return done({
      edge: isElsewhere ? "relocate" : "change",
      fact: isElsewhere ? "booking.relocated" : "booking.changed",
      reason: null,
      set: { locationKind: kind, locationDetails: details, metadata },
    });
  });

/** What is not said of the new place follows from the event type, as far as that is still there. */
async function placeOf(scope: Scope, booking: BookingWhole, words: LocationWords): Promise<Outcome<LocationWords>> {
  const { eventTypeId, attendees } = booking;
  const found = eventTypeId === null ? null : await getEventType(scope, eventTypeId);
  const offered = found?.ok === true ? found.value.locations : [];
  const invitee = attendees.find(({ role }) => role === "invitee");
  return relocationOf(words, offered, invitee?.phone ?? null);
}

function isSame(one: Record<string, string>, other: Record<string, string>): boolean {
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
}
