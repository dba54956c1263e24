// What a diary asks D1 on its own behalf, and what is asked about it.
import { and, eq, gte, isNull, sql } from "drizzle-orm";
import { reservations } from "#booking/reservations/tables.ts";
import { aborted } from "#booking/verdicts.ts";
import { members } from "#identity/members/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { type Instant, minute } from "#kernel/instant.ts";
import type { Statement } from "#platform/d1.ts";
import { behindPoints } from "#platform/faults.ts";
import type { Context, Scope } from "#platform/scope.ts";
import type { Birth, Claim } from "./claims.ts";
import type { Verdict } from "./ledger.ts";
import type { TakenHour } from "./repair.ts";

export type DiaryBooks = {
  /** What became of an intent; an abort, unless somebody has decided. */
  settled: (intent: { txn: string; fingerprint: string }) => Promise<Verdict>;
  /** Every hour of the member's that is taken since then. */
  takenSince: (since: Instant) => Promise<readonly TakenHour[]>;
  /** Which of these intents had an hour of the member's and gave it back. */
  givenBack: (txns: readonly string[]) => Promise<readonly string[]>;
};

export function booksOf(context: Context, { tenant, resource }: Birth): DiaryBooks {
  const { db } = context;
  const ours = and(eq(reservations.tenantId, tenant), eq(reservations.memberId, resource));
  const books: DiaryBooks = {
    settled: (intent) => aborted(context, { tenant, ...intent }, "expired"),
    takenSince: (since) =>
      db
        .select(hour)
        .from(reservations)
        .where(
          and(
            ours,
            sql`${reservations.active} = 1`,
            eq(reservations.kind, "booking"),
            gte(reservations.startsAt, since),
          ),
        ),
    async givenBack(txns) {
      const rows = await db
        .select({ txn: reservations.txn })
        .from(reservations)
        .where(
          and(
            ours,
            sql`${reservations.txn} in (select value from json_each(${JSON.stringify(txns)}))`,
            sql`${reservations.active} = 0`,
          ),
        );
      return rows.map(({ txn }) => txn);
    },
  };
  return DEV_BUILD ? behindPoints(books, "diary", context.later) : books;
}

const hour = {
  txn: reservations.txn,
  start: reservations.startsAt,
  end: reservations.endsAt,
  beforeMinutes: reservations.beforeMinutes,
  afterMinutes: reservations.afterMinutes,
  eventType: reservations.eventTypeId,
  share: reservations.share,
  seat: reservations.seatNo,
};

/** Unsent: the member, if they are here. */
export const memberStatement = (scope: Scope, id: Id<"member">) =>
  scope.db
    .select({ version: members.version })
    .from(members)
    .where(and(eq(members.tenantId, scope.tenant.id), eq(members.id, id), isNull(members.deletedAt)));

/** Rows for hours of which there are none: given back from the beginning. What else they were for is not known any more. */
export function insertGivenBack(scope: Scope, member: Id<"member">, claims: readonly Claim[]): Statement {
  const hours = claims.map(({ txn, start, end, from, to, eventType, share, seat }) => ({
    id: scope.newId("reservation"),
    txn,
    start,
    end,
    before: (start - from) / minute,
    after: (to - end) / minute,
    eventType,
    share,
    seat,
  }));
  const tenant = scope.tenant.id;
  return scope.db.run(sql`
    insert into reservations (tenant_id, id, member_id, txn, kind, starts_at, ends_at, before_minutes, after_minutes,
      event_type_id, share, seat_no, active, created_at, updated_at)
    select ${tenant}, said.value ->> 'id', ${member}, said.value ->> 'txn', 'booking', said.value ->> 'start',
      said.value ->> 'end', said.value ->> 'before', said.value ->> 'after',
      (select id from event_types where tenant_id = ${tenant} and id = said.value ->> 'eventType'),
      said.value ->> 'share', said.value ->> 'seat', 0, ${scope.now}, ${scope.now}
    from json_each(${JSON.stringify(hours)}) said
    where not exists (
      select 1 from reservations known where known.tenant_id = ${tenant} and known.txn = said.value ->> 'txn'
        and known.member_id = ${member})`);
}
