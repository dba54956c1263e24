import { and, asc, eq, gt, gte, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import type { Context } from "#platform/scope.ts";
import { startsAround } from "./rules.ts";
import { reservations } from "./tables.ts";

type Within = Pick<Context, "db" | "now"> & { tenant: { id: Id<"tenant"> } };

/** Of a reservation, what a question about somebody's time is answered with. */
export const taken = {
  id: reservations.id,
  memberId: reservations.memberId,
  txn: reservations.txn,
  kind: reservations.kind,
  startsAt: reservations.startsAt,
  endsAt: reservations.endsAt,
  beforeMinutes: reservations.beforeMinutes,
  afterMinutes: reservations.afterMinutes,
  eventTypeId: reservations.eventTypeId,
  share: reservations.share,
  capacity: reservations.capacity,
};

/** Given back it blocks nothing, and neither does a hold that has lapsed. `active = 1` is said outright: with a parameter the
 * partial indexes would not be used. */
export const blocks = ({ now }: { now: Instant }): SQL | undefined =>
  and(sql`${reservations.active} = 1`, or(isNull(reservations.lapsesAt), gt(reservations.lapsesAt, now)));

/**
 * Unsent: everything of these members that can touch [from, to), whatever buffers anybody brings. The members are a list or a
 * query in parentheses; what begins outside the window is not read.
 */
export const takenStatement = (scope: Within, members: SQL, from: Instant, to: Instant) =>
  beginningStatement(scope, members, startsAround(from, to));

/** Unsent: everything of these members that begins in a window, the members being as above. */
export const beginningStatement = (scope: Within, members: SQL, starts: { from: Instant; to: Instant }) =>
  scope.db
    .select(taken)
    .from(reservations)
    .where(
      and(
        eq(reservations.tenantId, scope.tenant.id),
        sql`${reservations.memberId} in ${members}`,
        gte(reservations.startsAt, starts.from),
        lt(reservations.startsAt, starts.to),
        blocks(scope),
      ),
    )
    .orderBy(asc(reservations.startsAt), asc(reservations.id));

export type Taken = Awaited<ReturnType<typeof takenStatement>>[number];
