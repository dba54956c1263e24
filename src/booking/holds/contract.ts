import * as z from "zod";
import { op } from "#http/op.ts";
import { anyOf, idOut, instantIn, instantOut, object, slug, wireId } from "#http/wire.ts";
import { longestMinutes } from "#booking/reservations/rules.ts";

const tag = "Bookings";
const param = z.object({ id: wireId("hold") });
const atCompany = z.object({ tenant: slug, id: wireId("hold") });
const slotToken = z.string().min(1).max(1_000);
const holdToken = z.string().min(1).max(8_000);

const time = {
  starts_at: instantOut,
  ends_at: instantOut,
  minutes: z.int(),
  expires_at: instantOut.meta({ description: "Confirm before then. A live hold always confirms." }),
};
const token = {
  hold_token: z.string().meta({ description: "Books the time that is held, extends or releases it." }),
  expires_in: z.int().meta({ description: "In seconds, for clocks that are wrong." }),
};

export const PublicHold = z
  .strictObject({ object: object("public_hold"), id: idOut("hold"), ...time, ...token })
  .meta({ id: "PublicHold" });

const told = {
  object: object("hold"),
  id: idOut("hold"),
  event_type_id: idOut("event_type").nullable(),
  ...time,
  member_ids: z.array(idOut("member")),
  seat: z.int().nullable(),
  created_at: instantOut,
  version: z.int(),
};
export const Hold = z.strictObject(told).meta({ id: "Hold", description: "Time that staff hold for somebody." });
export const NewHold = z.strictObject({ ...told, ...token }).meta({ id: "NewHold" });

const takingRefusals = [
  "event_type.unknown",
  "slot.taken",
  "slot.unavailable",
  "slot_token.invalid",
  "slot_token.expired",
  "slots.duration_unknown",
  "hold.over",
  "hold.confirmed",
] as const;
const tokenRefusals = ["hold_token.invalid", "hold.over", "hold.confirmed"] as const;

export const createPublicHold = op({
  id: "createPublicHold",
  method: "post",
  path: "/v1/public/{tenant}/holds",
  tag,
  summary: "Hold a slot while one fills in the form",
  description:
    "For five minutes, and once for five more. Whoever holds it books it. A company lets one network hold a few slots at a time, and " +
    "all strangers together a part of a host's week.",
  may: "anyone",
  key: "kept",
  param: z.object({ tenant: slug }),
  body: z.strictObject({ slot_token: slotToken }).meta({ id: "PublicHoldCreate" }),
  status: 201,
  answer: PublicHold,
  refusals: ["tenant.unknown", ...takingRefusals, "hold.too_many"],
  example: { param: { tenant: "northwind" }, body: { slot_token: "slt_payload.signature" } },
});

const withToken = z.strictObject({ hold_token: holdToken }).meta({ id: "HoldTokenIn" });
const tokenExample = { body: { hold_token: "hlt_1.nonce.sealed" } };

export const extendPublicHold = op({
  id: "extendPublicHold",
  method: "post",
  path: "/v1/public/{tenant}/holds/{id}/extend",
  tag,
  summary: "Hold a slot for five minutes more, once",
  may: "anyone",
  param: atCompany,
  body: withToken,
  status: 200,
  answer: PublicHold,
  refusals: ["tenant.unknown", ...tokenRefusals, "hold.extended_before", "hold.too_many"],
  example: tokenExample,
});

export const releasePublicHold = op({
  id: "releasePublicHold",
  method: "post",
  path: "/v1/public/{tenant}/holds/{id}/release",
  tag,
  summary: "Let a slot go again",
  may: "anyone",
  param: atCompany,
  body: withToken,
  status: 204,
  refusals: ["tenant.unknown", "hold_token.invalid", "hold.confirmed"],
  example: tokenExample,
});

const bearer = z.string().min(1).max(300);
const borne = z.object({ token: bearer, id: wireId("hold") });
const linkRefusals = ["link.unknown", "link.over", "link.verb_missing"] as const;
const linkToken = "lnk_01h455vb4pex5vsknk084sn02q.ten_01h455vb4pex5vsknk084sn02q.signature";

