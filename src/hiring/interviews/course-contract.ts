import * as z from "zod";
import { op } from "#http/op.ts";
import { instantIn, wireId } from "#http/wire.ts";
import { param, tag } from "./contract.ts";
import { Interview, mostSeats } from "./shapes.ts";

const at = instantIn.optional().meta({ description: "Now, without it; never in the future." });
const theirs = ["interview.unknown", "interview.not_yours", "interview.wrong_state", "version.conflict"] as const;

export const startInterview = op({
  id: "startInterview",
  method: "post",
  path: "/v1/interviews/{id}/start",
  tag,
  summary: "Say that an interview has begun",
  description: "By whoever is in it, who was there then, or by staff; a quarter of an hour early at most.",
  may: "interviews:write_own",
  param,
  body: z.strictObject({ at }).meta({ id: "InterviewStart" }),
  status: 200,
  answer: Interview,
  refusals: [...theirs, "interview.too_early"],
});

export const endInterview = op({
  id: "endInterview",
  method: "post",
  path: "/v1/interviews/{id}/end",
  tag,
  summary: "Say that an interview is over",
  description:
    "Its booking is completed with it. Everybody who was to be there was there, but for those whom `absent_ids` names.",
  may: "interviews:write_own",
  param,
  body: z
    .strictObject({ at, absent_ids: z.array(wireId("participant")).max(mostSeats).default([]) })
    .meta({ id: "InterviewEnd" }),
  status: 200,
  answer: Interview,
  refusals: [...theirs, "interview.too_early", "interview.times_reversed", "participant.unknown"],
});

export const markInterviewNoShow = op({
  id: "markInterviewNoShow",
  method: "post",
  path: "/v1/interviews/{id}/no-show",
  tag,
  summary: "Say that somebody did not come to an interview",
  description: "From its hour on. Completing its booking takes it back.",
  may: "interviews:write_own",
  param,
  body: z
    .strictObject({ who: z.enum(["candidate", "panel", "both"]).default("candidate") })
    .meta({ id: "InterviewNoShow" }),
  status: 200,
  answer: Interview,
  refusals: [...theirs, "booking.too_early"],
});
