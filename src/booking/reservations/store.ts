import { and, asc, eq, gt, gte, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import type { Context } from "#platform/scope.ts";
import { startsAround } from "./rules.ts";
import { reservations } from "./tables.ts";

type Within = Pick<Context, "db" | "now"> & { tenant: { id: Id<"tenant"> } };

/** Where meetings begin: instants, or queries that tell one. */
export type Window = { from: Instant | SQL; to: Instant | SQL };

/** A list or a query in parentheses, of members' ids. */
export type Members = SQL;

export const theseMembers = (ids: readonly Id<"member">[]): Members =>
  sql`(select value from json_each(${JSON.stringify(ids)}))`;

const shown = {
  id: reservations.id,
  memberId: reservations.memberId,
  kind: reservations.kind,
  startsAt: reservations.startsAt,
  endsAt: reservations.endsAt,
  beforeMinutes: reservations.beforeMinutes,
  afterMinutes: reservations.afterMinutes,
  eventTypeId: reservations.eventTypeId,
  share: reservations.share,
  capacity: reservations.capacity,
};

/** Unsent: what these members have taken, by when it begins. Rows outside the window are not read. */
export const takenStatement = (scope: Within, members: Members, { from, to }: Window) =>
  scope.db
    .select(shown)
    .from(reservations)
    .where(and(blocking(scope), sql`${reservations.memberId} in ${members}`, begins(from, to)))
    .orderBy(asc(reservations.startsAt), asc(reservations.id));

/** The same of one event type, for the limits that count its meetings only. */
export const takenByStatement = (scope: Within, members: Members, eventType: SQL, { from, to }: Window) =>
  scope.db
    .select(shown)
    .from(reservations)
    .where(
      and(
        blocking(scope),
        sql`${reservations.memberId} in ${members}`,
        sql`${reservations.eventTypeId} = ${eventType}`,
        begins(from, to),
      ),
    )
    .orderBy(asc(reservations.startsAt), asc(reservations.id));

/** Unsent: everything of these members that can touch [from, to), whatever buffers anybody brings. */
export const busyStatement = (scope: Within, ids: readonly Id<"member">[], from: Instant, to: Instant) =>
  takenStatement(scope, theseMembers(ids), startsAround(from, to));

// `active = 1` is said outright: with a parameter the partial index would not be used.
const blocking = (scope: Within) =>
  and(
    eq(reservations.tenantId, scope.tenant.id),
    sql`${reservations.active} = 1`,
    or(isNull(reservations.lapsesAt), gt(reservations.lapsesAt, scope.now)),
  );

const begins = (from: Instant | SQL, to: Instant | SQL) =>
  and(gte(reservations.startsAt, from), lt(reservations.startsAt, to));

export type Taken = Awaited<ReturnType<typeof takenStatement>>[number];