export const createLinkHold = op({
  id: "createLinkHold",
  method: "post",
  path: "/v1/links/{token}/holds",
  tag: "Links",
  summary: "Hold a slot of a link while one fills in the form",
  description: "A start to book, or to move a booking to. For five minutes, and once for five more.",
  may: "anyone",
  key: "kept",
  param: z.object({ token: bearer }),
  body: z.strictObject({ slot_token: slotToken }).meta({ id: "LinkHoldCreate" }),
  status: 201,
  answer: PublicHold,
  refusals: [
    ...linkRefusals,
    ...takingRefusals,
    "hold.too_many",
    "booking.wrong_status",
    "booking.over",
    "booking.not_allowed",
    "booking.too_late",
    "booking.moved_enough",
    "booking.other_event_type",
  ],
  example: { param: { token: linkToken }, body: { slot_token: "slt_payload.signature" } },
});

export const extendLinkHold = op({
  id: "extendLinkHold",
  method: "post",
  path: "/v1/links/{token}/holds/{id}/extend",
  tag: "Links",
  summary: "Hold a slot of a link for five minutes more, once",
  may: "anyone",
  param: borne,
  body: withToken,
  status: 200,
  answer: PublicHold,
  refusals: ["link.unknown", "link.over", ...tokenRefusals, "hold.extended_before", "hold.too_many"],
  example: { param: { token: linkToken }, ...tokenExample },
});

export const releaseLinkHold = op({
  id: "releaseLinkHold",
  method: "post",
  path: "/v1/links/{token}/holds/{id}/release",
  tag: "Links",
  summary: "Let a slot of a link go again",
  may: "anyone",
  param: borne,
  body: withToken,
  status: 204,
  refusals: ["link.unknown", "link.over", "hold_token.invalid", "hold.confirmed"],
  example: { param: { token: linkToken }, ...tokenExample },
});

export const listHolds = op({
  id: "listHolds",
  method: "get",
  path: "/v1/holds",
  tag,
  summary: "List the holds of staff that are live",
  may: "bookings:read",
  query: z.object({
    event_type_id: anyOf(wireId("event_type")).optional(),
    member_id: anyOf(wireId("member")).optional(),
  }),
  order: ["expires_at.asc", "expires_at.desc"],
  status: 200,
  answer: Hold,
});

export const getHold = op({
  id: "getHold",
  method: "get",
  path: "/v1/holds/{id}",
  tag,
  summary: "Get a hold of staff",
  may: "bookings:read",
  param,
  status: 200,
  answer: Hold,
  refusals: ["hold.unknown"],
});

export const createHold = op({
  id: "createHold",
  method: "post",
  path: "/v1/holds",
  tag,
  summary: "Hold time for somebody",
  description: "For a quarter of an hour, and once for another. Whoever has the token books it.",
  may: "bookings:write",
  key: "required",
  body: z
    .strictObject({
      slot_token: slotToken.optional(),
      event_type_id: wireId("event_type").optional(),
      starts_at: instantIn.optional(),
      minutes: z.int().min(1).max(longestMinutes).optional(),
      host_ids: z.array(wireId("member")).max(20).optional(),
      with_member_ids: z
        .array(wireId("member"))
        .max(20)
        .default([])
        .meta({ description: "Who comes beside those whom the event type has: all of them are held, or nobody." }),
      force: z.boolean().default(false).meta({
        description:
          "Passes over hours, notice, horizon and limits; never over another meeting. Takes `limits:override`, and is noted.",
      }),
    })
    .refine((words) => (words.slot_token === undefined) !== (words.starts_at === undefined), {
      message: "must have exactly one of slot_token, starts_at",
    })
    .refine((words) => (words.starts_at === undefined) === (words.event_type_id === undefined), {
      message: "goes with starts_at, and only with it",
      path: ["event_type_id"],
    })
    .meta({ id: "HoldCreate" }),
  status: 201,
  answer: NewHold,
  refusals: [...takingRefusals, "booking.host_unfit"],
  example: { body: { event_type_id: "ety_01h455vb4pex5vsknk084sn02q", starts_at: "2026-11-23T17:00:00Z" } },
});

export const extendHold = op({
  id: "extendHold",
  method: "post",
  path: "/v1/holds/{id}/extend",
  tag,
  summary: "Hold time for a quarter of an hour more, once",
  may: "bookings:write",
  param,
  status: 200,
  answer: Hold,
  refusals: ["hold.unknown", "hold.over", "hold.confirmed", "hold.extended_before"],
});

export const releaseHold = op({
  id: "releaseHold",
  method: "post",
  path: "/v1/holds/{id}/release",
  tag,
  summary: "Let time go again",
  may: "bookings:write",
  param,
  status: 204,
  refusals: ["hold.unknown", "hold.confirmed"],
});
