import * as z from "zod";
import { op } from "#http/op.ts";
import { anyOf, flag, instantIn, line, metadata, metadataPatch, prose, wireId } from "#http/wire.ts";
import { defaultOverlapHours, maxAgain, maxOverlapHours } from "./rules.ts";
import {
  apiVersion,
  deliveryStatus,
  Redelivery,
  Webhook,
  WebhookDelivery,
  WebhookDeliveryWhole,
  webhookStatus,
  WebhookWithSecret,
} from "./shapes.ts";

const tag = "Webhooks";
const param = z.object({ id: wireId("webhook") });
const sentParam = z.object({ id: wireId("webhook"), delivery_id: wireId("delivery") });

const url = z.string().min(1).max(2_000).meta({
  format: "uri",
  description: "An https address on port 443 or 8443, by a public name. Redirects are not followed.",
});
const events = z
  .array(
    z
      .string()
      .max(80)
      .regex(/^(?:\*|[a-z_]+\.(?:\*|[a-z_]+))$/, "must be `*`, `noun.*` or `noun.verb`"),
  )
  .min(1)
  .max(100)
  .refine((list) => new Set(list).size === list.length, "must name each event once")
  .meta({ description: "What it is told of: `booking.created`, `booking.*`, or `*` for everything." });

export const listWebhooks = op({
  id: "listWebhooks",
  method: "get",
  path: "/v1/webhooks",
  tag,
  summary: "List webhooks",
  may: "webhooks:read",
  query: z.object({ status: anyOf(webhookStatus).optional(), active: flag.optional() }),
  order: ["created_at.desc", "created_at.asc"],
  status: 200,
  answer: Webhook,
});

export const getWebhook = op({
  id: "getWebhook",
  method: "get",
  path: "/v1/webhooks/{id}",
  tag,
  summary: "Get a webhook",
  may: "webhooks:read",
  param,
  drifts: true,
  status: 200,
  answer: Webhook,
  refusals: ["webhook.unknown"],
});

export const createWebhook = op({
  id: "createWebhook",
  method: "post",
  path: "/v1/webhooks",
  tag,
  summary: "Make a webhook",
  description:
    "The answer holds its secret, once. The address is sent a challenge right away and gets events once it has answered it; until " +
    "then the webhook is `pending`. Messages are those of Standard Webhooks. In test mode nothing is sent: the log and " +
    "`GET /v1/events` show what would be.",
  may: "webhooks:write",
  body: z
    .strictObject({
      url,
      description: prose(500).nullable().default(null),
      events,
      active: z.boolean().default(true),
      api_version: apiVersion.optional().meta({ description: "The newest when left out." }),
      metadata: metadata.default({}),
    })
    .meta({ id: "WebhookCreate" }),
  status: 201,
  answer: WebhookWithSecret,
  secret: true,
  refusals: ["webhook.url_refused", "webhook.too_many", "event.name_unknown"],
  example: { body: { url: "https://hooks.lumen.example/interlock", events: ["booking.*"] } },
});

export const changeWebhook = op({
  id: "changeWebhook",
  method: "patch",
  path: "/v1/webhooks/{id}",
  tag,
  summary: "Change a webhook",
  description:
    "A new address is challenged like a first one; events wait for it meanwhile. Switched off, a webhook gets nothing more, and " +
    "what waits for it is canceled.",
  may: "webhooks:write",
  param,
  body: z
    .strictObject({
      url: url.optional(),
      description: prose(500).nullable().optional(),
      events: events.optional(),
      active: z.boolean().optional(),
      api_version: apiVersion.optional(),
      metadata: metadataPatch.optional(),
    })
    .meta({ id: "WebhookChange" }),
  status: 200,
  answer: Webhook,
  refusals: ["webhook.unknown", "webhook.url_refused", "event.name_unknown", "version.conflict"],
  example: { body: { events: ["booking.created", "booking.canceled"] } },
});

export const deleteWebhook = op({
  id: "deleteWebhook",
  method: "delete",
  path: "/v1/webhooks/{id}",
  tag,
  summary: "Delete a webhook",
  description: "What waits for it is canceled, and its secrets are forgotten.",
  may: "webhooks:write",
  param,
  status: 204,
  refusals: ["webhook.unknown", "version.conflict"],
});

