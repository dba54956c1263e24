import { routes } from "#http/routes.ts";
import { toWire, toWireOrNull } from "#kernel/instant.ts";
import type { Delivery, DeliveryAttempt } from "#platform/deliveries/tables.ts";
import * as actions from "./actions.ts";
import * as contract from "./contract.ts";

export const deliveryRoutes = routes()
  .list(contract.listDeliveries, (scope, { query, page }) => actions.list(scope, query, page), deliveryView)
  .on(contract.getDelivery, (scope, { param }) => actions.get(scope, param.id), deliveryView)
  .list(
    contract.listDeliveryAttempts,
    (scope, { param, page }) => actions.listAttempts(scope, param.id, page),
    attemptView,
  )
  .on(contract.retryDelivery, (scope, { param, ifMatch }) => actions.retry(scope, param.id, ifMatch), deliveryView);

function deliveryView(delivery: Delivery) {
  return {
    object: "delivery" as const,
    id: delivery.id,
    channel: delivery.channel,
    template: delivery.template,
    subject_id: delivery.subjectId,
    ordinal: delivery.ordinal,
    recipient: delivery.recipient,
    status: delivery.status,
    error: delivery.error,
    attempts: delivery.attempts,
    adapter: delivery.adapter,
    provider_id: delivery.providerId,
    fact_id: delivery.factId,
    due_at: toWire(delivery.dueAt),
    sent_at: toWireOrNull(delivery.sentAt),
    created_at: toWire(delivery.createdAt),
    updated_at: toWire(delivery.updatedAt),
    version: delivery.version,
  };
}

function attemptView(tried: DeliveryAttempt) {
  return {
    object: "delivery_attempt" as const,
    attempt: tried.attempt,
    outcome: tried.outcome,
    adapter: tried.adapter,
    provider_id: tried.providerId,
    error: tried.error,
    began_at: toWire(tried.beganAt),
    ended_at: toWireOrNull(tried.endedAt),
  };
}
