import * as z from "zod";
import { replies, statuses as bookingStatuses } from "#booking/bookings/tables.ts";
import { idOut, instantOut, metadata, object, wireId } from "#http/wire.ts";
import { longestMinutes } from "#booking/reservations/rules.ts";
import { memberRoles, states } from "./rules.ts";
import { audiences, cardDuties, modes, panelRoles } from "./tables.ts";

export const mode = z.enum(modes);
export const audience = z.enum(audiences);
export const state = z.enum(states);
export const memberRole = z.enum(memberRoles);
export const cardDuty = z.enum(cardDuties);
export const minutesIn = z.int().min(1).max(longestMinutes);
/** Panels are of people who talk with one person. */
export const mostSeats = 20;

export const Participant = z
  .strictObject({
    object: object("participant"),
    id: idOut("participant"),
    role: z.enum(panelRoles),
    member_id: idOut("member").nullable(),
    candidate_id: idOut("candidate").nullable(),
    pool_id: idOut("pool").nullable().meta({ description: "The pool that sent them." }),
    attendee_id: idOut("attendee").nullable().meta({ description: "Their place in the booking." }),
    rsvp: z.enum(replies),
    responded_at: instantOut.nullable(),
    decline_reason: z.string().nullable(),
    card: cardDuty.meta({ description: "Whether a scorecard is asked of them." }),
    invited_at: instantOut.nullable(),
    joined_at: instantOut.nullable(),
    left_at: instantOut.nullable(),
    attended: z.boolean().nullable(),
    replaces_id: idOut("participant").nullable().meta({ description: "Whose place they took." }),
    created_at: instantOut,
  })
  .meta({ id: "Participant" });

export const TimeWindow = z.strictObject({ from: instantOut, to: instantOut }).meta({ id: "InterviewWindow" });

export const Interview = z
  .strictObject({
    object: object("interview"),
    id: idOut("interview"),
    status: state,
    audience,
    parent_id: idOut("interview").nullable().meta({ description: "Of one that was offered to many: the offer." }),
    candidate_id: idOut("candidate").nullable(),
    application_id: idOut("application").nullable(),
    job_id: idOut("job").nullable(),
    stage_id: idOut("stage").nullable(),
    event_type_id: idOut("event_type").nullable(),
    form_id: idOut("scorecard_form").nullable(),
    organizer_id: idOut("member").nullable(),
    replaces_id: idOut("interview").nullable(),
    mode,
    title: z.string(),
    description: z.string().nullable(),
    time_zone: z.string(),
    minutes: z.int().nullable(),
    location: z.string().nullable(),
    booking_id: idOut("booking").nullable(),
    booking_status: z.enum(bookingStatuses).nullable(),
    starts_at: instantOut.nullable(),
    ends_at: instantOut.nullable(),
    link_id: idOut("link").nullable(),
    link_sent_at: instantOut.nullable(),
    windows_asked_at: instantOut.nullable(),
    windows_given_at: instantOut.nullable(),
    windows: z.array(TimeWindow).meta({ description: "When the candidate said they can." }),
    actual_start: instantOut.nullable(),
    actual_end: instantOut.nullable(),
    canceled_at: instantOut.nullable(),
    canceled_by: z.string().nullable(),
    cancel_reason: z.string().nullable(),
    swaps: z.int().meta({ description: "How often somebody of the panel was replaced." }),
    participants: z.array(Participant),
    candidate: z
      .strictObject({
        id: idOut("candidate").nullable(),
        name: z.string(),
        email: z.string(),
        time_zone: z.string().nullable(),
      })
      .nullable()
      .optional()
      .meta({
        description: "Whom it is with; a guest has no id. Present when `expand=candidate` was asked for.",
      }),
    job: z
      .strictObject({ id: idOut("job"), title: z.string() })
      .nullable()
      .optional()
      .meta({ description: "Present when `expand=job` was asked for." }),
    external_id: z.string().nullable(),
    metadata,
    created_by: z.string(),
    created_at: instantOut,
    updated_at: instantOut,
    version: z.int(),
  })
  .meta({ id: "Interview" });

export const seatIn = z
  .strictObject({
    member_id: wireId("member"),
    role: memberRole.default("panelist"),
    card: cardDuty.optional().meta({ description: "By the role without it: who judges owes one." }),
  })
  .meta({ id: "ParticipantIn" });

export const seatsIn = z.array(seatIn).max(mostSeats).default([]);
