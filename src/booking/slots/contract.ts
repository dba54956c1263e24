import * as z from "zod";
import { op } from "#http/op.ts";
import { PublicEventType } from "#booking/event-types/offer.ts";
import { wallTime, weekday, zoneName } from "#availability/words.ts";
import { flag, idOut, instantIn, instantOut, object, prose, slug, wireId, zone } from "#http/wire.ts";
import { longestBufferMinutes, longestMinutes } from "#booking/reservations/rules.ts";

const tag = "Slots";

const range = {
  starts_after: instantIn.optional().meta({ description: "Starts from this instant on; from now on without it." }),
  starts_before: instantIn
    .optional()
    .meta({ description: "Starts before this instant, at most 62 days later; a fortnight later without it." }),
};
const question = {
  ...range,
  minutes: z.coerce.number().int().min(1).max(1_440).optional().meta({ description: "One duration; all without it." }),
  time_zone: zone.optional().meta({ description: "Says each start on this wall too; it changes nothing else." }),
};

const localOut = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00$/)
  .optional()
  .meta({ description: "On the wall that was asked for.", example: "2026-11-23T10:00:00" });

const slot = {
  starts_at: instantOut,
  local_starts_at: localOut,
  open: z.int().meta({
    description:
      "How many could take it: of the pool with the least choice, the free members who can come while different people " +
      "come for all other pools; seats left; or one.",
  }),
};

const answer = {
  time_zone: z.string().meta({ description: "The event type's, unless another was asked for." }),
  tz_version: z.string(),
};

const Span = { from: instantOut, until: instantOut };
const reason = z.enum([
  "outside_hours",
  "override",
  "restriction",
  "time_off",
  "busy",
  "hold",
  "buffer",
  "paused",
  "notice",
  "horizon",
  "limit",
  "too_short",
  "no_pool_member",
]);
const days = z.array(
  z
    .strictObject({
      date: z.iso.date(),
      removed: z.array(z.strictObject({ reason, ...Span })),
      free: z.array(z.strictObject(Span)),
    })
    .meta({ id: "ExplainedDay" }),
);

export const Slots = z
  .strictObject({
    object: object("slots"),
    event_type_id: idOut("event_type"),
    ...answer,
    offers: z.array(
      z
        .strictObject({ minutes: z.int(), slots: z.array(z.strictObject(slot).meta({ id: "Slot" })) })
        .meta({ id: "Offer" }),
    ),
    explanation: z
      .strictObject({
        minutes: z.int(),
        hosts: z.array(z.strictObject({ member_id: idOut("member"), days })),
        pools: z.array(z.strictObject({ pool_id: idOut("pool"), days })),
      })
      .optional()
      .meta({ description: "Present with `explain=true`: which rule removed the time, by day and person." }),
  })
  .meta({ id: "Slots" });

export const PublicSlots = z
  .strictObject({
    object: object("public_slots"),
    ...answer,
    event_type: PublicEventType.optional().meta({ description: "Present with `expand=event_type`." }),
    offers: z.array(
      z
        .strictObject({
          minutes: z.int(),
          slots: z.array(
            z
              .strictObject({
                ...slot,
                slot_token: z.string().meta({ description: "Books this start; good for 15 minutes." }),
              })
              .meta({ id: "PublicSlot" }),
          ),
        })
        .meta({ id: "PublicOffer" }),
    ),
  })
  .meta({ id: "PublicSlots" });

const rangeRefusals = ["slots.range_reversed", "slots.range_too_long"] as const;

export const getSlots = op({
  id: "getSlots",
  method: "get",
  path: "/v1/event-types/{id}/slots",
  tag,
  summary: "When can these people meet?",
  description: "`explain` tells which rule removed the time, and needs `availability:read`.",
  may: "event_types:read",
  param: z.object({ id: wireId("event_type") }),
  query: z.object({
    ...question,
    explain: flag.optional(),
    booking_id: wireId("booking")
      .optional()
      .meta({
        description:
          "Starts to which this booking of the event type can be moved: of its own length without another, for whoever hosts it, its " +
          "own hours being no obstacle. Needs `bookings:read`; nothing is explained.",
      }),
  }),
  status: 200,
  answer: Slots,
  refusals: [
    "event_type.unknown",
    "booking.unknown",
    "booking.wrong_status",
    ...rangeRefusals,
    "slots.duration_unknown",
  ],
  example: { query: { starts_after: "2026-11-23T00:00:00Z", starts_before: "2026-11-28T00:00:00Z" } },
});

export const getPublicSlots = op({
  id: "getPublicSlots",
  method: "get",
  path: "/v1/public/{tenant}/event-types/{slug}/slots",
  tag,
  summary: "When can one book?",
  description: "Never who will come.",
  may: "anyone",
  param: z.object({ tenant: slug, slug }),
  query: z.object(question),
  expand: ["event_type"],
  status: 200,
  answer: PublicSlots,
  cache: "public, max-age=15",
  refusals: ["tenant.unknown", "event_type.unknown", ...rangeRefusals, "slots.duration_unknown"],
  example: {
    param: { tenant: "lumen", slug: "technical" },
    query: { starts_after: "2026-11-23T00:00:00Z", starts_before: "2026-11-28T00:00:00Z" },
  },
});

