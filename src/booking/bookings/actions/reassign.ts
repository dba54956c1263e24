import type { Id } from "#kernel/ids.ts";
import { minute } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Scope } from "#platform/scope.ts";
import type { Acting } from "../along.ts";
import { alwaysRecast, alwaysWith, planInstead, planRecast, type RecastWords, type ReplaceWords } from "../instead.ts";
import type { Sought } from "../seek.ts";
import * as store from "../store.ts";
import { moved } from "./move.ts";

async function sameTime({ eventTypeId, startsAt, endsAt }: store.BookingWhole): Promise<Outcome<Sought>> {
  if (eventTypeId === null) return refuse("event_type.unknown");
  const minutes = (endsAt - startsAt) / minute;
  return done({ eventType: eventTypeId, start: startsAt, minutes, force: false, link: null });
}

/** The same meeting with more people, or fewer: all of them at its very time, or nothing changes. */
export const recast = (
  scope: Scope,
  id: Id<"booking">,
  words: RecastWords,
  acting: Acting,
): Promise<Outcome<store.BookingWhole>> =>
  moved(scope, id, {
    ...acting,
    purpose: "reassign",
    edge: "reassign",
    fact: "booking.reassigned",
    reason: null,
    narrowed: (booking) => ({ always: alwaysRecast(booking, words) }),
    seek: sameTime,
    plan: async (_, found, __, booking) =>
      planRecast(found, booking, words, await store.hoursTaken(scope, booking.txn)),
  });

/** The same meeting with somebody else: nothing of its time changes, and whoever stays is asked for nothing new. */
export const reassign = (
  scope: Scope,
  id: Id<"booking">,
  words: ReplaceWords & { reason: string | null },
  ifMatch: number | undefined,
  acting: Acting = {},
): Promise<Outcome<store.BookingWhole>> =>
  moved(scope, id, {
    ...acting,
    purpose: "reassign",
    edge: "reassign",
    fact: "booking.reassigned",
    reason: words.reason,
    ifMatch,
    narrowed: (booking) => ({ always: alwaysWith(booking, words) }),
    seek: sameTime,
    plan: async (_, found, __, booking) =>
      planInstead(found, booking, words, await store.hoursTaken(scope, booking.txn)),
  });
