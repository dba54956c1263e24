import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { hostOf, statementsFor, toPeople } from "#availability/readiness.ts";
import type { Busy, Host, Span } from "#availability/slots/rules.ts";
import { poolMembers, pools } from "#booking/pools/tables.ts";
import { type Taken, takenStatement } from "#booking/reservations/actions.ts";
import type { Id } from "#kernel/ids.ts";
import { asInstant, type Instant } from "#kernel/instant.ts";
import type { Scope } from "#platform/scope.ts";
import { countedByHosts, periodsOf } from "./counted.ts";
import type { Here } from "./rules.ts";

/** The members named, and whoever the pools named can send, in that order, with all they have taken: in one round trip. */
export async function gatherPeople(
  scope: Scope,
  named: { members: readonly Id<"member">[]; pools: readonly Id<"pool">[] },
  range: Span,
): Promise<{ hosts: readonly Host[]; here: Here; taken: readonly Taken[] }> {
  const { db, tenant } = scope;
  const inPools = sql`(select value from json_each(${JSON.stringify(named.pools)}))`;
  const people = sql`(
    select value from json_each(${JSON.stringify(named.members)})
    union all select member_id from pool_members
    where tenant_id = ${tenant.id} and standing = 'qualified' and pool_id in ${inPools})`;
  const reach = reachOf(scope, range);
  const [there, seats, taken, counted, ...readiness] = await db.batch([
    db
      .select({ id: pools.id, active: pools.active })
      .from(pools)
      .where(and(eq(pools.tenantId, tenant.id), sql`${pools.id} in ${inPools}`, isNull(pools.deletedAt))),
    db
      .select({ poolId: poolMembers.poolId, memberId: poolMembers.memberId })
      .from(poolMembers)
      .where(
        and(
          eq(poolMembers.tenantId, tenant.id),
          sql`${poolMembers.poolId} in ${inPools}`,
          eq(poolMembers.standing, "qualified"),
        ),
      )
      .orderBy(asc(poolMembers.createdAt), asc(poolMembers.memberId)),
    takenStatement(scope, people, reach.start, reach.end),
    countedByHosts(scope, people, periodsOf(reach)),
    ...statementsFor(scope, people, range),
  ]);
  const known = toPeople(scope, range, readiness);
  const everything = [...taken, ...counted];
  const busy = busyByMember(everything, undefined);
  const sent = Map.groupBy(seats, ({ poolId }) => poolId);
  const ofPool = ({ id, active }: (typeof there)[number]) =>
    (active ? (sent.get(id) ?? []) : []).map(({ memberId }) => memberId).filter((member) => known.has(member));
  const inOrder = new Set([...named.members, ...seats.map(({ memberId }) => memberId)]);
  return {
    hosts: [...inOrder].flatMap((id) => {
      const person = known.get(id);
      return person === undefined ? [] : [hostOf(person, { pool: null, busy: busy.get(id) ?? [] })];
    }),
    here: { members: new Set(known.keys()), pools: new Map(there.map((pool) => [pool.id, ofPool(pool)])) },
    taken: everything,
  };
}

/** Free time is followed back to its beginning, though never before now: what is taken between now and the range is read with it. */
export const reachOf = ({ now }: { now: Instant }, range: Span): Span => ({
  start: asInstant(Math.min(range.start, now)),
  end: range.end,
});

/** What each has taken, once, however many statements told of it; `own` are the meetings of one event type. */
export function busyByMember(
  taken: readonly Taken[],
  own: Id<"event_type"> | undefined,
): ReadonlyMap<Id<"member">, readonly Busy[]> {
  const rows = [...new Map(taken.map((row) => [row.id, row])).values()].toSorted((a, b) => a.startsAt - b.startsAt);
  return new Map(
    [...Map.groupBy(rows, (row) => row.memberId)].map(([member, theirs]) => [
      member,
      theirs.map((row) => ({
        start: row.startsAt,
        end: row.endsAt,
        beforeMinutes: row.beforeMinutes,
        afterMinutes: row.afterMinutes,
        what: row.kind,
        active: true,
        own: row.eventTypeId === own,
        session: row.share,
      })),
    ]),
  );
}

type Drawn = { id: Id<"pool">; active: boolean };
type Seat = { poolId: Id<"pool">; memberId: Id<"member"> };

/**
 * Who can be sent when one member must come: always there, they need no pool; else the first pool that has them sends them and
 * nobody else. Undefined when they are no host in any way.
 */
export function onlyBy<S extends Seat>(
  member: Id<"member">,
  fixed: readonly { memberId: Id<"member"> }[],
  drawn: readonly Drawn[],
  seats: readonly S[],
): readonly S[] | undefined {
  if (fixed.some(({ memberId }) => memberId === member)) return seats;
  const has = ({ id, active }: Drawn) =>
    active && seats.some(({ poolId, memberId }) => poolId === id && memberId === member);
  const theirs = drawn.find(has);
  return theirs && seats.filter(({ poolId, memberId }) => poolId !== theirs.id || memberId === member);
}

/**
 * People who are named beside those an event type has of itself: whom one of its pools can send is sent by that one, and nobody else
 * is; all others come besides.
 */
export function withNamed<S extends Seat>(
  named: readonly Id<"member">[],
  fixed: readonly FixedHost[],
  drawn: readonly Drawn[],
  seats: readonly S[],
): { fixed: readonly FixedHost[]; seats: readonly S[] } {
  const besides: FixedHost[] = [];
  const sends = new Map<string, Id<"member">>();
  for (const memberId of named) {
    if ([...fixed, ...besides].some((host) => host.memberId === memberId)) continue;
    const has = ({ id, active }: Drawn) =>
      active && !sends.has(id) && seats.some((seat) => seat.poolId === id && seat.memberId === memberId);
    const pool = drawn.find(has);
    if (pool === undefined) besides.push({ memberId, scheduleId: null });
    else sends.set(pool.id, memberId);
  }
  const isSent = ({ poolId, memberId }: Seat) => (sends.get(poolId) ?? memberId) === memberId;
  return { fixed: [...fixed, ...besides], seats: seats.filter(isSent) };
}

/**
 * The pools that send somebody, in their order. To a meeting that stands pools send as many as they sent before, each again where it
 * still can: whoever came in the place of one of theirs is no host more.
 */
export function sending<P extends { id: string; position: number }>(
  drawn: readonly P[],
  sent: readonly string[] | undefined,
): readonly P[] {
  const inOrder = drawn.toSorted((a, b) => a.position - b.position);
  if (sent === undefined) return inOrder;
  const again = inOrder.filter(({ id }) => sent.includes(id));
  const others = inOrder.filter(({ id }) => !sent.includes(id));
  const chosen = new Set([...again, ...others].slice(0, sent.length));
  return inOrder.filter((pool) => chosen.has(pool));
}

export type FixedHost = { memberId: Id<"member">; scheduleId: Id<"schedule"> | null };

/**
 * Who must come to a meeting that stands: whoever came with it, by the hours they keep for the event type. For one who is no longer
 * at work, somebody comes whom the event type has and the meeting has not.
 */
export function alwaysThere(
  standing: readonly Id<"member">[],
  own: readonly FixedHost[],
  here: ReadonlyMap<Id<"member">, unknown>,
): readonly FixedHost[] {
  const others = own.filter(({ memberId }) => !standing.includes(memberId)).values();
  return standing.map((memberId) => {
    const host = own.find((one) => one.memberId === memberId) ?? { memberId, scheduleId: null };
    return here.has(memberId) ? host : (others.next().value ?? host);
  });
}
