import * as z from "zod";
import { op } from "#http/op.ts";
import { anyOf, idOut, instantIn, instantOut, object, prose, wireId } from "#http/wire.ts";
import { longestMinutes } from "#booking/reservations/rules.ts";
import { longestDays, mostWindows } from "./rules.ts";
import { askers, requestStatuses } from "./tables.ts";

const tag = "Bookings";
const askedBy = z.enum(askers);
const status = z.enum(requestStatuses).meta({
  description: "`closed`: the booking was moved or has ended, and nothing was said to what was asked.",
});
const windows = z
  .array(z.strictObject({ from: instantOut, until: instantOut }))
  .meta({ description: "The meeting could begin from the one instant until just before the other." });

const told = {
  id: idOut("reschedule_request"),
  booking_id: idOut("booking"),
  asked_by: askedBy,
  reason: z.string().nullable(),
  windows,
  status,
  reply: z.string().nullable().meta({ description: "What was said when it was declined." }),
  settled_at: instantOut.nullable(),
};
const dates = { created_at: instantOut, updated_at: instantOut, version: z.int() };

export const RescheduleRequest = z
  .strictObject({
    object: object("reschedule_request"),
    ...told,
    created_by: z.string(),
    settled_by: z.string().nullable(),
    ...dates,
  })
  .meta({ id: "RescheduleRequest" });

/** For the invitee: no staff. */
export const PublicRescheduleRequest = z
  .strictObject({ object: object("public_reschedule_request"), ...told, ...dates })
  .meta({ id: "PublicRescheduleRequest" });

const text = prose(1_000).nullable().default(null);

const asking = z
  .strictObject({
    reason: text,
    windows: z
      .array(z.strictObject({ from: instantIn, until: instantIn }))
      .min(1)
      .max(mostWindows)
      .meta({
        description:
          "When it could begin instead: from the one instant until just before the other. A window ends after it begins, after now, " +
          `and within ${longestDays} days.`,
      }),
  })
  .meta({ id: "RescheduleRequestCreate" });
const replying = z.strictObject({ reply: text }).meta({ id: "RescheduleRequestDecline" });

const askingExample = {
  body: {
    reason: "My train is late.",
    windows: [{ from: "2026-11-24T09:00:00Z", until: "2026-11-24T12:00:00Z" }],
  },
};
const askingRefusals = [
  "booking.wrong_status",
  "booking.over",
  "reschedule_request.pending",
  "reschedule_request.window_invalid",
] as const;
const answeringRefusals = [
  "reschedule_request.unknown",
  "reschedule_request.settled",
  "reschedule_request.wrong_side",
] as const;

const param = z.object({ id: wireId("reschedule_request") });

export const createRescheduleRequest = op({
  id: "createRescheduleRequest",
  method: "post",
  path: "/v1/bookings/{id}/reschedule-requests",
  tag,
  summary: "Ask an invitee to meet at another time",
  description:
    "The invitee answers by their link: who takes a start in one of the windows accepts, whatever the event type's policy. One " +
    "request at a time; it is closed when the booking is moved otherwise, or ends.",
  may: "bookings:write_own",
  param: z.object({ id: wireId("booking") }),
  body: asking,
  home: "/v1/reschedule-requests",
  status: 201,
  answer: RescheduleRequest,
  refusals: ["booking.unknown", "booking.not_yours", ...askingRefusals],
  example: askingExample,
});

export const listRescheduleRequests = op({
  id: "listRescheduleRequests",
  method: "get",
  path: "/v1/reschedule-requests",
  tag,
  summary: "List reschedule requests",
  may: "bookings:read",
  query: z.object({
    booking_id: anyOf(wireId("booking")).optional(),
    status: anyOf(status).optional(),
    asked_by: anyOf(askedBy).optional(),
    created_after: instantIn.optional(),
    created_before: instantIn.optional(),
  }),
  order: ["created_at.desc", "created_at.asc"],
  status: 200,
  answer: RescheduleRequest,
});

export const getRescheduleRequest = op({
  id: "getRescheduleRequest",
  method: "get",
  path: "/v1/reschedule-requests/{id}",
  tag,
  summary: "Get a reschedule request",
  may: "bookings:read",
  param,
  status: 200,
  answer: RescheduleRequest,
  refusals: ["reschedule_request.unknown"],
});

const times = ["slot_token", "hold_token", "starts_at"] as const;

