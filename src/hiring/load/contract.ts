import * as z from "zod";
import { op } from "#http/op.ts";
import { anyOf, dateIn, dateOut, idOut, instantOut, object, wireId } from "#http/wire.ts";

const period = z
  .strictObject({
    from: dateOut,
    until: dateOut.meta({ description: "The first date after it." }),
    meetings: z.int(),
    minutes: z.int(),
    limit: z.strictObject({ count: z.int().nullable(), minutes: z.int().nullable() }).meta({
      description: "What they allow in it; null is no limit.",
    }),
    full: z.boolean().meta({ description: "Whether one of its limits is reached." }),
  })
  .meta({ id: "LoadPeriod" });

const seat = z
  .strictObject({
    pool_id: idOut("pool"),
    standing: z.enum(["trainee", "shadow", "reverse_shadow", "qualified", "paused"]),
    weight: z.int(),
    priority: z.int(),
    assigned_count: z.int(),
    last_assigned_at: instantOut.nullable(),
  })
  .meta({ id: "LoadSeat" });

export const InterviewerLoad = z
  .strictObject({
    object: object("interviewer_load"),
    member_id: idOut("member"),
    name: z.string(),
    time_zone: z.string().meta({ description: "Where their days and weeks are counted." }),
    week_start: z.int().min(1).max(7),
    paused_until: instantOut.nullable(),
    day: period,
    week: period,
    month: period,
    load_weight: z.int().meta({ description: "Of a full share, in percent." }),
    weighted_minutes: z.int().nullable().meta({
      description: "The month's minutes as they would weigh on a full share; null for whoever is to carry none.",
    }),
    pools: z.array(seat).meta({ description: "Where they take turns with others, and how many they took." }),
  })
  .meta({ id: "InterviewerLoad" });

export const listInterviewerLoad = op({
  id: "listInterviewerLoad",
  method: "get",
  path: "/v1/interviewer-load",
  tag: "Interviewing",
  summary: "List how much interviewers carry",
  description:
    "Of everybody who interviews: what is booked in the day, week and month of a date, as their own limits count it: in their " +
    "own zone, by their own first day of the week, each meeting where it begins, seats of one session once. What is only held " +
    "is not in it.",
  may: "interviews:read",
  query: z.object({
    on: dateIn.optional().meta({ description: "A date in each of those periods; each one's own today without it." }),
    member_id: anyOf(wireId("member")).optional(),
    pool_id: anyOf(wireId("pool")).optional(),
  }),
  order: ["name.asc", "name.desc"],
  drifts: true,
  status: 200,
  answer: InterviewerLoad,
});
