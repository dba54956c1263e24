import { offerView } from "#booking/event-types/offer.ts";
import { routes } from "#http/routes.ts";
import { type Instant, toWire } from "#kernel/instant.ts";
import { dayOfLocal, printDate, printTime, timeOfLocal } from "#time/dates.ts";
import { localMinutes, type ZoneId, tzVersion } from "#time/zones.ts";
import * as actions from "./actions.ts";
import { offeredByLink } from "./by-link.ts";
import * as contract from "./contract.ts";
import { offeredToMove } from "./to-move.ts";

export const slotRoutes = routes()
  .on(
    contract.getSlots,
    (scope, { param, query: { booking_id: booking, ...asked } }) =>
      booking === undefined ? actions.offered(scope, param.id, asked) : offeredToMove(scope, param.id, booking, asked),
    slotsView,
  )
  .on(contract.previewSlots, (scope, { param, body }) => actions.previewed(scope, param.id, body), slotsView)
  .on(
    contract.getPublicSlots,
    (context, { param, query, expand }) => actions.offeredToAnyone(context, param, query, expand.has("event_type")),
    (offered, context) => ({
      ...publicView(offered),
      ...(offered.offer === undefined ? {} : { event_type: offerView(offered.offer, context) }),
    }),
  )
  .on(contract.getLinkSlots, (context, { param, query }) => offeredByLink(context, param.token, query), publicView)
  .on(contract.queryAvailability, (scope, { body }) => actions.query(scope, body), freeView);

function slotsView({ eventType, explanation, ...offered }: actions.Offered) {
  return {
    object: "slots" as const,
    event_type_id: eventType,
    ...placeView(offered),
    offers: offered.offers.map(({ minutes, slots }) => ({
      minutes,
      slots: slots.map((slot) => slotView(slot, offered.wall)),
    })),
    ...(explanation === undefined ? {} : { explanation: explanationView(explanation) }),
  };
}

function publicView(offered: actions.Offered<actions.PublicSlot>) {
  return {
    object: "public_slots" as const,
    ...placeView(offered),
    offers: offered.offers.map(({ minutes, slots }) => ({
      minutes,
      slots: slots.map((slot) => ({ ...slotView(slot, offered.wall), slot_token: slot.token })),
    })),
  };
}

const placeView = ({ zone }: { zone: ZoneId }) => ({ time_zone: zone, tz_version: tzVersion });

const slotView = ({ at, open }: actions.Slot, wall: ZoneId | null) => ({
  starts_at: toWire(at),
  ...(wall === null ? {} : { local_starts_at: onWall(at, wall) }),
  open,
});

function onWall(at: Instant, zone: ZoneId): string {
  const local = localMinutes(zone, at);
  return `${printDate(dayOfLocal(local))}T${printTime(timeOfLocal(local))}:00`;
}

function explanationView({ minutes, hosts, pools }: actions.Explanation & { minutes: number }) {
  return {
    minutes,
    hosts: hosts.map(({ id, days }) => ({ member_id: id, days: days.map(dayView) })),
    pools: pools.map(({ pool, days }) => ({ pool_id: pool, days: days.map(dayView) })),
  };
}

const dayView = ({ date, removed, free }: actions.Explanation["pools"][number]["days"][number]) => ({
  date: printDate(date),
  removed: removed.map(({ reason, start, end }) => ({ reason, from: toWire(start), until: toWire(end) })),
  free: free.map(({ start, end }) => ({ from: toWire(start), until: toWire(end) })),
});

function freeView({ minutes, starts, hosts }: actions.FreeAnswer & { minutes: number }) {
  return {
    object: "free_times" as const,
    minutes,
    starts: spansView(starts),
    members: hosts.map((host) => ({ member_id: host.id, starts: spansView(host.starts) })),
  };
}

function spansView(flat: readonly number[]) {
  const spans: { from: string; until: string }[] = [];
  for (let i = 0; i < flat.length; i += 2)
    spans.push({ from: toWire(flat[i] as Instant), until: toWire(flat[i + 1] as Instant) });
  return spans;
}
