// What stands around an interview, read in one trip: whom it is with, what is booked, and what somebody mentions.
import { and, eq, isNull, sql } from "drizzle-orm";
import { eventTypeHosts, eventTypes } from "#booking/event-types/tables.ts";
import { applications } from "#hiring/applications/tables.ts";
import { type Candidate, candidates } from "#hiring/candidates/tables.ts";
import { scorecardForms } from "#hiring/forms/tables.ts";
import { jobs, jobStages } from "#hiring/jobs/tables.ts";
import { members } from "#identity/members/tables.ts";
import { tenants } from "#identity/tenants/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Scope } from "#platform/scope.ts";
import { inOrder, may, type Mentioned, type Mentions } from "./rules.ts";
import { among, interviewStatement, participantsStatement } from "./store.ts";
import { interviews } from "./tables.ts";

/** An interview, whom it is with as they are invited, what is booked, and who of the people named is here: in one trip. */
export async function readToSchedule(scope: Scope, id: Id<"interview">, named: readonly Id<"member">[]) {
  const { db, tenant } = scope;
  const of = (column: string) =>
    sql`(select ${sql.raw(column)} from interviews where tenant_id = ${tenant.id} and id = ${id})`;
  const [[interview], people, [candidate], [application], [type], here] = await db.batch([
    interviewStatement(scope, id),
    participantsStatement(scope, [id]),
    db
      .select()
      .from(candidates)
      .where(and(eq(candidates.tenantId, tenant.id), sql`${candidates.id} = ${of("candidate_id")}`)),
    db
      .select({ name: applications.guestName, email: applications.guestEmail, phone: applications.guestPhone })
      .from(applications)
      .where(and(eq(applications.tenantId, tenant.id), sql`${applications.id} = ${of("application_id")}`)),
    db
      .select({ kind: eventTypes.kind })
      .from(eventTypes)
      .where(and(eq(eventTypes.tenantId, tenant.id), sql`${eventTypes.id} = ${of("event_type_id")}`)),
    membersHere(scope, named),
  ]);
  return {
    interview: interview && { ...interview, participants: inOrder(people) },
    invitee: candidate === undefined ? invited(application) : invited(candidate, candidate),
    kind: type?.kind ?? null,
    members: new Set<string>(here.map((one) => one.id)),
  };
}

type Contact = { name: string | null; email: string | null; phone: string | null };

/** Somebody as an invitee of a booking; nobody, without an address. */
const invited = (
  who: Contact | undefined,
  { timeZone, locale }: { timeZone: string | null; locale: string | null } = { timeZone: null, locale: null },
) =>
  who === undefined || who.email === null
    ? undefined
    : {
        name: who.name ?? who.email,
        email: who.email,
        phone: who.phone,
        time_zone: timeZone,
        locale,
        consent: null,
        utm: null,
        referrer: null,
        accommodations: null,
      };

const membersHere = ({ db, tenant }: Scope, ids: readonly string[]) =>
  db
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.tenantId, tenant.id), sql`${members.id} in ${among(ids)}`, isNull(members.deletedAt)));

export const isHere = async (scope: Scope, id: Id<"member">): Promise<boolean> =>
  (await membersHere(scope, [id])).length > 0;

/** An application, and the stage it is at or the one that is named. */
export async function readStage({ db, tenant }: Scope, id: Id<"application">, stage: Id<"stage"> | null) {
  const at = sql`coalesce(${stage}, (select stage_id from applications where tenant_id = ${tenant.id} and id = ${id}))`;
  const [[application], [found]] = await db.batch([
    db
      .select()
      .from(applications)
      .where(and(eq(applications.tenantId, tenant.id), eq(applications.id, id), isNull(applications.deletedAt))),
    db
      .select()
      .from(jobStages)
      .where(and(eq(jobStages.tenantId, tenant.id), sql`${jobStages.id} = ${at}`, isNull(jobStages.removedAt))),
  ]);
  return { application, stage: found };
}

