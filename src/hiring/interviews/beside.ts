// What is shown beside interviews to whoever asks for it.
import { and, eq, sql } from "drizzle-orm";
import { applications } from "#hiring/applications/tables.ts";
import { candidates } from "#hiring/candidates/tables.ts";
import { jobs } from "#hiring/jobs/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Scope } from "#platform/scope.ts";
import { among, type InterviewWhole } from "./store.ts";

export type Wish = ReadonlySet<"candidate" | "job">;

type With = { id: Id<"candidate"> | null; name: string; email: string; time_zone: string | null };

export type Beside = {
  candidate?: With | null;
  job?: { id: Id<"job">; title: string } | null;
};

/** An interview with what else was asked to be shown of it. */
export type InterviewShown = InterviewWhole & Beside;

type About = Pick<InterviewWhole, "candidateId" | "applicationId" | "jobId">;

/** All that is to be shown beside these interviews, or what is said of them, in one trip. */
export async function withBeside<T extends About>(
  { db, tenant }: Scope,
  rows: readonly T[],
  wish: Wish,
): Promise<readonly (T & Beside)[]> {
  if (wish.size === 0 || rows.length === 0) return rows;
  const asked = (name: "candidate" | "job", idOf: (row: T) => string | null) =>
    among(wish.has(name) ? rows.flatMap((row) => idOf(row) ?? []) : []);
  const [people, guests, posts] = await db.batch([
    db
      .select({ id: candidates.id, name: candidates.name, email: candidates.email, time_zone: candidates.timeZone })
      .from(candidates)
      .where(
        and(
          eq(candidates.tenantId, tenant.id),
          sql`${candidates.id} in ${asked("candidate", (row) => row.candidateId)}`,
        ),
      ),
    db
      .select({ id: applications.id, name: applications.guestName, email: applications.guestEmail })
      .from(applications)
      .where(
        and(
          eq(applications.tenantId, tenant.id),
          sql`${applications.id} in ${asked("candidate", (row) => (row.candidateId === null ? row.applicationId : null))}`,
        ),
      ),
    db
      .select({ id: jobs.id, title: jobs.title })
      .from(jobs)
      .where(and(eq(jobs.tenantId, tenant.id), sql`${jobs.id} in ${asked("job", (row) => row.jobId)}`)),
  ]);
  return rows.map((row) => ({
    ...row,
    ...(wish.has("candidate") ? { candidate: withWhom(row, people, guests) } : {}),
    ...(wish.has("job") ? { job: posts.find(({ id }) => id === row.jobId) ?? null } : {}),
  }));
}

type Guest = { id: Id<"application">; name: string | null; email: string | null };

function withWhom(row: About, people: readonly With[], guests: readonly Guest[]): With | null {
  const guest = guests.find(({ id }) => id === row.applicationId);
  if (row.candidateId !== null || guest?.email == null) return people.find(({ id }) => id === row.candidateId) ?? null;
  return { id: null, name: guest.name ?? guest.email, email: guest.email, time_zone: null };
}
