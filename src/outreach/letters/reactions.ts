import type { Fact } from "#kernel/fact.ts";
import { isId } from "#kernel/ids.ts";
import { queueDelivery } from "#platform/deliveries/send.ts";
import type { Reaction } from "#platform/facts/reactions.ts";
import type { Scope } from "#platform/scope.ts";
import { factsTold, isTold, tellingsOf, tellingsOfRequest, type Wanted } from "./rules.ts";
import * as store from "./store.ts";

/** Every fact of a booking is one letter to each who is to know of it; what it says is written when it goes out. */
export const tellOfBookings: Reaction = {
  listener: "letters.tell_of_bookings",
  on: factsTold,
  react: async (scope, fact) => {
    const told = fact.entityType === "reschedule_request" ? await ofRequest(scope, fact) : await ofBooking(scope, fact);
    if (told === undefined) return [];
    const { subjectId, ordinal, wanted } = told;
    return distinct(wanted).map(({ key, address }) =>
      queueDelivery(scope, { template: key, subjectId, ordinal, recipient: address, factId: fact.id }),
    );
  },
};

type Told = { subjectId: string; ordinal: number; wanted: readonly Wanted[] };

async function ofBooking(scope: Scope, fact: Fact): Promise<Told | undefined> {
  const isOpening = isId("link", fact.entityId);
  const id = isId("link", fact.entityId)
    ? (await store.findBookingOfLink(scope, fact.entityId))?.bookingId
    : fact.entityId;
  if (id == null || !isId("booking", id) || !isTold(fact.type)) return undefined;
  const around = await store.readAround(scope, id);
  // An opened link has a version of its own: guests are invited to the meeting as it is.
  const version = isOpening ? around?.booking.version : fact.version;
  const event = around?.events.find((one) => one.version === version);
  if (around === undefined || event === undefined) return undefined;
  return { subjectId: id, ordinal: event.version, wanted: tellingsOf(around, fact.type, event) };
}

async function ofRequest(scope: Scope, fact: Fact): Promise<Told | undefined> {
  const request = isId("reschedule_request", fact.entityId) ? await store.findRequest(scope, fact.entityId) : undefined;
  const around = request && (await store.readAround(scope, request.bookingId));
  if (request === undefined || around === undefined || !isTold(fact.type)) return undefined;
  return { subjectId: request.id, ordinal: fact.version, wanted: tellingsOfRequest(around, fact.type, request) };
}

/** Whoever is in a booking twice by one address hears of it once. */
const distinct = (wanted: readonly Wanted[]): Wanted[] => [
  ...new Map(wanted.map((one) => [`${one.key} ${one.address}`, one])).values(),
];
