import * as z from "zod";
import { op } from "#http/op.ts";
import { anyOf, emailIn, instantIn, instantOut, line, metadata, object, prose, slug, wireId } from "#http/wire.ts";
import { Application, changes, guestIn, papersIn, sourcesIn, sourceWord, status } from "./shapes.ts";

const tag = "Applications";
const param = z.object({ id: wireId("application") });

export const listApplications = op({
  id: "listApplications",
  method: "get",
  path: "/v1/applications",
  tag,
  summary: "List applications",
  description: "`expand=candidate` also needs `candidates:read`; `job` and `stage` need `jobs:read`.",
  may: "applications:read",
  query: z.object({
    status: anyOf(status).optional(),
    job_id: anyOf(wireId("job")).optional(),
    stage_id: anyOf(wireId("stage")).optional(),
    candidate_id: anyOf(wireId("candidate")).optional(),
    recruiter_id: anyOf(wireId("member")).optional(),
    source: sourceWord.optional(),
    campaign: sourceWord.optional(),
    medium: sourceWord.optional(),
    guest: z.literal("true").optional().meta({ description: "Those of guests whom nobody has joined yet." }),
    guest_email: emailIn.optional().meta({ description: "Those of guests with this address, whole, in any case." }),
    created_after: instantIn.optional().meta({ description: "Made from this instant on." }),
    created_before: instantIn.optional(),
  }),
  order: ["created_at.desc", "created_at.asc"],
  expand: ["candidate", "job", "stage"],
  status: 200,
  answer: Application,
  refusals: ["permission.missing"],
});

export const getApplication = op({
  id: "getApplication",
  method: "get",
  path: "/v1/applications/{id}",
  tag,
  summary: "Get an application",
  may: "applications:read",
  param,
  expand: ["candidate", "job", "stage"],
  status: 200,
  answer: Application,
  refusals: ["application.unknown", "permission.missing"],
});

export const createApplication = op({
  id: "createApplication",
  method: "post",
  path: "/v1/applications",
  tag,
  summary: "Consider somebody for a job",
  description:
    "A candidate, or a guest of whom only an address is known. Nobody is considered twice for one job, by whichever of their " +
    "addresses. The job must be open or paused. It begins at the job's first stage unless another is named.",
  may: "applications:write",
  body: z
    .strictObject({
      job_id: wireId("job"),
      candidate_id: wireId("candidate").optional(),
      guest: z.strictObject(guestIn).optional(),
      stage_id: wireId("stage").optional(),
      recruiter_id: wireId("member").nullable().optional().meta({ description: "Whoever the job says, unless said." }),
      ...papersIn,
      ...sourcesIn,
      external_id: line(200).nullable().default(null),
      applied_at: instantIn.optional().meta({ description: "Now, unless it was earlier." }),
      metadata: metadata.default({}),
    })
    .refine((said) => (said.candidate_id === undefined) !== (said.guest === undefined), {
      message: "must have exactly one of candidate_id, guest",
    })
    .meta({ id: "ApplicationCreate" }),
  status: 201,
  answer: Application,
  refusals: [
    "job.unknown",
    "candidate.unknown",
    "candidate.merged",
    "application.exists",
    "application.job_closed",
    "application.stage_unknown",
    "application.recruiter_unknown",
    "application.in_future",
  ],
  example: {
    body: {
      job_id: "job_01h455vb4pex5vsknk084sn02q",
      candidate_id: "cnd_01h455vb4pex5vsknk084sn02q",
      source: "agency",
      campaign: "spring",
    },
  },
});

export const changeApplication = op({
  id: "changeApplication",
  method: "patch",
  path: "/v1/applications/{id}",
  tag,
  summary: "Change an application",
  description:
    "What is said of it. Where it stands is changed by moving, rejecting, withdrawing, hiring or reopening it.",
  may: "applications:write",
  param,
  body: z
    .strictObject({ recruiter_id: wireId("member").nullable().optional(), ...changes })
    .meta({ id: "ApplicationChange" }),
  status: 200,
  answer: Application,
  refusals: ["application.unknown", "application.recruiter_unknown", "version.conflict"],
  example: { body: { source: "referral" } },
});

const expected = z
  .int()
  .min(1)
  .optional()
  .meta({ description: "The version you have seen, as `If-Match` says it. Another one is not touched." });
const why = prose(2_000).trim().min(1);
const edgeRefusals = ["application.unknown", "application.no_edge", "version.conflict"] as const;

