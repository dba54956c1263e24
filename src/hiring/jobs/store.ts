import { and, asc, eq, gt, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { eventTypes } from "#booking/event-types/tables.ts";
import { scorecardForms } from "#hiring/forms/tables.ts";
import { members } from "#identity/members/tables.ts";
import { teams } from "#identity/teams/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import type { Statement } from "#platform/d1.ts";
import { type Cut, contains, keyset } from "#platform/paging.ts";
import { withoutKey } from "#platform/rows.ts";
import type { Context, Scope } from "#platform/scope.ts";
import { skillKey } from "./rules.ts";
import { type Job, type JobSkill, type JobStage, jobSkills, jobStages, jobs } from "./tables.ts";

/** Inside one tenant, whoever asks: staff by their credential, anyone by the company's address. */
export type Within = Pick<Context, "db" | "now"> & { tenant: { id: Id<"tenant"> } };

/** A job with what it asks for and the way through it. */
export type JobWhole = Job & { skills: readonly JobSkill[]; stages: readonly JobStage[] };

const mine = (scope: Within) => and(eq(jobs.tenantId, scope.tenant.id), isNull(jobs.deletedAt));
const one = (scope: Within, id: Id<"job">) => and(mine(scope), eq(jobs.id, id));
const idsIn = (ids: readonly string[]) => sql`(select value from json_each(${JSON.stringify(ids)}))`;

export type JobFilter = {
  kind: Job["kind"];
  status?: Job["status"][] | undefined;
  recruiter_id?: Id<"member">[] | undefined;
  hiring_manager_id?: Id<"member">[] | undefined;
  team_id?: Id<"team">[] | undefined;
  created_by?: Id<"member"> | undefined;
  is_public?: boolean | undefined;
  is_remote?: boolean | undefined;
  employment_type?: NonNullable<Job["employmentType"]>[] | undefined;
  experience_level?: NonNullable<Job["experienceLevel"]>[] | undefined;
  skill?: string | undefined;
  external_id?: string | undefined;
  q?: string | undefined;
};

export async function listJobs(scope: Scope, filter: JobFilter, cut: Cut): Promise<Page<JobWhole>> {
  const page = keyset(cut, jobs.createdAt, jobs.id);
  const rows = await scope.db
    .select()
    .from(jobs)
    .where(and(mine(scope), ...conditions(scope, filter), page.where))
    .orderBy(...page.orderBy)
    .limit(page.limit);
  const shown = pageOf(rows, cut.limit, (row) => ({ key: row.createdAt, id: row.id }));
  return { ...shown, rows: await whole(scope, shown.rows) };
}

const conditions = (scope: Scope, filter: JobFilter): (SQL | undefined)[] => [
  eq(jobs.kind, filter.kind),
  filter.status && inArray(jobs.status, filter.status),
  filter.recruiter_id && inArray(jobs.recruiterId, filter.recruiter_id),
  filter.hiring_manager_id && inArray(jobs.hiringManagerId, filter.hiring_manager_id),
  filter.team_id && inArray(jobs.teamId, filter.team_id),
  filter.created_by && eq(jobs.createdBy, filter.created_by),
  filter.is_public === undefined ? undefined : eq(jobs.isPublic, filter.is_public),
  filter.is_remote === undefined ? undefined : eq(jobs.isRemote, filter.is_remote),
  filter.employment_type && inArray(jobs.employmentType, filter.employment_type),
  filter.experience_level && inArray(jobs.experienceLevel, filter.experience_level),
  filter.skill === undefined ? undefined : inArray(jobs.id, asking(scope, filter.skill)),
  filter.external_id === undefined ? undefined : eq(jobs.externalId, filter.external_id),
  filter.q === undefined ? undefined : contains(jobs.title, filter.q),
];

const asking = (scope: Within, skill: string) =>
  scope.db
    .select({ id: jobSkills.jobId })
    .from(jobSkills)
    .where(and(eq(jobSkills.tenantId, scope.tenant.id), eq(jobSkills.skill, skillKey(skill))));

/** Open, public, and still to be applied for; the newest first. */
export async function listPublicJobs(scope: Within, cut: Cut): Promise<Page<JobWhole>> {
  const page = keyset(cut, jobs.postedAt, jobs.id);
  const rows = await scope.db
    .select()
    .from(jobs)
    .where(
      and(
        eq(jobs.tenantId, scope.tenant.id),
        onShow,
        or(isNull(jobs.deadline), gt(jobs.deadline, scope.now)),
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit);
  const shown = pageOf(rows, cut.limit, (row) => ({ key: row.postedAt ?? 0, id: row.id }));
  return { ...shown, rows: await whole(scope, shown.rows) };
}

/** In the very words of the index: a parameter would keep SQLite from it. */
const onShow = sql.raw(`is_public = 1 and status = 'open' and deleted_at is null`);

export async function findPublicJob(scope: Within, slug: string): Promise<JobWhole | undefined> {
  const job = await scope.db
    .select()
    .from(jobs)
    .where(and(eq(jobs.tenantId, scope.tenant.id), eq(jobs.slug, slug), onShow))
    .get();
  return job && (await whole(scope, [job]))[0];
}

const skillsStatement = (scope: Within, which: SQL) =>
  scope.db
    .select()
    .from(jobSkills)
    .where(and(eq(jobSkills.tenantId, scope.tenant.id), which))
    .orderBy(asc(jobSkills.position));

const stagesStatement = (scope: Within, which: SQL) =>
  scope.db
    .select()
    .from(jobStages)
    .where(and(eq(jobStages.tenantId, scope.tenant.id), which, isNull(jobStages.removedAt)))
    .orderBy(asc(jobStages.position));

async function whole(scope: Within, rows: readonly Job[]): Promise<JobWhole[]> {
  if (rows.length === 0) return [];
  const ids = idsIn(rows.map((row) => row.id));
  const [skills, stages] = await scope.db.batch([
    skillsStatement(scope, sql`${jobSkills.jobId} in ${ids}`),
    stagesStatement(scope, sql`${jobStages.jobId} in ${ids}`),
  ]);
  const bySkill = Map.groupBy(skills, (row) => row.jobId);
  const byStage = Map.groupBy(stages, (row) => row.jobId);
  return rows.map((row) => ({ ...row, skills: bySkill.get(row.id) ?? [], stages: byStage.get(row.id) ?? [] }));
}

/** Jobs that the company calls by one of these ids, or that have one of these titles; the oldest first. */
export async function listNamed(
  scope: Scope,
  { externalIds, titles }: { externalIds: readonly string[]; titles: readonly string[] },
): Promise<JobWhole[]> {
  const rows = await scope.db
    .select()
    .from(jobs)
    .where(
      and(
        mine(scope),
        eq(jobs.kind, "job"),
        or(
          and(sql`external_id is not null`, sql`${jobs.externalId} in ${idsIn(externalIds)}`),
          sql`${jobs.title} in ${idsIn(titles)}`,
        ),
      ),
    )
    .orderBy(asc(jobs.createdAt), asc(jobs.id));
  return whole(scope, rows);
}

/** A job, template or draft that is there. */
export async function findWhole(scope: Within, id: Id<"job">): Promise<JobWhole | undefined> {
  const [rows, skills, stages] = await scope.db.batch([
    scope.db.select().from(jobs).where(one(scope, id)),
    skillsStatement(scope, eq(jobSkills.jobId, id)),
    stagesStatement(scope, eq(jobStages.jobId, id)),
  ]);
  return rows[0] && { ...rows[0], skills, stages };
}

export const insertJob = (scope: Scope, job: Job): Statement => scope.db.insert(jobs).values(job);

export const updateJob = (scope: Scope, before: Job, after: Job): Statement =>
  scope.db
    .update(jobs)
    .set(withoutKey(after))
    .where(and(one(scope, before.id), eq(jobs.version, before.version)));

/** The skills of a job, all of them, in two statements however many there are. */
export const replaceSkills = (scope: Scope, job: Id<"job">, skills: readonly JobSkill[]): Statement[] => [
  scope.db.delete(jobSkills).where(and(eq(jobSkills.tenantId, scope.tenant.id), eq(jobSkills.jobId, job))),
  scope.db.run(sql`
    insert into job_skills (tenant_id, job_id, skill, label, required, level, weight, position)
    select ${scope.tenant.id}, ${job}, value ->> 'skill', value ->> 'label', value ->> 'required', value ->> 'level',
      value ->> 'weight', value ->> 'position' from json_each(${JSON.stringify(skills)})`),
];

/** The stages of a job, all of them: who is known stays the same stage, who is not named is taken out. */
export const replaceStages = (scope: Scope, job: Id<"job">, stages: readonly JobStage[], now: Instant): Statement[] => [
  scope.db.run(sql`
    update job_stages set removed_at = ${now}, updated_at = ${now}
    where job_stages.tenant_id = ${scope.tenant.id} and job_id = ${job} and removed_at is null
      and id not in ${idsIn(stages.map(({ id }) => id))}`),
  scope.db.run(sql`
    insert into job_stages
      (tenant_id, id, job_id, name, kind, position, event_type_id, form_id, instructions, created_at, updated_at)
    select ${scope.tenant.id}, value ->> 'id', ${job}, value ->> 'name', value ->> 'kind', value ->> 'position',
      value ->> 'eventTypeId', value ->> 'formId', value ->> 'instructions', value ->> 'createdAt', value ->> 'updatedAt'
    from json_each(${JSON.stringify(stages)}) where true
    on conflict (tenant_id, id) do update set name = excluded.name, kind = excluded.kind, position = excluded.position,
      event_type_id = excluded.event_type_id, form_id = excluded.form_id, instructions = excluded.instructions,
      updated_at = excluded.updated_at`),
];

/** Somebody is being considered at one of these stages. */
export const someoneAt = (scope: Scope, stages: readonly Id<"stage">[]) =>
  sql`exists (select 1 from applications waiting where waiting.tenant_id = ${scope.tenant.id}
    and waiting.stage_id in ${idsIn(stages)} and waiting.status = 'active' and waiting.deleted_at is null)`;

/** Somebody is being considered for this job. */
export const someoneFor = (scope: Scope, job: Id<"job">) =>
  sql`exists (select 1 from applications considered where considered.tenant_id = ${scope.tenant.id}
    and considered.job_id = ${job} and considered.status = 'active' and considered.deleted_at is null)`;

export const holds = async (scope: Scope, condition: SQL): Promise<boolean> =>
  (await scope.db.get<{ held: number }>(sql`select case when ${condition} then 1 else 0 end as held`))?.held === 1;

export type Named = {
  members: readonly Id<"member">[];
  teams: readonly Id<"team">[];
  eventTypes: readonly Id<"event_type">[];
  forms: readonly Id<"scorecard_form">[];
};

/** What is there of all that a request names. */
export async function readKnown(scope: Scope, named: Named) {
  const tenant = scope.tenant.id;
  const [people, groups, types, forms] = await scope.db.batch([
    scope.db
      .select({ id: members.id })
      .from(members)
      .where(
        and(eq(members.tenantId, tenant), isNull(members.deletedAt), sql`${members.id} in ${idsIn(named.members)}`),
      ),
    scope.db
      .select({ id: teams.id })
      .from(teams)
      .where(and(eq(teams.tenantId, tenant), isNull(teams.deletedAt), sql`${teams.id} in ${idsIn(named.teams)}`)),
    scope.db
      .select({ id: eventTypes.id })
      .from(eventTypes)
      .where(
        and(
          eq(eventTypes.tenantId, tenant),
          isNull(eventTypes.deletedAt),
          sql`${eventTypes.id} in ${idsIn(named.eventTypes)}`,
        ),
      ),
    scope.db
      .select({ id: scorecardForms.id, active: scorecardForms.active })
      .from(scorecardForms)
      .where(
        and(
          eq(scorecardForms.tenantId, tenant),
          isNull(scorecardForms.deletedAt),
          sql`${scorecardForms.id} in ${idsIn(named.forms)}`,
        ),
      ),
  ]);
  return {
    members: new Set<string>(people.map(({ id }) => id)),
    teams: new Set<string>(groups.map(({ id }) => id)),
    eventTypes: new Set<string>(types.map(({ id }) => id)),
    forms: new Map<string, boolean>(forms.map(({ id, active }) => [id, active])),
  };
}

export type Known = Awaited<ReturnType<typeof readKnown>>;
