import * as z from "zod";
import { op } from "#http/op.ts";
import {
  anyOf,
  flag,
  idOut,
  instantIn,
  instantOut,
  line,
  metadata,
  metadataPatch,
  object,
  prose,
  wireId,
  zone,
} from "#http/wire.ts";
import { wallTime, wallTimeOut, weekday, whose, zoneName } from "../words.ts";

const tag = "Schedules";

export const Schedule = z
  .strictObject({
    object: object("schedule"),
    id: idOut("schedule"),
    member_id: idOut("member"),
    name: z.string(),
    description: z.string().nullable(),
    time_zone: z.string(),
    is_default: z.boolean(),
    rules: z
      .array(
        z.strictObject({ weekday: z.int().min(1).max(7), start: wallTimeOut, end: wallTimeOut }).meta({
          id: "ScheduleRule",
        }),
      )
      .meta({ description: "Every range of the week, by the weekday it begins on." }),
    hours_text: z
      .string()
      .meta({ description: "The same hours as people write them.", example: "Mon-Fri 09:00-17:00" }),
    metadata,
    created_at: instantOut,
    updated_at: instantOut,
    version: z.int(),
  })
  .meta({ id: "Schedule" });

const hours = {
  time_zone: zoneName
    .optional()
    .meta({ description: "Where these hours are read; may stand in `hours_text` instead." }),
  rules: z
    .array(z.strictObject({ weekday, start: wallTime, end: wallTime }).meta({ id: "ScheduleRuleWords" }))
    .max(100)
    .optional()
    .meta({ description: "Many a day; an end before the start lies on the next day. Either this or `hours_text`." }),
  hours_text: prose(2_000)
    .optional()
    .meta({ description: "Such as `Mon-Thu 09:00-12:00, 13:00-17:00 Europe/Paris; Fri 09:00-13:00`." }),
};

const words = {
  name: line(200),
  description: prose(2_000).nullable().default(null),
  ...hours,
  is_default: z.boolean().optional(),
  metadata: metadata.default({}),
};

const hoursRefusals = [
  "schedule.hours_unclear",
  "schedule.hours_unreadable",
  "schedule.time_invalid",
  "schedule.range_empty",
  "schedule.overlap",
  "schedule.zone_unknown",
  "schedule.zone_unclear",
] as const;

const param = z.object({ id: wireId("schedule") });

export const listSchedules = op({
  id: "listSchedules",
  method: "get",
  path: "/v1/schedules",
  tag,
  summary: "List schedules",
  may: "availability:read",
  query: z.object({
    member_id: anyOf(wireId("member")).optional(),
    is_default: flag.optional(),
    time_zone: anyOf(zone).optional(),
    name: line(200).optional().meta({ description: "Schedules whose name contains this, in any case." }),
    created_after: instantIn.optional(),
    created_before: instantIn.optional(),
  }),
  order: ["created_at.desc", "created_at.asc", "name.asc", "name.desc"],
  status: 200,
  answer: Schedule,
});

export const getSchedule = op({
  id: "getSchedule",
  method: "get",
  path: "/v1/schedules/{id}",
  tag,
  summary: "Get a schedule",
  may: "availability:read",
  param,
  status: 200,
  answer: Schedule,
  refusals: ["schedule.unknown"],
});

export const createSchedule = op({
  id: "createSchedule",
  method: "post",
  path: "/v1/schedules",
  tag,
  summary: "Make a schedule",
  description: "One's own, or that of the member who is named. The first becomes the default.",
  may: "availability:write_own",
  body: z.strictObject({ member_id: whose, ...words }).meta({ id: "ScheduleCreate" }),
  status: 201,
  answer: Schedule,
  refusals: [
    ...hoursRefusals,
    "schedule.name_taken",
    "availability.not_yours",
    "availability.member_required",
    "availability.member_unknown",
  ],
  example: {
    body: {
      member_id: "mem_01m7vcswane8mvywz2zv3cdvd2",
      name: "Mornings",
      hours_text: "Mon-Fri 09:00-12:00 Europe/Berlin",
    },
  },
});

export const replaceSchedule = op({
  id: "replaceSchedule",
  method: "put",
  path: "/v1/schedules/{id}",
  tag,
  summary: "Replace a schedule",
  description: "The whole document. `is_default` may be left out, and then stays as it is.",
  may: "availability:write_own",
  param,
  ifMatch: "required",
  body: z.strictObject(words).meta({ id: "ScheduleReplace" }),
  status: 200,
  answer: Schedule,
  refusals: [
    "schedule.unknown",
    ...hoursRefusals,
    "schedule.name_taken",
    "schedule.is_default",
    "availability.not_yours",
    "version.conflict",
  ],
  example: {
    body: {
      name: "Office hours",
      time_zone: "Europe/Berlin",
      rules: [
        { weekday: 1, start: "09:00", end: "12:00" },
        { weekday: 1, start: "13:00", end: "17:00" },
      ],
    },
  },
});

export const changeSchedule = op({
  id: "changeSchedule",
  method: "patch",
  path: "/v1/schedules/{id}",
  tag,
  summary: "Rename a schedule, or make it the default",
  description: "The hours are one document and are replaced as a whole, with PUT.",
  may: "availability:write_own",
  param,
  body: z
    .strictObject({
      name: line(200).optional(),
      description: prose(2_000).nullable().optional(),
      is_default: z.boolean().optional(),
      metadata: metadataPatch.optional(),
    })
    .meta({ id: "ScheduleChange" }),
  status: 200,
  answer: Schedule,
  refusals: [
    "schedule.unknown",
    "schedule.name_taken",
    "schedule.is_default",
    "availability.not_yours",
    "version.conflict",
  ],
  example: { body: { description: "While the office is open" } },
});

export const deleteSchedule = op({
  id: "deleteSchedule",
  method: "delete",
  path: "/v1/schedules/{id}",
  tag,
  summary: "Delete a schedule",
  description: "Its own overrides go with it. The default goes last: make another the default first.",
  may: "availability:write_own",
  param,
  status: 204,
  refusals: ["schedule.unknown", "schedule.is_default", "availability.not_yours", "version.conflict"],
});
