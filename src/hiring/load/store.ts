import { and, asc, eq, gte, inArray, isNull, lt, sql } from "drizzle-orm";
import { interviewers } from "#availability/interviewing/tables.ts";
import { isAmong } from "#availability/people.ts";
import { poolMembers, pools } from "#booking/pools/tables.ts";
import { reservations } from "#booking/reservations/tables.ts";
import { members } from "#identity/members/tables.ts";
import { tenants } from "#identity/tenants/tables.ts";
import { users } from "#identity/users/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import { type Cut, keyset } from "#platform/paging.ts";
import type { Scope } from "#platform/scope.ts";

export type LoadFilter = {
  member_id?: Id<"member">[] | undefined;
  pool_id?: Id<"pool">[] | undefined;
};

export type Somebody = { id: Id<"member">; name: string; userId: Id<"user"> };

/** Whoever hosts, takes turns, said how they are booked, or has something booked. */
const interviews = ({ tenant: { id } }: Scope) => sql`(
  exists (select 1 from pool_members sat where sat.tenant_id = ${id} and sat.member_id = ${members.id})
  or exists (select 1 from event_type_hosts gave where gave.tenant_id = ${id} and gave.member_id = ${members.id})
  or exists (select 1 from interviewers said where said.tenant_id = ${id} and said.member_id = ${members.id})
  or exists (select 1 from reservations had where had.tenant_id = ${id} and had.member_id = ${members.id}
    and had.active = 1))`;

export async function listPeople(scope: Scope, filter: LoadFilter, cut: Cut): Promise<Page<Somebody>> {
  const page = keyset(cut, members.displayName, members.id);
  const seated = scope.db
    .select({ id: poolMembers.memberId })
    .from(poolMembers)
    .where(and(eq(poolMembers.tenantId, scope.tenant.id), isAmong(poolMembers.poolId, filter.pool_id ?? [])));
  const rows = await scope.db
    .select({ id: members.id, name: members.displayName, userId: members.userId })
    .from(members)
    .where(
      and(
        eq(members.tenantId, scope.tenant.id),
        isNull(members.deletedAt),
        filter.member_id && isAmong(members.id, filter.member_id),
        filter.pool_id && inArray(members.id, seated),
        interviews(scope),
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return pageOf(rows, cut.limit, ({ name, id }) => ({ key: name, id }));
}

/** How these people are booked, where they take turns, and what they have in between: people × window, each by its index. */
export async function readAbout(scope: Scope, people: readonly Somebody[], from: Instant, to: Instant) {
  const { db, tenant } = scope;
  const ids = people.map(({ id }) => id);
  const [[company], zones, said, seats, meetings] = await db.batch([
    db.select({ timeZone: tenants.timeZone }).from(tenants).where(eq(tenants.id, tenant.id)),
    db
      .select({ id: users.id, timeZone: users.timeZone })
      .from(users)
      .where(
        isAmong(
          users.id,
          people.map(({ userId }) => userId),
        ),
      ),
    db
      .select()
      .from(interviewers)
      .where(and(eq(interviewers.tenantId, tenant.id), isAmong(interviewers.memberId, ids))),
    db
      .select()
      .from(poolMembers)
      .where(
        and(
          eq(poolMembers.tenantId, tenant.id),
          isAmong(poolMembers.memberId, ids),
          inArray(
            poolMembers.poolId,
            db
              .select({ id: pools.id })
              .from(pools)
              .where(and(eq(pools.tenantId, tenant.id), isNull(pools.deletedAt))),
          ),
        ),
      )
      .orderBy(asc(poolMembers.createdAt), asc(poolMembers.poolId)),
    db
      .select({
        memberId: reservations.memberId,
        startsAt: reservations.startsAt,
        endsAt: reservations.endsAt,
        share: reservations.share,
      })
      .from(reservations)
      .where(
        and(
          eq(reservations.tenantId, tenant.id),
          isAmong(reservations.memberId, ids),
          gte(reservations.startsAt, from),
          lt(reservations.startsAt, to),
          // Said outright: with a parameter the partial index would not be used.
          sql`${reservations.active} = 1 and ${reservations.kind} = 'booking'`,
        ),
      ),
  ]);
  return {
    companyZone: company?.timeZone ?? "UTC",
    zones: new Map(zones.map((one) => [one.id, one.timeZone])),
    said: new Map(said.map((one) => [one.memberId, one])),
    seats: Map.groupBy(seats, ({ memberId }) => memberId),
    meetings: Map.groupBy(meetings, ({ memberId }) => memberId),
  };
}
