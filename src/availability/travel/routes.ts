import { routes } from "#http/routes.ts";
import { toWire, toWireOrNull } from "#kernel/instant.ts";
import type { Scope } from "#platform/scope.ts";
import { maySeeReason } from "../owner.ts";
import * as actions from "./actions.ts";
import * as contract from "./contract.ts";
import type { Travel } from "./tables.ts";

export const travelRoutes = routes()
  .list(contract.listTravel, (scope, { query, page }) => actions.list(scope, query, page), travelView)
  .on(contract.getTravel, (scope, { param }) => actions.get(scope, param.id), travelView)
  .on(contract.createTravel, (scope, { body }) => actions.create(scope, body), travelView)
  .on(
    contract.changeTravel,
    (scope, { param, body, ifMatch }) => actions.change(scope, param.id, body, ifMatch),
    travelView,
  )
  .on(
    contract.deleteTravel,
    (scope, { param, ifMatch }) => actions.remove(scope, param.id, ifMatch),
    () => undefined,
  );

function travelView(trip: Travel, scope: Scope) {
  return {
    object: "travel" as const,
    id: trip.id,
    member_id: trip.memberId,
    starts_at: toWire(trip.startsAt),
    ends_at: toWireOrNull(trip.endsAt),
    time_zone: trip.timeZone,
    ...(maySeeReason(scope, trip.memberId) ? { note: trip.note } : {}),
    metadata: trip.metadata,
    created_at: toWire(trip.createdAt),
    updated_at: toWire(trip.updatedAt),
    version: trip.version,
  };
}