export const getLinkSlots = op({
  id: "getLinkSlots",
  method: "get",
  path: "/v1/links/{token}/slots",
  tag: "Links",
  summary: "When can one book, or move a booking to?",
  description:
    "Of a link to book by: starts in its window. Of a link to a booking: starts it can be moved to, of its own length unless another " +
    "is asked for; its own hours are no obstacle. Never who will come.",
  may: "anyone",
  param: z.object({ token: z.string().min(1).max(300) }),
  query: z.object({
    event_type_id: wireId("event_type").optional().meta({ description: "Needed where the link offers several." }),
    ...question,
  }),
  status: 200,
  answer: PublicSlots,
  refusals: [
    "link.unknown",
    "link.over",
    "link.verb_missing",
    "link.event_type_missing",
    "event_type.unknown",
    ...rangeRefusals,
    "slots.duration_unknown",
  ],
  example: {
    param: { token: "lnk_01h455vb4pex5vsknk084sn02q.ten_01h455vb4pex5vsknk084sn02q.signature" },
    query: { starts_after: "2026-11-23T00:00:00Z", starts_before: "2026-11-28T00:00:00Z" },
  },
});

const otherHours = z.strictObject({
  time_zone: zoneName.optional(),
  rules: z
    .array(z.strictObject({ weekday, start: wallTime, end: wallTime }))
    .max(100)
    .optional(),
  hours_text: prose(2_000).optional(),
});

const hoursRefusals = [
  "schedule.hours_unclear",
  "schedule.hours_unreadable",
  "schedule.time_invalid",
  "schedule.range_empty",
  "schedule.overlap",
  "schedule.zone_unknown",
  "schedule.zone_unclear",
] as const;

export const previewSlots = op({
  id: "previewSlots",
  method: "post",
  path: "/v1/event-types/{id}/slots/preview",
  tag,
  summary: "When could these people meet if somebody had other hours?",
  description:
    "As if the week of one of those who are asked were another; their overrides, travel, time off and limits stay. Nothing is kept.",
  may: "availability:read",
  repeats: true,
  param: z.object({ id: wireId("event_type") }),
  body: z
    .strictObject({
      member_id: wireId("member"),
      hours: otherHours.meta({ description: "The other week; either `rules` or `hours_text`." }),
      ...range,
      minutes: z.int().min(1).max(1_440).optional().meta({ description: "One duration; all without it." }),
    })
    .meta({ id: "SlotsPreview" }),
  status: 200,
  answer: Slots,
  refusals: [
    "event_type.unknown",
    ...rangeRefusals,
    "slots.duration_unknown",
    "slots.member_unknown",
    ...hoursRefusals,
  ],
  example: {
    body: {
      member_id: "mem_01m7vcswane8mvywz2zv3cdvd2",
      hours: { hours_text: "Mon-Fri 10:00-16:00 Europe/Paris" },
    },
  },
});

const leaf = [
  z.strictObject({ member_id: wireId("member") }),
  z.strictObject({ pool_id: wireId("pool"), at_least: z.int().min(1).max(100).default(1) }),
] as const;

const groupsOf = <T extends z.ZodType>(one: T) => {
  const several = z.array(one).min(1).max(50);
  return [
    z.strictObject({ all: several }),
    z.strictObject({ any: several }),
    z.strictObject({ of: several, at_least: z.int().min(1).max(50) }),
  ] as const;
};

const Party = z.union(leaf).meta({ id: "Party" });
const Parties = z.union([...leaf, ...groupsOf(Party)]).meta({ id: "Parties" });
const Need = z.union([...leaf, ...groupsOf(Parties)]).meta({
  id: "Need",
  description:
    "A member (`member_id`); so many of a pool (`pool_id`, `at_least`); `all` or `any` of several of these, or `at_least` so many " +
    "`of` them; in one another up to twice.",
});

const spans = z.array(z.strictObject(Span));

export const FreeTimes = z
  .strictObject({
    object: object("free_times"),
    minutes: z.int(),
    starts: spans.meta({ description: "A meeting can begin from the one instant until just before the other." }),
    members: z.array(z.strictObject({ member_id: idOut("member"), starts: spans })),
  })
  .meta({ id: "FreeTimes" });

export const queryAvailability = op({
  id: "queryAvailability",
  method: "post",
  path: "/v1/availability/query",
  tag,
  summary: "Who is free, and when?",
  description:
    "Of any members and pools, whatever the event type: everything that is taken, and everybody's own hours, buffers, notice and " +
    "limits count. Nothing is kept.",
  may: "availability:read",
  repeats: true,
  body: z
    .strictObject({
      need: Need,
      minutes: z.int().min(5).max(longestMinutes),
      ...range,
      hours: otherHours
        .optional()
        .meta({ description: "Narrows everybody's hours for this question; either `rules` or `hours_text`." }),
      buffer_before_minutes: z.int().min(0).max(longestBufferMinutes).default(0),
      buffer_after_minutes: z.int().min(0).max(longestBufferMinutes).default(0),
    })
    .meta({ id: "AvailabilityQuery" }),
  status: 200,
  answer: FreeTimes,
  refusals: [...rangeRefusals, "slots.member_unknown", "slots.pool_unknown", "slots.too_many_needed", ...hoursRefusals],
  example: {
    body: {
      need: {
        all: [
          { member_id: "mem_01m7vcswane8mvywz2zv3cdvd2" },
          { pool_id: "pol_01m7vcswane8mvywz2zv3cdvd2", at_least: 2 },
        ],
      },
      minutes: 60,
      hours: { hours_text: "Mon-Fri 10:00-16:00 Europe/Paris" },
    },
  },
});
