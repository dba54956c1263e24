// The parts a booking is said in, going in and coming out.
import * as z from "zod";
import { emailIn, idOut, instantOut, line, locale, metadata, object, phone, prose, wireId, zone } from "#http/wire.ts";

export const kind = z.enum(["one_on_one", "collective", "round_robin", "group"]);
export const status = z
  .enum(["pending", "confirmed", "canceled", "declined", "expired", "no_show", "completed"])
  .meta({ description: "`pending` waits for a host's word and blocks the time meanwhile." });
export const source = z.enum(["public", "staff", "link"]);
export const party = z.enum(["host", "invitee", "staff", "system"]);
export const noShow = z.enum(["invitee", "host", "both"]);
export const locationKind = z.enum(["video", "voice", "phone", "on_site", "link", "ask_candidate"]);
const rsvp = z.enum(["needs_action", "accepted", "declined", "tentative"]);
const questionType = z.enum(["short_text", "long_text", "single_select", "multi_select", "phone", "email", "number"]);

export const Location = z
  .strictObject({ kind: locationKind, details: z.string().nullable() })
  .meta({ id: "BookingLocation" });

const Utm = z
  .strictObject({
    source: z.string().nullable(),
    medium: z.string().nullable(),
    campaign: z.string().nullable(),
    term: z.string().nullable(),
    content: z.string().nullable(),
  })
  .meta({ id: "Utm" });

const Consent = z.strictObject({ text: z.string(), at: instantOut }).meta({ id: "Consent" });

const Host = z
  .strictObject({
    attendee_id: idOut("attendee"),
    member_id: idOut("member"),
    name: z.string().optional().meta({ description: "Present when `expand=hosts` was asked for." }),
    pool_id: idOut("pool").nullable().meta({ description: "The pool that sent them." }),
    rsvp,
  })
  .meta({ id: "BookingHost" });

const Invitee = z
  .strictObject({
    attendee_id: idOut("attendee"),
    name: z.string(),
    email: z.string(),
    phone: z.string().nullable(),
    time_zone: z.string().nullable(),
    locale: z.string().nullable(),
    rsvp,
    consent: Consent.nullable(),
    utm: Utm.nullable(),
    referrer: z.string().nullable(),
    accommodations: z
      .string()
      .nullable()
      .meta({ description: "What would make it easier for them; null for whoever may not write all bookings." }),
  })
  .meta({ id: "Invitee" });

export const Guest = z
  .strictObject({ attendee_id: idOut("attendee"), name: z.string().nullable(), email: z.string(), rsvp })
  .meta({ id: "BookingGuest" });

const value = z.union([z.string(), z.number(), z.array(z.string())]);
const Answer = z
  .strictObject({ question_id: idOut("question"), label: z.string(), type: questionType, value })
  .meta({ id: "BookingAnswer", description: "The question as it read when it was answered." });

const told = {
  id: idOut("booking"),
  event_type_id: idOut("event_type").nullable(),
  kind,
  status,
  starts_at: instantOut,
  ends_at: instantOut,
  minutes: z.int(),
  time_zone: z.string().meta({ description: "The organiser's, whose wall time is kept when a zone's rules change." }),
  local_starts_at: z.string().meta({ example: "2026-11-23T10:00:00" }),
  tz_version: z.string(),
  location: Location,
  decide_by: instantOut.nullable().meta({ description: "A pending booking expires then." }),
  rescheduled_count: z.int(),
  sequence: z.int().meta({ description: "What calendars count changes by." }),
};

const EventTypeShown = z
  .strictObject({ id: idOut("event_type"), title: z.string(), slug: z.string(), kind })
  .meta({ id: "BookingEventType" });

export const Booking = z
  .strictObject({
    object: object("booking"),
    ...told,
    event_type: EventTypeShown.nullable()
      .optional()
      .meta({ description: "Present when `expand=event_type` was asked for." }),
    source,
    link_id: idOut("link").nullable(),
    seat: z.int().nullable().meta({ description: "Which seat of a group session this is." }),
    ended_by: party.nullable(),
    ended_reason: z.string().nullable(),
    no_show: noShow.nullable(),
    hosts: z.array(Host),
    invitee: Invitee.nullable(),
    guests: z.array(Guest),
    answers: z.array(Answer),
    metadata,
    created_by: z.string(),
    created_at: instantOut,
    updated_at: instantOut,
    version: z.int(),
    seq: z
      .int()
      .optional()
      .meta({ description: "In lists: counts the company's changes, of which this is the last here." }),
  })
  .meta({ id: "Booking" });

/** What somebody who booked for themselves is told: when and where, and the link that lets them change it. */
export const PublicBooking = z
  .strictObject({
    object: object("public_booking"),
    ...told,
    invitee: z.strictObject({ name: z.string(), email: z.string(), time_zone: z.string().nullable() }),
    guests: z.array(z.strictObject({ name: z.string().nullable(), email: z.string() })),
    manage_token: z.string().meta({ description: "Lets its bearer see, move and cancel this booking." }),
    created_at: instantOut,
    version: z.int(),
  })
  .meta({ id: "PublicBooking" });

const utmWord = line(200, 0).nullable().optional();

export const inviteeIn = z
  .strictObject({
    name: line(200),
    email: emailIn,
    phone: phone.nullable().default(null),
    time_zone: zone.nullable().default(null),
    locale: locale.nullable().default(null),
    consent: prose(2_000)
      .nullable()
      .default(null)
      .meta({ description: "The very words they agreed to; the moment is ours." }),
    utm: z
      .strictObject({ source: utmWord, medium: utmWord, campaign: utmWord, term: utmWord, content: utmWord })
      .nullable()
      .default(null),
    referrer: line(2_000).nullable().default(null),
    accommodations: prose(2_000).nullable().default(null).meta({
      description: "What would make it easier for them. Only those who organise read it, never who meets them.",
    }),
  })
  .meta({ id: "InviteeIn" });

export const guestIn = z
  .strictObject({ name: line(200).nullable().default(null), email: emailIn })
  .meta({ id: "GuestIn" });

export const answersIn = z
  .array(
    z.strictObject({
      question_id: wireId("question"),
      value: z.union([z.string().max(5_000), z.number(), z.array(z.string().max(200)).max(50)]),
    }),
  )
  .max(50);

export const locationIn = z
  .strictObject({ kind: locationKind, details: line(500).nullable().default(null) })
  .meta({ id: "BookingLocationIn" });

export const slotTokenIn = z.string().min(1).max(1_000);
export const holdTokenIn = z.string().min(1).max(8_000);

export const details = {
  invitee: inviteeIn,
  guests: z.array(guestIn).max(20).default([]),
  answers: answersIn.default([]),
  location: locationIn.optional().meta({ description: "One of the event type's; its default without it." }),
};

export const reasonIn = prose(1_000).nullable().default(null);
