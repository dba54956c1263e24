import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { done, type Outcome } from "#kernel/outcome.ts";
import type { Scope } from "#platform/scope.ts";
import { judgedJob, type JobFault, type SkillWords, type StageWords, skillKey } from "../rules.ts";
import * as store from "../store.ts";
import type { Job, JobSkill, JobStage } from "../tables.ts";

type Patch<T> = { [K in keyof T]?: T[K] | undefined };

export type SalaryWords = {
  min_minor: number | null;
  max_minor: number | null;
  currency: string;
  per: NonNullable<Job["salaryPer"]>;
};

/** What making, changing and saving a job have in common. */
export type JobWords = Patch<{
  slug: string | null;
  is_public: boolean;
  title: string;
  description: string | null;
  requirements: string | null;
  benefits: string | null;
  location: string | null;
  is_remote: boolean;
  employment_type: Job["employmentType"];
  experience_level: Job["experienceLevel"];
  salary: SalaryWords | null;
  headcount: number;
  deadline: Instant | null;
  recruiter_id: Id<"member"> | null;
  hiring_manager_id: Id<"member"> | null;
  team_id: Id<"team"> | null;
  external_id: string | null;
  skills: SkillWords[];
}>;

const or = <T>(named: T | undefined, standing: T): T => (named === undefined ? standing : named);

type Salary = Pick<Job, "salaryMinMinor" | "salaryMaxMinor" | "salaryCurrency" | "salaryPer">;

const salaryOf = (words: SalaryWords | null): Salary => ({
  salaryMinMinor: words?.min_minor ?? null,
  salaryMaxMinor: words?.max_minor ?? null,
  salaryCurrency: words?.currency ?? null,
  salaryPer: words?.per ?? null,
});

/** The named fields over those that stand. */
export function jobOf(standing: Job, words: JobWords): Job {
  return {
    ...standing,
    slug: or(words.slug, standing.slug),
    isPublic: or(words.is_public, standing.isPublic),
    title: or(words.title, standing.title),
    description: or(words.description, standing.description),
    requirements: or(words.requirements, standing.requirements),
    benefits: or(words.benefits, standing.benefits),
    location: or(words.location, standing.location),
    isRemote: or(words.is_remote, standing.isRemote),
    employmentType: or(words.employment_type, standing.employmentType),
    experienceLevel: or(words.experience_level, standing.experienceLevel),
    ...(words.salary === undefined ? {} : salaryOf(words.salary)),
    headcount: or(words.headcount, standing.headcount),
    deadline: or(words.deadline, standing.deadline),
    recruiterId: or(words.recruiter_id, standing.recruiterId),
    hiringManagerId: or(words.hiring_manager_id, standing.hiringManagerId),
    teamId: or(words.team_id, standing.teamId),
    externalId: or(words.external_id, standing.externalId),
  };
}

/** A job of which nothing is said yet. */
export const blank = {
  slug: null,
  isPublic: false,
  title: "",
  description: null,
  requirements: null,
  benefits: null,
  location: null,
  isRemote: false,
  employmentType: null,
  experienceLevel: null,
  ...salaryOf(null),
  headcount: 1,
  deadline: null,
  recruiterId: null,
  hiringManagerId: null,
  teamId: null,
  externalId: null,
  metadata: {},
} satisfies Partial<Job>;

export const skillRows = ({ tenantId, id }: Job, words: readonly SkillWords[]): JobSkill[] =>
  words.map(({ name, required, level, weight }, position) => ({
    tenantId,
    jobId: id,
    skill: skillKey(name),
    label: name,
    required,
    level,
    weight,
    position,
  }));

/** Stages as rows; one that is known keeps its id and its first day. */
export function stageRows(
  scope: Scope,
  { tenantId, id }: Job,
  words: readonly StageWords[],
  known: readonly JobStage[],
): JobStage[] {
  const before = new Map<string | undefined, JobStage>(known.map((stage) => [stage.id, stage]));
  return words.map((said, position) => ({
    tenantId,
    id: said.id ?? scope.newId("stage"),
    jobId: id,
    name: said.name,
    kind: said.kind,
    position,
    eventTypeId: said.event_type_id,
    formId: said.form_id,
    instructions: said.instructions,
    removedAt: null,
    createdAt: before.get(said.id)?.createdAt ?? scope.now,
    updatedAt: scope.now,
  }));
}

/** The stages of another job, as new ones. */
export const copied = (stages: readonly JobStage[]): StageWords[] =>
  stages.map(({ name, kind, eventTypeId, formId, instructions }) => ({
    name,
    kind,
    event_type_id: eventTypeId,
    form_id: formId,
    instructions,
  }));

/** Whether all that a request names is there to be named. What stood before and has gone since stands in nobody's way. */
export async function judgedNames(
  scope: Scope,
  words: JobWords,
  stages: readonly StageWords[],
): Promise<Outcome<true>> {
  const named: store.Named = {
    members: present([words.recruiter_id, words.hiring_manager_id]),
    teams: present([words.team_id]),
    eventTypes: present(stages.map((stage) => stage.event_type_id)),
    forms: present(stages.map((stage) => stage.form_id)),
  };
  if (Object.values(named).every((ids) => ids.length === 0)) return done(true);
  const known = await store.readKnown(scope, named);
  return judgedJob([
    ...missing(known.members, words.recruiter_id, "/recruiter_id", "job.member_unknown"),
    ...missing(known.members, words.hiring_manager_id, "/hiring_manager_id", "job.member_unknown"),
    ...missing(known.teams, words.team_id, "/team_id", "job.team_unknown"),
    ...stages.flatMap((stage, at) => [
      ...missing(known.eventTypes, stage.event_type_id, `/stages/${at}/event_type_id`, "job.event_type_unknown"),
      ...faultOfForm(known.forms, stage.form_id, `/stages/${at}/form_id`),
    ]),
  ]);
}

const present = <T>(list: readonly (T | null | undefined)[]): T[] => list.filter((one) => one != null);

const missing = (
  there: ReadonlySet<string>,
  id: string | null | undefined,
  pointer: string,
  code: string,
): JobFault[] => (id == null || there.has(id) ? [] : [{ pointer, code }]);

function faultOfForm(forms: store.Known["forms"], id: string | null, pointer: string): JobFault[] {
  if (id === null || forms.get(id) === true) return [];
  return [{ pointer, code: forms.has(id) ? "scorecard_form.inactive" : "scorecard_form.unknown" }];
}

/** A job as an auditor reads it: with what it asks for. */
export const told = (job: Job, skills: readonly JobSkill[]) => ({
  ...job,
  skills: skills.map(({ label, required, level, weight }) => ({ label, required, level, weight })),
});

/** A job by its column names alone, as it is written to its row. */
export function rowOf(job: store.JobWhole): Job {
  const { skills: _, stages: __, ...row } = job;
  return row;
}
