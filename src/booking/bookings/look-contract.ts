// How bookings are looked at: the list, and what became of one.
import * as z from "zod";
import { op } from "#http/op.ts";
import { anyOf, emailIn, flag, idOut, instantIn, instantOut, line, object, wireId } from "#http/wire.ts";
import { Booking, kind, locationKind, noShow, party, source, status } from "./shapes.ts";

const tag = "Bookings";
const param = z.object({ id: wireId("booking") });

export const listBookings = op({
  id: "listBookings",
  method: "get",
  path: "/v1/bookings",
  tag,
  summary: "List bookings",
  description:
    "To keep a copy: read all pages from `updated_since` on, or of `order=updated.asc`, and keep the greatest `seq` you have seen; next " +
    "time ask for `seq_after` that. Whoever names neither order gets the changes as they were written, and `seq` counts them so: a " +
    "booking that changes while you read comes once more, later, and nothing is passed by. Moments would not do: a change that was " +
    "begun earlier may be written after one that you have read. Without a filter on what changes; a booking that no longer fits " +
    "a filter leaves it silently.",
  may: "bookings:read",
  query: z.object({
    status: anyOf(status).optional(),
    kind: anyOf(kind).optional(),
    source: anyOf(source).optional(),
    event_type_id: anyOf(wireId("event_type")).optional(),
    host_id: anyOf(wireId("member")).optional().meta({ description: "Bookings that any of these members hosts." }),
    mine: z.literal("true").optional().meta({ description: "Bookings that the caller hosts; a key hosts none." }),
    pool_id: anyOf(wireId("pool"))
      .optional()
      .meta({ description: "Bookings with a host whom any of these pools sent." }),
    link_id: anyOf(wireId("link")).optional().meta({ description: "Bookings made by any of these scheduling links." }),
    session_of: wireId("booking")
      .optional()
      .meta({ description: "All seats of the group session that this is a seat of." }),
    invitee_email: emailIn.optional().meta({ description: "The invitee's address, whole, in any case." }),
    q: line(200)
      .optional()
      .meta({ description: "Bookings whose invitee's name or address contains this, in any case." }),
    location_kind: anyOf(locationKind).optional(),
    no_show: anyOf(noShow).optional().meta({ description: "Who did not come." }),
    rescheduled: flag.optional().meta({ description: "Whether it was ever moved." }),
    starts_after: instantIn.optional().meta({ description: "Starts from this instant on." }),
    starts_before: instantIn.optional(),
    created_after: instantIn.optional(),
    created_before: instantIn.optional(),
    updated_since: instantIn
      .optional()
      .meta({ description: "Changed at this instant or later; in `updated.asc` order." }),
    seq_after: z.coerce
      .number()
      .int()
      .min(0)
      .optional()
      .meta({ description: "Changed after this `seq`; in `updated.asc` order." }),
  }),
  order: ["starts_at.asc", "starts_at.desc", "created_at.desc", "created_at.asc", "updated.asc"],
  orderWith: { updated_since: "updated.asc", seq_after: "updated.asc" },
  expand: ["event_type", "hosts"],
  status: 200,
  answer: Booking,
});

export const BookingEvent = z
  .strictObject({
    object: object("booking_event"),
    booking_id: idOut("booking"),
    version: z.int(),
    type: z
      .string()
      .meta({ description: "What happened, as events tell it after `booking.`.", example: "rescheduled" }),
    status,
    sequence: z.int(),
    starts_at: instantOut,
    ends_at: instantOut,
    party: party.meta({ description: "As what somebody did it." }),
    actor: z.string().meta({ description: "Who did it: the id of a member or key, or `system` or `public`." }),
    reason: z.string().nullable(),
    at: instantOut,
  })
  .meta({ id: "BookingEvent" });

export const listBookingHistory = op({
  id: "listBookingHistory",
  method: "get",
  path: "/v1/bookings/{id}/history",
  tag,
  summary: "Read what became of a booking",
  description: "One event for each version it ever had.",
  may: "bookings:read",
  param,
  order: ["version.asc", "version.desc"],
  status: 200,
  answer: BookingEvent,
  refusals: ["booking.unknown"],
});
