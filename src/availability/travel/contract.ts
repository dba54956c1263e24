import * as z from "zod";
import { op } from "#http/op.ts";
import {
  anyOf,
  idOut,
  instantIn,
  instantOut,
  metadata,
  metadataPatch,
  object,
  prose,
  wireId,
  zone,
} from "#http/wire.ts";
import { whose, zoneName } from "../words.ts";

const tag = "Travel";

export const Travel = z
  .strictObject({
    object: object("travel"),
    id: idOut("travel"),
    member_id: idOut("member"),
    starts_at: instantOut,
    ends_at: instantOut.nullable().meta({ description: "Null: from then on." }),
    time_zone: z.string(),
    note: z.string().nullable().optional().meta({ description: "Told to the member, and to who keeps their hours." }),
    metadata,
    created_at: instantOut,
    updated_at: instantOut,
    version: z.int(),
  })
  .meta({ id: "Travel" });

const param = z.object({ id: wireId("travel") });
const tripRefusals = ["travel.ends_early", "travel.zone_unknown", "travel.overlap"] as const;

export const listTravel = op({
  id: "listTravel",
  method: "get",
  path: "/v1/travel",
  tag,
  summary: "List travel",
  may: "availability:read",
  query: z.object({
    member_id: anyOf(wireId("member")).optional(),
    time_zone: anyOf(zone).optional(),
    ends_after: instantIn.optional(),
    starts_before: instantIn.optional(),
  }),
  order: ["starts_at.asc", "starts_at.desc"],
  status: 200,
  answer: Travel,
});

export const getTravel = op({
  id: "getTravel",
  method: "get",
  path: "/v1/travel/{id}",
  tag,
  summary: "Get a trip",
  may: "availability:read",
  param,
  status: 200,
  answer: Travel,
  refusals: ["travel.unknown"],
});

export const createTravel = op({
  id: "createTravel",
  method: "post",
  path: "/v1/travel",
  tag,
  summary: "Say that somebody is elsewhere",
  description:
    "Their hours stay what they are and are read on the wall there: nine o'clock is nine o'clock in that zone.",
  may: "availability:write_own",
  body: z
    .strictObject({
      member_id: whose,
      starts_at: instantIn,
      ends_at: instantIn.nullable().default(null),
      time_zone: zoneName,
      note: prose(500).nullable().default(null),
      metadata: metadata.default({}),
    })
    .meta({ id: "TravelCreate" }),
  status: 201,
  answer: Travel,
  refusals: [...tripRefusals, "availability.not_yours", "availability.member_required", "availability.member_unknown"],
  example: {
    body: {
      member_id: "mem_01m7vcswane8mvywz2zv3cdvd2",
      starts_at: "2027-03-01T08:00:00Z",
      ends_at: "2027-03-12T20:00:00Z",
      time_zone: "Asia/Tokyo",
    },
  },
});

export const changeTravel = op({
  id: "changeTravel",
  method: "patch",
  path: "/v1/travel/{id}",
  tag,
  summary: "Change a trip",
  may: "availability:write_own",
  param,
  body: z
    .strictObject({
      starts_at: instantIn.optional(),
      ends_at: instantIn.nullable().optional(),
      time_zone: zoneName.optional(),
      note: prose(500).nullable().optional(),
      metadata: metadataPatch.optional(),
    })
    .meta({ id: "TravelChange" }),
  status: 200,
  answer: Travel,
  refusals: ["travel.unknown", ...tripRefusals, "availability.not_yours", "version.conflict"],
  example: { body: { time_zone: "Asia/Seoul" } },
});

export const deleteTravel = op({
  id: "deleteTravel",
  method: "delete",
  path: "/v1/travel/{id}",
  tag,
  summary: "Delete a trip",
  may: "availability:write_own",
  param,
  status: 204,
  refusals: ["travel.unknown", "availability.not_yours", "version.conflict"],
});
