import * as z from "zod";
import { kinds } from "#booking/event-types/tables.ts";
import { op } from "#http/op.ts";
import {
  anyOf,
  emailIn,
  flag,
  idOut,
  instantOut,
  line,
  metadata,
  metadataPatch,
  object,
  prose,
  wireId,
} from "#http/wire.ts";
import { maxActions, maxOffset, minBeforeStart } from "./rules.ts";
import { triggers } from "./tables.ts";

const tag = "Workflows";
const param = z.object({ id: wireId("workflow") });
const trigger = z.enum(triggers).meta({
  description:
    "`feedback_due`: after an interview's end, to each of its hosts whose scorecard is asked for and missing when it is sent; again " +
    "and again, as the hiring settings say, until the card is in. By mail or in the product, to `hosts` alone.",
});
const kind = z.enum(kinds);

const offset = z
  .int()
  .min(-1_000_000)
  .max(1_000_000)
  .meta({
    description:
      `Minutes before the start, after the end, or after what happened: 0 to ${maxOffset}, and at least ${minBeforeStart} before a ` +
      "start. What is due is sent within a minute.",
  });

const distinct = <T extends z.ZodType<string>>(item: T) =>
  z
    .array(item)
    .max(50)
    .refine((list) => new Set(list).size === list.length, "must name each once");

const conditionsIn = z
  .strictObject({
    event_type_ids: distinct(wireId("event_type")).default([]),
    team_ids: distinct(wireId("team")).default([]).meta({ description: "Teams of which a host is." }),
    kinds: distinct(kind).default([]),
  })
  .meta({ id: "WorkflowConditionsIn", description: "All must be met; an empty list leaves out nothing." });

const conditionsOut = z
  .strictObject({
    event_type_ids: z.array(idOut("event_type")),
    team_ids: z.array(idOut("team")),
    kinds: z.array(kind),
  })
  .meta({ id: "WorkflowConditions" });

const textIn = z.strictObject({ subject: line(200).nullable().default(null), body: prose(5_000) }).meta({
  id: "WorkflowTextIn",
  description: "In the language of templates: `{{ starts_at }}`, `{{#if location}}…{{/if}}`.",
});
const textOut = z.strictObject({ subject: z.string().nullable(), body: z.string() }).meta({ id: "WorkflowText" });

const letter = z.string().max(80).nullable();
const mailTo = z.enum(["invitee", "hosts", "guests", "address"]);

const actionIn = z
  .discriminatedUnion("channel", [
    z.strictObject({
      channel: z.literal("mail"),
      to: mailTo,
      address: emailIn.nullable().default(null).meta({ description: "With `to: address`, and only then." }),
      letter: letter.default(null).meta({ description: "A letter of ours, such as `reminder.invitee`." }),
      text: textIn.nullable().default(null).meta({ description: "Own words, instead of the letter's." }),
    }),
    z.strictObject({
      channel: z.literal("in_app"),
      to: z.literal("hosts"),
      letter: letter.default(null),
      text: textIn.nullable().default(null),
    }),
    z.strictObject({ channel: z.literal("webhook"), webhook_id: wireId("webhook") }),
    z.strictObject({
      channel: z.literal("sms"),
      to: z.enum(["invitee", "hosts"]),
      webhook_id: wireId("webhook").meta({ description: "Who sends the text on: it is told whom, and what to say." }),
      text: textIn
        .nullable()
        .default(null)
        .meta({ description: "Left out before a start: what reminders say in text messages." }),
    }),
  ])
  .meta({ id: "WorkflowActionIn" });

const actionOut = z
  .discriminatedUnion("channel", [
    z.strictObject({
      channel: z.literal("mail"),
      to: mailTo,
      address: z.string().nullable(),
      letter: z.string().nullable(),
      text: textOut.nullable(),
    }),
    z.strictObject({
      channel: z.literal("in_app"),
      to: z.literal("hosts"),
      letter: z.string().nullable(),
      text: textOut.nullable(),
    }),
    z.strictObject({ channel: z.literal("webhook"), webhook_id: idOut("webhook") }),
    z.strictObject({
      channel: z.literal("sms"),
      to: z.enum(["invitee", "hosts"]),
      webhook_id: idOut("webhook"),
      text: textOut.nullable(),
    }),
  ])
  .meta({ id: "WorkflowAction" });

