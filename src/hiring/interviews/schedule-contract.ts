import * as z from "zod";
import { answersIn, guestIn, holdTokenIn, locationIn, slotTokenIn } from "#booking/bookings/client.ts";
import { op } from "#http/op.ts";
import { instantIn, wireId } from "#http/wire.ts";
import { param, reason, tag } from "./contract.ts";
import { Interview, minutesIn, mostSeats } from "./shapes.ts";

const idempotent =
  "Send the same Idempotency-Key with every retry: it is booked once, and every retry gets the first answer. A refusal stands for its " +
  "key too; another try needs another key.";

const time = {
  slot_token: slotTokenIn.optional().meta({ description: "A start that was offered, as it was offered." }),
  hold_token: holdTokenIn.optional().meta({ description: "Time that is held already." }),
  starts_at: instantIn.optional().meta({ description: "Any start, on the grid or not." }),
  minutes: minutesIn.optional().meta({ description: "The interview's own length without it." }),
  host_ids: z
    .array(wireId("member"))
    .max(mostSeats)
    .optional()
    .meta({ description: "Of a round robin: who is to come, of those who could. The fairest without it." }),
  force: z.boolean().default(false).meta({
    description:
      "Passes over hours, notice, horizon and limits; never over another meeting. Takes `limits:override`, and is noted.",
  }),
};

const hasOneTime = (words: { slot_token?: unknown; hold_token?: unknown; starts_at?: unknown }) =>
  [words.slot_token, words.hold_token, words.starts_at].filter((word) => word !== undefined).length === 1;
const oneTime = "must have exactly one of slot_token, hold_token, starts_at";

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
  "booking.host_unfit",
  "booking.other_event_type",
  "permission.missing",
] as const;

export const scheduleInterview = op({
  id: "scheduleInterview",
  method: "post",
  path: "/v1/interviews/{id}/schedule",
  tag,
  summary: "Schedule an interview",
  description:
    "At a time that staff choose. Who comes are the event type's hosts, everybody whom the interview names to lead, ask or learn, and " +
    "`with_member_ids`: all of them, or nobody. Whom a pool of the event type can send is sent by it; everybody else comes besides. " +
    idempotent,
  may: "interviews:write",
  key: "required",
  param,
  body: z
    .strictObject({
      ...time,
      with_member_ids: z
        .array(wireId("member"))
        .max(mostSeats)
        .default([])
        .meta({ description: "Who comes too, as panelists." }),
      guests: z.array(guestIn).max(20).default([]),
      answers: answersIn.default([]),
      location: locationIn.optional().meta({ description: "One of the event type's; its default without it." }),
    })
    .refine(hasOneTime, oneTime)
    .meta({ id: "InterviewSchedule" }),
  status: 200,
  answer: Interview,
  refusals: [
    ...takingRefusals,
    "interview.unknown",
    "interview.wrong_state",
    "interview.for_many",
    "interview.aim_missing",
    "interview.event_type_missing",
    "interview.member_unknown",
    "interview.person_twice",
    "interview.panel_unfit",
    "booking.answer_missing",
    "booking.answer_unknown",
    "booking.answer_unfit",
    "booking.guest_twice",
    "booking.guests_too_many",
    "booking.location_unfit",
    "version.conflict",
  ],
  example: { body: { starts_at: "2026-11-23T17:00:00Z", with_member_ids: ["mem_01h455vb4pex5vsknk084sn02q"] } },
});

export const rescheduleInterview = op({
  id: "rescheduleInterview",
  method: "post",
  path: "/v1/interviews/{id}/reschedule",
  tag,
  summary: "Move an interview to another time",
  description: `Its booking is moved: the old time is given back when the new one is taken, never before. ${idempotent}`,
  may: "interviews:write",
  key: "required",
  param,
  body: z
    .strictObject({ ...time, reason })
    .refine(hasOneTime, oneTime)
    .meta({ id: "InterviewReschedule" }),
  status: 200,
  answer: Interview,
  refusals: [
    ...takingRefusals,
    "interview.unknown",
    "interview.wrong_state",
    "interview.for_many",
    "booking.over",
    "version.conflict",
  ],
  example: { body: { starts_at: "2026-11-23T17:00:00Z" } },
});
