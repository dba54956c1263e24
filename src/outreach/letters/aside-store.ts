import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { links } from "#booking/links/tables.ts";
import { applications } from "#hiring/applications/tables.ts";
import { candidates } from "#hiring/candidates/tables.ts";
import { interviews } from "#hiring/interviews/tables.ts";
import { jobs } from "#hiring/jobs/tables.ts";
import { panelLinks } from "#hiring/panel-links/tables.ts";
import { tenants } from "#identity/tenants/tables.ts";
import { type Id, isId } from "#kernel/ids.ts";
import type { Scope } from "#platform/scope.ts";

/** An interview or an application with whoever is considered, as they are now, in one trip. */
export async function readAside(scope: Scope, subject: Id<"interview"> | Id<"application">) {
  const { db, tenant } = scope;
  const ofInterview = (column: string) => sql`(select ${sql.identifier(column)} from interviews
    where tenant_id = ${tenant.id} and id = ${subject})`;
  const application = isId("application", subject) ? sql`${subject}` : ofInterview("application_id");
  const ofApplication = (column: string) => sql`(select ${sql.identifier(column)} from applications
    where tenant_id = ${tenant.id} and id = ${application})`;
  const [itvs, apps, people, posts, hands, asked, houses] = await db.batch([
    db
      .select()
      .from(interviews)
      .where(and(eq(interviews.tenantId, tenant.id), sql`${interviews.id} = ${subject}`, isNull(interviews.deletedAt))),
    db
      .select()
      .from(applications)
      .where(
        and(
          eq(applications.tenantId, tenant.id),
          sql`${applications.id} = ${application}`,
          isNull(applications.deletedAt),
        ),
      ),
    db
      .select({
        email: candidates.email,
        name: candidates.name,
        locale: candidates.locale,
        timeZone: candidates.timeZone,
      })
      .from(candidates)
      .where(
        and(
          eq(candidates.tenantId, tenant.id),
          sql`${candidates.id} = coalesce(${ofInterview("candidate_id")}, ${ofApplication("candidate_id")})`,
          isNull(candidates.deletedAt),
        ),
      ),
    db
      .select({ title: jobs.title })
      .from(jobs)
      .where(
        and(
          eq(jobs.tenantId, tenant.id),
          sql`${jobs.id} = coalesce(${ofInterview("job_id")}, ${ofApplication("job_id")})`,
        ),
      ),
    db
      .select()
      .from(links)
      .where(and(eq(links.tenantId, tenant.id), sql`${links.id} = ${ofInterview("link_id")}`)),
    db
      .select()
      .from(panelLinks)
      .where(
        and(
          eq(panelLinks.tenantId, tenant.id),
          sql`${panelLinks.interviewId} = ${subject}`,
          eq(panelLinks.purpose, "windows"),
        ),
      )
      .orderBy(desc(panelLinks.createdAt), desc(panelLinks.id))
      .limit(1),
    db.select().from(tenants).where(eq(tenants.id, tenant.id)),
  ]);
  const [house] = houses;
  if (house === undefined) return undefined;
  return {
    interview: itvs[0],
    application: apps[0],
    candidate: people[0],
    job: posts[0]?.title ?? null,
    link: hands[0],
    asked: asked[0],
    house,
  };
}

export type AsideFound = NonNullable<Awaited<ReturnType<typeof readAside>>>;
