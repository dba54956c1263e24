import { and, eq, isNull, sql } from "drizzle-orm";
import { candidates } from "#hiring/candidates/tables.ts";
import { jobs } from "#hiring/jobs/tables.ts";
import type { Interview } from "#hiring/interviews/tables.ts";
import { schedules } from "#availability/schedules/tables.ts";
import { members } from "#identity/members/tables.ts";
import { tenants } from "#identity/tenants/tables.ts";
import { users } from "#identity/users/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Scope } from "#platform/scope.ts";

/** Who organizes an interview, if they work here still, and the names that are said to them; in one trip. */
export async function readForOrganizer(
  scope: Scope,
  { organizerId, candidateId, jobId }: Pick<Interview, "organizerId" | "candidateId" | "jobId">,
  named: readonly Id<"member">[],
) {
  const { db, tenant } = scope;
  const [organizers, zones, houses, people, considered, posts] = await db.batch([
    db
      .select({ id: members.id, name: members.displayName, locale: users.locale, timeZone: users.timeZone })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .where(
        and(
          eq(members.tenantId, tenant.id),
          sql`${members.id} = ${organizerId}`,
          eq(members.status, "active"),
          isNull(members.deletedAt),
        ),
      ),
    db
      .select({ timeZone: schedules.timeZone })
      .from(schedules)
      .where(
        and(
          eq(schedules.tenantId, tenant.id),
          sql`${schedules.memberId} = ${organizerId}`,
          eq(schedules.isDefault, true),
          isNull(schedules.deletedAt),
        ),
      ),
    db.select().from(tenants).where(eq(tenants.id, tenant.id)),
    db
      .select({ id: members.id, name: members.displayName })
      .from(members)
      .where(
        and(
          eq(members.tenantId, tenant.id),
          sql`${members.id} in (select value from json_each(${JSON.stringify(named)}))`,
        ),
      ),
    db
      .select({ name: candidates.name })
      .from(candidates)
      .where(and(eq(candidates.tenantId, tenant.id), sql`${candidates.id} = ${candidateId}`)),
    db
      .select({ title: jobs.title })
      .from(jobs)
      .where(and(eq(jobs.tenantId, tenant.id), sql`${jobs.id} = ${jobId}`)),
  ]);
  const [organizer] = organizers;
  const [house] = houses;
  if (organizer === undefined || house === undefined) return undefined;
  return {
    organizer,
    zones: [organizer.timeZone, zones[0]?.timeZone, house.timeZone],
    house,
    nameOf: (id: Id<"member">) => people.find((one) => one.id === id)?.name ?? null,
    candidate: considered[0]?.name ?? null,
    job: posts[0]?.title ?? null,
  };
}
