import * as z from "zod";
import { apiVersions } from "#http/versions.ts";
import { idOut, instantOut, metadata, object } from "#http/wire.ts";
import { attemptOutcomes, deliveryStatuses } from "#platform/deliveries/tables.ts";
import { disabledReasons, webhookStatuses } from "./tables.ts";

export const webhookStatus = z.enum(webhookStatuses);
export const deliveryStatus = z.enum(deliveryStatuses);
export const apiVersion = z.enum(apiVersions);

const shape = {
  object: object("webhook"),
  id: idOut("webhook"),
  url: z.string(),
  description: z.string().nullable(),
  events: z.array(z.string()),
  active: z.boolean().meta({ description: "Your own switch." }),
  status: webhookStatus.meta({
    description:
      "`pending`: its address has not answered the challenge yet. `disabled`: it said 410, or nothing has arrived for three days.",
  }),
  api_version: z.string().meta({ description: "The dated version in which it is written to." }),
  verified_at: instantOut.nullable(),
  disabled_at: instantOut.nullable(),
  disabled_reason: z.enum(disabledReasons).nullable(),
  failing_since: instantOut
    .nullable()
    .meta({ description: "Nothing has arrived since. It moves without a new `version`." }),
  circuit: z.enum(["closed", "open", "half_open"]).meta({
    description: "After ten failures in a row it opens, and one event at a time tries whether the endpoint is back.",
  }),
  previous_secret_signs_until: instantOut
    .nullable()
    .meta({ description: "After a rotation: how long messages carry the old secret's signature too." }),
  metadata,
  created_by: z.string(),
  created_at: instantOut,
  updated_at: instantOut,
  version: z.int(),
};

export const Webhook = z.strictObject(shape).meta({ id: "Webhook" });

export const WebhookWithSecret = z
  .strictObject({
    ...shape,
    secret: z.string().meta({ description: "`whsec_…`, for your receiver's library. Shown this once: store it now." }),
  })
  .meta({ id: "WebhookWithSecret" });

const sent = {
  object: object("webhook_delivery"),
  id: idOut("delivery"),
  webhook_id: idOut("webhook"),
  event_id: idOut("fact").nullable().meta({ description: "Also the `webhook-id` of every try. Null of a challenge." }),
  type: z.string(),
  ordinal: z.int().meta({ description: "Which sending of that event, from 1: redelivering makes another." }),
  status: deliveryStatus.meta({
    description: "`canceled`: the endpoint was switched off or disabled first, or the company is in test mode.",
  }),
  error: z.string().nullable(),
  attempts: z.int(),
  due_at: instantOut.meta({ description: "While `pending`: when it is tried next." }),
  sent_at: instantOut.nullable(),
  created_at: instantOut,
  updated_at: instantOut,
};

export const WebhookDelivery = z.strictObject(sent).meta({ id: "WebhookDelivery" });

export const WebhookDeliveryWhole = z
  .strictObject({
    ...sent,
    request: z
      .strictObject({
        headers: z.record(z.string(), z.string()),
        body: z.string(),
      })
      .nullable()
      .meta({
        description:
          "What went out at the last try, or would have in test mode; its signatures are of the secrets that are alive now. " +
          "Null of a challenge.",
      }),
    tries: z.array(
      z.strictObject({
        attempt: z.int(),
        outcome: z.enum(attemptOutcomes).nullable().meta({ description: "Null while the try is under way." }),
        error: z.string().nullable(),
        url: z.string().nullable(),
        response_status: z.int().nullable(),
        milliseconds: z.int().nullable(),
        response_text: z.string().nullable().meta({ description: "The first 200 bytes of the answer." }),
        began_at: instantOut,
        ended_at: instantOut.nullable(),
      }),
    ),
  })
  .meta({ id: "WebhookDeliveryWhole" });

export const Redelivery = z
  .strictObject({
    object: object("redelivery"),
    queued: z.int().meta({ description: "So many sendings were put in line." }),
    has_more: z.boolean(),
    next_after: instantOut.nullable().meta({ description: "Where the next request goes on, as its `after`." }),
  })
  .meta({ id: "Redelivery" });
