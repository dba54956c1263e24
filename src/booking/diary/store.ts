// What a diary asks D1 on its own behalf.
import { and, eq, gte, sql } from "drizzle-orm";
import { reservations } from "#booking/reservations/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { decisions } from "#platform/decisions/tables.ts";
import type { Context } from "#platform/scope.ts";
import type { Verdict } from "./ledger.ts";

type Within = Pick<Context, "db" | "now">;
type Intent = { tenant: Id<"tenant">; txn: string; fingerprint: string };

const conflict = 409;

/**
 * Writes an abort unless somebody has decided, and tells what stands. A decision whose row has been forgotten is read from the
 * hours it took: those rows outlive it.
 */
export async function settled({ db, now }: Within, { tenant, txn, fingerprint }: Intent): Promise<Verdict> {
  const taken = sql`select 1 from reservations where tenant_id = ${tenant} and txn = ${txn} and active = 1`;
  const abort = db.run(sql`
    insert into decisions (id, tenant_id, fingerprint, status, headers, at, outcome, hosts, why)
    select ${txn}, ${tenant}, ${fingerprint}, ${conflict}, '{}', ${now}, 'abort', '[]', 'expired'
    where not exists (${taken}) on conflict do nothing`);
  const decision = db
    .select({ outcome: decisions.outcome, hosts: decisions.hosts })
    .from(decisions)
    .where(and(eq(decisions.id, txn), eq(decisions.tenantId, tenant)));
  const rows = db
    .select({ member: reservations.memberId })
    .from(reservations)
    .where(and(eq(reservations.tenantId, tenant), eq(reservations.txn, txn), sql`${reservations.active} = 1`));

  await abort;
  const [[known], active] = await db.batch([decision, rows]);
  if (known?.outcome === "abort") return { hosts: [] };
  return { hosts: known?.hosts ?? active.map(({ member }) => member) };
}

/** What a member's diary must know: every hour of theirs that is taken since then. */
export const takenSince = ({ db }: Within, tenant: Id<"tenant">, member: Id<"member">, since: Instant) =>
  db
    .select({
      txn: reservations.txn,
      start: reservations.startsAt,
      end: reservations.endsAt,
      beforeMinutes: reservations.beforeMinutes,
      afterMinutes: reservations.afterMinutes,
      eventType: reservations.eventTypeId,
      share: reservations.share,
      seat: reservations.seatNo,
    })
    .from(reservations)
    .where(
      and(
        eq(reservations.tenantId, tenant),
        eq(reservations.memberId, member),
        sql`${reservations.active} = 1`,
        eq(reservations.kind, "booking"),
        gte(reservations.startsAt, since),
      ),
    );