export const rotateWebhookSecret = op({
  id: "rotateWebhookSecret",
  method: "post",
  path: "/v1/webhooks/{id}/rotate",
  tag,
  summary: "Give a webhook a new secret",
  description:
    "The answer holds the new secret, once. Until the overlap ends every message is signed with both, so that receivers can change " +
    "at their leisure; a secret from an earlier rotation ends now.",
  may: "webhooks:write",
  param,
  body: z
    .strictObject({ overlap_hours: z.int().min(0).max(maxOverlapHours).default(defaultOverlapHours) })
    .meta({ id: "WebhookRotation" }),
  status: 200,
  answer: WebhookWithSecret,
  secret: true,
  refusals: ["webhook.unknown", "version.conflict"],
  example: { body: { overlap_hours: 24 } },
});

export const verifyWebhook = op({
  id: "verifyWebhook",
  method: "post",
  path: "/v1/webhooks/{id}/verify",
  tag,
  summary: "Challenge a webhook now",
  description:
    'The address is sent `{"type":"endpoint.challenge","challenge":"…"}` and has ten seconds to give the word back, alone or as ' +
    "`challenge` in JSON. When it does, the webhook is `active`, also one that was disabled; 409 says what came instead.",
  may: "webhooks:write",
  param,
  // Each time it is asked, it asks.
  repeats: true,
  status: 200,
  answer: Webhook,
  refusals: ["webhook.unknown", "webhook.unanswered"],
});

export const listWebhookDeliveries = op({
  id: "listWebhookDeliveries",
  method: "get",
  path: "/v1/webhooks/{id}/deliveries",
  tag,
  summary: "List what a webhook was sent",
  may: "webhooks:read",
  param,
  query: z.object({
    status: anyOf(deliveryStatus).optional(),
    type: anyOf(line(80)).optional(),
    event_id: anyOf(wireId("fact")).optional(),
    created_after: instantIn.optional(),
    created_before: instantIn.optional(),
  }),
  order: ["created_at.desc", "created_at.asc"],
  status: 200,
  answer: WebhookDelivery,
  refusals: ["webhook.unknown"],
});

export const getWebhookDelivery = op({
  id: "getWebhookDelivery",
  method: "get",
  path: "/v1/webhooks/{id}/deliveries/{delivery_id}",
  tag,
  summary: "Get a delivery of a webhook, with request and answers",
  may: "webhooks:read",
  param: sentParam,
  status: 200,
  answer: WebhookDeliveryWhole,
  refusals: ["webhook.unknown", "webhook_delivery.unknown"],
});

export const redeliverWebhookDelivery = op({
  id: "redeliverWebhookDelivery",
  method: "post",
  path: "/v1/webhooks/{id}/deliveries/{delivery_id}/redeliver",
  tag,
  summary: "Send an event to a webhook once more",
  description:
    "Under the same `webhook-id`, so that whoever has it already can tell. The sending is a delivery of its own.",
  may: "webhooks:write",
  param: sentParam,
  status: 202,
  answer: WebhookDelivery,
  refusals: [
    "webhook.unknown",
    "webhook.not_active",
    "webhook_delivery.unknown",
    "webhook_delivery.under_way",
    "webhook_delivery.no_event",
  ],
});

export const redeliverToWebhook = op({
  id: "redeliverToWebhook",
  method: "post",
  path: "/v1/webhooks/{id}/redeliver",
  tag,
  summary: "Send a webhook whatever happened between two moments",
  description:
    `Every event it asks for, whether it was sent before or not, oldest first, ${maxAgain} at a time; what is under way to it is ` +
    "left out. For receivers that were away, or switched off.",
  may: "webhooks:write",
  param,
  body: z.strictObject({ after: instantIn, before: instantIn.optional() }).meta({ id: "WebhookRedeliver" }),
  status: 202,
  answer: Redelivery,
  refusals: ["webhook.unknown", "webhook.not_active", "webhook.nothing_between", "event.over", "event.name_unknown"],
  example: { body: { after: "2026-11-19T00:00:00Z", before: "2026-11-20T00:00:00Z" } },
});

export const redeliverEvent = op({
  id: "redeliverEvent",
  method: "post",
  path: "/v1/events/{id}/redeliver",
  tag,
  summary: "Send an event to every webhook once more",
  description: "To all that ask for it and are in use, but those it is on its way to.",
  may: "webhooks:write",
  param: z.object({ id: wireId("fact") }),
  status: 202,
  answer: Redelivery,
  refusals: ["event.unknown", "event.over"],
});
