// A job in the words of requests and answers.
import * as z from "zod";
import { idOut, instantIn, instantOut, line, metadata, object, prose, slug, wireId } from "#http/wire.ts";
import {
  employmentTypes,
  experienceLevels,
  jobKinds,
  jobStatuses,
  payPeriods,
  skillLevels,
  stageKinds,
} from "./tables.ts";
import { Stage } from "./client.ts";

export const kind = z.enum(jobKinds).meta({
  description: "`job`: a role to fill. `template`: a text to begin with. `draft`: one that nobody has finished.",
});
export const status = z.enum(jobStatuses).meta({ description: "Templates and drafts stay at `draft`." });
export const employmentType = z.enum(employmentTypes);
export const experienceLevel = z.enum(experienceLevels);
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

export const stages = z
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

export const words = {
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
