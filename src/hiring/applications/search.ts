// How applications are found: along one index, a stretch of it for each thing that was asked for, and no farther than the page.
import { and, eq, gte, inArray, lt, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { candidates } from "#hiring/candidates/tables.ts";
import { jobStages, jobs } from "#hiring/jobs/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import { type Cut, keyset } from "#platform/paging.ts";
import type { Scope } from "#platform/scope.ts";
import type { Status } from "./rules.ts";
import { mine } from "./store.ts";
import { type Application, applicationStatuses, applications } from "./tables.ts";

export type ApplicationFilter = {
  status?: readonly Status[] | undefined;
  job_id?: readonly Id<"job">[] | undefined;
  stage_id?: readonly Id<"stage">[] | undefined;
  candidate_id?: readonly Id<"candidate">[] | undefined;
  recruiter_id?: readonly Id<"member">[] | undefined;
  source?: string | undefined;
  campaign?: string | undefined;
  medium?: string | undefined;
  guest?: "true" | undefined;
  guest_email?: string | undefined;
  created_after?: Instant | undefined;
  created_before?: Instant | undefined;
};

/** An index, what each stretch of it is held to, and which questions that answers by itself. */
type Way = {
  index: string;
  columns: readonly SQLiteColumn[];
  stretches: readonly (readonly string[])[];
  answers: readonly (keyof ApplicationFilter)[];
};

/** What is asked for twice is one stretch, or its rows would fill the page twice. */
const once = (said: readonly string[]): string[] => [...new Set(said)];

/** SQLite knows nothing of how many rows an index leads to, so the narrowest way is chosen here and said outright. */
function wayTo(filter: ApplicationFilter): Way {
  const { candidate_id, guest_email, stage_id, job_id, recruiter_id } = filter;
  const { campaign, source, medium, guest, status } = filter;
  const one = (index: string, column: SQLiteColumn, field: keyof ApplicationFilter, said: readonly string[]): Way => ({
    index,
    columns: [column],
    stretches: once(said).map((value) => [value]),
    answers: [field],
  });
  // Each of these indexes has the status between itself and the time, so that each status is a stretch of its own.
  const each = (index: string, column: SQLiteColumn, field: keyof ApplicationFilter, said: readonly string[]): Way => ({
    index,
    columns: [column, applications.status],
    stretches: once(said).flatMap((value) => once(status ?? applicationStatuses).map((word) => [value, word])),
    answers: [field, "status"],
  });
  if (candidate_id) return one("applications_candidate", applications.candidateId, "candidate_id", candidate_id);
  if (guest_email !== undefined)
    return one("applications_guests", applications.guestEmail, "guest_email", [guest_email]);
  if (stage_id) return each("applications_stage", applications.stageId, "stage_id", stage_id);
  if (job_id) return each("applications_job", applications.jobId, "job_id", job_id);
  if (recruiter_id) return each("applications_recruiter", applications.recruiterId, "recruiter_id", recruiter_id);
  if (campaign !== undefined) return one("applications_campaign", applications.campaign, "campaign", [campaign]);
  if (source !== undefined) return one("applications_source", applications.source, "source", [source]);
  if (medium !== undefined) return one("applications_medium", applications.medium, "medium", [medium]);
  if (guest !== undefined) return { index: "applications_unjoined", columns: [], stretches: [[]], answers: [] };
  if (status) return one("applications_status", applications.status, "status", status);
  return { index: "applications_created", columns: [], stretches: [[]], answers: [] };
}

export async function searchApplications(
  scope: Scope,
  filter: ApplicationFilter,
  cut: Cut,
): Promise<Page<Application>> {
  const page = keyset(cut, applications.createdAt, applications.id);
  const way = wayTo(filter);
  const stretch = scope.db
    // As `from` with a hint is no table to Drizzle, each column is said as it is.
    .select({ createdAt: sql`created_at`.as("created_at"), id: sql`id`.as("id") })
    .from(sql`"applications" indexed by ${sql.raw(way.index)}`)
    .where(
      and(
        mine(scope),
        ...way.columns.map((column, place) => sql`${column} = stretch.value ->> ${sql.raw(String(place))}`),
        ...fitting(without(yetToCome(filter, cut), way.answers)),
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit);
  const direction = sql.raw(cut.descending ? "desc" : "asc");
  const rows = await scope.db
    .select()
    .from(applications)
    .where(
      and(
        mine(scope),
        // Every stretch ends where the page would be full of it alone; of all of them only the page is read whole.
        sql`${applications.id} in (select found.value ->> 1 from json_each(${JSON.stringify(way.stretches)}) stretch,
          json_each((select json_group_array(json_array(near.created_at, near.id)) from ${stretch} near)) found
          order by found.value ->> 0 ${direction}, found.value ->> 1 ${direction} limit ${page.limit})`,
      ),
    )
    // The sign keeps SQLite from walking along the times of all applications in search of these.
    .orderBy(sql`+${applications.createdAt} ${direction}`, sql`${applications.id} ${direction}`);
  return pageOf(rows, cut.limit, (row) => ({ key: row.createdAt, id: row.id }));
}

/** What the way itself holds to is not asked of every application once more. */
const without = (filter: ApplicationFilter, answered: readonly (keyof ApplicationFilter)[]): ApplicationFilter => ({
  ...filter,
  ...Object.fromEntries(answered.map((field) => [field, undefined])),
});

/** A later page begins where the one before ended, and not once more where the window does: one bound is looked up, not two. */
const yetToCome = (filter: ApplicationFilter, { after, descending }: Cut): ApplicationFilter =>
  after === null ? filter : { ...filter, [descending ? "created_before" : "created_after"]: undefined };

const oneOf = (column: SQLiteColumn, ids: readonly string[] | undefined) =>
  ids && sql`${column} in (select value from json_each(${JSON.stringify(ids)}))`;

const same = (column: SQLiteColumn, said: string | undefined) => (said === undefined ? undefined : eq(column, said));

const fitting = (filter: ApplicationFilter): (SQL | undefined)[] => [
  filter.status && inArray(applications.status, [...filter.status]),
  oneOf(applications.jobId, filter.job_id),
  oneOf(applications.stageId, filter.stage_id),
  oneOf(applications.candidateId, filter.candidate_id),
  oneOf(applications.recruiterId, filter.recruiter_id),
  same(applications.source, filter.source),
  same(applications.campaign, filter.campaign),
  same(applications.medium, filter.medium),
  same(applications.guestEmail, filter.guest_email),
  filter.guest && sql`${applications.candidateId} is null`,
  filter.created_after === undefined ? undefined : gte(applications.createdAt, filter.created_after),
  filter.created_before === undefined ? undefined : lt(applications.createdAt, filter.created_before),
];

export type Wish = ReadonlySet<"candidate" | "job" | "stage">;

/** An application with what else was asked to be shown of it. */
export type ApplicationShown = Application & {
  candidate?: Pick<typeof candidates.$inferSelect, "id" | "name" | "email" | "status"> | null;
  job?: Pick<typeof jobs.$inferSelect, "id" | "title" | "status"> | null;
  stage?: Pick<typeof jobStages.$inferSelect, "id" | "name" | "kind"> | null;
};

const idsIn = (ids: readonly (string | null)[]) =>
  sql`(select value from json_each(${JSON.stringify([...new Set(ids)].filter((id) => id !== null))}))`;

/** All that is to be shown beside these applications, in one trip. */
export async function shown(
  scope: Scope,
  rows: readonly Application[],
  wish: Wish,
): Promise<readonly ApplicationShown[]> {
  if (wish.size === 0 || rows.length === 0) return rows;
  const asked = <T>(name: "candidate" | "job" | "stage", ids: (row: Application) => T) =>
    wish.has(name) ? rows.map(ids) : [];
  const [people, posts, places] = await scope.db.batch([
    scope.db
      .select({ id: candidates.id, name: candidates.name, email: candidates.email, status: candidates.status })
      .from(candidates)
      .where(
        and(
          eq(candidates.tenantId, scope.tenant.id),
          sql`${candidates.id} in ${idsIn(asked("candidate", (row) => row.candidateId))}`,
        ),
      ),
    scope.db
      .select({ id: jobs.id, title: jobs.title, status: jobs.status })
      .from(jobs)
      .where(and(eq(jobs.tenantId, scope.tenant.id), sql`${jobs.id} in ${idsIn(asked("job", (row) => row.jobId))}`)),
    scope.db
      .select({ id: jobStages.id, name: jobStages.name, kind: jobStages.kind })
      .from(jobStages)
      .where(
        and(
          eq(jobStages.tenantId, scope.tenant.id),
          sql`${jobStages.id} in ${idsIn(asked("stage", (row) => row.stageId))}`,
        ),
      ),
  ]);
  return rows.map((row) => ({
    ...row,
    ...(wish.has("candidate") ? { candidate: people.find(({ id }) => id === row.candidateId) ?? null } : {}),
    ...(wish.has("job") ? { job: posts.find(({ id }) => id === row.jobId) ?? null } : {}),
    ...(wish.has("stage") ? { stage: places.find(({ id }) => id === row.stageId) ?? null } : {}),
  }));
}
