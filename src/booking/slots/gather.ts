import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { hostOf, type Person, statementsFor, toPeople } from "#availability/readiness.ts";
import type { Host, Horizon, Question, Recipe, Span } from "#availability/slots/rules.ts";
import {
  type EventType,
  type EventTypeHost,
  eventTypeHosts,
  eventTypePools,
  eventTypes,
  type HorizonWords,
} from "#booking/event-types/tables.ts";
import { type PoolMember, poolMembers, pools } from "#booking/pools/tables.ts";
import { takenStatement } from "#booking/reservations/actions.ts";
import type { Id } from "#kernel/ids.ts";
import type { Scope } from "#platform/scope.ts";
import { parseDate } from "#time/dates.ts";
import { type ZoneId, zoneOf } from "#time/zones.ts";
import { countedByHosts, countedByType } from "./counted.ts";
import { busyByMember, reachOf } from "./people.ts";

/** Named by its id, or, by whoever comes from outside, by an address that is on offer. */
export type Which = { id: Id<"event_type"> } | { slug: string };

/** The whole question, and what it was made of. */
export type Gathered =
  | { tenantIsThere: boolean; eventType?: undefined }
  | { tenantIsThere: true; eventType: EventType; zone: ZoneId; question: Question };

/**
 * Everything a question about one event type needs, in one round trip: who hosts it, and what they have taken, is found inside the
 * very statements that read it. What lies outside the range, and outside the periods that limits count, is not read.
 */
export async function gather(scope: Scope, which: Which, range: Span): Promise<Gathered> {
  const theType = idOf(scope, which);
  const people = hostsOf(scope, theType);
  const reach = reachOf(scope, range);
  const [types, hosts, drawn, seats, taken, ofHosts, ofType, ...readiness] = await scope.db.batch([
    typeStatement(scope, theType),
    hostStatement(scope, theType),
    poolStatement(scope, theType),
    seatStatement(scope, theType),
    takenStatement(scope, people, reach.start, reach.end),
    countedByHosts(scope, people, reach),
    countedByType(scope, theType, people, reach),
    ...statementsFor(scope, people, range),
  ]);
  const [eventType] = types;
  const [[company]] = readiness;
  if (eventType === undefined || company === undefined) return { tenantIsThere: company !== undefined };
  const zone = zoneFor(eventType, company.timeZone);
  const known = toPeople(scope, range, readiness);
  const busy = busyByMember([...taken, ...ofHosts, ...ofType], eventType.id);
  const recipe = recipeOf(
    eventType,
    zone,
    drawn.map(({ id }) => id),
  );
  const active = new Set(drawn.filter((pool) => pool.active).map(({ id }) => id));
  return {
    tenantIsThere: true,
    eventType,
    zone,
    question: {
      now: scope.now,
      range,
      recipe,
      hosts: [...fixedHosts(hosts, known, busy), ...poolHosts(seats, active, known, busy)],
      // Live holds are asked from the diaries, once there are some.
      reserved: [],
    },
  };
}

const idOf = ({ tenant }: Scope, which: Which): SQL =>
  "id" in which
    ? sql`${which.id}`
    : sql`(select id from event_types where tenant_id = ${tenant.id} and slug = ${which.slug} and active = 1
        and public_page = 1 and deleted_at is null)`;

/** Whoever could come: the fixed hosts, and those of each pool who are sent. Twice does no harm; sorting out would read every pool. */
const hostsOf = ({ tenant }: Scope, theType: SQL): SQL => sql`(
  select member_id from event_type_hosts where tenant_id = ${tenant.id} and event_type_id = ${theType}
  union all select member_id from pool_members where tenant_id = ${tenant.id} and standing = 'qualified' and pool_id in (
    select pool_id from event_type_pools where tenant_id = ${tenant.id} and event_type_id = ${theType}))`;

const typeStatement = ({ db, tenant }: Scope, theType: SQL) =>
  db
    .select()
    .from(eventTypes)
    .where(and(eq(eventTypes.tenantId, tenant.id), sql`${eventTypes.id} = ${theType}`, isNull(eventTypes.deletedAt)));

