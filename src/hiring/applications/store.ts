import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { candidateEmails, candidates } from "#hiring/candidates/tables.ts";
import { type Job, jobStages, jobs } from "#hiring/jobs/tables.ts";
import { members } from "#identity/members/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import { failUnlessStill } from "#platform/commit.ts";
import type { Statement } from "#platform/d1.ts";
import { type Cut, keyset } from "#platform/paging.ts";
import { withoutKey } from "#platform/rows.ts";
import type { Context, Scope } from "#platform/scope.ts";
import { type Application, type ApplicationEvent, applicationEvents, applications } from "./tables.ts";

/** Inside one tenant, whoever asks. */
export type Within = Pick<Context, "db"> & { tenant: { id: Id<"tenant"> } };

export const mine = ({ tenant }: Within) => and(eq(applications.tenantId, tenant.id), isNull(applications.deletedAt));
const one = (scope: Within, id: Id<"application">) => and(mine(scope), eq(applications.id, id));

/** Unsent, for whoever asks in a batch of their own. */
export const applicationStatement = (scope: Within, id: Id<"application">) =>
  scope.db.select().from(applications).where(one(scope, id));

export const findApplication = (scope: Within, id: Id<"application">): Promise<Application | undefined> =>
  applicationStatement(scope, id).get();

const jobStatement = (scope: Within, which: SQL | undefined) =>
  scope.db
    .select()
    .from(jobs)
    .where(and(eq(jobs.tenantId, scope.tenant.id), isNull(jobs.deletedAt), which));

/** The stages that stand, in order. */
const stagesStatement = (scope: Within, job: Id<"job"> | SQL) =>
  scope.db
    .select()
    .from(jobStages)
    .where(and(eq(jobStages.tenantId, scope.tenant.id), sql`${jobStages.jobId} = ${job}`, isNull(jobStages.removedAt)))
    .orderBy(asc(jobStages.position), asc(jobStages.id));

const candidateStatement = (scope: Within, id: Id<"candidate"> | null | undefined) =>
  scope.db
    .select()
    .from(candidates)
    .where(and(eq(candidates.tenantId, scope.tenant.id), eq(candidates.id, id ?? ("" as Id<"candidate">))));

const memberStatement = (scope: Within, id: Id<"member"> | null | undefined) =>
  scope.db
    .select({ id: members.id })
    .from(members)
    .where(
      and(eq(members.tenantId, scope.tenant.id), eq(members.id, id ?? ("" as Id<"member">)), isNull(members.deletedAt)),
    );

/** Whom an application is to be of: a candidate, or a guest by their address. */
export type Whom = { candidate: Id<"candidate"> } | { email: string };

/** Applications of that person for that job, whichever way they are known there. */
const before = (scope: Within, job: Id<"job"> | SQL, whom: Whom) => {
  const { tenant } = scope;
  const ofJob = sql`tenant_id = ${tenant.id} and job_id = ${job} and deleted_at is null`;
  return "candidate" in whom
    ? sql`select id from applications where ${ofJob} and candidate_id = ${whom.candidate}
        union all select id from applications where ${ofJob} and candidate_id is null and guest_email in (
          select email from candidate_emails where tenant_id = ${tenant.id} and candidate_id = ${whom.candidate})`
    : sql`select id from applications indexed by applications_guests where ${ofJob} and guest_email = ${whom.email}
        union all select id from applications where ${ofJob} and candidate_id = (
          select candidate_id from candidate_emails where tenant_id = ${tenant.id} and email = ${whom.email})`;
};

const beforeStatement = (scope: Within, job: Id<"job"> | SQL, whom: Whom) =>
  scope.db
    .select({ id: sql<Id<"application">>`earlier.id`.as("earlier_id") })
    .from(sql`(${before(scope, job, whom)}) earlier`)
    .limit(1);

/** All that decides whether somebody may be considered for a job. */
export async function readJob(scope: Within, job: Id<"job">, whom: Whom, recruiter: Id<"member"> | null | undefined) {
  const [jobRows, stages, candidateRows, recruiterRows, earlier] = await scope.db.batch([
    jobStatement(scope, eq(jobs.id, job)),
    stagesStatement(scope, job),
    candidateStatement(scope, "candidate" in whom ? whom.candidate : null),
    memberStatement(scope, recruiter),
    beforeStatement(scope, job, whom),
  ]);
  return {
    job: jobRows[0],
    stages,
    candidate: candidateRows[0],
    recruiter: recruiterRows[0],
    earlier: earlier[0]?.id,
  };
}

/** The same for a stranger, who knows a job by its address. */
export async function readPublicJob(scope: Within, slug: string, email: string) {
  const found = sql`(select id from jobs where tenant_id = ${scope.tenant.id} and slug = ${slug} and deleted_at is null)`;
  const [jobRows, stages, earlier] = await scope.db.batch([
    jobStatement(scope, eq(jobs.slug, slug)),
    stagesStatement(scope, found),
    beforeStatement(scope, found, { email }),
  ]);
  return { job: jobRows[0], stages, earlier: earlier[0]?.id };
}

