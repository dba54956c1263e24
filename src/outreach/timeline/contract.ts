import * as z from "zod";
import { op } from "#http/op.ts";
import { anyOf, instantOut, object, wireId } from "#http/wire.ts";
import { lineKinds } from "./rules.ts";

export const TimelineLine = z
  .strictObject({
    object: object("timeline_line"),
    id: z.string().meta({ description: "Of the event, delivery, reminder or notification." }),
    kind: z.enum(lineKinds),
    type: z
      .string()
      .meta({ description: "The event, the letter, what set the reminder off, or the notification's category." }),
    at: instantOut.meta({ description: "When it happened or was sent; of what is still to come, when it is due." }),
    status: z.string().nullable().meta({
      description: "Of deliveries and reminders; `unknown` may have gone out, and is not sent again by itself.",
    }),
    reason: z
      .string()
      .nullable()
      .meta({ description: "Of a change as somebody said it; else why it was not sent, or is in doubt." }),
    channel: z.string().nullable(),
    to: z.string().nullable().meta({ description: "An address, or the id of an attendee, a member or a webhook." }),
    actor: z.string().nullable().meta({ description: "Of a change: who did it." }),
    version: z.int().nullable().meta({ description: "Of a change: the version it made." }),
    delivery_id: z.string().nullable().meta({ description: "The line of the ledger that holds its tries." }),
  })
  .meta({ id: "TimelineLine" });

export const listTimeline = op({
  id: "listTimeline",
  method: "get",
  path: "/v1/bookings/{id}/timeline",
  tag: "Bookings",
  summary: "Read everything about a booking, in order",
  description:
    "Every change, mail, reminder, webhook and notification. What is still to come stands at its time, and moves when the meeting does.",
  may: "bookings:read",
  param: z.object({ id: wireId("booking") }),
  query: z.object({ kind: anyOf(z.enum(lineKinds)).optional() }),
  order: ["at.asc", "at.desc"],
  status: 200,
  answer: TimelineLine,
  refusals: ["booking.unknown"],
});
