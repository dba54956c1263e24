import { and, asc, eq, inArray, isNull, ne, notExists, sql } from "drizzle-orm";
import { members } from "#identity/members/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import type { Statement } from "#platform/d1.ts";
import { type Cut, contains, keyset } from "#platform/paging.ts";
import { withoutKey } from "#platform/rows.ts";
import type { Scope } from "#platform/scope.ts";
import { type Pool, type PoolMember, poolMembers, pools } from "./tables.ts";

const mine = (scope: Scope) => and(eq(pools.tenantId, scope.tenant.id), isNull(pools.deletedAt));
const one = (scope: Scope, id: Id<"pool">) => and(mine(scope), eq(pools.id, id));

export type PoolFilter = {
  strategy?: Pool["strategy"][] | undefined;
  active?: boolean | undefined;
  member_id?: Id<"member">[] | undefined;
  q?: string | undefined;
};

export async function listPools(
  scope: Scope,
  filter: PoolFilter,
  cut: Cut & { by: "created_at" | "name" },
): Promise<Page<Pool>> {
  const page = keyset(cut, cut.by === "name" ? pools.name : pools.createdAt, pools.id);
  const seated = scope.db
    .select({ id: poolMembers.poolId })
    .from(poolMembers)
    .where(and(eq(poolMembers.tenantId, scope.tenant.id), inArray(poolMembers.memberId, filter.member_id ?? [])));
  const rows = await scope.db
    .select()
    .from(pools)
    .where(
      and(
        mine(scope),
        filter.strategy && inArray(pools.strategy, filter.strategy),
        filter.active === undefined ? undefined : eq(pools.active, filter.active),
        filter.member_id && inArray(pools.id, seated),
        filter.q === undefined ? undefined : contains(pools.name, filter.q),
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return pageOf(rows, cut.limit, (row) => ({ key: cut.by === "name" ? row.name : row.createdAt, id: row.id }));
}

export const findPool = (scope: Scope, id: Id<"pool">): Promise<Pool | undefined> =>
  scope.db.select().from(pools).where(one(scope, id)).get();

export const insertPool = (scope: Scope, pool: Pool): Statement => scope.db.insert(pools).values(pool);

export const updatePool = (scope: Scope, before: Pool, after: Pool): Statement =>
  scope.db
    .update(pools)
    .set(withoutKey(after))
    .where(and(one(scope, before.id), eq(pools.version, before.version)));

/** An event type that is still there draws from the pool. */
const drawing = (scope: Scope, id: Id<"pool">) =>
  scope.db
    .select({ found: sql<number>`1` })
    .from(sql`event_type_pools drawn`)
    .where(
      sql`drawn.tenant_id = ${scope.tenant.id} and drawn.pool_id = ${id} and exists (select 1 from event_types drawing
        where drawing.tenant_id = drawn.tenant_id and drawing.id = drawn.event_type_id and drawing.deleted_at is null)`,
    )
    .limit(1);

export const isInUse = async (scope: Scope, id: Id<"pool">): Promise<boolean> =>
  (await drawing(scope, id).get()) !== undefined;

/** Deletes only while nothing draws from it, whatever was read before. */
export const retirePool = (scope: Scope, before: Pool, after: Pool): Statement =>
  scope.db
    .update(pools)
    .set(withoutKey(after))
    .where(and(one(scope, before.id), eq(pools.version, before.version), notExists(drawing(scope, before.id))));

const seatOf = (scope: Scope, pool: Id<"pool">, member: Id<"member">) =>
  and(eq(poolMembers.tenantId, scope.tenant.id), eq(poolMembers.poolId, pool), eq(poolMembers.memberId, member));

/** Somebody who has left keeps their seat on record; nobody sees it. */
const stillHere = (scope: Scope) => sql`exists (select 1 from members seated where seated.tenant_id = ${scope.tenant.id}
  and seated.id = ${poolMembers.memberId} and seated.deleted_at is null)`;

/** A seat with all that decides what it counts. */
export async function readSeat(scope: Scope, pool: Id<"pool">, member: Id<"member">) {
  const [poolRows, memberRows, seatRows, others] = await scope.db.batch([
    scope.db.select().from(pools).where(one(scope, pool)),
    scope.db
      .select({ id: members.id })
      .from(members)
      .where(and(eq(members.tenantId, scope.tenant.id), eq(members.id, member), isNull(members.deletedAt))),
    scope.db
      .select()
      .from(poolMembers)
      .where(seatOf(scope, pool, member)),
    scope.db
      .select({ standing: poolMembers.standing, assignedCount: poolMembers.assignedCount })
      .from(poolMembers)
      .where(
        and(
          eq(poolMembers.tenantId, scope.tenant.id),
          eq(poolMembers.poolId, pool),
          ne(poolMembers.memberId, member),
          stillHere(scope),
        ),
      ),
  ]);
  return { pool: poolRows[0], member: memberRows[0], seat: seatRows[0], others };
}

export async function listSeats(
  scope: Scope,
  pool: Id<"pool">,
  standings: PoolMember["standing"][] | undefined,
  cut: Cut,
): Promise<Page<PoolMember>> {
  const page = keyset(cut, poolMembers.createdAt, poolMembers.memberId);
  const rows = await scope.db
    .select()
    .from(poolMembers)
    .where(
      and(
        eq(poolMembers.tenantId, scope.tenant.id),
        eq(poolMembers.poolId, pool),
        standings && inArray(poolMembers.standing, standings),
        stillHere(scope),
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return pageOf(rows, cut.limit, (row) => ({ key: row.createdAt, id: row.memberId }));
}

/** The people of several pools at once, for `expand`. */
export async function seatsOf(scope: Scope, ids: readonly Id<"pool">[]): Promise<Map<Id<"pool">, PoolMember[]>> {
  const rows = await scope.db
    .select()
    .from(poolMembers)
    .where(
      and(
        eq(poolMembers.tenantId, scope.tenant.id),
        sql`${poolMembers.poolId} in (select value from json_each(${JSON.stringify(ids)}))`,
        stillHere(scope),
      ),
    )
    .orderBy(asc(poolMembers.createdAt), asc(poolMembers.memberId));
  return Map.groupBy(rows, (row) => row.poolId);
}

export const insertSeat = (scope: Scope, seat: PoolMember): Statement => scope.db.insert(poolMembers).values(seat);

/** Turns are counted meanwhile, without a version: whoever moves the start moves the count by as much and says no count. */
export const updateSeat = (scope: Scope, before: PoolMember, after: PoolMember): Statement =>
  scope.db
    .update(poolMembers)
    .set({
      standing: after.standing,
      weight: after.weight,
      priority: after.priority,
      startingCount: after.startingCount,
      assignedCount: sql`${poolMembers.assignedCount} + ${after.startingCount - before.startingCount}`,
      updatedAt: after.updatedAt,
      version: after.version,
    })
    .where(and(seatOf(scope, before.poolId, before.memberId), eq(poolMembers.version, before.version)));

export const deleteSeat = (scope: Scope, seat: PoolMember): Statement =>
  scope.db
    .delete(poolMembers)
    .where(and(seatOf(scope, seat.poolId, seat.memberId), eq(poolMembers.version, seat.version)));
