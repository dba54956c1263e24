import * as z from "zod";
import { op } from "#http/op.ts";
import { anyOf, flag, line, metadata, metadataPatch, slug, wireId } from "#http/wire.ts";
import { employmentType, experienceLevel, Job, kind, PublicJob, stages, status, words } from "./shapes.ts";

const tag = "Jobs";

const param = z.object({ id: wireId("job") });
const nameRefusals = ["job.member_unknown", "job.team_unknown"] as const;
const stageRefusals = [
  "job.stage_unknown",
  "job.stage_twice",
  "job.event_type_unknown",
  "scorecard_form.unknown",
  "scorecard_form.inactive",
] as const;
const wordRefusals = [
  "job.slug_taken",
  "job.external_id_taken",
  "job.unfinished",
  "job.salary_reversed",
  "job.skill_twice",
  "job.deadline_past",
  ...nameRefusals,
] as const;

export const listJobs = op({
  id: "listJobs",
  method: "get",
  path: "/v1/jobs",
  tag,
  summary: "List jobs, templates or drafts",
  may: "jobs:read",
  query: z.object({
    kind: kind.default("job"),
    status: anyOf(status).optional(),
    recruiter_id: anyOf(wireId("member")).optional(),
    hiring_manager_id: anyOf(wireId("member")).optional(),
    team_id: anyOf(wireId("team")).optional(),
    created_by: wireId("member").optional(),
    is_public: flag.optional(),
    is_remote: flag.optional(),
    employment_type: anyOf(employmentType).optional(),
    experience_level: anyOf(experienceLevel).optional(),
    skill: line(80).optional().meta({ description: "Jobs that ask for this skill, in any case." }),
    external_id: line(200).optional(),
    q: line(200).optional().meta({ description: "Jobs whose title contains this, in any case." }),
  }),
  order: ["created_at.desc", "created_at.asc"],
  status: 200,
  answer: Job,
});

export const getJob = op({
  id: "getJob",
  method: "get",
  path: "/v1/jobs/{id}",
  tag,
  summary: "Get a job",
  may: "jobs:read",
  param,
  status: 200,
  answer: Job,
  // Its deadline passes by itself.
  drifts: true,
  refusals: ["job.unknown"],
});

export const createJob = op({
  id: "createJob",
  method: "post",
  path: "/v1/jobs",
  tag,
  summary: "Make a job, a template or a draft",
  description:
    "With `template_id`, what is not said is as it stands there: text, skills, stages and their questions; never its address, deadline or " +
    "`external_id`. Stages nobody names are Applied, Screen, Interview, Offer.",
  may: "jobs:write",
  body: z
    .strictObject({
      kind: kind.default("job"),
      status: z.enum(["draft", "open"]).default("draft"),
      template_id: wireId("job").optional(),
      ...words,
      stages: stages.optional(),
      metadata: metadata.optional(),
    })
    .meta({ id: "JobCreate" }),
  status: 201,
  answer: Job,
  refusals: ["job.template_unknown", "job.not_a_job", ...wordRefusals, ...stageRefusals],
  example: {
    body: {
      title: "Backend engineer",
      is_public: true,
      location: "Berlin",
      employment_type: "full_time",
      experience_level: "senior",
      salary: { min_minor: 7_000_000, max_minor: 9_000_000, currency: "EUR", per: "year" },
      skills: [
        { name: "PostgreSQL", level: "advanced" },
        { name: "Rust", required: false },
      ],
    },
  },
});

export const changeJob = op({
  id: "changeJob",
  method: "patch",
  path: "/v1/jobs/{id}",
  tag,
  summary: "Change a job",
  may: "jobs:write",
  param,
  body: z.strictObject({ ...words, metadata: metadataPatch.optional() }).meta({ id: "JobChange" }),
  status: 200,
  answer: Job,
  refusals: ["job.unknown", ...wordRefusals, "version.conflict"],
  example: { body: { headcount: 2 } },
});

