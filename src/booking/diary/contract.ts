import * as z from "zod";
import { op } from "#http/op.ts";
import { idOut, instantOut, object, wireId } from "#http/wire.ts";

const tag = "Diaries";

const count = z.int().min(0);

const MissingHour = z
  .strictObject({
    txn: z.string().meta({ description: "What was asked for when the hour was taken, as the diary names it." }),
    starts_at: instantOut,
    ends_at: instantOut,
    blocks_from: instantOut.meta({ description: "With the buffers around it, which nothing else may touch." }),
    blocks_to: instantOut,
    event_type_id: idOut("event_type").nullable(),
  })
  .meta({ id: "MissingHour" });

export const Diary = z
  .strictObject({
    object: object("diary"),
    member_id: idOut("member"),
    epoch: z.int().meta({ description: "Of the books it was last read anew from." }),
    held: count.meta({ description: "Hours on offer to somebody." }),
    prepared: count.meta({ description: "Hours that wait for a decision." }),
    booked: count,
    over: count.meta({ description: "What was refused, has lapsed or was given back within the last day." }),
    missing: z.array(MissingHour).meta({
      description:
        "Hours that were booked and of which the books know nothing: they stay blocked until they are given back.",
    }),
  })
  .meta({ id: "Diary" });

const param = z.object({ member_id: wireId("member") });

export const getDiary = op({
  id: "getDiary",
  method: "get",
  path: "/v1/diaries/{member_id}",
  tag,
  summary: "See how a member's diary stands beside the books",
  description: "The two are compared first, and whatever can be put right by itself is.",
  may: "operations:read",
  param,
  status: 200,
  answer: Diary,
  refusals: ["member.unknown"],
});

export const giveBackMissing = op({
  id: "giveBackMissing",
  method: "post",
  path: "/v1/diaries/{member_id}/give-back",
  tag,
  summary: "Give back hours that the books have lost",
  description:
    "For after the database was restored to an earlier moment. Nobody is told: who was promised such an hour stands in no book any more. An hour that is to be kept is given back and booked again.",
  may: "operations:write",
  param,
  body: z.strictObject({
    txns: z
      .array(z.string().min(1).max(200))
      .min(1)
      .max(500)
      .optional()
      .meta({ description: "Left out: all of them." }),
  }),
  status: 200,
  answer: Diary,
  refusals: ["member.unknown", "diary.not_missing"],
});
