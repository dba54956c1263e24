// What a question about one event type reads. Hosts, and what they have taken, are found inside the very statements that read them.
import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { reachOf as readinessReach, statementsWithin } from "#availability/readiness.ts";
import type { Span } from "#availability/slots/rules.ts";
import { eventTypeHosts, eventTypePools, eventTypes } from "#booking/event-types/tables.ts";
import { poolMembers, pools } from "#booking/pools/tables.ts";
import { beginningStatement } from "#booking/reservations/actions.ts";
import { startsAround } from "#booking/reservations/rules.ts";
import { isByAddress, tenantAt } from "#identity/gate/public-tenant.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import type { Database } from "#platform/d1.ts";
import { readsWrittenOnce } from "#platform/reads.ts";
import type { Scope } from "#platform/scope.ts";
import type { Day } from "#time/dates.ts";
import { countedByHosts, countedByType, periodsOf } from "./counted.ts";
import type { Which } from "./gather.ts";
import { reachOf } from "./people.ts";

/** What differs from one question to the next. */
type Values = {
  /** Its id; to whoever comes by its address, its name there. */
  tenant: string;
  now: Instant;
  /** The event type's id; to whoever comes by its address, its name there. */
  type: string;
  /** People who come whoever else does, as a list. */
  besides: string;
  /** When what is taken begins. */
  from: Instant;
  to: Instant;
  /** What limits count. */
  periods: string;
  /** What says when people work, as far as it reaches. */
  start: Instant;
  end: Instant;
  first: Day;
  last: Day;
};

/** Who is asked about, in what words. */
type Shape = { tenantByAddress: boolean; typeByAddress: boolean; evenIfOver: boolean };

export const readsFor = (scope: Scope, which: Which, range: Span) =>
  written(valuesOf(scope, which, range), shapeOf(scope, which));

function valuesOf(scope: Scope, which: Which, range: Span): Values {
  const reach = reachOf(scope, range);
  return {
    tenant: isByAddress(scope) ? scope.tenant.slug : scope.tenant.id,
    now: scope.now,
    type: "id" in which ? which.id : which.slug,
    besides: JSON.stringify([...(which.always ?? []), ...(which.named ?? [])]),
    ...startsAround(reach.start, reach.end),
    periods: periodsOf(reach),
    ...readinessReach(scope, range),
  };
}

const shapeOf = (scope: Scope, which: Which): Shape => ({
  tenantByAddress: isByAddress(scope),
  typeByAddress: "slug" in which,
  evenIfOver: which.without !== undefined,
});

/** All that a statement needs of a scope. */
type Within = Pick<Scope, "db" | "now"> & { tenant: { id: Id<"tenant"> } };

const written = readsWrittenOnce((db: Database, values: Values, shape: Shape) => {
  const { tenant, now } = values;
  // An id is text, and so is what stands in its place until it is known.
  const scope: Within = {
    db,
    now,
    tenant: { id: shape.tenantByAddress ? tenantAt(tenant, now) : (tenant as Id<"tenant">) },
  };
  const theType = shape.typeByAddress ? typeAt(scope, values.type) : sql`${values.type}`;
  const people = hostsOf(scope, theType, values.besides);
  return [
    typeStatement(scope, theType, shape),
    hostStatement(scope, theType),
    poolStatement(scope, theType),
    seatStatement(scope, theType),
    beginningStatement(scope, people, values),
    countedByHosts(scope, people, values.periods),
    countedByType(scope, theType, people, values.periods),
    ...statementsWithin(scope, people, values),
  ] as const;
});

const typeAt = ({ tenant }: Within, slug: string): SQL =>
  sql`(select id from event_types where tenant_id = ${tenant.id} and slug = ${slug} and active = 1
    and public_page = 1 and deleted_at is null)`;

/** Whoever could come: the fixed hosts, and those of each pool who are sent. Twice does no harm; sorting out would read every pool. */
const hostsOf = ({ tenant }: Within, theType: SQL, besides: string): SQL => sql`(
  select value as member_id from json_each(${besides})
  union all select member_id from event_type_hosts where tenant_id = ${tenant.id} and event_type_id = ${theType}
  union all select member_id from pool_members where tenant_id = ${tenant.id} and standing = 'qualified' and pool_id in (
    select pool_id from event_type_pools where tenant_id = ${tenant.id} and event_type_id = ${theType}))`;

/** What is offered no more is still what a meeting is of, for as long as that stands. */
const typeStatement = ({ db, tenant }: Within, theType: SQL, { evenIfOver }: Shape) =>
  db
    .select()
    .from(eventTypes)
    .where(
      and(
        eq(eventTypes.tenantId, tenant.id),
        sql`${eventTypes.id} = ${theType}`,
        evenIfOver ? undefined : isNull(eventTypes.deletedAt),
      ),
    );

const hostStatement = ({ db, tenant }: Within, theType: SQL) =>
  db
    .select()
    .from(eventTypeHosts)
    .where(and(eq(eventTypeHosts.tenantId, tenant.id), sql`${eventTypeHosts.eventTypeId} = ${theType}`))
    .orderBy(asc(eventTypeHosts.position));

const drawnBy = ({ db, tenant }: Within, theType: SQL) =>
  db
    .select({ id: eventTypePools.poolId })
    .from(eventTypePools)
    .where(and(eq(eventTypePools.tenantId, tenant.id), sql`${eventTypePools.eventTypeId} = ${theType}`));

const poolStatement = (scope: Within, theType: SQL) =>
  scope.db
    .select({
      id: pools.id,
      strategy: pools.strategy,
      active: pools.active,
      position: sql<number>`(select position from event_type_pools drawn where drawn.tenant_id = ${scope.tenant.id}
        and drawn.event_type_id = ${theType} and drawn.pool_id = ${pools.id})`.as("position"),
    })
    .from(pools)
    .where(and(eq(pools.tenantId, scope.tenant.id), sql`${pools.id} in ${drawnBy(scope, theType)}`));

const seatStatement = (scope: Within, theType: SQL) =>
  scope.db
    .select()
    .from(poolMembers)
    .where(
      and(
        eq(poolMembers.tenantId, scope.tenant.id),
        sql`${poolMembers.poolId} in ${drawnBy(scope, theType)}`,
        eq(poolMembers.standing, "qualified"),
      ),
    )
    .orderBy(asc(poolMembers.createdAt), asc(poolMembers.memberId));
