import * as z from "zod";
import { op } from "#http/op.ts";
import {
  anyOf,
  idOut,
  instantIn,
  instantOut,
  line,
  metadata,
  metadataPatch,
  object,
  prose,
  wireId,
} from "#http/wire.ts";
import { PublicEventType } from "#booking/event-types/offer.ts";
import { defaultDays, longestDays, standings } from "./rules.ts";
import { linkVerbs } from "./tables.ts";

const tag = "Scheduling links";
const status = z.enum(standings).meta({
  description: "`used`: so many bookings as it was good for were made. Whatever is not `good` opens nothing.",
});
const aimMeans =
  "An event type; a member, for every active one-on-one event type they host; or both, for an event type to which that member comes.";
const windowMeans = "Only starts from the one instant until just before the other are offered.";

export const SchedulingLink = z
  .strictObject({
    object: object("scheduling_link"),
    id: idOut("link"),
    name: z.string().nullable().meta({ description: "For staff; its bearer does not see it." }),
    event_type_id: idOut("event_type").nullable(),
    member_id: idOut("member").nullable(),
    max_uses: z.int().nullable().meta({ description: "How many bookings it is good for; null is any number." }),
    uses: z.int(),
    starts_after: instantOut.nullable(),
    starts_before: instantOut.nullable(),
    expires_at: instantOut,
    status,
    revoked_at: instantOut.nullable(),
    revoked_by: z.string().nullable(),
    url: z.url().meta({ description: "What to send to whoever is to book." }),
    token: z.string().meta({ description: "What stands in the address. It can be read again at any time." }),
    metadata,
    created_by: z.string(),
    created_at: instantOut,
    updated_at: instantOut,
    version: z.int(),
  })
  .meta({ id: "SchedulingLink" });

const param = z.object({ id: wireId("link") });
const name = line(200).nullable().meta({ description: "For staff; its bearer does not see it." });
const maxUses = z.int().min(1).max(100_000).nullable().meta({ description: "Null is any number." });
const windowEnd = instantIn.nullable().meta({ description: windowMeans });
const expiresAt = instantIn.optional();

export const listSchedulingLinks = op({
  id: "listSchedulingLinks",
  method: "get",
  path: "/v1/scheduling-links",
  tag,
  summary: "List scheduling links",
  description: "Those that are used up, expired or revoked stay in the list.",
  may: "scheduling_links:read",
  query: z.object({
    event_type_id: anyOf(wireId("event_type")).optional(),
    member_id: anyOf(wireId("member")).optional(),
    status: anyOf(status).optional(),
    q: line(200).optional().meta({ description: "Links whose name contains this, in any case." }),
  }),
  order: ["created_at.desc", "created_at.asc"],
  status: 200,
  answer: SchedulingLink,
});

export const getSchedulingLink = op({
  id: "getSchedulingLink",
  method: "get",
  path: "/v1/scheduling-links/{id}",
  tag,
  summary: "Get a scheduling link",
  may: "scheduling_links:read",
  param,
  drifts: true,
  status: 200,
  answer: SchedulingLink,
  refusals: ["scheduling_link.unknown"],
});

export const createSchedulingLink = op({
  id: "createSchedulingLink",
  method: "post",
  path: "/v1/scheduling-links",
  tag,
  summary: "Make a scheduling link",
  description: `${aimMeans} It works where the event type's public page is turned off.`,
  may: "scheduling_links:write",
  body: z
    .strictObject({
      name: name.default(null),
      event_type_id: wireId("event_type").nullable().default(null),
      member_id: wireId("member").nullable().default(null),
      max_uses: maxUses.default(1),
      starts_after: windowEnd.default(null),
      starts_before: windowEnd.default(null),
      expires_at: expiresAt.meta({
        description: `In ${defaultDays} days when it is not said, and at most ${longestDays} days from now.`,
      }),
      metadata: metadata.default({}),
    })
    .meta({ id: "SchedulingLinkCreate" }),
  status: 201,
  answer: SchedulingLink,
  refusals: [
    "scheduling_link.aim_missing",
    "scheduling_link.event_type_unknown",
    "scheduling_link.event_type_inactive",
    "scheduling_link.member_unknown",
    "scheduling_link.member_not_host",
    "scheduling_link.nothing_to_book",
    "scheduling_link.window_unfit",
    "scheduling_link.expiry_unfit",
  ],
  example: { body: { name: "Final round, Iris", event_type_id: "ety_01m7vcswane8mvywz2zv3cdvd2" } },
});

