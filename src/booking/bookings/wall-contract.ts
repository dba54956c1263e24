// Bookings whose wall time is another instant since the zone table changed.
import * as z from "zod";
import { op } from "#http/op.ts";
import { idOut, instantOut, object, wireId } from "#http/wire.ts";
import { Booking, status } from "./shapes.ts";

const tag = "Bookings";

export const MovedBooking = z
  .strictObject({
    object: object("moved_booking"),
    booking_id: idOut("booking"),
    event_type_id: idOut("event_type").nullable(),
    status,
    time_zone: z.string(),
    local_starts_at: z.string().meta({ description: "What was promised.", example: "2026-11-23T10:00:00" }),
    tz_version: z.string().meta({ description: "The edition of the zone table it was promised by.", example: "2026f" }),
    current_tz_version: z.string(),
    starts_at: instantOut.meta({ description: "When the meeting is, as it stands." }),
    reading: z.enum(["once", "twice", "never"]).meta({
      description: "How often the wall shows that time now. `never`: the clocks skip it; only another time helps.",
    }),
    would_start_at: instantOut
      .nullable()
      .meta({ description: "The instant that keeps the wall time; of two, the one nearest to `starts_at`." }),
    drift_minutes: z.int().nullable().meta({ description: "From `starts_at` to `would_start_at`." }),
  })
  .meta({ id: "MovedBooking" });

export const listMovedBookings = op({
  id: "listMovedBookings",
  method: "get",
  path: "/v1/bookings-moved-by-zones",
  tag,
  summary: "List the bookings that a new zone table moves",
  description:
    "Meetings ahead, pending or confirmed, whose promised wall time is another instant by today's table, or none. Nothing is moved by " +
    "itself: `POST /v1/bookings/{id}/keep-wall-time` does. A page may be short, or empty, and have more after it.",
  may: "bookings:read",
  order: ["starts_at.asc"],
  status: 200,
  answer: MovedBooking,
});

export const keepWallTime = op({
  id: "keepWallTime",
  method: "post",
  path: "/v1/bookings/{id}/keep-wall-time",
  tag,
  summary: "Keep the wall time that was promised",
  description:
    "Moves the meeting to the instant that its wall time means by today's zone table: same people, same length, whatever their hours, " +
    "notice and limits say, and never over another meeting. It is a revision for calendars, and no rescheduling. Each seat of a group " +
    "session is moved alone; where a session is longer than the clocks moved, its own other seats are in the way.",
  may: "bookings:write",
  key: "required",
  param: z.object({ id: wireId("booking") }),
  status: 200,
  answer: Booking,
  refusals: [
    "booking.unknown",
    "booking.wrong_status",
    "booking.over",
    "booking.raced",
    "booking.not_moved",
    "booking.wall_time_gone",
    "version.conflict",
    "event_type.unknown",
    "slot.taken",
    "slot.unavailable",
  ],
});
