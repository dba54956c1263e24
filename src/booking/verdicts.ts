// The row that decides an intent: what became of the hours it asked for. Inserted once, by whoever is first, never changed.
import { and, eq, sql } from "drizzle-orm";
import { reservations } from "#booking/reservations/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { sendBatch, type Statement } from "#platform/d1.ts";
import { decisions } from "#platform/decisions/tables.ts";
import type { Context } from "#platform/scope.ts";

type Within = Pick<Context, "db" | "now">;
type Intent = { tenant: Id<"tenant">; txn: string; fingerprint: string };

const done = 200;
const conflict = 409;

/** `entity` is what was made of the hours: a booking. An abort names nobody. */
export type Verdict = {
  outcome: "commit" | "abort";
  hosts: readonly string[];
  fingerprint: string;
  why: string | null;
  entity: string | null;
};

/** Unsent: what is decided of an intent. The tenant is an id or a query that finds one. */
export const verdictStatement = ({ db }: Pick<Within, "db">, tenant: Id<"tenant">, txn: string) =>
  db
    .select({
      outcome: decisions.outcome,
      hosts: decisions.hosts,
      fingerprint: decisions.fingerprint,
      why: decisions.why,
      entity: decisions.entity,
    })
    .from(decisions)
    .where(and(eq(decisions.id, txn), eq(decisions.tenantId, tenant)));

type Row = Awaited<ReturnType<typeof verdictStatement>>[number];

/** What the row says, if there is one. */
export function verdictIn([row]: readonly Row[]): Verdict | null {
  if (row === undefined || row.outcome === null) return null;
  return { ...row, outcome: row.outcome, hosts: row.hosts ?? [] };
}

/** Collides with the verdict that was first; the collision undoes the whole batch. */
export const insertCommit = (
  { db, now }: Within,
  { tenant, txn, fingerprint }: Intent,
  hosts: readonly string[],
  entity: string | null,
): Statement =>
  db.insert(decisions).values({
    id: txn,
    tenantId: tenant,
    fingerprint,
    status: done,
    headers: {},
    entity,
    outcome: "commit",
    hosts,
    at: now,
  });

/**
 * Writes an abort unless somebody has decided, and tells what stands. A verdict whose row has been forgotten is read from the
 * hours it took: those rows outlive it.
 */
export async function aborted(within: Within, intent: Intent, why: string): Promise<Verdict> {
  const { db, now } = within;
  const { tenant, txn, fingerprint } = intent;
  const taken = sql`select 1 from reservations where tenant_id = ${tenant} and txn = ${txn} and active = 1 and kind = 'booking'`;
  const abort = db.run(sql`
    insert into decisions (id, tenant_id, fingerprint, status, headers, at, outcome, hosts, why)
    select ${txn}, ${tenant}, ${fingerprint}, ${conflict}, '{}', ${now}, 'abort', '[]', ${why}
    where not exists (${taken}) on conflict do nothing`);
  const rows = db
    .select({ member: reservations.memberId, booking: reservations.bookingId })
    .from(reservations)
    .where(and(eq(reservations.tenantId, tenant), eq(reservations.txn, txn), sql`${reservations.active} = 1`));

  // What staff held stands in the books too, and would be in the way of whoever tries once more.
  const free = db.run(sql`
    update reservations set active = 0, updated_at = ${now}, version = version + 1
    where tenant_id = ${tenant} and txn = ${txn} and active = 1 and kind = 'hold'
      and exists (select 1 from decisions where id = ${txn} and tenant_id = ${tenant} and outcome = 'abort')`);
  await sendBatch(db, [abort, free]);
  const [known, active] = await db.batch([verdictStatement(within, tenant, txn), rows]);
  const verdict = verdictIn(known);
  if (verdict !== null) return verdict;
  const hosts = active.map(({ member }) => member);
  return { outcome: "commit", hosts, fingerprint, why: null, entity: active[0]?.booking ?? null };
}