export const changeSchedulingLink = op({
  id: "changeSchedulingLink",
  method: "patch",
  path: "/v1/scheduling-links/{id}",
  tag,
  summary: "Change a scheduling link",
  description: "Its address stays. One that is used up or expired is good again with more uses or a later end.",
  may: "scheduling_links:write",
  param,
  body: z
    .strictObject({
      name: name.optional(),
      max_uses: maxUses.optional(),
      starts_after: windowEnd.optional(),
      starts_before: windowEnd.optional(),
      expires_at: expiresAt.meta({ description: `At most ${longestDays} days from now.` }),
      metadata: metadataPatch.optional(),
    })
    .meta({ id: "SchedulingLinkChange" }),
  status: 200,
  answer: SchedulingLink,
  refusals: [
    "scheduling_link.unknown",
    "scheduling_link.revoked",
    "scheduling_link.window_unfit",
    "scheduling_link.expiry_unfit",
    "version.conflict",
  ],
  example: { body: { max_uses: 3 } },
});

export const revokeSchedulingLink = op({
  id: "revokeSchedulingLink",
  method: "post",
  path: "/v1/scheduling-links/{id}/revoke",
  tag,
  summary: "Take a scheduling link back",
  description: "It opens nothing from now on, and never again. What was booked by it stands.",
  may: "scheduling_links:write",
  param,
  status: 200,
  answer: SchedulingLink,
  refusals: ["scheduling_link.unknown", "scheduling_link.revoked", "version.conflict"],
});

const verb = z.enum(linkVerbs);

const OfferedEventType = PublicEventType.extend({ id: idOut("event_type") }).meta({ id: "OfferedEventType" });

const Scheduling = z
  .strictObject({
    event_types: z.array(OfferedEventType),
    starts_after: instantOut.nullable(),
    starts_before: instantOut.nullable(),
    uses_left: z.int().nullable().meta({ description: "Null is any number." }),
  })
  .meta({ id: "LinkToBook", description: windowMeans });

export const BookingForInvitee = z
  .strictObject({
    object: object("booking_for_invitee"),
    id: idOut("booking"),
    title: z.string().nullable().meta({ description: "The event type's." }),
    description: z.string().nullable().meta({ description: "The event type's: what it is, and how to prepare." }),
    status: z.enum(["pending", "confirmed", "canceled", "declined", "expired", "no_show", "completed"]),
    decide_by: instantOut
      .nullable()
      .meta({ description: "Of a pending one: by when the company answers, or it expires." }),
    ended: z
      .strictObject({ by: z.enum(["host", "invitee", "staff", "system"]).nullable(), reason: z.string().nullable() })
      .nullable()
      .meta({ description: "Of one that was canceled or declined." }),
    starts_at: instantOut,
    ends_at: instantOut,
    minutes: z.int(),
    time_zone: z.string().meta({ description: "The organiser's." }),
    local_starts_at: z.string().meta({ example: "2026-11-23T10:00:00" }),
    tz_version: z.string(),
    location: z.strictObject({
      kind: PublicEventType.shape.default_location,
      details: z.string().nullable().meta({ description: "Shown once it is confirmed, and of places on site always." }),
    }),
    hosts: z.array(z.string()).meta({ description: "Their names." }),
    invitee: z
      .strictObject({
        name: z.string().nullable(),
        email: z.string().nullable(),
        time_zone: z.string().nullable(),
        locale: z.string().nullable(),
      })
      .nullable(),
    verbs: z
      .array(z.strictObject({ verb, until: instantOut }))
      .meta({ description: "What the invitee may still do, and until when." }),
    policy: z
      .strictObject({
        cancellation: PublicEventType.shape.cancellation,
        rescheduling: PublicEventType.shape.rescheduling,
      })
      .nullable(),
    rescheduled_count: z.int(),
    sequence: z.int().meta({ description: "What calendars count changes by." }),
    reschedule_request: z
      .strictObject({
        id: idOut("reschedule_request"),
        asked_by: z.enum(["host", "invitee", "staff"]),
        reason: z.string().nullable(),
        windows: z.array(z.strictObject({ from: instantOut, until: instantOut })),
        created_at: instantOut,
      })
      .nullable()
      .meta({ description: "One that waits for an answer." }),
    updated_at: instantOut,
    version: z.int(),
  })
  .meta({ id: "BookingForInvitee" });

