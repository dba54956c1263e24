import * as z from "zod";
import { op } from "#http/op.ts";
import { anyOf, flag, idOut, instantOut, metadata, metadataPatch, object, prose, wireId, zone } from "#http/wire.ts";
import { audiences, categories, languages, type LetterKey, letterKeys, sentBy, templateChannels } from "./catalogue.ts";

const tag = "Message templates";
const param = z.object({ id: wireId("message_template") });

// What `Object.keys` forgets of its keys.
const key = z.enum(letterKeys as readonly [LetterKey, ...LetterKey[]]);
const channel = z.enum(templateChannels);
const locale = z.enum(languages);
const subject = prose(300)
  .refine((text) => !/[\r\n]/.test(text), "must be one line")
  .meta({ description: "One line. A mail has one; an SMS has none." });
const body = prose(20_000).min(1).meta({
  description:
    "Text with `{{ name }}` and `{{#if name}}…{{/if}}`, of the variables the letter has; empty lines part paragraphs.",
});

const MessageTemplate = z
  .strictObject({
    object: object("message_template"),
    id: idOut("message_template"),
    key,
    channel,
    locale,
    subject: z.string().nullable(),
    body: z.string(),
    active: z.boolean().meta({ description: "While it is not, our own text is said." }),
    metadata,
    created_by: z.string(),
    created_at: instantOut,
    updated_at: instantOut,
    version: z.int(),
  })
  .meta({ id: "MessageTemplate" });

const TemplatePreview = z
  .strictObject({
    object: object("template_preview"),
    subject: z.string().nullable(),
    text: z.string(),
    html: z.string().nullable().meta({ description: "Of a mail, in the company's colour." }),
  })
  .meta({ id: "TemplatePreview" });

const TemplateTest = z
  .strictObject({
    object: object("template_test"),
    template_id: idOut("message_template"),
    recipient: z.string(),
    ordinal: z
      .int()
      .meta({ description: "Which test of this template: `GET /v1/deliveries` shows what became of it." }),
  })
  .meta({ id: "TemplateTest" });

const LetterList = z
  .strictObject({
    object: object("letters"),
    locale,
    channel: z.enum(sentBy),
    letters: z.array(
      z.strictObject({
        key,
        category: z.enum(categories),
        audience: z.enum(audiences),
        channels: z.array(z.enum(sentBy)).meta({ description: "By which ways it is sent." }),
        variables: z.array(z.strictObject({ name: z.string(), type: z.enum(["text", "instant", "link"]) })),
        subject: z
          .string()
          .nullable()
          .meta({ description: "What we say where the company says nothing else. A text message has none." }),
        body: z.string(),
      }),
    ),
  })
  .meta({ id: "LetterList" });

export const getLetters = op({
  id: "getLetters",
  method: "get",
  path: "/v1/letters",
  tag,
  summary: "See every letter, with our own text and its variables",
  may: "templates:read",
  query: z.object({ locale: locale.default("en"), channel: z.enum(sentBy).default("mail") }),
  status: 200,
  answer: LetterList,
});

export const listMessageTemplates = op({
  id: "listMessageTemplates",
  method: "get",
  path: "/v1/message-templates",
  tag,
  summary: "List the company's own texts",
  may: "templates:read",
  query: z.object({
    key: anyOf(key).optional(),
    channel: anyOf(channel).optional(),
    locale: anyOf(locale).optional(),
    active: flag.optional(),
  }),
  order: ["created_at.desc", "created_at.asc"],
  status: 200,
  answer: MessageTemplate,
});

export const getMessageTemplate = op({
  id: "getMessageTemplate",
  method: "get",
  path: "/v1/message-templates/{id}",
  tag,
  summary: "Get a text",
  may: "templates:read",
  param,
  status: 200,
  answer: MessageTemplate,
  refusals: ["template.unknown"],
});

