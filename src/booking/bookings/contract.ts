import * as z from "zod";
import { op } from "#http/op.ts";
import { instantIn, metadata, metadataPatch, slug, wireId } from "#http/wire.ts";
import { longestMinutes } from "#booking/reservations/rules.ts";
import { mostGuests } from "./invitee.ts";
import {
  Booking,
  details,
  guestIn,
  holdTokenIn,
  locationIn,
  noShow,
  PublicBooking,
  reasonIn,
  slotTokenIn,
} from "./shapes.ts";

const tag = "Bookings";
const param = z.object({ id: wireId("booking") });
const idempotent =
  "Send the same Idempotency-Key with every retry: the meeting is booked once, and every retry gets the first answer. A refusal " +
  "stands for its key too; another try needs another key.";

/** The time, said in one of three ways. */
const oneOf = (...names: string[]) => `must have exactly one of ${names.join(", ")}`;
const one = (words: Record<string, unknown>, ...names: string[]) =>
  names.filter((name) => words[name] !== undefined).length === 1;

const start = {
  slot_token: slotTokenIn.optional().meta({ description: "A start that was offered, as it was offered." }),
  hold_token: holdTokenIn.optional().meta({ description: "Time that is held already." }),
};
const staffStart = {
  ...start,
  starts_at: instantIn.optional().meta({ description: "Any start, on the grid or not." }),
  minutes: z.int().min(1).max(longestMinutes).optional().meta({ description: "The event type's default without it." }),
  host_ids: z
    .array(wireId("member"))
    .max(20)
    .optional()
    .meta({ description: "Of a round robin: who is to come, of those who could. The fairest without it." }),
  force: z.boolean().default(false).meta({
    description:
      "Passes over hours, notice, horizon and limits; never over another meeting. Takes `limits:override`, and is noted.",
  }),
};

const takingRefusals = [
  "event_type.unknown",
  "slot.taken",
  "slot.unavailable",
  "slot_token.invalid",
  "slot_token.expired",
  "hold_token.invalid",
  "hold.over",
  "hold.confirmed",
  "slots.duration_unknown",
  "booking.raced",
] as const;
const detailRefusals = [
  "booking.answer_missing",
  "booking.answer_unknown",
  "booking.answer_unfit",
  "booking.guest_twice",
  "booking.guests_too_many",
  "booking.location_unfit",
] as const;

export const getBooking = op({
  id: "getBooking",
  method: "get",
  path: "/v1/bookings/{id}",
  tag,
  summary: "Get a booking",
  may: "bookings:read",
  param,
  expand: ["event_type", "hosts"],
  status: 200,
  answer: Booking,
  refusals: ["booking.unknown"],
});

export const createBooking = op({
  id: "createBooking",
  method: "post",
  path: "/v1/bookings",
  tag,
  summary: "Book a meeting",
  description: `For somebody else, by staff or a program. ${idempotent}`,
  may: "bookings:write",
  key: "required",
  body: z
    .strictObject({
      ...staffStart,
      event_type_id: wireId("event_type").optional().meta({ description: "With `starts_at`." }),
      ...details,
      metadata: metadata.default({}),
    })
    .refine(
      (words) => one(words, "slot_token", "hold_token", "starts_at"),
      oneOf("slot_token", "hold_token", "starts_at"),
    )
    .refine((words) => (words.starts_at === undefined) === (words.event_type_id === undefined), {
      message: "goes with starts_at, and only with it",
      path: ["event_type_id"],
    })
    .meta({ id: "BookingCreate" }),
  status: 201,
  answer: Booking,
  refusals: [...takingRefusals, ...detailRefusals, "booking.host_unfit"],
  example: {
    body: {
      event_type_id: "ety_01h455vb4pex5vsknk084sn02q",
      starts_at: "2026-11-23T17:00:00Z",
      invitee: { name: "Ada Example", email: "ada@example.com" },
    },
  },
});

export const createPublicBooking = op({
  id: "createPublicBooking",
  method: "post",
  path: "/v1/public/{tenant}/bookings",
  tag,
  summary: "Book a meeting for oneself",
  description: `With a slot or a hold that was given before. ${idempotent}`,
  may: "anyone",
  key: "required",
  param: z.object({ tenant: slug }),
  body: z
    .strictObject({ ...start, ...details })
    .refine((words) => one(words, "slot_token", "hold_token"), oneOf("slot_token", "hold_token"))
    .meta({ id: "PublicBookingCreate" }),
  status: 201,
  answer: PublicBooking,
  refusals: ["tenant.unknown", ...takingRefusals, ...detailRefusals],
  example: {
    param: { tenant: "northwind" },
    body: { hold_token: "hlt_1.nonce.sealed", invitee: { name: "Ada Example", email: "ada@example.com" } },
  },
});

const reason = z.strictObject({ reason: reasonIn });
const standingRefusals = [
  "booking.unknown",
  "booking.not_yours",
  "booking.wrong_status",
  "booking.over",
  "booking.raced",
  "version.conflict",
] as const;

/** Of what takes no time and gives none back; nobody's try of it is made twice. */
const changeRefusals = [
  "booking.unknown",
  "booking.not_yours",
  "booking.wrong_status",
  "booking.over",
  "version.conflict",
] as const;

const judgingRefusals = [
  "booking.unknown",
  "booking.not_yours",
  "booking.wrong_status",
  "booking.too_early",
  "version.conflict",
] as const;

export const confirmBooking = op({
  id: "confirmBooking",
  method: "post",
  path: "/v1/bookings/{id}/confirm",
  tag,
  summary: "Confirm a booking that waits for it",
  may: "bookings:write_own",
  param,
  status: 200,
  answer: Booking,
  refusals: standingRefusals,
});

