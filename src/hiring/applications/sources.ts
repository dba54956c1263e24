// Where applications came from, counted.
import { and, count, desc, eq, gte, isNull, lt, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { Id } from "#kernel/ids.ts";
import { after, day, type Instant } from "#kernel/instant.ts";
import { done, type Outcome } from "#kernel/outcome.ts";
import type { Scope } from "#platform/scope.ts";
import { type Status } from "./rules.ts";
import { applications } from "./tables.ts";

export type SourceQuestion = {
  job_id?: readonly Id<"job">[] | undefined;
  created_after?: Instant | undefined;
  created_before?: Instant | undefined;
};

type Counts = Record<Status | "applications", number>;
type Named = { source: string | null; medium: string | null; campaign: string | null };
export type SourceCounts = Named & Counts;

export type Sources = Counts & {
  createdAfter: Instant | null;
  createdBefore: Instant | null;
  rows: readonly SourceCounts[];
  hasMore: boolean;
};

/** Nobody who asks about everything reads all that ever was. */
const usualDays = 90;
const mostRows = 200;

const howMany = (status: Status) => sql<number>`sum(${applications.status} = ${status})`;

/** As `from` with a hint is no table to Drizzle, each column is said as it is. */
const word = (column: SQLiteColumn) => sql<string | null>`${column}`.as(column.name);

/** Reads as many rows as there are applications in question, along the job or the time that was asked for. */
export async function sourcesOf(scope: Scope, asked: SourceQuestion): Promise<Outcome<Sources>> {
  const isOpen = asked.job_id === undefined && asked.created_after === undefined;
  const from = isOpen ? after(asked.created_before ?? scope.now, -usualDays * day) : (asked.created_after ?? null);
  const until = asked.created_before ?? null;
  const along = sql.raw(asked.job_id === undefined ? "applications_created" : "applications_job");
  const counted = await scope.db
    .select({
      source: word(applications.source),
      medium: word(applications.medium),
      campaign: word(applications.campaign),
      applications: count().as("applications"),
      active: howMany("active").as("active"),
      hired: howMany("hired").as("hired"),
      rejected: howMany("rejected").as("rejected"),
      withdrawn: howMany("withdrawn").as("withdrawn"),
    })
    .from(sql`"applications" indexed by ${along}`)
    .where(
      and(
        eq(applications.tenantId, scope.tenant.id),
        isNull(applications.deletedAt),
        asked.job_id && sql`${applications.jobId} in (select value from json_each(${JSON.stringify(asked.job_id)}))`,
        from === null ? undefined : gte(applications.createdAt, from),
        until === null ? undefined : lt(applications.createdAt, until),
      ),
    )
    .groupBy(applications.source, applications.medium, applications.campaign)
    .orderBy(desc(sql`count(*)`), applications.source, applications.medium, applications.campaign);

  const sum = (name: keyof Counts) => counted.reduce((total, row) => total + row[name], 0);
  return done({
    createdAfter: from,
    createdBefore: until,
    applications: sum("applications"),
    active: sum("active"),
    hired: sum("hired"),
    rejected: sum("rejected"),
    withdrawn: sum("withdrawn"),
    rows: counted.slice(0, mostRows),
    hasMore: counted.length > mostRows,
  });
}