export const Link = z
  .strictObject({
    object: object("link"),
    kind: z.enum(["booking", "scheduling"]),
    verbs: z.array(verb).meta({ description: "What the link lets its bearer do." }),
    expires_at: instantOut,
    company: z.strictObject({
      name: z.string(),
      slug: z.string(),
      locale: z.string(),
      email: z.string().nullable().meta({ description: "Where its people read questions." }),
      branding: z.strictObject({
        logo_url: z.string().nullable(),
        primary_colour: z.string().nullable(),
        accent_colour: z.string().nullable(),
      }),
    }),
    scheduling: Scheduling.nullable().meta({ description: "Of a link to book by." }),
    booking: BookingForInvitee.nullable().meta({ description: "Of a link to a booking." }),
  })
  .meta({ id: "Link" });

const borne = z.object({ token: z.string().min(1).max(300) });
const linkRefusals = ["link.unknown", "link.over", "link.verb_missing"] as const;
const linkExample = {
  param: { token: "lnk_01h455vb4pex5vsknk084sn02q.ten_01h455vb4pex5vsknk084sn02q.signature" },
};

export const getLink = op({
  id: "getLink",
  method: "get",
  path: "/v1/links/{token}",
  tag: "Links",
  summary: "See what a link opens",
  description:
    "Whoever has the link may do what stands on it, and needs nothing else. One that was used up, revoked or has expired answers 410, " +
    "and tells nothing of what it opened.",
  may: "anyone",
  param: borne,
  status: 200,
  answer: Link,
  refusals: linkRefusals,
  example: linkExample,
});

const reason = prose(1_000).nullable().default(null);
const actingRefusals = [
  ...linkRefusals,
  "booking.wrong_status",
  "booking.over",
  "booking.raced",
  "booking.not_allowed",
  "booking.too_late",
  "booking.reason_required",
] as const;

export const cancelByLink = op({
  id: "cancelByLink",
  method: "post",
  path: "/v1/links/{token}/cancel",
  tag: "Links",
  summary: "Cancel one's booking",
  description:
    "As the event type's policy lets an invitee. From then on the link only shows the booking; a retry with the same Idempotency-Key " +
    "still gets its answer.",
  may: "anyone",
  param: borne,
  body: z.strictObject({ reason }).meta({ id: "LinkCancel" }),
  status: 200,
  answer: BookingForInvitee,
  refusals: actingRefusals,
  example: linkExample,
});

export const rescheduleByLink = op({
  id: "rescheduleByLink",
  method: "post",
  path: "/v1/links/{token}/reschedule",
  tag: "Links",
  summary: "Move one's booking to another time",
  description:
    "To a start that the link offers, as the event type's policy lets an invitee. A start in a window that the company asked for " +
    "accepts what was asked, whatever the policy. Send the same Idempotency-Key with every retry: the booking is moved once.",
  may: "anyone",
  key: "required",
  param: borne,
  body: z
    .strictObject({
      slot_token: z.string().min(1).max(1_000).optional(),
      hold_token: z.string().min(1).max(8_000).optional(),
      reason,
    })
    .refine((words) => (words.slot_token === undefined) !== (words.hold_token === undefined), {
      message: "must have exactly one of slot_token, hold_token",
    })
    .meta({ id: "LinkReschedule" }),
  status: 200,
  answer: BookingForInvitee,
  refusals: [
    ...actingRefusals,
    "booking.moved_enough",
    "booking.other_event_type",
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
  example: { ...linkExample, body: { slot_token: "slt_payload.signature" } },
});
