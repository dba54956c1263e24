import * as z from "zod";
import { op } from "#http/op.ts";
import { anyOf, flag, line, metadata, metadataPatch, slug, wireId } from "#http/wire.ts";
import { PublicEventType } from "./offer.ts";
import { durationsIn, EventType, fields, hostsIn, kind, poolsIn, questionsIn } from "./shapes.ts";

const tag = "Event types";

const param = z.object({ id: wireId("event_type") });
const address = z.object({ tenant: slug, slug });

const recipeRefusals = [
  "event_type.slug_taken",
  "event_type.slug_reserved",
  "event_type.capacity_missing",
  "event_type.capacity_unfit",
  "event_type.duration_out_of_range",
  "event_type.default_duration_unknown",
  "event_type.increment_out_of_range",
  "event_type.offset_out_of_range",
  "event_type.horizon_reversed",
  "event_type.location_incomplete",
  "event_type.default_location_unknown",
] as const;
const peopleRefusals = [
  "event_type.no_hosts",
  "event_type.host_count",
  "event_type.host_twice",
  "event_type.host_unknown",
  "event_type.schedule_unknown",
  "event_type.pools_unfit",
  "event_type.pool_twice",
  "event_type.pool_unknown",
  "event_type.pool_empty",
] as const;
const questionRefusals = [
  "event_type.question_unknown",
  "event_type.question_options_missing",
  "event_type.question_options_unfit",
  "event_type.question_validation_unfit",
] as const;

export const listEventTypes = op({
  id: "listEventTypes",
  method: "get",
  path: "/v1/event-types",
  tag,
  summary: "List event types",
  may: "event_types:read",
  query: z.object({
    kind: anyOf(kind).optional(),
    active: flag.optional(),
    hidden: flag.optional(),
    host_id: anyOf(wireId("member")).optional().meta({ description: "Those one of these members always hosts." }),
    pool_id: anyOf(wireId("pool")).optional().meta({ description: "Those that draw from one of these pools." }),
    q: line(200).optional().meta({ description: "Those whose title or slug contains this, in any case." }),
  }),
  order: ["created_at.desc", "created_at.asc", "title.asc", "title.desc"],
  status: 200,
  answer: EventType,
});

export const getEventType = op({
  id: "getEventType",
  method: "get",
  path: "/v1/event-types/{id}",
  tag,
  summary: "Get an event type",
  may: "event_types:read",
  param,
  status: 200,
  answer: EventType,
  refusals: ["event_type.unknown"],
});

export const createEventType = op({
  id: "createEventType",
  method: "post",
  path: "/v1/event-types",
  tag,
  summary: "Make an event type",
  description:
    "With its people and questions, so that it can be booked at once. One on one and a group take one host, a collective one or " +
    "more, a round robin hosts and pools; every pool must have somebody qualified.",
  may: "event_types:write",
  body: z
    .strictObject({
      ...fields,
      slug: slug.meta({ description: "Lower-case letters, digits and inner hyphens; the end of its public address." }),
      title: line(200),
      kind,
      durations: durationsIn.default([30]),
      hosts: hostsIn.default([]),
      pools: poolsIn.default([]),
      questions: questionsIn.default([]),
      metadata: metadata.default({}),
    })
    .meta({ id: "EventTypeCreate" }),
  status: 201,
  answer: EventType,
  refusals: [...recipeRefusals, ...peopleRefusals, ...questionRefusals],
  example: {
    body: {
      slug: "technical-interview",
      title: "Technical interview",
      kind: "one_on_one",
      durations: [45, 60],
      notice_minutes: 720,
      horizon: { kind: "business_days", days: 20 },
      hosts: [{ member_id: "mem_01m7vcswane8mvywz2zv3cdvd2" }],
    },
  },
});