const faults = [
  "template.variable_unknown",
  "template.variable_unfit",
  "template.syntax",
  "template.subject_missing",
  "template.subject_unfit",
  "template.empty",
] as const;

export const createMessageTemplate = op({
  id: "createMessageTemplate",
  method: "post",
  path: "/v1/message-templates",
  tag,
  summary: "Say something in other words",
  description:
    "From now on the letter says this in that language, in place of our own text. `GET /v1/letters` tells which variables it has; " +
    "another one is refused with the text, line and column where it stands.",
  may: "templates:write",
  body: z
    .strictObject({
      key,
      channel: channel.default("mail"),
      locale,
      subject: subject.nullable().default(null),
      body,
      active: z.boolean().default(true),
      metadata: metadata.default({}),
    })
    .meta({ id: "MessageTemplateCreate" }),
  status: 201,
  answer: MessageTemplate,
  refusals: [...faults, "template.taken"],
  example: {
    body: {
      key: "booking.created.invitee",
      locale: "en",
      subject: "See you on {{ starts_at }}",
      body: "Dear {{ reader_name }},\n\nwe look forward to meeting you.\n\n{{ manage_link }}",
    },
  },
});

export const changeMessageTemplate = op({
  id: "changeMessageTemplate",
  method: "patch",
  path: "/v1/message-templates/{id}",
  tag,
  summary: "Change a text",
  may: "templates:write",
  param,
  body: z
    .strictObject({
      subject: subject.nullable().optional(),
      body: body.optional(),
      active: z.boolean().optional(),
      metadata: metadataPatch.optional(),
    })
    .meta({ id: "MessageTemplateChange" }),
  status: 200,
  answer: MessageTemplate,
  refusals: ["template.unknown", ...faults, "version.conflict"],
  example: { body: { active: false } },
});

export const deleteMessageTemplate = op({
  id: "deleteMessageTemplate",
  method: "delete",
  path: "/v1/message-templates/{id}",
  tag,
  summary: "Delete a text",
  description: "The letter says our own text again.",
  may: "templates:write",
  param,
  status: 204,
  refusals: ["template.unknown", "version.conflict"],
});

const inZone = zone
  .nullable()
  .default(null)
  .meta({ description: "On whose clock times are said; the company's when left out." });

export const previewText = op({
  id: "previewText",
  method: "post",
  path: "/v1/message-templates/preview",
  tag,
  summary: "See what a text would become",
  description: "With a meeting that does not exist. Nothing is kept, and nothing is sent.",
  may: "templates:read",
  body: z
    .strictObject({
      key,
      channel: channel.default("mail"),
      locale,
      subject: subject.nullable().default(null),
      body,
      time_zone: inZone,
    })
    .meta({ id: "TextPreview" }),
  // It only looks.
  repeats: true,
  status: 200,
  answer: TemplatePreview,
  refusals: [...faults],
  example: {
    body: {
      key: "reminder.invitee",
      locale: "en",
      subject: "Soon: {{ title }}",
      body: "{{ starts_at }}, {{ location }}",
    },
  },
});

export const previewMessageTemplate = op({
  id: "previewMessageTemplate",
  method: "post",
  path: "/v1/message-templates/{id}/preview",
  tag,
  summary: "See what a kept text becomes",
  may: "templates:read",
  param,
  body: z.strictObject({ time_zone: inZone }).meta({ id: "MessageTemplatePreview" }),
  repeats: true,
  status: 200,
  answer: TemplatePreview,
  refusals: ["template.unknown", ...faults],
  example: { body: { time_zone: "Asia/Kolkata" } },
});

export const testMessageTemplate = op({
  id: "testMessageTemplate",
  method: "post",
  path: "/v1/message-templates/{id}/test",
  tag,
  summary: "Send oneself a text",
  description: "To the address of the member who asks, with a meeting that does not exist. A key has no address.",
  may: "templates:write",
  param,
  status: 202,
  answer: TemplateTest,
  refusals: ["template.unknown", "template.not_mail", "template.no_address"],
});
