import * as z from "zod";
import { op } from "#http/op.ts";
import { anyOf, instantIn, line, metadata, metadataPatch, prose, wireId, zone } from "#http/wire.ts";
import { audience, Interview, minutesIn, mode, seatsIn, state } from "./shapes.ts";

export const tag = "Interviews";
export const param = z.object({ id: wireId("interview") });

const expand = ["candidate", "job"] as const;

export const listInterviews = op({
  id: "listInterviews",
  method: "get",
  path: "/v1/interviews",
  tag,
  summary: "List interviews",
  description:
    "By time, only those are listed that have one. `expand=candidate` also needs `candidates:read`; `job` needs `jobs:read`.",
  may: "interviews:read",
  query: z.object({
    status: anyOf(state).optional(),
    mode: anyOf(mode).optional(),
    audience: audience.optional(),
    job_id: anyOf(wireId("job")).optional(),
    stage_id: anyOf(wireId("stage")).optional(),
    application_id: anyOf(wireId("application")).optional(),
    candidate_id: anyOf(wireId("candidate")).optional(),
    member_id: anyOf(wireId("member")).optional().meta({ description: "Interviews that any of these is in." }),
    organizer_id: anyOf(wireId("member")).optional(),
    parent_id: wireId("interview").optional().meta({ description: "Those that were offered by this one." }),
    external_id: line(200).optional(),
    mine: z.literal("true").optional().meta({ description: "Interviews that the caller is in; a key is in none." }),
    starts_after: instantIn.optional(),
    starts_before: instantIn.optional(),
  }),
  order: ["created_at.desc", "created_at.asc", "starts_at.asc", "starts_at.desc"],
  orderWith: { starts_after: "starts_at.asc", starts_before: "starts_at.asc" },
  expand,
  status: 200,
  answer: Interview,
  refusals: ["permission.missing"],
});

export const getInterview = op({
  id: "getInterview",
  method: "get",
  path: "/v1/interviews/{id}",
  tag,
  summary: "Get an interview",
  may: "interviews:read",
  param,
  expand,
  status: 200,
  answer: Interview,
  refusals: ["interview.unknown", "permission.missing"],
});

const words = {
  mode: mode.default("video"),
  description: prose(10_000).nullable().default(null),
  organizer_id: wireId("member")
    .nullable()
    .optional()
    .meta({ description: "Whoever asks, or the application's recruiter, without it." }),
  time_zone: zone.optional().meta({ description: "The event type's or the company's without it." }),
  minutes: minutesIn.nullable().default(null).meta({ description: "The event type's without it." }),
  location: line(500).nullable().default(null),
  participants: seatsIn,
  external_id: line(200).nullable().default(null),
  metadata: metadata.default({}),
};

const mentionRefusals = ["interview.form_unknown", "interview.event_type_unknown", "interview.member_unknown"] as const;

export const createInterview = op({
  id: "createInterview",
  method: "post",
  path: "/v1/interviews",
  tag,
  summary: "Plan an interview",
  description:
    "Who talks to whom about what; its time comes later. `one` is a conversation with a candidate or for an application; `many` is one " +
    "that is offered to many, each of whom has a conversation of their own.",
  may: "interviews:write",
  body: z
    .strictObject({
      ...words,
      title: line(200),
      audience: audience.default("one"),
      candidate_id: wireId("candidate").nullable().default(null),
      application_id: wireId("application").nullable().default(null),
      job_id: wireId("job").nullable().default(null),
      stage_id: wireId("stage").nullable().default(null),
      event_type_id: wireId("event_type").nullable().default(null),
      form_id: wireId("scorecard_form").nullable().default(null),
      replaces_id: wireId("interview").nullable().default(null),
    })
    .meta({ id: "InterviewCreate" }),
  status: 201,
  answer: Interview,
  refusals: [
    ...mentionRefusals,
    "interview.aim_missing",
    "interview.for_many",
    "interview.candidate_unknown",
    "interview.candidate_other",
    "interview.application_unknown",
    "interview.application_closed",
    "interview.job_unknown",
    "interview.job_other",
    "interview.stage_unknown",
    "interview.replaced_unknown",
    "interview.person_twice",
    "interview.lead_twice",
  ],
  example: {
    body: {
      title: "First conversation",
      candidate_id: "cnd_01h455vb4pex5vsknk084sn02q",
      event_type_id: "ety_01h455vb4pex5vsknk084sn02q",
      participants: [{ member_id: "mem_01h455vb4pex5vsknk084sn02q", role: "lead" }],
    },
  },
});

export const createStageInterview = op({
  id: "createStageInterview",
  method: "post",
  path: "/v1/applications/{id}/interviews",
  tag,
  summary: "Plan the interview of an application's stage",
  description:
    "Of the event type and on the form that the stage names; the stage the application is at, where none is said.",
  may: "interviews:write",
  param: z.object({ id: wireId("application") }),
  body: z
    .strictObject({
      ...words,
      title: line(200).optional().meta({ description: "The stage's name without it." }),
      stage_id: wireId("stage").nullable().default(null),
    })
    .meta({ id: "StageInterviewCreate" }),
  status: 201,
  answer: Interview,
  home: "/v1/interviews",
  refusals: [
    ...mentionRefusals,
    "application.unknown",
    "interview.application_closed",
    "interview.stage_unknown",
    "interview.stage_without_event_type",
    "interview.person_twice",
    "interview.lead_twice",
  ],
  example: { body: {} },
});

export const changeInterview = op({
  id: "changeInterview",
  method: "patch",
  path: "/v1/interviews/{id}",
  tag,
  summary: "Change what is said of an interview",
  description: "Event type and length are settled with its time, and change only before.",
  may: "interviews:write",
  param,
  body: z
    .strictObject({
      title: line(200).optional(),
      mode: mode.optional(),
      description: prose(10_000).nullable().optional(),
      time_zone: zone.optional(),
      minutes: minutesIn.nullable().optional(),
      location: line(500).nullable().optional(),
      event_type_id: wireId("event_type").nullable().optional(),
      form_id: wireId("scorecard_form").nullable().optional(),
      organizer_id: wireId("member").nullable().optional(),
      external_id: line(200).nullable().optional(),
      metadata: metadataPatch.optional(),
    })
    .meta({ id: "InterviewChange" }),
  status: 200,
  answer: Interview,
  refusals: [...mentionRefusals, "interview.unknown", "interview.wrong_state", "version.conflict"],
  example: { body: { description: "Bring the last release notes." } },
});

export const reason = prose(1_000).nullable().default(null);

export const cancelInterview = op({
  id: "cancelInterview",
  method: "post",
  path: "/v1/interviews/{id}/cancel",
  tag,
  summary: "Cancel an interview",
  description: "Its booking is canceled with it, its hours are free again at once, and its link leads nowhere.",
  may: "interviews:write",
  param,
  body: z.strictObject({ reason }).meta({ id: "InterviewCancel" }),
  status: 200,
  answer: Interview,
  refusals: ["interview.unknown", "interview.wrong_state", "booking.over", "booking.raced", "version.conflict"],
});
