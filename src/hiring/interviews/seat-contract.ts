import * as z from "zod";
import { op } from "#http/op.ts";
import { prose, wireId } from "#http/wire.ts";
import { param, tag } from "./contract.ts";
import { cardDuty, Interview, memberRole, seatIn } from "./shapes.ts";

const seat = z.object({ id: wireId("interview"), participant_id: wireId("participant") });
const seatRefusals = ["interview.unknown", "interview.wrong_state", "version.conflict"] as const;
const recastRefusals = [
  "slot.taken",
  "slot.unavailable",
  "booking.over",
  "booking.raced",
  "booking.session_shared",
] as const;

export const addParticipant = op({
  id: "addParticipant",
  method: "post",
  path: "/v1/interviews/{id}/participants",
  tag,
  summary: "Add somebody to an interview",
  description:
    "Once it is booked, whoever leads, asks or learns comes with their hour, or not at all. Who looks on or organises takes no time.",
  may: "interviews:write",
  param,
  body: seatIn,
  status: 200,
  answer: Interview,
  refusals: [
    ...seatRefusals,
    ...recastRefusals,
    "interview.member_unknown",
    "interview.person_twice",
    "interview.lead_twice",
  ],
  example: { body: { member_id: "mem_01h455vb4pex5vsknk084sn02q", role: "panelist" } },
});

export const changeParticipant = op({
  id: "changeParticipant",
  method: "patch",
  path: "/v1/interviews/{id}/participants/{participant_id}",
  tag,
  summary: "Change somebody's part in an interview",
  description: "`If-Match` is the version of the interview.",
  may: "interviews:write",
  param: seat,
  body: z
    .strictObject({
      role: memberRole.optional(),
      card: cardDuty.optional(),
      attended: z.boolean().nullable().optional(),
    })
    .meta({ id: "ParticipantChange" }),
  status: 200,
  answer: Interview,
  refusals: [...seatRefusals, "participant.unknown", "interview.role_unfit", "interview.lead_twice"],
  example: { body: { card: "optional" } },
});

export const removeParticipant = op({
  id: "removeParticipant",
  method: "delete",
  path: "/v1/interviews/{id}/participants/{participant_id}",
  tag,
  summary: "Take somebody out of an interview",
  description: "Their hour is free again at once. `If-Match` is the version of the interview.",
  may: "interviews:write",
  param: seat,
  status: 204,
  refusals: [...seatRefusals, ...recastRefusals, "participant.unknown", "interview.role_unfit", "interview.last_host"],
});

export const respondToInterview = op({
  id: "respondToInterview",
  method: "post",
  path: "/v1/interviews/{id}/respond",
  tag,
  summary: "Say whether one comes to an interview",
  description:
    "For oneself. Who declines and has an hour in it may be replaced by somebody of the pool that sent them.",
  may: "interviews:write_own",
  param,
  body: z
    .strictObject({
      answer: z.enum(["accepted", "declined", "tentative"]),
      reason: prose(1_000).nullable().default(null),
    })
    .meta({ id: "InterviewResponse" }),
  status: 200,
  answer: Interview,
  refusals: ["interview.unknown", "interview.not_yours", "interview.wrong_state", "booking.over"],
  example: { body: { answer: "declined", reason: "On holiday that week." } },
});
