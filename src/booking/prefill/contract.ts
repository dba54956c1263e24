import * as z from "zod";
import { op } from "#http/op.ts";
import { emailIn, instantIn, instantOut, line, object, phone, wireId } from "#http/wire.ts";
import { defaultDays, longestDays } from "./rules.ts";

/** Shorter than what a form takes: all of it has to fit into an address. */
const answers = z
  .array(
    z.strictObject({
      question_id: wireId("question"),
      value: z.union([z.string().max(2_000), z.number(), z.array(z.string().max(200)).max(20)]),
    }),
  )
  .max(20);

export const createPrefillLink = op({
  id: "createPrefillLink",
  method: "post",
  path: "/v1/prefill-links",
  tag: "Scheduling links",
  summary: "Make a link to a booking page that knows who comes",
  description:
    "The address of an event type's public page, or of a scheduling link, with the form filled in. What is known of the person is sealed " +
    "in it: nobody who sees the address can read it, and nothing of it is kept. It ends with its time, or with the page.",
  may: "scheduling_links:write",
  repeats: true,
  body: z
    .strictObject({
      event_type_id: wireId("event_type").nullable().default(null),
      scheduling_link_id: wireId("link").nullable().default(null),
      name: line(200).nullable().default(null),
      email: emailIn.nullable().default(null),
      phone: phone.nullable().default(null),
      answers: answers.default([]),
      expires_at: instantIn.optional().meta({
        description: `In ${defaultDays} days when it is not said, and at most ${longestDays} days from now.`,
      }),
    })
    .refine((words) => (words.event_type_id === null) !== (words.scheduling_link_id === null), {
      message: "must have exactly one of event_type_id, scheduling_link_id",
    })
    .meta({ id: "PrefillLinkCreate" }),
  status: 200,
  answer: z
    .strictObject({
      object: object("prefill_link"),
      url: z.url().meta({ description: "What to send to whoever is to book." }),
      token: z.string().meta({ description: "What stands in the address as `p`." }),
      expires_at: instantOut,
    })
    .meta({ id: "PrefillLink" }),
  refusals: [
    "event_type.unknown",
    "scheduling_link.unknown",
    "link.over",
    "prefill.page_missing",
    "prefill.question_unknown",
    "prefill.expiry_unfit",
    "prefill.too_long",
  ],
  example: {
    body: {
      event_type_id: "ety_01m7vcswane8mvywz2zv3cdvd2",
      name: "Iris Lindqvist",
      email: "iris@candidate.example",
    },
  },
});
