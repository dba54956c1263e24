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
  slug,
  wireId,
} from "#http/wire.ts";
import {
  employmentTypes,
  experienceLevels,
  jobKinds,
  jobStatuses,
  payPeriods,
  skillLevels,
  stageKinds,
} from "./tables.ts";

const tag = "Jobs";

const kind = z.enum(jobKinds).meta({
  description: "`job`: a role to fill. `template`: a text to begin with. `draft`: one that nobody has finished.",
});
const status = z.enum(jobStatuses).meta({ description: "Templates and drafts stay at `draft`." });
const employmentType = z.enum(employmentTypes);
const experienceLevel = z.enum(experienceLevels);
const amount = z.int().min(0).max(1_000_000_000_000).nullable();

const Salary = z
  .strictObject({
    min_minor: amount.meta({ description: "In the smallest unit of the currency." }),
    max_minor: amount,
    currency: z.string().regex(/^[A-Z]{3}$/, "must be a currency of ISO 4217 such as EUR"),
    per: z.enum(payPeriods),
  })
  .refine(({ min_minor: min, max_minor: max }) => min !== null || max !== null, "must name an amount")
  .meta({ id: "Salary" });

const Skill = z
  .strictObject({
    name: z.string(),
    required: z.boolean().meta({ description: "Else it is preferred." }),
    level: z.enum(skillLevels).nullable(),
    weight: z.int(),
  })
  .meta({ id: "JobSkill" });

const skills = z
  .array(
    z
      .strictObject({
        name: line(80),
        required: z.boolean().default(true),
        level: z.enum(skillLevels).nullable().default(null),
        weight: z.int().min(0).max(100).default(1),
      })
      .meta({ id: "JobSkillWords" }),
  )
  .max(50);

export const Stage = z
  .strictObject({
    object: object("stage"),
    id: idOut("stage"),
    name: z.string(),
    kind: z.enum(stageKinds),
    position: z.int(),
    event_type_id: idOut("event_type").nullable().meta({ description: "What is booked at this stage." }),
    form_id: idOut("scorecard_form")
      .nullable()
      .meta({ description: "What its cards are written on; without one, on the event type's form." }),
    instructions: z.string().nullable().meta({ description: "For whoever interviews here." }),
    created_at: instantOut,
    updated_at: instantOut,
  })
  .meta({ id: "Stage" });

const stages = z
  .array(
    z
      .strictObject({
        id: wireId("stage").optional(),
        name: line(80),
        kind: z.enum(stageKinds).default("interview"),
        event_type_id: wireId("event_type").nullable().default(null),
        form_id: wireId("scorecard_form").nullable().default(null),
        instructions: prose(4_000).nullable().default(null),
      })
      .meta({ id: "StageWords" }),
  )
  .min(1)
  .max(30);

/** What staff and strangers are both told. */
const told = {
  slug: z.string().nullable(),
  title: z.string(),
  description: z.string().nullable(),
  requirements: z.string().nullable(),
  benefits: z.string().nullable(),
  location: z.string().nullable(),
  is_remote: z.boolean(),
  employment_type: employmentType.nullable(),
  experience_level: experienceLevel.nullable(),
  salary: Salary.nullable(),
  headcount: z.int(),
  posted_at: instantOut.nullable().meta({ description: "When it was opened first." }),
  deadline: instantOut.nullable().meta({ description: "Until when one may apply." }),
};

export const Job = z
  .strictObject({
    object: object("job"),
    id: idOut("job"),
    kind,
    status,
    is_public: z.boolean().meta({ description: "Whether it has a public page while it is open." }),
    ...told,
    recruiter_id: idOut("member").nullable(),
    hiring_manager_id: idOut("member").nullable(),
    team_id: idOut("team").nullable(),
    template_id: idOut("job").nullable().meta({ description: "Whose text it began with." }),
    external_id: z.string().nullable(),
    skills: z.array(Skill),
    stages: z.array(Stage),
    accepts_applications: z.boolean(),
    autosaved_at: instantOut.nullable(),
    metadata,
    created_by: z.string(),
    created_at: instantOut,
    updated_at: instantOut,
    version: z.int(),
  })
  .meta({ id: "Job" });

export const PublicJob = z
  .strictObject({
    object: object("public_job"),
    ...told,
    skills: z.array(Skill.omit({ weight: true }).meta({ id: "PublicJobSkill" })),
    accepts_applications: z.boolean(),
    company: z.strictObject({ slug: z.string(), name: z.string(), logo_url: z.string().nullable() }),
    recruiter: z
      .strictObject({
        name: z.string(),
        title: z.string().nullable(),
        headline: z.string().nullable(),
        bio: z.string().nullable(),
        phone: z.string().nullable(),
        website: z.string().nullable(),
        specialties: z.array(z.string()),
      })
      .meta({ id: "PublicRecruiter" })
      .nullable()
      .meta({ description: "Null unless the job's recruiter shows themselves." }),
  })
  .meta({ id: "PublicJob" });

const words = {
  slug: slug.nullable().optional().meta({ description: "A public job that names none is given one." }),
  is_public: z.boolean().optional(),
  title: line(255, 0).optional().meta({ description: "Only a draft may leave it empty." }),
  description: prose(20_000).nullable().optional(),
  requirements: prose(20_000).nullable().optional(),
  benefits: prose(10_000).nullable().optional(),
  location: line(255).nullable().optional(),
  is_remote: z.boolean().optional(),
  employment_type: employmentType.nullable().optional(),
  experience_level: experienceLevel.nullable().optional(),
  salary: Salary.nullable().optional(),
  headcount: z.int().min(1).max(10_000).optional(),
  deadline: instantIn.nullable().optional(),
  recruiter_id: wireId("member").nullable().optional(),
  hiring_manager_id: wireId("member").nullable().optional(),
  team_id: wireId("team").nullable().optional(),
  external_id: line(200).nullable().optional(),
  skills: skills.optional().meta({ description: "All of them, in their order." }),
};

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