const hostStatement = ({ db, tenant }: Scope, theType: SQL) =>
  db
    .select()
    .from(eventTypeHosts)
    .where(and(eq(eventTypeHosts.tenantId, tenant.id), sql`${eventTypeHosts.eventTypeId} = ${theType}`))
    .orderBy(asc(eventTypeHosts.position));

const drawnBy = ({ db, tenant }: Scope, theType: SQL) =>
  db
    .select({ id: eventTypePools.poolId })
    .from(eventTypePools)
    .where(and(eq(eventTypePools.tenantId, tenant.id), sql`${eventTypePools.eventTypeId} = ${theType}`));

const poolStatement = (scope: Scope, theType: SQL) =>
  scope.db
    .select({ id: pools.id, active: pools.active })
    .from(pools)
    .where(and(eq(pools.tenantId, scope.tenant.id), sql`${pools.id} in ${drawnBy(scope, theType)}`));

const seatStatement = (scope: Scope, theType: SQL) =>
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

/** The event type's own zone, else the company's. */
function zoneFor(eventType: EventType, company: string): ZoneId {
  const zone = zoneOf(eventType.timeZone ?? company) ?? zoneOf("UTC");
  if (zone === undefined) throw new Error("UTC is no zone of the table.");
  return zone;
}

export function recipeOf(eventType: EventType, zone: ZoneId, drawn: readonly Id<"pool">[]): Recipe {
  return {
    kind: eventType.kind,
    durations: eventType.durations,
    incrementMinutes: eventType.incrementMinutes,
    offsetMinutes: eventType.offsetMinutes,
    packed: eventType.packed,
    beforeMinutes: eventType.beforeMinutes,
    afterMinutes: eventType.afterMinutes,
    noticeMinutes: eventType.noticeMinutes,
    horizon: eventType.horizon && horizonOf(eventType.horizon),
    zone,
    limits: eventType.limits,
    capacity: eventType.capacity ?? 1,
    restriction: null,
    pools: drawn,
  };
}

function horizonOf(words: HorizonWords): Horizon {
  if (words.kind === "available_days")
    return { kind: "available_days", days: words.days, weekdaysOnly: words.weekdays_only };
  if (words.kind !== "dates") return words;
  const [first, last] = [parseDate(words.first), parseDate(words.last)];
  if (first === undefined || last === undefined) throw new Error("A horizon was kept that is none.");
  return { kind: "dates", first, last };
}

type BusyBy = ReturnType<typeof busyByMember>;
type People = ReadonlyMap<Id<"member">, Person>;

const fixedHosts = (hosts: readonly EventTypeHost[], people: People, busy: BusyBy): Host[] =>
  hosts.map(({ memberId, scheduleId }) => {
    const person = people.get(memberId);
    return person === undefined
      ? absent(memberId)
      : hostOf(person, { pool: null, schedule: scheduleId, busy: busy.get(memberId) ?? [] });
  });

/** One for each pool that somebody is in: the engine lets nobody come twice. An inactive pool sends nobody. */
const poolHosts = (
  seats: readonly PoolMember[],
  active: ReadonlySet<Id<"pool">>,
  people: People,
  busy: BusyBy,
): Host[] =>
  seats.flatMap(({ poolId, memberId }) => {
    const person = people.get(memberId);
    return person === undefined || !active.has(poolId)
      ? []
      : [hostOf(person, { pool: poolId, busy: busy.get(memberId) ?? [] })];
  });

/** A host who has left or may not act: their place stands empty, so that nobody meets without them. */
function absent(id: Id<"member">): Host {
  const zone = zoneOf("UTC");
  if (zone === undefined) throw new Error("UTC is no zone of the table.");
  return {
    id,
    pool: null,
    hours: { zone, weekly: [], overrides: [], travel: [] },
    timeOff: [],
    busy: [],
    zone,
    weekStart: 1,
    limits: [],
    beforeMinutes: 0,
    afterMinutes: 0,
    noticeMinutes: 0,
    advanceDays: null,
    pausedUntil: null,
  };
}
