import * as z from "zod";
import { op } from "#http/op.ts";
import { anyOf, emailIn, idOut, instantIn, instantOut, line, object, wireId } from "#http/wire.ts";
import { attemptOutcomes, channels, deliveryStatuses } from "#platform/deliveries/tables.ts";

const tag = "Deliveries";
const status = z.enum(deliveryStatuses);

export const Delivery = z
  .strictObject({
    object: object("delivery"),
    id: idOut("delivery"),
    channel: z.enum(channels),
    template: z.string().meta({ description: "Which message it is." }),
    subject_id: z.string().meta({ description: "What the message is about." }),
    ordinal: z.int().meta({ description: "Which sending about that subject, from 1." }),
    recipient: z.string().meta({ description: "An address, or the id of a webhook." }),
    status: status.meta({
      description:
        "`unknown`: the connection broke while sending, so it may have arrived; it is not sent again unless asked. " +
        "`canceled`: there was no reason any more to send it, or the company is in test mode.",
    }),
    error: z.string().nullable(),
    attempts: z.int(),
    adapter: z.string().nullable(),
    provider_id: z.string().nullable(),
    fact_id: idOut("fact").nullable().meta({ description: "The fact that caused it." }),
    due_at: instantOut,
    sent_at: instantOut.nullable(),
    created_at: instantOut,
    updated_at: instantOut,
    version: z.int(),
  })
  .meta({ id: "Delivery" });

const param = z.object({ id: wireId("delivery") });

export const listDeliveries = op({
  id: "listDeliveries",
  method: "get",
  path: "/v1/deliveries",
  tag,
  summary: "List deliveries",
  description:
    "Every message the system sent or is about to send for this company, and what became of it. Texts are not kept.",
  may: "deliveries:read",
  query: z.object({
    channel: anyOf(z.enum(channels)).optional(),
    status: anyOf(status).optional(),
    template: anyOf(line(60)).optional(),
    recipient: z.union([emailIn, wireId("webhook")]).optional(),
    subject_id: anyOf(line(60)).optional(),
    created_after: instantIn.optional(),
    created_before: instantIn.optional(),
  }),
  order: ["created_at.desc", "created_at.asc"],
  status: 200,
  answer: Delivery,
});

export const getDelivery = op({
  id: "getDelivery",
  method: "get",
  path: "/v1/deliveries/{id}",
  tag,
  summary: "Get a delivery",
  may: "deliveries:read",
  param,
  status: 200,
  answer: Delivery,
  refusals: ["delivery.unknown"],
});

export const DeliveryAttempt = z
  .strictObject({
    object: object("delivery_attempt"),
    attempt: z.int(),
    outcome: z.enum(attemptOutcomes).nullable().meta({ description: "Null while the try is under way." }),
    adapter: z.string().nullable(),
    provider_id: z.string().nullable(),
    error: z.string().nullable(),
    began_at: instantOut,
    ended_at: instantOut.nullable(),
  })
  .meta({ id: "DeliveryAttempt" });

export const listDeliveryAttempts = op({
  id: "listDeliveryAttempts",
  method: "get",
  path: "/v1/deliveries/{id}/attempts",
  tag,
  summary: "List the tries of a delivery",
  may: "deliveries:read",
  param,
  order: ["attempt.asc", "attempt.desc"],
  status: 200,
  answer: DeliveryAttempt,
  refusals: ["delivery.unknown"],
});

export const retryDelivery = op({
  id: "retryDelivery",
  method: "post",
  path: "/v1/deliveries/{id}/retry",
  tag,
  summary: "Send a message once more",
  description:
    "For a delivery that failed, or of which nobody knows whether it arrived. In the latter case it may arrive twice.",
  may: "operations:write",
  param,
  status: 200,
  answer: Delivery,
  refusals: ["delivery.unknown", "delivery.not_retryable", "version.conflict"],
});
