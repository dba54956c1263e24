import * as z from "zod";
import { op } from "#http/op.ts";
import { anyOf, idOut, instantOut, object, wireId } from "#http/wire.ts";
import { triggers } from "#outreach/workflows/tables.ts";
import { channels, states } from "./tables.ts";

const state = z.enum(states);
const channel = z.enum(channels);

export const Reminder = z
  .strictObject({
    object: object("reminder"),
    id: idOut("reminder"),
    booking_id: idOut("booking"),
    booking_version: z.int().meta({ description: "Of the booking: that which caused it, or set its time." }),
    workflow_id: idOut("workflow"),
    trigger: z.enum(triggers),
    channel,
    to: z
      .string()
      .meta({ description: "The id of an attendee, a member or a webhook, or an address that the action names." }),
    due_at: instantOut,
    state: state.meta({
      description:
        "`handed_on`: an endpoint or the product was told, and the ledger says whether it arrived. `unknown`: it may have gone out, " +
        "and is not sent again by itself. `void`: not sent, for the reason given.",
    }),
    reason: z.string().nullable(),
    attempts: z.int(),
    delivery_id: idOut("delivery").nullable(),
    sent_at: instantOut.nullable(),
    created_at: instantOut,
    updated_at: instantOut,
    version: z.int(),
  })
  .meta({ id: "Reminder" });

export const listReminders = op({
  id: "listReminders",
  method: "get",
  path: "/v1/bookings/{id}/reminders",
  tag: "Workflows",
  summary: "List what workflows do about a booking",
  description:
    "Everything that was, is or will be sent because of a workflow, and what is not sent, with the reason. That somebody is asked " +
    "for a scorecard is shown to them alone.",
  may: "bookings:read",
  param: z.object({ id: wireId("booking") }),
  query: z.object({ state: anyOf(state).optional(), channel: anyOf(channel).optional() }),
  order: ["due_at.asc", "due_at.desc"],
  status: 200,
  answer: Reminder,
  refusals: ["booking.unknown"],
});

export const WorkflowTrial = z
  .strictObject({
    object: object("workflow_trial"),
    workflow_id: idOut("workflow"),
    booking_id: idOut("booking").nullable().meta({ description: "Null where no booking to come would be acted on." }),
    unmet: z
      .array(z.enum(["active", "status", "event_type_ids", "kinds", "team_ids"]))
      .meta({ description: "Why it would do nothing about this booking; empty when it would act." }),
    messages: z.array(
      z.strictObject({
        channel: channel,
        to: z.string().meta({ description: "An address, a telephone number, or the id of a member or an endpoint." }),
        due_at: instantOut,
        would_send: z.boolean(),
        reason: z.string().nullable().meta({ description: "Why it would not be sent." }),
        subject: z.string().nullable(),
        text: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: "WorkflowTrial" });

export const tryWorkflow = op({
  id: "tryWorkflow",
  method: "post",
  path: "/v1/workflows/{id}/dry-run",
  tag: "Workflows",
  summary: "See what a workflow would send, to whom and when",
  description:
    "Nothing is sent and nothing is written. Without a booking, the next one is taken that meets its conditions. What happens to " +
    "bookings is taken to happen now.",
  may: "workflows:read",
  param: z.object({ id: wireId("workflow") }),
  body: z.strictObject({ booking_id: wireId("booking").nullable().default(null) }).meta({ id: "WorkflowTry" }),
  repeats: true,
  status: 200,
  answer: WorkflowTrial,
  refusals: ["workflow.unknown", "booking.unknown"],
  example: { body: {} },
});