export const autosaveJob = op({
  id: "autosaveJob",
  method: "put",
  path: "/v1/jobs/{id}/draft",
  tag,
  summary: "Save a draft as it stands",
  description:
    "The whole text: what is left out is empty again. Its stages stay. Without `If-Match` the last one to save wins.",
  may: "jobs:write",
  param,
  body: z.strictObject({ ...words, metadata: metadata.optional() }).meta({ id: "JobDraft" }),
  status: 200,
  answer: Job,
  refusals: ["job.unknown", "job.not_a_draft", ...wordRefusals, "version.conflict"],
  example: { body: { title: "Backend engi", location: "Berlin" } },
});

export const publishJob = op({
  id: "publishJob",
  method: "post",
  path: "/v1/jobs/{id}/publish",
  tag,
  summary: "Make a job of a draft",
  description: "Open at once, unless it is to wait at `draft`.",
  may: "jobs:write",
  param,
  body: z.strictObject({ status: z.enum(["draft", "open"]).default("open") }).meta({ id: "JobPublication" }),
  status: 200,
  answer: Job,
  refusals: [
    "job.unknown",
    "job.not_a_draft",
    "job.unfinished",
    "job.salary_reversed",
    "job.deadline_past",
    "job.slug_taken",
    "version.conflict",
  ],
  example: { body: {} },
});

export const setJobStages = op({
  id: "setJobStages",
  method: "put",
  path: "/v1/jobs/{id}/stages",
  tag,
  summary: "Say the stages of a job",
  description:
    "All of them, in their order. One named by its id stays the same stage; one that is not named is taken out, unless somebody is there. " +
    "Whoever applies begins at the first.",
  may: "jobs:write",
  param,
  ifMatch: "required",
  body: z.strictObject({ stages }).meta({ id: "JobStages" }),
  status: 200,
  answer: Job,
  refusals: ["job.unknown", ...stageRefusals, "job.stage_in_use", "version.conflict", "version.required"],
  example: { body: { stages: [{ name: "Applied", kind: "applied" }, { name: "Technical interview" }] } },
});

const step = <const I extends string, const V extends string>(id: I, verb: V, summary: string, description: string) =>
  op({
    id,
    method: "post",
    path: `/v1/jobs/{id}/${verb}`,
    tag,
    summary,
    description,
    may: "jobs:write",
    param,
    status: 200,
    answer: Job,
    refusals: [
      "job.unknown",
      "job.not_a_job",
      "job.no_edge",
      "job.deadline_past",
      "job.slug_taken",
      "version.conflict",
    ],
  });

export const openJob = step(
  "openJob",
  "open",
  "Open a job",
  "From draft, paused or closed. Its page is there if it is public.",
);
export const pauseJob = step("pauseJob", "pause", "Pause a job", "From open. Its page is gone and nobody can apply.");
export const closeJob = step(
  "closeJob",
  "close",
  "Close a job",
  "From draft, open or paused. Who is being considered stays so.",
);

export const deleteJob = op({
  id: "deleteJob",
  method: "delete",
  path: "/v1/jobs/{id}",
  tag,
  summary: "Delete a job, a template or a draft",
  description: "A job somebody is being considered for is kept.",
  may: "jobs:write",
  param,
  status: 204,
  refusals: ["job.unknown", "job.in_use", "version.conflict"],
});

export const listPublicJobs = op({
  id: "listPublicJobs",
  method: "get",
  path: "/v1/public/{tenant}/jobs",
  tag,
  summary: "List what anyone can apply for",
  may: "anyone",
  param: z.object({ tenant: slug }),
  order: ["posted_at.desc", "posted_at.asc"],
  status: 200,
  answer: PublicJob,
  refusals: ["tenant.unknown"],
});

export const getPublicJob = op({
  id: "getPublicJob",
  method: "get",
  path: "/v1/public/{tenant}/jobs/{slug}",
  tag,
  summary: "Get what a job's page needs",
  description: "While it is open, also after its deadline.",
  may: "anyone",
  param: z.object({ tenant: slug, slug }),
  status: 200,
  answer: PublicJob,
  cache: "public, max-age=15",
  refusals: ["tenant.unknown", "job.unknown"],
  example: { param: { tenant: "lumen", slug: "backend-engineer" } },
});
