import { routes } from "#http/routes.ts";
import { toWire, toWireOrNull } from "#kernel/instant.ts";
import * as actions from "./actions.ts";
import * as contract from "./contract.ts";
import type { RescheduleRequest } from "./tables.ts";

export const requestRoutes = routes()
  .on(contract.createRescheduleRequest, (scope, { param, body }) => actions.ask(scope, param.id, body), requestView)
  .list(contract.listRescheduleRequests, (scope, { query, page }) => actions.list(scope, query, page), requestView)
  .on(contract.getRescheduleRequest, (scope, { param }) => actions.get(scope, param.id), requestView)
  .on(
    contract.acceptRescheduleRequest,
    (scope, { param, body, ifMatch }) => actions.accept(scope, param.id, body, ifMatch),
    requestView,
  )
  .on(
    contract.declineRescheduleRequest,
    (scope, { param, body, ifMatch }) => actions.decline(scope, param.id, body.reply, ifMatch),
    requestView,
  )
  .on(
    contract.withdrawRescheduleRequest,
    (scope, { param, ifMatch }) => actions.withdraw(scope, param.id, ifMatch),
    requestView,
  )
  .on(
    contract.createLinkRescheduleRequest,
    (context, { param, body }) => actions.askByLink(context, param.token, body),
    publicView,
  )
  .on(
    contract.declineLinkRescheduleRequest,
    (context, { param, body }) => actions.declineByLink(context, param, body.reply),
    publicView,
  )
  .on(
    contract.withdrawLinkRescheduleRequest,
    (context, { param }) => actions.withdrawByLink(context, param),
    publicView,
  );

const toldView = (request: RescheduleRequest) => ({
  id: request.id,
  booking_id: request.bookingId,
  asked_by: request.askedBy,
  reason: request.reason,
  windows: request.windows,
  status: request.status,
  reply: request.reply,
  settled_at: toWireOrNull(request.settledAt),
  created_at: toWire(request.createdAt),
  updated_at: toWire(request.updatedAt),
  version: request.version,
});

function requestView(request: RescheduleRequest) {
  return {
    object: "reschedule_request" as const,
    ...toldView(request),
    created_by: request.askedByActor,
    settled_by: request.settledBy,
  };
}

function publicView(request: RescheduleRequest) {
  return {
    object: "public_reschedule_request" as const,
    ...toldView(request),
  };
}
