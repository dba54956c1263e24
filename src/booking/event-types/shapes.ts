// The parts an event type is said in, going in and coming out.
import * as z from "zod";
import { longestBufferMinutes } from "#booking/reservations/rules.ts";
import { colour, idOut, instantOut, line, metadata, object, prose, webUrl, wireId, zone } from "#http/wire.ts";

export const kind = z.enum(["one_on_one", "collective", "round_robin", "group"]).meta({
  description:
    "One host; all hosts at once; the fixed hosts together with one member of each pool; or one host and many seats.",
});
const locationKind = z.enum(["video", "voice", "phone", "on_site", "link", "ask_candidate"]);
const civilDate = z.iso.date();

const days = z.int().min(1).max(730);
export const Horizon = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("calendar_days"), days }),
    z.strictObject({ kind: z.literal("business_days"), days }),
    z.strictObject({ kind: z.literal("available_days"), days, weekdays_only: z.boolean() }),
    z.strictObject({ kind: z.literal("dates"), first: civilDate, last: civilDate }),
  ])
  .meta({
    id: "Horizon",
    description:
      "How far ahead one can book, counted on the calendar of the event type's zone: so many days after today, so many days that " +
      "have a slot, or from one date to another.",
  });

const Limit = z
  .strictObject({
    per: z.enum(["day", "week", "month", "year"]),
    count: z.int().min(1).max(10_000).nullable(),
    minutes: z.int().min(1).max(600_000).nullable(),
  })
  .meta({ id: "MeetingLimit" });

export const Location = z
  .strictObject({ kind: locationKind, details: z.string().nullable() })
  .meta({ id: "MeetingLocation", description: "An address on site, an https link, a number to call." });

const cutoff = z.int().min(0).max(525_600);
const Cancellation = z
  .strictObject({ allowed: z.boolean(), cutoff_minutes: z.int(), reason_required: z.boolean() })
  .meta({
    id: "CancellationPolicy",
    description: "Whether the candidate may, until how long before, and whether they say why.",
  });
const Rescheduling = z
  .strictObject({
    allowed: z.boolean(),
    cutoff_minutes: z.int(),
    max_times: z.int().nullable(),
    reason_required: z.boolean(),
  })
  .meta({ id: "ReschedulingPolicy" });

export const Branding = z
  .strictObject({ colour: z.string().nullable(), logo_url: z.string().nullable() })
  .meta({ id: "EventTypeBranding" });

const Host = z
  .strictObject({ member_id: idOut("member"), schedule_id: idOut("schedule").nullable() })
  .meta({ id: "EventTypeHost", description: "`schedule_id` null: the member's default schedule." });

const questionType = z.enum(["short_text", "long_text", "single_select", "multi_select", "phone", "email", "number"]);
const pattern = z.enum(["letters", "digits", "letters_and_digits", "https_url"]);
const length = z.int().min(0).max(5_000);
const bound = z.number().min(-1_000_000_000).max(1_000_000_000);

const Validation = z
  .strictObject({
    min_length: z.int().nullable(),
    max_length: z.int().nullable(),
    pattern: pattern.nullable(),
    min: z.number().nullable(),
    max: z.number().nullable(),
  })
  .meta({ id: "QuestionValidation" });

export const Question = z
  .strictObject({
    id: idOut("question"),
    type: questionType,
    label: z.string(),
    help: z.string().nullable(),
    required: z.boolean(),
    position: z.int(),
    options: z.array(z.string()),
    validation: Validation,
  })
  .meta({ id: "Question" });

const seats = "Seats of a group session; null for other kinds.";

/** What staff and strangers are both told. */
export const told = {
  slug: z.string(),
  title: z.string(),
  description: z.string().nullable(),
  kind,
  capacity: z.int().nullable().meta({ description: seats }),
  durations: z.array(z.int()),
  default_duration: z.int(),
  locations: z.array(Location),
  default_location: locationKind,
  confirmation_required: z.boolean(),
  cancellation: Cancellation,
  rescheduling: Rescheduling,
  questions: z.array(Question),
};

const hiddenMeans = "Not in the public list; whoever has the address can book.";
const activeMeans = "What is not active cannot be booked.";
const pageMeans = "Without one it is booked by staff and by links only.";
const zoneMeans = "Null: the company's.";

