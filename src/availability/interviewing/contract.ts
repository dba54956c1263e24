import * as z from "zod";
import { op } from "#http/op.ts";
import { idOut, instantIn, instantOut, line, object, prose, wireId } from "#http/wire.ts";
import { weekday, zoneName } from "../words.ts";

const tag = "Interviewing";

const day = 1_440;
const minutes = (max: number, min = 0) => z.int().min(min).max(max);

const limit = z
  .strictObject({ count: z.int().nullable(), minutes: z.int().nullable() })
  .meta({ id: "InterviewLimit", description: "Null is no limit." });

export const Interviewing = z
  .strictObject({
    object: object("interviewing"),
    member_id: idOut("member"),
    time_zone: z.string().nullable(),
    effective_time_zone: z.string().meta({
      description:
        "Where days and weeks are counted: what was said here, else the person's own zone, else the company's.",
    }),
    default_duration_minutes: z.int(),
    buffer_before_minutes: z.int(),
    buffer_after_minutes: z.int(),
    notice_minutes: z.int(),
    advance_days: z.int().nullable(),
    limits: z.strictObject({ day: limit, week: limit, month: limit, year: limit }).meta({ id: "InterviewLimits" }),
    week_start: z.int().min(1).max(7),
    paused_until: instantOut.nullable(),
    pause_reason: z
      .string()
      .nullable()
      .optional()
      .meta({ description: "Told to the member, and to who keeps their hours." }),
    load_weight: z.int(),
    specialties: z.array(z.string()),
    profile: z.string().nullable(),
    created_at: instantOut.nullable(),
    updated_at: instantOut.nullable().meta({ description: "Null while nothing was ever said, which is version 0." }),
    version: z.int(),
  })
  .meta({ id: "Interviewing" });

const cap = z
  .strictObject({
    count: z.int().min(0).max(10_000).nullable().optional(),
    minutes: minutes(366 * day)
      .nullable()
      .optional(),
  })
  .meta({ id: "InterviewLimitWords" })
  .nullable()
  .optional();

const words = z
  .strictObject({
    time_zone: zoneName.nullable().optional(),
    default_duration_minutes: minutes(day, 5).optional(),
    buffer_before_minutes: minutes(day).optional(),
    buffer_after_minutes: minutes(day).optional(),
    notice_minutes: minutes(366 * day).optional(),
    advance_days: z.int().min(0).max(1_096).nullable().optional().meta({
      description: "How many days after today an interview may begin; null is any.",
    }),
    limits: z
      .strictObject({ day: cap, week: cap, month: cap, year: cap })
      .meta({ id: "InterviewLimitsWords" })
      .optional(),
    week_start: weekday.optional(),
    paused_until: instantIn.nullable().optional(),
    pause_reason: prose(500).nullable().optional(),
    load_weight: z.int().min(0).max(1_000).optional().meta({
      description: "How much of a full share they take when work is spread; 100 is a full one.",
    }),
    specialties: z.array(line(80)).max(50).optional(),
    profile: prose(4_000).nullable().optional().meta({ description: "What candidates may read of them." }),
  })
  .meta({ id: "InterviewingWords" });

const param = z.object({ id: wireId("member") });
const refusals = ["member.unknown", "interviewing.zone_unknown", "availability.not_yours", "version.conflict"] as const;

export const getInterviewing = op({
  id: "getInterviewing",
  method: "get",
  path: "/v1/members/{id}/interviewing",
  tag,
  summary: "Get how a member is booked",
  may: "availability:read",
  param,
  status: 200,
  answer: Interviewing,
  refusals: ["member.unknown"],
});

export const replaceInterviewing = op({
  id: "replaceInterviewing",
  method: "put",
  path: "/v1/members/{id}/interviewing",
  tag,
  summary: "Say how a member is booked",
  description:
    'The whole document: what is left out goes back to its default. While nothing was said the ETag is `"0"`.',
  may: "availability:write_own",
  param,
  ifMatch: "required",
  body: words,
  status: 200,
  answer: Interviewing,
  refusals,
  example: { body: { buffer_after_minutes: 15, limits: { day: { count: 3 }, week: { minutes: 600 } } } },
});

export const changeInterviewing = op({
  id: "changeInterviewing",
  method: "patch",
  path: "/v1/members/{id}/interviewing",
  tag,
  summary: "Change how a member is booked",
  may: "availability:write_own",
  param,
  body: words,
  status: 200,
  answer: Interviewing,
  refusals,
  example: { body: { paused_until: "2027-01-11T08:00:00Z", pause_reason: "Parental leave" } },
});
