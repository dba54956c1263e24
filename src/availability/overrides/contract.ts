import * as z from "zod";
import { op } from "#http/op.ts";
import {
  anyOf,
  dateIn,
  dateOut,
  idOut,
  instantOut,
  metadata,
  metadataPatch,
  object,
  prose,
  wireId,
} from "#http/wire.ts";
import { wallTime, wallTimeOut, whose } from "../words.ts";

const tag = "Overrides";
const kind = z.enum(["unavailable", "available"]);

export const Override = z
  .strictObject({
    object: object("override"),
    id: idOut("override"),
    member_id: idOut("member"),
    schedule_id: idOut("schedule").nullable().meta({ description: "Null: whichever schedule is asked for." }),
    first_date: dateOut,
    last_date: dateOut,
    kind,
    ranges: z.array(z.strictObject({ start: wallTimeOut, end: wallTimeOut }).meta({ id: "OverrideRange" })),
    reason: z.string().nullable().optional().meta({ description: "Told to the member, and to who keeps their hours." }),
    metadata,
    created_at: instantOut,
    updated_at: instantOut,
    version: z.int(),
  })
  .meta({ id: "Override" });

const ranges = z
  .array(z.strictObject({ start: wallTime, end: wallTime }).meta({ id: "OverrideRangeWords" }))
  .max(24)
  .meta({ description: "The hours of each of these dates instead of the week's. None when unavailable." });
const lastDate = dateIn.optional().meta({ description: "The last date, included; the first when left out." });

const words = {
  first_date: dateIn,
  last_date: lastDate,
  kind,
  ranges: ranges.default([]),
  reason: prose(500).nullable().default(null),
  metadata: metadata.default({}),
};

const datesRefusals = [
  "override.ends_early",
  "override.too_long",
  "override.ranges_unfit",
  "override.time_invalid",
  "override.range_empty",
  "override.ranges_overlap",
  "override.overlap",
] as const;

const param = z.object({ id: wireId("override") });

export const listOverrides = op({
  id: "listOverrides",
  method: "get",
  path: "/v1/overrides",
  tag,
  summary: "List overrides",
  may: "availability:read",
  query: z.object({
    member_id: anyOf(wireId("member")).optional(),
    schedule_id: anyOf(wireId("schedule")).optional(),
    kind: anyOf(kind).optional(),
    on_or_after: dateIn.optional().meta({ description: "Overrides of this date or later ones." }),
    on_or_before: dateIn.optional().meta({ description: "Overrides of this date or earlier ones." }),
  }),
  order: ["first_date.asc", "first_date.desc"],
  status: 200,
  answer: Override,
});

export const getOverride = op({
  id: "getOverride",
  method: "get",
  path: "/v1/overrides/{id}",
  tag,
  summary: "Get an override",
  may: "availability:read",
  param,
  status: 200,
  answer: Override,
  refusals: ["override.unknown"],
});

export const createOverride = op({
  id: "createOverride",
  method: "post",
  path: "/v1/overrides",
  tag,
  summary: "Say that a date, or several, have other hours or none",
  description:
    "Replaces those local dates: `unavailable` leaves nothing of them, `available` these ranges instead of the week's.",
  may: "availability:write_own",
  body: z
    .strictObject({
      member_id: whose,
      schedule_id: wireId("schedule").nullable().default(null),
      ...words,
    })
    .meta({ id: "OverrideCreate" }),
  status: 201,
  answer: Override,
  refusals: [
    ...datesRefusals,
    "override.schedule_unknown",
    "availability.not_yours",
    "availability.member_required",
    "availability.member_unknown",
  ],
  example: {
    body: {
      member_id: "mem_01m7vcswane8mvywz2zv3cdvd2",
      first_date: "2026-12-24",
      last_date: "2026-12-31",
      kind: "unavailable",
      reason: "Closed",
    },
  },
});

export const replaceOverride = op({
  id: "replaceOverride",
  method: "put",
  path: "/v1/overrides/{id}",
  tag,
  summary: "Replace an override",
  may: "availability:write_own",
  param,
  ifMatch: "required",
  body: z.strictObject(words).meta({ id: "OverrideReplace" }),
  status: 200,
  answer: Override,
  refusals: ["override.unknown", ...datesRefusals, "availability.not_yours", "version.conflict"],
  example: { body: { first_date: "2026-12-23", kind: "available", ranges: [{ start: "09:00", end: "12:00" }] } },
});

export const changeOverride = op({
  id: "changeOverride",
  method: "patch",
  path: "/v1/overrides/{id}",
  tag,
  summary: "Change an override",
  may: "availability:write_own",
  param,
  body: z
    .strictObject({
      first_date: dateIn.optional(),
      last_date: dateIn.optional(),
      kind: kind.optional(),
      ranges: ranges.optional(),
      reason: prose(500).nullable().optional(),
      metadata: metadataPatch.optional(),
    })
    .meta({ id: "OverrideChange" }),
  status: 200,
  answer: Override,
  refusals: ["override.unknown", ...datesRefusals, "availability.not_yours", "version.conflict"],
  example: { body: { reason: "Company retreat" } },
});

export const deleteOverride = op({
  id: "deleteOverride",
  method: "delete",
  path: "/v1/overrides/{id}",
  tag,
  summary: "Delete an override",
  may: "availability:write_own",
  param,
  status: 204,
  refusals: ["override.unknown", "availability.not_yours", "version.conflict"],
});