/** What somebody mentions, in one trip. */
export async function readMentioned(scope: Scope, said: Mentions) {
  const { db, tenant } = scope;
  const people = [
    ...said.seats.map(({ member_id }) => member_id),
    ...(said.organizerId === null ? [] : [said.organizerId]),
  ];
  const [persons, considered, roles, stages, types, forms, before, here, [company]] = await db.batch([
    db
      .select({ id: candidates.id })
      .from(candidates)
      .where(
        and(
          eq(candidates.tenantId, tenant.id),
          eq(candidates.id, said.candidateId ?? "cnd_"),
          isNull(candidates.deletedAt),
        ),
      ),
    db
      .select({
        candidateId: applications.candidateId,
        jobId: applications.jobId,
        stageId: applications.stageId,
        status: applications.status,
        recruiterId: applications.recruiterId,
      })
      .from(applications)
      .where(
        and(
          eq(applications.tenantId, tenant.id),
          eq(applications.id, said.applicationId ?? "app_"),
          isNull(applications.deletedAt),
        ),
      ),
    db
      .select({ id: jobs.id })
      .from(jobs)
      .where(and(eq(jobs.tenantId, tenant.id), eq(jobs.id, said.jobId ?? "job_"), isNull(jobs.deletedAt))),
    db
      .select({ id: jobStages.id, jobId: jobStages.jobId })
      .from(jobStages)
      .where(
        and(eq(jobStages.tenantId, tenant.id), eq(jobStages.id, said.stageId ?? "stg_"), isNull(jobStages.removedAt)),
      ),
    db
      .select({ id: eventTypes.id, zone: eventTypes.timeZone, minutes: eventTypes.defaultMinutes })
      .from(eventTypes)
      .where(
        and(
          eq(eventTypes.tenantId, tenant.id),
          eq(eventTypes.id, said.eventTypeId ?? "ety_"),
          isNull(eventTypes.deletedAt),
        ),
      ),
    db
      .select({ id: scorecardForms.id })
      .from(scorecardForms)
      .where(
        and(
          eq(scorecardForms.tenantId, tenant.id),
          eq(scorecardForms.id, said.formId ?? "scf_"),
          isNull(scorecardForms.deletedAt),
        ),
      ),
    interviewStatement(scope, said.replacesId ?? "itv_"),
    membersHere(scope, people),
    db.select({ zone: tenants.timeZone }).from(tenants).where(eq(tenants.id, tenant.id)),
  ]);
  const known: Mentioned = {
    candidate: persons[0],
    application: considered[0],
    job: roles[0],
    stage: stages[0],
    eventType: types[0],
    form: forms[0],
    replaced: before[0],
    members: new Set(here.map(({ id }) => id)),
  };
  const [type] = types;
  return { ...known, zone: type?.zone ?? company?.zone ?? "UTC", minutes: type?.minutes ?? null };
}

/** Who always comes to what is booked. */
export async function fixedHosts({ db, tenant }: Scope, id: Id<"event_type">): Promise<Set<string>> {
  const rows = await db
    .select({ id: eventTypeHosts.memberId })
    .from(eventTypeHosts)
    .where(and(eq(eventTypeHosts.tenantId, tenant.id), eq(eventTypeHosts.eventTypeId, id)));
  return new Set(rows.map((row) => row.id));
}

/** Candidates by their ids, those who are here. */
export async function readCandidates(
  { db, tenant }: Scope,
  ids: readonly Id<"candidate">[],
): Promise<Map<Id<"candidate">, Candidate>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select()
    .from(candidates)
    .where(
      and(eq(candidates.tenantId, tenant.id), sql`${candidates.id} in ${among(ids)}`, isNull(candidates.deletedAt)),
    );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Who of these has an interview of this offer. */
export async function invitedBefore(
  { db, tenant }: Scope,
  parent: Id<"interview">,
  ids: readonly Id<"candidate">[],
): Promise<Set<string>> {
  const rows = await db
    .select({ id: interviews.candidateId })
    .from(interviews)
    .where(
      and(
        eq(interviews.tenantId, tenant.id),
        eq(interviews.parentId, parent),
        sql`${interviews.candidateId} in ${among(ids)}`,
        isNull(interviews.deletedAt),
      ),
    );
  return new Set(rows.flatMap(({ id }) => id ?? []));
}

export const applicationOf = ({ db, tenant }: Scope, id: Id<"application">) =>
  db
    .select({ status: applications.status, candidateId: applications.candidateId })
    .from(applications)
    .where(and(eq(applications.tenantId, tenant.id), eq(applications.id, id)))
    .get();

const ofApplication = ({ tenant }: Scope, id: Id<"application">) =>
  and(eq(interviews.tenantId, tenant.id), eq(interviews.applicationId, id), isNull(interviews.deletedAt));

/** What lies ahead of an application's candidate. */
export async function openOf(scope: Scope, id: Id<"application">): Promise<Id<"interview">[]> {
  const rows = await scope.db.select().from(interviews).where(ofApplication(scope, id));
  return rows.filter((row) => may(row, "cancel").ok).map((row) => row.id);
}

/** Interviews that were planned while nobody knew who the guest is. */
export const candidatelessOf = (scope: Scope, id: Id<"application">) =>
  scope.db
    .select()
    .from(interviews)
    .where(and(ofApplication(scope, id), isNull(interviews.candidateId)));