export const declineBooking = op({
  id: "declineBooking",
  method: "post",
  path: "/v1/bookings/{id}/decline",
  tag,
  summary: "Decline a booking that waits for a word",
  may: "bookings:write_own",
  param,
  body: reason.meta({ id: "BookingDecline" }),
  status: 200,
  answer: Booking,
  refusals: standingRefusals,
});

export const cancelBooking = op({
  id: "cancelBooking",
  method: "post",
  path: "/v1/bookings/{id}/cancel",
  tag,
  summary: "Cancel a booking",
  description: "The time is free again at once. Of a group session only this seat is given back.",
  may: "bookings:write_own",
  param,
  body: reason.meta({ id: "BookingCancel" }),
  status: 200,
  answer: Booking,
  refusals: standingRefusals,
});

export const rescheduleBooking = op({
  id: "rescheduleBooking",
  method: "post",
  path: "/v1/bookings/{id}/reschedule",
  tag,
  summary: "Move a booking to another time",
  description: `The old time is given back when the new one is taken, never before. ${idempotent}`,
  may: "bookings:write_own",
  key: "required",
  param,
  body: z
    .strictObject({ ...staffStart, reason: reasonIn })
    .refine(
      (words) => one(words, "slot_token", "hold_token", "starts_at"),
      oneOf("slot_token", "hold_token", "starts_at"),
    )
    .meta({ id: "BookingReschedule" }),
  status: 200,
  answer: Booking,
  refusals: [...standingRefusals, ...takingRefusals, "booking.host_unfit", "booking.other_event_type"],
});

export const reassignBooking = op({
  id: "reassignBooking",
  method: "post",
  path: "/v1/bookings/{id}/reassign",
  tag,
  summary: "Give a booking to another host",
  description:
    "At the same time, which a later move does not give back to the first host. Where a pool has sent the host and still sends, " +
    "the fairest other comes who is free, or whom of these you name. In any other host's place comes whom you name: any active " +
    "member who is free then by their own hours, buffers and limits; no notice is needed. All seats of a group session are with " +
    `one host, so that a single one is not given to another. ${idempotent}`,
  may: "bookings:write",
  key: "required",
  param,
  body: z
    .strictObject({
      from: wireId("member")
        .optional()
        .meta({ description: "Whose place is taken; may be left out where there is one." }),
      to: wireId("member")
        .optional()
        .meta({ description: "Who comes instead; the fairest of the pool without it. Needed where no pool sends." }),
      reason: reasonIn,
    })
    .meta({ id: "BookingReassign" }),
  status: 200,
  answer: Booking,
  refusals: [
    ...standingRefusals,
    "event_type.unknown",
    "slot.taken",
    "slot.unavailable",
    "booking.host_unfit",
    "booking.host_unclear",
    "booking.session_shared",
  ],
});

export const markNoShow = op({
  id: "markNoShow",
  method: "post",
  path: "/v1/bookings/{id}/no-show",
  tag,
  summary: "Say that somebody did not come",
  description: "From the start on. Completing the booking takes it back.",
  may: "bookings:write_own",
  param,
  body: z.strictObject({ who: noShow.default("invitee") }).meta({ id: "BookingNoShow" }),
  status: 200,
  answer: Booking,
  refusals: judgingRefusals,
});

export const completeBooking = op({
  id: "completeBooking",
  method: "post",
  path: "/v1/bookings/{id}/complete",
  tag,
  summary: "Say that a meeting took place",
  description:
    "From the start on. What nobody says anything of is completed by itself when it is over; saying that somebody did not come " +
    "takes it back.",
  may: "bookings:write_own",
  param,
  status: 200,
  answer: Booking,
  refusals: judgingRefusals,
});

export const changeBooking = op({
  id: "changeBooking",
  method: "patch",
  path: "/v1/bookings/{id}",
  tag,
  summary: "Change where a meeting takes place, or what is noted of it",
  description:
    "Another location is a change that calendars see, and comes before the end; metadata can be changed at any time. What changes " +
    "nothing makes no new version.",
  may: "bookings:write_own",
  param,
  body: z
    .strictObject({
      location: locationIn.optional().meta({
        description:
          "Anywhere. Details that are left out are the event type's; for a phone call, the invitee's number.",
      }),
      metadata: metadataPatch.optional(),
    })
    .meta({ id: "BookingChange" }),
  status: 200,
  answer: Booking,
  refusals: [...changeRefusals, "booking.location_unfit"],
  example: { body: { location: { kind: "on_site", details: "12 Quay Street, room 4" } } },
});

export const addGuests = op({
  id: "addGuests",
  method: "post",
  path: "/v1/bookings/{id}/guests",
  tag,
  summary: "Add guests to a booking",
  description: "All of them or none. Each is somebody else than the invitee and the guests there are.",
  may: "bookings:write_own",
  param,
  body: z.strictObject({ guests: z.array(guestIn).min(1).max(mostGuests) }).meta({ id: "GuestsAdd" }),
  status: 200,
  answer: Booking,
  refusals: [...changeRefusals, "booking.guest_twice", "booking.guests_too_many"],
  example: { body: { guests: [{ name: "Grace Example", email: "grace@example.com" }] } },
});

export const removeGuest = op({
  id: "removeGuest",
  method: "delete",
  path: "/v1/bookings/{id}/guests/{attendee_id}",
  tag,
  summary: "Take a guest out of a booking",
  description: "`If-Match` is the version of the booking.",
  may: "bookings:write_own",
  param: z.object({ id: wireId("booking"), attendee_id: wireId("attendee") }),
  status: 204,
  refusals: [...changeRefusals, "booking.guest_unknown"],
});
