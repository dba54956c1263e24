import { type Routes, routes } from "#http/routes.ts";
import { toWire, toWireOrNull } from "#kernel/instant.ts";
import type { Delivery } from "#platform/deliveries/tables.ts";
import type { Scope } from "#platform/scope.ts";
import * as actions from "./actions.ts";
import * as contract from "./contract.ts";
import { circuitOf } from "./rules.ts";
import type { Webhook } from "./tables.ts";

/** `known` are the types of events there are. */
export const webhookRoutes = (known: readonly string[]): Routes =>
  routes()
    .list(contract.listWebhooks, (scope, { query, page }) => actions.list(scope, query, page), webhookView)
    .on(contract.getWebhook, (scope, { param }) => actions.get(scope, param.id), webhookView)
    .on(contract.createWebhook, (scope, { body }) => actions.create(scope, known, body), secretView)
    .on(
      contract.changeWebhook,
      (scope, { param, body, ifMatch }) => actions.change(scope, known, param.id, body, ifMatch),
      webhookView,
    )
    .on(
      contract.deleteWebhook,
      (scope, { param, ifMatch }) => actions.remove(scope, param.id, ifMatch),
      () => undefined,
    )
    .on(
      contract.rotateWebhookSecret,
      (scope, { param, body, ifMatch }) => actions.rotate(scope, param.id, body.overlap_hours, ifMatch),
      secretView,
    )
    .on(contract.verifyWebhook, (scope, { param }) => actions.verify(scope, param.id), webhookView)
    .list(
      contract.listWebhookDeliveries,
      (scope, { param, query, page }) => actions.listSent(scope, param.id, query, page),
      sentView,
    )
    .on(
      contract.getWebhookDelivery,
      (scope, { param }) => actions.getSent(scope, param.id, param.delivery_id),
      wholeView,
    )
    .on(
      contract.redeliverWebhookDelivery,
      (scope, { param }) => actions.redeliverOne(scope, param.id, param.delivery_id),
      ({ delivery }) => sentView(delivery),
    )
    .on(
      contract.redeliverToWebhook,
      (scope, { param, body }) => actions.redeliverBetween(scope, known, param.id, body),
      againView,
    )
    .on(contract.redeliverEvent, (scope, { param }) => actions.redeliverEvent(scope, param.id), againView);

function webhookView(webhook: Webhook, scope: Scope) {
  const isOverlapping = webhook.previousUntil !== null && webhook.previousUntil > scope.now;
  return {
    object: "webhook" as const,
    id: webhook.id,
    url: webhook.url,
    description: webhook.description,
    events: [...webhook.events],
    active: webhook.active,
    status: webhook.status,
    api_version: webhook.apiVersion,
    verified_at: toWireOrNull(webhook.verifiedAt),
    disabled_at: toWireOrNull(webhook.disabledAt),
    disabled_reason: webhook.disabledReason,
    failing_since: toWireOrNull(webhook.failingSince),
    circuit: circuitOf(webhook, scope.now),
    previous_secret_signs_until: toWireOrNull(isOverlapping ? webhook.previousUntil : null),
    metadata: webhook.metadata,
    created_by: webhook.createdBy,
    created_at: toWire(webhook.createdAt),
    updated_at: toWire(webhook.updatedAt),
    version: webhook.version,
  };
}

const secretView = (webhook: actions.WebhookShown, scope: Scope) => ({
  ...webhookView(webhook, scope),
  secret: webhook.shown,
});

function sentView(delivery: Delivery) {
  return {
    object: "webhook_delivery" as const,
    id: delivery.id,
    webhook_id: delivery.recipient,
    event_id: delivery.factId,
    type: delivery.template,
    ordinal: delivery.ordinal,
    status: delivery.status,
    error: delivery.error,
    attempts: delivery.attempts,
    due_at: toWire(delivery.dueAt),
    sent_at: toWireOrNull(delivery.sentAt),
    created_at: toWire(delivery.createdAt),
    updated_at: toWire(delivery.updatedAt),
  };
}

const wholeView = ({ delivery, tries, request }: actions.SentShown) => ({
  ...sentView(delivery),
  request,
  tries: tries.map((tried) => ({
    attempt: tried.attempt,
    outcome: tried.outcome,
    error: tried.error,
    url: tried.url,
    response_status: tried.responseStatus,
    milliseconds: tried.milliseconds,
    response_text: tried.responseText,
    began_at: toWire(tried.beganAt),
    ended_at: toWireOrNull(tried.endedAt),
  })),
});

const againView = ({ queued, hasMore, nextAfter }: actions.Redelivery) => ({
  object: "redelivery" as const,
  queued,
  has_more: hasMore,
  next_after: toWireOrNull(nextAfter),
});