/** An application with what decides where it may go. */
export async function readPlace(scope: Within, id: Id<"application">) {
  const ofIt = (column: "job_id" | "candidate_id") =>
    sql`(select ${sql.raw(column)} from applications where tenant_id = ${scope.tenant.id} and id = ${id})`;
  const [found, jobRows, stages, candidateRows] = await scope.db.batch([
    applicationStatement(scope, id),
    jobStatement(scope, sql`${jobs.id} = ${ofIt("job_id")}`),
    stagesStatement(scope, ofIt("job_id")),
    scope.db
      .select()
      .from(candidates)
      .where(and(eq(candidates.tenantId, scope.tenant.id), sql`${candidates.id} = ${ofIt("candidate_id")}`)),
  ]);
  return { application: found[0], job: jobRows[0], stages, candidate: candidateRows[0] };
}

/** A guest's application, the candidate who was named for it, and whoever has the guest's address. */
export async function readGuest(scope: Within, id: Id<"application">, named: Id<"candidate"> | undefined) {
  const [found, candidateRows, holders] = await scope.db.batch([
    applicationStatement(scope, id),
    candidateStatement(scope, named),
    scope.db
      .select({ id: candidateEmails.candidateId })
      .from(candidateEmails)
      .where(
        and(
          eq(candidateEmails.tenantId, scope.tenant.id),
          sql`${candidateEmails.email} = (select guest_email from applications
            where tenant_id = ${scope.tenant.id} and id = ${id})`,
        ),
      ),
  ]);
  return { application: found[0], named: candidateRows[0], holder: holders[0]?.id };
}

export const findMember = (scope: Within, id: Id<"member">) => memberStatement(scope, id).get();

/** The application this candidate has for a job already. */
export const findOther = (scope: Within, job: Id<"job">, candidate: Id<"candidate">) =>
  scope.db
    .select({ id: applications.id })
    .from(applications)
    .where(and(mine(scope), eq(applications.jobId, job), eq(applications.candidateId, candidate)))
    .get();

/** Undoes the batch unless the job still takes applications, the stage still stands, and nobody was faster. */
export const failUnlessFree = (
  scope: Scope,
  application: Application,
  whom: Whom,
  statuses: readonly Job["status"][],
): Statement =>
  failUnlessStill(
    scope,
    sql`${takes(scope, application, statuses)} and ${stands(scope, application)} and not exists (${before(scope, application.jobId, whom)})
      ${"candidate" in whom ? sql`and ${isThere(scope, whom.candidate)}` : sql``}`,
  );

const takes = ({ tenant }: Within, { jobId }: Application, statuses: readonly Job["status"][]) =>
  sql`exists (select 1 from jobs where tenant_id = ${tenant.id} and id = ${jobId} and deleted_at is null
    and kind = 'job' and status in (select value from json_each(${JSON.stringify(statuses)})))`;

const stands = ({ tenant }: Within, { stageId }: Application) =>
  sql`exists (select 1 from job_stages where tenant_id = ${tenant.id} and id = ${stageId} and removed_at is null)`;

const isThere = ({ tenant }: Within, candidate: Id<"candidate">) =>
  sql`exists (select 1 from candidates where tenant_id = ${tenant.id} and id = ${candidate} and deleted_at is null)`;

/** Undoes the batch when the stage was taken out meanwhile. */
export const failUnlessStands = (scope: Scope, application: Application): Statement =>
  failUnlessStill(scope, stands(scope, application));

/** Undoes the batch when the job was closed, or the candidate has gone, meanwhile. */
export const failUnlessGoingOn = (
  scope: Scope,
  application: Application,
  statuses: readonly Job["status"][],
): Statement =>
  failUnlessStill(
    scope,
    application.candidateId === null
      ? takes(scope, application, statuses)
      : sql`${takes(scope, application, statuses)} and ${isThere(scope, application.candidateId)}`,
  );

export const insertApplication = (scope: Scope, row: Application): Statement =>
  scope.db.insert(applications).values(row);

/** Changes the version that was read or none. */
export const updateApplication = (scope: Scope, was: Application, after: Application): Statement =>
  scope.db
    .update(applications)
    .set(withoutKey(after))
    .where(and(one(scope, was.id), eq(applications.version, was.version)));

export const insertEvent = (scope: Scope, event: ApplicationEvent): Statement =>
  scope.db.insert(applicationEvents).values(event);

export async function listEvents(scope: Within, id: Id<"application">, cut: Cut): Promise<Page<ApplicationEvent>> {
  const page = keyset(cut, applicationEvents.version, applicationEvents.applicationId);
  const rows = await scope.db
    .select()
    .from(applicationEvents)
    .where(and(eq(applicationEvents.tenantId, scope.tenant.id), eq(applicationEvents.applicationId, id), page.where))
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return pageOf(rows, cut.limit, (row) => ({ key: row.version, id: row.applicationId }));
}
