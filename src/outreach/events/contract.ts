import * as z from "zod";
import { op } from "#http/op.ts";
import { anyOf, idOut, instantOut, object, wireId } from "#http/wire.ts";
import { type Kind, prefixes } from "#kernel/ids.ts";
import { eventWord } from "./rules.ts";

const tag = "Events";
const kinds = Object.keys(prefixes) as [Kind, ...Kind[]];
const words = z.record(z.string(), z.unknown()).nullable();

/** What every webhook carries as `data`. */
export const EventData = z
  .strictObject({
    id: idOut("fact"),
    type: z.string(),
    entity_type: z.enum(kinds),
    entity_id: z.string(),
    version: z.int().meta({ description: "The entity's version after the event." }),
    seq: z.int().meta({ description: "Counts this company's events from 1, without gaps." }),
    sequence: z.int().meta({
      description: "Counts the events of this one entity from 1, without gaps, whether you ask for them or not.",
    }),
    previous_id: idOut("fact").nullable().meta({ description: "The event before it of the same entity." }),
    actor: z.string().meta({ description: "Who did it: the id of a member, key or user, or `system` or `public`." }),
    request_id: z.string(),
    at: instantOut,
    after: words.meta({
      description: "The entity as it was after the event. Null when it was deleted, or erased since.",
    }),
    previous_attributes: words.meta({ description: "What was otherwise before. Null when there was nothing before." }),
  })
  .meta({ id: "EventData" });

export const Event = z
  .strictObject({
    object: object("event"),
    id: idOut("fact"),
    type: z.string().meta({ description: "What happened, as `noun.verb` in the past tense." }),
    timestamp: instantOut,
    data: EventData,
  })
  .meta({ id: "Event" });

export const eventWordIn = z.string().max(80).regex(eventWord, "must be `*`, `noun.*` or `noun.verb`");

export const listEvents = op({
  id: "listEvents",
  method: "get",
  path: "/v1/events",
  tag,
  summary: "Read what happened, in order",
  description:
    "The pull twin of webhooks: the same bodies, oldest first, kept for 30 days. Ask with `after` for what came behind the last " +
    "one you have seen; 410 says that something in between is no longer kept. It works in test mode too, where no webhook is sent.",
  may: "webhooks:read",
  query: z.object({
    after: z
      .union([wireId("fact"), z.string().regex(/^\d{1,15}$/)])
      .optional()
      .meta({ description: "The `id` or `seq` of an event: those behind it are shown." }),
    types: anyOf(eventWordIn, 50)
      .optional()
      .meta({ description: "`booking.created`, `booking.*`; all when left out." }),
  }),
  order: ["seq.asc", "seq.desc"],
  status: 200,
  answer: Event,
  refusals: ["event.unknown", "event.over", "event.name_unknown"],
  example: { query: { types: "booking.*" } },
});

export const getEvent = op({
  id: "getEvent",
  method: "get",
  path: "/v1/events/{id}",
  tag,
  summary: "Get an event",
  may: "webhooks:read",
  param: z.object({ id: wireId("fact") }),
  drifts: true,
  status: 200,
  answer: Event,
  refusals: ["event.unknown", "event.over"],
});