export const moveApplication = op({
  id: "moveApplication",
  method: "post",
  path: "/v1/applications/{id}/move",
  tag,
  summary: "Move an application to another stage of its job",
  description: "On, or back. Of two who move it with the version they have seen, one does.",
  may: "applications:write",
  param,
  body: z
    .strictObject({ stage_id: wireId("stage"), reason: why.nullable().default(null), expected_version: expected })
    .meta({ id: "ApplicationMove" }),
  status: 200,
  answer: Application,
  refusals: [...edgeRefusals, "application.stage_unknown"],
  example: { body: { stage_id: "stg_01h455vb4pex5vsknk084sn02q", reason: "A strong first call." } },
});

export const rejectApplication = op({
  id: "rejectApplication",
  method: "post",
  path: "/v1/applications/{id}/reject",
  tag,
  summary: "Reject an application",
  may: "applications:write",
  param,
  body: z.strictObject({ reason: why, expected_version: expected }).meta({ id: "ApplicationReject" }),
  status: 200,
  answer: Application,
  refusals: edgeRefusals,
  example: { body: { reason: "The role needs more years of the trade." } },
});

const perhapsWhy = z
  .strictObject({ reason: why.nullable().default(null), expected_version: expected })
  .meta({ id: "ApplicationEdge" });

export const withdrawApplication = op({
  id: "withdrawApplication",
  method: "post",
  path: "/v1/applications/{id}/withdraw",
  tag,
  summary: "Withdraw an application",
  description: "The candidate does not want to go on.",
  may: "applications:write",
  param,
  body: perhapsWhy,
  status: 200,
  answer: Application,
  refusals: edgeRefusals,
  example: { body: { reason: "Took another offer." } },
});

export const hireApplication = op({
  id: "hireApplication",
  method: "post",
  path: "/v1/applications/{id}/hire",
  tag,
  summary: "Hire whoever applied",
  may: "applications:write",
  param,
  body: perhapsWhy,
  status: 200,
  answer: Application,
  refusals: edgeRefusals,
});

export const reopenApplication = op({
  id: "reopenApplication",
  method: "post",
  path: "/v1/applications/{id}/reopen",
  tag,
  summary: "Go on with an application that had ended",
  description: "At the stage it was at. The job must be open or paused.",
  may: "applications:write",
  param,
  body: perhapsWhy,
  status: 200,
  answer: Application,
  refusals: [...edgeRefusals, "application.job_closed", "candidate.unknown", "candidate.merged"],
});

export const joinApplication = op({
  id: "joinApplication",
  method: "post",
  path: "/v1/applications/{id}/join",
  tag,
  summary: "Join a guest's application to a candidate",
  description:
    "To the one who is named; else to the one who has the guest's address; else to one who is made of what the guest said. The " +
    "candidate has the guest's address from then on, and their consent.",
  may: "applications:write",
  param,
  body: z
    .strictObject({ candidate_id: wireId("candidate").optional(), expected_version: expected })
    .meta({ id: "ApplicationJoin" }),
  status: 200,
  answer: Application,
  refusals: [
    "application.unknown",
    "application.no_guest",
    "application.joined",
    "application.exists",
    "application.email_elsewhere",
    "candidate.unknown",
    "candidate.merged",
    "version.conflict",
  ],
  example: { body: {} },
});

export const createPublicApplication = op({
  id: "createPublicApplication",
  method: "post",
  path: "/v1/public/{tenant}/jobs/{slug}/applications",
  tag,
  summary: "Apply for a job, without an account",
  description:
    "Once for each job and address. Whoever applied before, or is known to the company, gets the same answer as everybody else, and " +
    "nothing of what is known of them changes. So it may be sent again and needs no key.",
  may: "anyone",
  // A kept answer would tell those whose application was written from those who were known.
  repeats: true,
  param: z.object({ tenant: slug, slug }),
  body: z
    .strictObject({
      ...guestIn,
      ...papersIn,
      ...sourcesIn,
      consent: z
        .strictObject({ agreed: z.literal(true), text: prose(2_000).trim().min(1) })
        .meta({ description: "That they agreed to be considered, and the words they saw." }),
    })
    .meta({ id: "PublicApplicationCreate" }),
  status: 202,
  answer: z.strictObject({ object: object("application_receipt"), job: z.string(), received_at: instantOut }).meta({
    id: "ApplicationReceipt",
    description: "That it was received; of whether it was the first it says nothing.",
  }),
  refusals: ["tenant.unknown", "job.unknown", "application.job_closed", "quota.exceeded"],
  example: {
    param: { tenant: "northwind", slug: "backend-engineer" },
    body: {
      name: "Ada Example",
      email: "ada@example.com",
      consent: { agreed: true, text: "You may keep my data for this application." },
      source: "careers_page",
    },
  },
});