export const acceptRescheduleRequest = op({
  id: "acceptRescheduleRequest",
  method: "post",
  path: "/v1/reschedule-requests/{id}/accept",
  tag,
  summary: "Move a booking to where its invitee asked",
  description:
    "What staff asked is accepted by the invitee. Send the same Idempotency-Key with every retry: the booking is moved once, and every " +
    "retry gets the first answer.",
  may: "bookings:write_own",
  key: "required",
  param,
  body: z
    .strictObject({
      slot_token: z.string().min(1).max(1_000).optional(),
      hold_token: z.string().min(1).max(8_000).optional(),
      starts_at: instantIn.optional().meta({ description: "Any start, on the grid or not." }),
      minutes: z.int().min(1).max(longestMinutes).optional().meta({ description: "The booking's own without it." }),
      host_ids: z
        .array(wireId("member"))
        .max(20)
        .optional()
        .meta({ description: "Of a round robin: who is to come, of those who could. Whoever has it, without it." }),
      force: z.boolean().default(false).meta({
        description:
          "Passes over the windows, hours, notice, horizon and limits; never over another meeting. Takes `limits:override`, and is noted.",
      }),
    })
    .refine((words) => times.filter((name) => words[name] !== undefined).length === 1, {
      message: `must have exactly one of ${times.join(", ")}`,
    })
    .meta({ id: "RescheduleRequestAccept" }),
  status: 200,
  answer: RescheduleRequest,
  refusals: [
    ...answeringRefusals,
    "reschedule_request.window_unfit",
    "booking.unknown",
    "booking.not_yours",
    "booking.wrong_status",
    "booking.over",
    "booking.raced",
    "booking.host_unfit",
    "booking.other_event_type",
    "version.conflict",
    "event_type.unknown",
    "slot.taken",
    "slot.unavailable",
    "slot_token.invalid",
    "slot_token.expired",
    "hold_token.invalid",
    "hold.over",
    "hold.confirmed",
    "slots.duration_unknown",
  ],
  example: { body: { starts_at: "2026-11-24T10:00:00Z" } },
});

export const declineRescheduleRequest = op({
  id: "declineRescheduleRequest",
  method: "post",
  path: "/v1/reschedule-requests/{id}/decline",
  tag,
  summary: "Leave a booking where it is",
  description: "What the invitee asked for is declined; another request may follow.",
  may: "bookings:write_own",
  param,
  body: replying,
  status: 200,
  answer: RescheduleRequest,
  refusals: [...answeringRefusals, "booking.not_yours", "version.conflict"],
});

export const withdrawRescheduleRequest = op({
  id: "withdrawRescheduleRequest",
  method: "post",
  path: "/v1/reschedule-requests/{id}/withdraw",
  tag,
  summary: "Take back what was asked of an invitee",
  may: "bookings:write_own",
  param,
  status: 200,
  answer: RescheduleRequest,
  refusals: [...answeringRefusals, "booking.not_yours", "version.conflict"],
});

const token = z.string().min(1).max(300);
const byLink = z.object({ token, id: wireId("reschedule_request") });
const linkRefusals = ["link.unknown", "link.over", "link.verb_missing"] as const;
const linkExample = { token: "lnk_01h455vb4pex5vsknk084sn02q.ten_01h455vb4pex5vsknk084sn02q.signature" };

export const createLinkRescheduleRequest = op({
  id: "createLinkRescheduleRequest",
  method: "post",
  path: "/v1/links/{token}/reschedule-requests",
  tag: "Links",
  summary: "Ask the company to meet at another time",
  description:
    "For whoever may not move the booking alone, or finds no start that suits. The company moves it, or declines.",
  may: "anyone",
  param: z.object({ token }),
  body: asking,
  status: 201,
  answer: PublicRescheduleRequest,
  refusals: [...linkRefusals, ...askingRefusals],
  example: { param: linkExample, ...askingExample },
});

export const declineLinkRescheduleRequest = op({
  id: "declineLinkRescheduleRequest",
  method: "post",
  path: "/v1/links/{token}/reschedule-requests/{id}/decline",
  tag: "Links",
  summary: "Keep the time the company would rather change",
  description: "To accept, take a start in one of its windows and reschedule.",
  may: "anyone",
  param: byLink,
  body: replying,
  status: 200,
  answer: PublicRescheduleRequest,
  refusals: [...linkRefusals, ...answeringRefusals],
  example: { param: linkExample },
});

export const withdrawLinkRescheduleRequest = op({
  id: "withdrawLinkRescheduleRequest",
  method: "post",
  path: "/v1/links/{token}/reschedule-requests/{id}/withdraw",
  tag: "Links",
  summary: "Take back what one asked of the company",
  may: "anyone",
  param: byLink,
  status: 200,
  answer: PublicRescheduleRequest,
  refusals: [...linkRefusals, ...answeringRefusals],
  example: { param: linkExample },
});
