// What whoever writes a booking writes of links in the same batch. Nothing here is sent.
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { failIfMissed } from "#platform/commit.ts";
import type { Statement } from "#platform/d1.ts";
import { actorWord, type Scope } from "#platform/scope.ts";
import { bookingVerbs, expiryOfBookingLink, verbsOfEnded } from "./rules.ts";
import * as store from "./store.ts";
import type { Link } from "./tables.ts";

type Held = { id: Id<"booking">; endsAt: Instant };

/** The invitee's hand on a new booking; goes behind the booking's own row. */
export function newBookingLink(scope: Scope, booking: Held): { row: Link; statement: Statement } {
  const row: Link = {
    tenantId: scope.tenant.id,
    id: scope.newId("link"),
    kind: "booking",
    verbs: [...bookingVerbs],
    keyVersion: 1,
    bookingId: booking.id,
    eventTypeId: null,
    memberId: null,
    name: null,
    maxUses: null,
    uses: 0,
    startsAfter: null,
    startsBefore: null,
    expiresAt: expiryOfBookingLink(booking.endsAt),
    revokedAt: null,
    revokedBy: null,
    openedAt: null,
    metadata: {},
    createdBy: actorWord(scope.actor),
    createdAt: scope.now,
    updatedAt: scope.now,
    version: 1,
  };
  return { row, statement: store.insertLink(scope, row) };
}

/** A booking has ended: its links only show it from now on. */
export const endVerbs = (scope: Scope, booking: Id<"booking">): Statement =>
  store.changeOfBooking(scope, booking, { verbs: [...verbsOfEnded] });

/** A booking was moved: its links live as long after it as before. */
export const followBooking = (scope: Scope, booking: Held): Statement =>
  store.changeOfBooking(scope, booking.id, { expiresAt: expiryOfBookingLink(booking.endsAt) });

/** Taken back with what it was for, unless that has happened already; whoever comes by it finds it over. */
export const takeBack = (scope: Scope, id: Link["id"]): Statement => store.revokeLink(scope, id);

/** One booking by this link; the batch is undone when it was used up, taken back or late by then. */
export const useStatement = (scope: Scope, link: Link): Statement[] => [
  store.countUse(scope, link),
  failIfMissed(scope),
];
