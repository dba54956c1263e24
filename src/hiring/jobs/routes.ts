import { routes } from "#http/routes.ts";
import { toWire, toWireOrNull } from "#kernel/instant.ts";
import type { Scope } from "#platform/scope.ts";
import * as actions from "./actions.ts";
import { stageView } from "./client.ts";
import * as contract from "./contract.ts";
import { isOpenForApplications } from "./rules.ts";
import type { Job, JobSkill } from "./tables.ts";

export const jobRoutes = routes()
  .list(contract.listJobs, (scope, { query, page }) => actions.list(scope, query, page), jobView)
  .on(contract.getJob, (scope, { param }) => actions.get(scope, param.id), jobView)
  .on(contract.createJob, (scope, { body }) => actions.create(scope, body), jobView)
  .on(contract.changeJob, (scope, { param, body, ifMatch }) => actions.change(scope, param.id, body, ifMatch), jobView)
  .on(
    contract.autosaveJob,
    (scope, { param, body, ifMatch }) => actions.autosave(scope, param.id, body, ifMatch),
    jobView,
  )
  .on(
    contract.publishJob,
    (scope, { param, body, ifMatch }) => actions.publish(scope, param.id, body.status, ifMatch),
    jobView,
  )
  .on(
    contract.setJobStages,
    (scope, { param, body, ifMatch }) => actions.setStages(scope, param.id, body.stages, ifMatch),
    jobView,
  )
  .on(contract.openJob, (scope, { param, ifMatch }) => actions.step(scope, param.id, "open", ifMatch), jobView)
  .on(contract.pauseJob, (scope, { param, ifMatch }) => actions.step(scope, param.id, "pause", ifMatch), jobView)
  .on(contract.closeJob, (scope, { param, ifMatch }) => actions.step(scope, param.id, "close", ifMatch), jobView)
  .on(
    contract.deleteJob,
    (scope, { param, ifMatch }) => actions.remove(scope, param.id, ifMatch),
    () => undefined,
  )
  .list(
    contract.listPublicJobs,
    (context, { param, page }) => actions.listPublic(context, param.tenant, page),
    publicView,
  )
  .on(contract.getPublicJob, (context, { param }) => actions.getPublic(context, param.tenant, param.slug), publicView);

type Now = Pick<Scope, "now">;

function toldView(job: Job, { now }: Now) {
  return {
    slug: job.slug,
    title: job.title,
    description: job.description,
    requirements: job.requirements,
    benefits: job.benefits,
    location: job.location,
    is_remote: job.isRemote,
    employment_type: job.employmentType,
    experience_level: job.experienceLevel,
    salary: salaryView(job),
    headcount: job.headcount,
    posted_at: toWireOrNull(job.postedAt),
    deadline: toWireOrNull(job.deadline),
    accepts_applications: isOpenForApplications(job, now),
  };
}

function salaryView({ salaryMinMinor: min, salaryMaxMinor: max, salaryCurrency: currency, salaryPer: per }: Job) {
  return currency === null || per === null ? null : { min_minor: min, max_minor: max, currency, per };
}

function jobView(job: actions.JobWhole, scope: Now) {
  return {
    object: "job" as const,
    id: job.id,
    kind: job.kind,
    status: job.status,
    is_public: job.isPublic,
    ...toldView(job, scope),
    recruiter_id: job.recruiterId,
    hiring_manager_id: job.hiringManagerId,
    team_id: job.teamId,
    template_id: job.templateId,
    external_id: job.externalId,
    skills: job.skills.map((skill) => ({ ...skillView(skill), weight: skill.weight })),
    stages: job.stages.map(stageView),
    autosaved_at: toWireOrNull(job.autosavedAt),
    metadata: job.metadata,
    created_by: job.createdBy,
    created_at: toWire(job.createdAt),
    updated_at: toWire(job.updatedAt),
    version: job.version,
  };
}

const skillView = ({ label, required, level }: JobSkill) => ({ name: label, required, level });

function publicView({ job, tenant, recruiter }: actions.JobOnShow, context: Now) {
  return {
    object: "public_job" as const,
    ...toldView(job, context),
    skills: job.skills.map(skillView),
    company: { slug: tenant.slug, name: tenant.name, logo_url: tenant.branding.logo_url },
    recruiter,
  };
}