export const changeEventType = op({
  id: "changeEventType",
  method: "patch",
  path: "/v1/event-types/{id}",
  tag,
  summary: "Change an event type, or take it off offer",
  description:
    "`active` puts it on offer and takes it off. Another kind, and going on offer, are judged against the people it has.",
  may: "event_types:write",
  param,
  body: z
    .strictObject({
      ...fields,
      slug: slug.optional(),
      title: line(200).optional(),
      kind: kind.optional(),
      durations: durationsIn.optional(),
      metadata: metadataPatch.optional(),
    })
    .meta({ id: "EventTypeChange" }),
  status: 200,
  answer: EventType,
  refusals: ["event_type.unknown", ...recipeRefusals, ...peopleRefusals, "version.conflict"],
  example: { body: { notice_minutes: 1_440 } },
});

export const deleteEventType = op({
  id: "deleteEventType",
  method: "delete",
  path: "/v1/event-types/{id}",
  tag,
  summary: "Delete an event type",
  description: "It cannot be booked any more, and its slug is free again. Meetings that stand stay.",
  may: "event_types:write",
  param,
  status: 204,
  refusals: ["event_type.unknown", "version.conflict"],
});

export const setEventTypeHosts = op({
  id: "setEventTypeHosts",
  method: "put",
  path: "/v1/event-types/{id}/hosts",
  tag,
  summary: "Say who gives an event type",
  description: "All of them: who is not named is no host any more. The first host's wall clock lays the grid.",
  may: "event_types:write",
  param,
  body: z.strictObject({ hosts: hostsIn, pools: poolsIn.default([]) }).meta({ id: "EventTypePeople" }),
  ifMatch: "required",
  status: 200,
  answer: EventType,
  refusals: ["event_type.unknown", ...peopleRefusals, "version.conflict", "version.required"],
  example: { body: { hosts: [{ member_id: "mem_01m7vcswane8mvywz2zv3cdvd2" }] } },
});

export const setEventTypeQuestions = op({
  id: "setEventTypeQuestions",
  method: "put",
  path: "/v1/event-types/{id}/questions",
  tag,
  summary: "Say what the booking form asks",
  description:
    "All of them, in their order. One named by its id stays the same question; who is not named is asked no more.",
  may: "event_types:write",
  param,
  body: z.strictObject({ questions: questionsIn }).meta({ id: "EventTypeQuestions" }),
  ifMatch: "required",
  status: 200,
  answer: EventType,
  refusals: ["event_type.unknown", ...questionRefusals, "version.conflict", "version.required"],
  example: {
    body: {
      questions: [
        { type: "short_text", label: "Your portfolio", validation: { pattern: "https_url" } },
        { type: "single_select", label: "Language", required: true, options: ["English", "Deutsch"] },
      ],
    },
  },
});

export const duplicateEventType = op({
  id: "duplicateEventType",
  method: "post",
  path: "/v1/event-types/{id}/duplicate",
  tag,
  summary: "Make a copy of an event type",
  description: "With its people and questions, and not active, so that it can be changed before it is on offer.",
  may: "event_types:write",
  param,
  body: z.strictObject({ slug, title: line(200).optional() }).meta({ id: "EventTypeCopy" }),
  status: 201,
  answer: EventType,
  refusals: ["event_type.unknown", "event_type.slug_taken", "event_type.slug_reserved"],
  example: { body: { slug: "technical-interview-copy" } },
});

export const listPublicEventTypes = op({
  id: "listPublicEventTypes",
  method: "get",
  path: "/v1/public/{tenant}/event-types",
  tag,
  summary: "List what anyone can book",
  may: "anyone",
  param: z.object({ tenant: slug }),
  order: ["title.asc", "title.desc"],
  status: 200,
  answer: PublicEventType,
  refusals: ["tenant.unknown"],
});

export const getPublicEventType = op({
  id: "getPublicEventType",
  method: "get",
  path: "/v1/public/{tenant}/event-types/{slug}",
  tag,
  summary: "Get what a booking page needs",
  description: "Never who will come.",
  may: "anyone",
  param: address,
  status: 200,
  answer: PublicEventType,
  cache: "public, max-age=15",
  refusals: ["tenant.unknown", "event_type.unknown"],
  example: { param: { tenant: "lumen", slug: "technical" } },
});
