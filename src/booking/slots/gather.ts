import { hostOf, type Person, type ReadinessRows, toPeople } from "#availability/readiness.ts";
import type { Host, Question, Recipe, Span } from "#availability/slots/rules.ts";
import { horizonIn } from "#booking/event-types/rules.ts";
import type { EventType } from "#booking/event-types/tables.ts";
import type { Pool, PoolMember } from "#booking/pools/tables.ts";
import type { Taken } from "#booking/reservations/actions.ts";
import type { Id } from "#kernel/ids.ts";
import { type Read, readTogether, type RowsOf } from "#platform/reads.ts";
import type { Scope } from "#platform/scope.ts";
import { type ZoneId, zoneOf } from "#time/zones.ts";
import { alwaysThere, busyByMember, type FixedHost, onlyBy, sending, withNamed } from "./people.ts";
import { readsFor } from "./reads.ts";

/**
 * Named by its id, or, by whoever comes from outside, by an address that is on offer. Of a meeting that is to be moved, `without`
 * is the intent whose hours are no obstacle, and `always` are those who come whatever pools send: it keeps them, whoever the event
 * type has in their place; `sent` are the pools that sent the others: so many places pools have to fill, and no more. Where a member must come, `only` they are sent in their place; `named` are
 * people who come too, whoever else does.
 */
export type Which = ({ id: Id<"event_type"> } | { slug: string }) & {
  without?: string;
  always?: readonly Id<"member">[];
  sent?: readonly string[];
  only?: Id<"member">;
  named?: readonly Id<"member">[];
};

/** The company, as far as a question about its time needs it. */
export type Company = ReadinessRows[0][number];

/** The whole question, and what it was made of. */
export type Found = {
  tenantIsThere: true;
  company: Company;
  eventType: EventType;
  zone: ZoneId;
  question: Question;
  /** Everybody who could come and may act, by id. */
  people: ReadonlyMap<Id<"member">, Person>;
  /** The pools in the order in which they send, and who is in them. */
  drawn: readonly { id: Id<"pool">; strategy: Pool["strategy"]; active: boolean }[];
  seats: readonly PoolMember[];
  fixed: readonly Id<"member">[];
  taken: readonly Taken[];
};

export type Gathered = Found | { tenantIsThere: boolean; eventType?: undefined };

/**
 * Everything a question about one event type needs, in one round trip: who hosts it, and what they have taken, is found inside the
 * very statements that read it. What lies outside the range, and outside the periods that limits count, is not read. `more` is
 * asked in the same trip, of the same moment.
 */
export async function gather<const M extends readonly Read[] = []>(
  scope: Scope,
  which: Which,
  range: Span,
  more?: M,
): Promise<Gathered & { more: RowsOf<M> }> {
  const own = readsFor(scope, which, range);
  const answers = await readTogether(scope.db, [...own, ...(more ?? [])]);
  // A batch answers in the order of its statements, which a tuple of unknown length cannot say.
  const [types, hosts, drawn, seats, taken, ofHosts, ofType, ...readiness] = answers.slice(
    0,
    own.length,
  ) as unknown as RowsOf<typeof own>;
  const told = { more: answers.slice(own.length) as unknown as RowsOf<M> };
  const [eventType] = types;
  const [[company]] = readiness;
  if (eventType === undefined || company === undefined) return { tenantIsThere: company !== undefined, ...told };
  const zone = zoneFor(eventType, company.timeZone);
  const known = toPeople(scope, range, readiness);
  const everything = [...taken, ...ofHosts, ...ofType].filter(({ txn }) => txn !== which.without);
  const busy = busyByMember(everything, eventType.id);
  const inOrder = sending(drawn, which.sent);
  const there = which.always === undefined ? hosts : alwaysThere(which.always, hosts, known);
  const able = which.only === undefined ? seats : onlyBy(which.only, there, inOrder, seats);
  // Who must come cannot any more, so there is nothing to be asked of this event type.
  if (able === undefined) return { tenantIsThere: true, ...told };
  const { fixed, seats: sent } = withNamed(which.named ?? [], there, inOrder, able);
  const recipe = recipeOf(
    eventType,
    zone,
    inOrder.map(({ id }) => id),
  );
  const active = new Set(inOrder.filter((pool) => pool.active).map(({ id }) => id));
  return {
    ...told,
    tenantIsThere: true,
    company,
    eventType,
    zone,
    people: known,
    drawn: inOrder,
    seats: sent.filter(({ memberId }) => known.has(memberId)),
    fixed: fixed.map(({ memberId }) => memberId),
    taken: everything,
    question: {
      now: scope.now,
      range,
      recipe,
      hosts: [...fixedHosts(fixed, known, busy), ...poolHosts(sent, active, known, busy)],
      // Whoever offers times asks the diaries too (`withHolds`); whoever takes one meets them there.
      reserved: [],
    },
  };
}

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
    horizon: eventType.horizon && horizonIn(eventType.horizon),
    zone,
    limits: eventType.limits,
    capacity: eventType.capacity ?? 1,
    restriction: null,
    pools: drawn,
  };
}

type BusyBy = ReturnType<typeof busyByMember>;
type People = ReadonlyMap<Id<"member">, Person>;

const fixedHosts = (hosts: readonly FixedHost[], people: People, busy: BusyBy): Host[] =>
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
