// What a diary asks D1 on its own behalf.
import { and, eq, gte, sql } from "drizzle-orm";
import { reservations } from "#booking/reservations/tables.ts";
import { aborted } from "#booking/verdicts.ts";
import type { Instant } from "#kernel/instant.ts";
import { behindPoints } from "#platform/faults.ts";
import type { Context } from "#platform/scope.ts";
import type { Verdict } from "./ledger.ts";
import type { TakenHour } from "./repair.ts";
import type { Birth } from "./storage.ts";

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