export const Workflow = z
  .strictObject({
    object: object("workflow"),
    id: idOut("workflow"),
    name: z.string(),
    built_in: z.boolean().meta({ description: "Whether every company begins with it." }),
    trigger,
    offset_minutes: z.int(),
    conditions: conditionsOut,
    actions: z.array(actionOut),
    active: z.boolean(),
    metadata,
    created_by: z.string(),
    created_at: instantOut,
    updated_at: instantOut,
    version: z.int(),
  })
  .meta({ id: "Workflow" });

const actionsIn = z.array(actionIn).min(1).max(maxActions);

const misfits = [
  "workflow.offset_out_of_range",
  "workflow.action_twice",
  "workflow.address_unfit",
  "workflow.text_missing",
  "workflow.letter_unknown",
  "workflow.recipient_unfit",
  "workflow.condition_unknown",
  "workflow.webhook_unknown",
  "workflow.loop",
  "template.variable_unknown",
  "template.variable_unfit",
  "template.syntax",
] as const;

export const listWorkflows = op({
  id: "listWorkflows",
  method: "get",
  path: "/v1/workflows",
  tag,
  summary: "List workflows",
  may: "workflows:read",
  query: z.object({
    trigger: anyOf(trigger).optional(),
    active: flag.optional(),
    name: line(200).optional().meta({ description: "Workflows whose name contains this, in any case." }),
  }),
  order: ["created_at.desc", "created_at.asc", "name.asc", "name.desc"],
  status: 200,
  answer: Workflow,
});

export const getWorkflow = op({
  id: "getWorkflow",
  method: "get",
  path: "/v1/workflows/{id}",
  tag,
  summary: "Get a workflow",
  may: "workflows:read",
  param,
  status: 200,
  answer: Workflow,
  refusals: ["workflow.unknown"],
});

export const createWorkflow = op({
  id: "createWorkflow",
  method: "post",
  path: "/v1/workflows",
  tag,
  summary: "Make a workflow",
  description:
    "It acts on what happens to bookings from now on. Two actions that go by the same way to the same people are refused, and so is " +
    "one that would write to ourselves: no action can set off a workflow.",
  may: "workflows:write",
  body: z
    .strictObject({
      name: line(200),
      trigger,
      offset_minutes: offset.default(0),
      conditions: conditionsIn.default({ event_type_ids: [], team_ids: [], kinds: [] }),
      actions: actionsIn,
      active: z.boolean().default(true),
      metadata: metadata.default({}),
    })
    .meta({ id: "WorkflowCreate" }),
  status: 201,
  answer: Workflow,
  refusals: ["workflow.too_many", ...misfits],
  example: {
    body: {
      name: "A day before, to the hosts",
      trigger: "before_start",
      offset_minutes: 1_440,
      actions: [{ channel: "mail", to: "hosts" }],
    },
  },
});

export const changeWorkflow = op({
  id: "changeWorkflow",
  method: "patch",
  path: "/v1/workflows/{id}",
  tag,
  summary: "Change a workflow",
  description:
    "What is planned already moves with its offset and says what it says then; what has become due stays due. Switched off, it sends " +
    "nothing more.",
  may: "workflows:write",
  param,
  body: z
    .strictObject({
      name: line(200).optional(),
      trigger: trigger.optional(),
      offset_minutes: offset.optional(),
      conditions: conditionsIn.optional(),
      actions: actionsIn.optional(),
      active: z.boolean().optional(),
      metadata: metadataPatch.optional(),
    })
    .meta({ id: "WorkflowChange" }),
  status: 200,
  answer: Workflow,
  refusals: ["workflow.unknown", "version.conflict", ...misfits],
  example: { body: { active: false } },
});

export const deleteWorkflow = op({
  id: "deleteWorkflow",
  method: "delete",
  path: "/v1/workflows/{id}",
  tag,
  summary: "Delete a workflow",
  description: "What it has planned is not sent.",
  may: "workflows:write",
  param,
  status: 204,
  refusals: ["workflow.unknown", "version.conflict"],
});