export const EventType = z
  .strictObject({
    object: object("event_type"),
    id: idOut("event_type"),
    ...told,
    increment_minutes: z.int().nullable(),
    offset_minutes: z.int(),
    packed: z.boolean(),
    buffer_before_minutes: z.int(),
    buffer_after_minutes: z.int(),
    notice_minutes: z.int(),
    horizon: Horizon.nullable(),
    limits: z.array(Limit),
    hidden: z.boolean().meta({ description: hiddenMeans }),
    active: z.boolean().meta({ description: activeMeans }),
    public_page: z.boolean().meta({ description: pageMeans }),
    branding: Branding,
    time_zone: z.string().nullable().meta({ description: zoneMeans }),
    hosts: z.array(Host),
    pools: z.array(idOut("pool")),
    metadata,
    created_at: instantOut,
    updated_at: instantOut,
    version: z.int(),
  })
  .meta({ id: "EventType" });

const once = (list: readonly unknown[]): boolean => new Set(list).size === list.length;

const minutesIn = z.int().min(-100_000).max(100_000);
const bufferIn = z.int().min(0).max(longestBufferMinutes);
const cancellationIn = {
  allowed: z.boolean().optional(),
  cutoff_minutes: cutoff.optional(),
  reason_required: z.boolean().optional(),
};

/** What making and changing have in common; ranges that are rules of the trade are judged there, with codes of their own. */
export const fields = {
  description: prose(5_000).nullable().optional(),
  capacity: z.int().min(1).max(1_000).nullable().optional().meta({ description: seats }),
  default_duration: minutesIn.optional().meta({ description: "The first duration, when it is not said." }),
  increment_minutes: minutesIn.nullable().optional().meta({ description: "From start to start; null: the duration." }),
  offset_minutes: minutesIn
    .optional()
    .meta({ description: "Moves every start by so many minutes; less than the step between two." }),
  packed: z.boolean().optional().meta({ description: "Starts follow the beginning of free time, not the clock." }),
  buffer_before_minutes: bufferIn.optional(),
  buffer_after_minutes: bufferIn.optional(),
  notice_minutes: z.int().min(0).max(525_600).optional(),
  horizon: Horizon.nullable().optional(),
  limits: z
    .array(
      z.strictObject({
        per: z.enum(["day", "week", "month", "year"]),
        count: z.int().min(1).max(10_000).nullable().default(null),
        minutes: z.int().min(1).max(600_000).nullable().default(null),
      }),
    )
    .max(4)
    .refine((limits) => once(limits.map(({ per }) => per)), "must name each period once")
    .refine(
      (limits) => limits.every(({ count, minutes }) => count !== null || minutes !== null),
      "must limit something",
    )
    .optional(),
  locations: z
    .array(z.strictObject({ kind: locationKind, details: line(500).nullable().default(null) }))
    .min(1)
    .max(6)
    .refine((list) => once(list.map((one) => one.kind)), "must name each kind once")
    .optional(),
  default_location: locationKind.optional().meta({ description: "The first location, when it is not said." }),
  confirmation_required: z.boolean().optional(),
  cancellation: z.strictObject(cancellationIn).optional(),
  rescheduling: z
    .strictObject({ ...cancellationIn, max_times: z.int().min(1).max(100).nullable().optional() })
    .optional(),
  hidden: z.boolean().optional().meta({ description: hiddenMeans }),
  active: z
    .boolean()
    .optional()
    .meta({ description: `${activeMeans} True for a new one, when it is not said.` }),
  public_page: z
    .boolean()
    .optional()
    .meta({ description: `${pageMeans} True for a new one, when it is not said.` }),
  branding: z.strictObject({ colour: colour.nullable().optional(), logo_url: webUrl.nullable().optional() }).optional(),
  time_zone: zone.nullable().optional().meta({ description: zoneMeans }),
};

export const durationsIn = z
  .array(minutesIn)
  .min(1)
  .max(10)
  .refine(once, "must name each duration once")
  .meta({ description: "In minutes, each from 5 to 1440." });

export const hostsIn = z
  .array(z.strictObject({ member_id: wireId("member"), schedule_id: wireId("schedule").nullable().default(null) }))
  .max(50);
export const poolsIn = z.array(wireId("pool")).max(10);

const validationIn = z.strictObject({
  min_length: length.nullable().default(null),
  max_length: length.nullable().default(null),
  pattern: pattern.nullable().default(null),
  min: bound.nullable().default(null),
  max: bound.nullable().default(null),
});

export const questionsIn = z
  .array(
    z.strictObject({
      id: wireId("question").optional().meta({ description: "Keeps a question; without it this is a new one." }),
      type: questionType,
      label: line(300),
      help: line(500).nullable().default(null),
      required: z.boolean().default(false),
      options: z.array(line(200)).max(50).refine(once, "must name each option once").default([]),
      validation: validationIn.default({ min_length: null, max_length: null, pattern: null, min: null, max: null }),
    }),
  )
  .max(30);
