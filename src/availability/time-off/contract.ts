import * as z from "zod";
import { whose } from "#availability/words.ts";
import { op } from "#http/op.ts";
import {
  anyOf,
  dateIn,
  dateOut,
  idOut,
  instantIn,
  instantOut,
  metadata,
  metadataPatch,
  object,
  prose,
  wireId,
} from "#http/wire.ts";

const tag = "Time off";
const kind = z.enum(["vacation", "sick", "holiday", "other"]);

export const TimeOff = z
  .strictObject({
    object: object("time_off"),
    id: idOut("time_off"),
    member_id: idOut("member"),
    kind: kind.optional().meta({ description: "Told to the member, and to who keeps their hours." }),
    all_day: z.boolean(),
    first_date: dateOut.nullable().meta({ description: "On the member's own calendar, wherever they are." }),
    last_date: dateOut.nullable().meta({ description: "Included." }),
    starts_at: instantOut.nullable(),
    ends_at: instantOut.nullable(),
    reason: z.string().nullable().optional().meta({ description: "Told to the member, and to who keeps their hours." }),
    metadata,
    created_at: instantOut,
    updated_at: instantOut,
    version: z.int(),
  })
  .meta({ id: "TimeOff" });

const times = {
  first_date: dateIn.nullable().optional(),
  last_date: dateIn.nullable().optional().meta({ description: "Included; the first date when left out." }),
  starts_at: instantIn.nullable().optional(),
  ends_at: instantIn.nullable().optional(),
};

const timesRefusals = ["time_off.times_unclear", "time_off.ends_early", "time_off.too_long"] as const;
const param = z.object({ id: wireId("time_off") });

export const listTimeOff = op({
  id: "listTimeOff",
  method: "get",
  path: "/v1/time-off",
  tag,
  summary: "List time off",
  description: "Of whole days, the filters of time find what may lie there anywhere on Earth.",
  may: "availability:read",
  query: z.object({
    member_id: anyOf(wireId("member")).optional(),
    kind: anyOf(kind).optional().meta({ description: "Finds only what the caller is told the kind of." }),
    ends_after: instantIn.optional(),
    starts_before: instantIn.optional(),
  }),
  order: ["starts_at.asc", "starts_at.desc"],
  status: 200,
  answer: TimeOff,
});

export const getTimeOff = op({
  id: "getTimeOff",
  method: "get",
  path: "/v1/time-off/{id}",
  tag,
  summary: "Get a time off",
  may: "availability:read",
  param,
  status: 200,
  answer: TimeOff,
  refusals: ["time_off.unknown"],
});

export const createTimeOff = op({
  id: "createTimeOff",
  method: "post",
  path: "/v1/time-off",
  tag,
  summary: "Record time off",
  description: "Whole dates (`first_date`, `last_date`) or from one instant to another (`starts_at`, `ends_at`).",
  may: "availability:write_own",
  body: z
    .strictObject({
      member_id: whose,
      kind: kind.default("vacation"),
      ...times,
      reason: prose(500).nullable().default(null),
      metadata: metadata.default({}),
    })
    .meta({ id: "TimeOffCreate" }),
  status: 201,
  answer: TimeOff,
  refusals: [...timesRefusals, "availability.not_yours", "availability.member_required", "availability.member_unknown"],
  example: {
    body: {
      member_id: "mem_01m7vcswane8mvywz2zv3cdvd2",
      kind: "vacation",
      first_date: "2027-07-05",
      last_date: "2027-07-23",
    },
  },
});

export const changeTimeOff = op({
  id: "changeTimeOff",
  method: "patch",
  path: "/v1/time-off/{id}",
  tag,
  summary: "Change a time off",
  description: "To go from dates to instants or back, send the one with nulls for the other.",
  may: "availability:write_own",
  param,
  body: z
    .strictObject({
      kind: kind.optional(),
      ...times,
      reason: prose(500).nullable().optional(),
      metadata: metadataPatch.optional(),
    })
    .meta({ id: "TimeOffChange" }),
  status: 200,
  answer: TimeOff,
  refusals: ["time_off.unknown", ...timesRefusals, "availability.not_yours", "version.conflict"],
  example: { body: { kind: "other" } },
});

export const deleteTimeOff = op({
  id: "deleteTimeOff",
  method: "delete",
  path: "/v1/time-off/{id}",
  tag,
  summary: "Delete a time off",
  may: "availability:write_own",
  param,
  status: 204,
  refusals: ["time_off.unknown", "availability.not_yours", "version.conflict"],
});
