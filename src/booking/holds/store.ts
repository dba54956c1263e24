import { and, asc, desc, eq, gt, inArray, sql } from "drizzle-orm";
import { reservations } from "#booking/reservations/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import type { Statement } from "#platform/d1.ts";
import type { Cut } from "#platform/paging.ts";
import type { Scope } from "#platform/scope.ts";

type Row = typeof reservations.$inferSelect;

/** A hold as the books have it: one row for each host, told as one. */
export type StaffHold = {
  id: Id<"hold">;
  eventType: Id<"event_type"> | null;
  start: Instant;
  end: Instant;
  members: readonly Id<"member">[];
  seat: number | null;
  lapsesAt: Instant;
  createdAt: Instant;
  version: number;
};

const holdsOf = (scope: Scope) => and(eq(reservations.tenantId, scope.tenant.id), sql`${reservations.kind} = 'hold'`);
const live = ({ now }: Scope) => and(sql`${reservations.active} = 1`, gt(reservations.lapsesAt, now));

export async function findHold(scope: Scope, id: Id<"hold">): Promise<StaffHold | undefined> {
  const rows = await scope.db
    .select()
    .from(reservations)
    .where(and(holdsOf(scope), eq(reservations.txn, id), live(scope)))
    .orderBy(asc(reservations.memberId));
  return holdIn(rows);
}

function holdIn(rows: readonly Row[]): StaffHold | undefined {
  const [first] = rows;
  if (first === undefined || first.lapsesAt === null) return undefined;
  return {
    // A hold's intent is its id.
    id: first.txn as Id<"hold">,
    eventType: first.eventTypeId,
    start: first.startsAt,
    end: first.endsAt,
    members: rows.map(({ memberId }) => memberId),
    seat: first.seatNo,
    lapsesAt: first.lapsesAt,
    createdAt: first.createdAt,
    version: first.version,
  };
}

/** Left alone, SQLite reads all that the company ever had taken; of holds few live at a time, of all companies together. */
const liveHolds = sql`"reservations" indexed by reservations_lapsing`;

export type HoldFilter = {
  event_type_id?: Id<"event_type">[] | undefined;
  member_id?: Id<"member">[] | undefined;
};

/** One page of what is held now, by when it ends. */
export async function listHolds(scope: Scope, filter: HoldFilter, cut: Cut): Promise<Page<StaffHold>> {
  const direction = cut.descending ? desc : asc;
  const beyond = cut.descending ? sql.raw("<") : sql.raw(">");
  const { after } = cut;
  const theirs = scope.db
    .select({ txn: sql`${reservations.txn}` })
    .from(liveHolds)
    .where(and(holdsOf(scope), live(scope), inArray(reservations.memberId, filter.member_id ?? [])));
  const found = await scope.db
    .select({
      txn: sql<string>`${reservations.txn}`,
      lapsesAt: sql<number>`min(${reservations.lapsesAt})`.as("lapses"),
    })
    .from(liveHolds)
    .where(
      and(
        holdsOf(scope),
        live(scope),
        filter.event_type_id && inArray(reservations.eventTypeId, filter.event_type_id),
        filter.member_id && inArray(reservations.txn, theirs),
        after === null
          ? undefined
          : sql`(${reservations.lapsesAt}, ${reservations.txn}) ${beyond} (${after.key}, ${after.id})`,
      ),
    )
    .groupBy(reservations.txn)
    .orderBy(direction(sql`lapses`), direction(reservations.txn))
    .limit(cut.limit + 1);
  const page = pageOf(found, cut.limit, ({ txn, lapsesAt }) => ({ key: lapsesAt, id: txn }));
  const txns = page.rows.map(({ txn }) => txn);
  const rows = await scope.db
    .select()
    .from(reservations)
    .where(and(holdsOf(scope), sql`${reservations.txn} in (select value from json_each(${JSON.stringify(txns)}))`))
    .orderBy(asc(reservations.memberId));
  const byTxn = Map.groupBy(rows, ({ txn }) => txn);
  return { ...page, rows: txns.flatMap((txn) => holdIn(byTxn.get(txn) ?? []) ?? []) };
}

/** Later, while it is still held. */
export const prolong = (scope: Scope, hold: StaffHold, lapsesAt: Instant): Statement =>
  scope.db
    .update(reservations)
    .set({ lapsesAt, updatedAt: scope.now, version: sql`${reservations.version} + 1` })
    .where(and(holdsOf(scope), eq(reservations.txn, hold.id), sql`${reservations.active} = 1`));

export const letGo = (scope: Scope, hold: StaffHold): Statement =>
  scope.db
    .update(reservations)
    .set({ active: false, updatedAt: scope.now, version: sql`${reservations.version} + 1` })
    .where(and(holdsOf(scope), eq(reservations.txn, hold.id), sql`${reservations.active} = 1`));
