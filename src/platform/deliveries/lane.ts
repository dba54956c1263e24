// What waits for one endpoint: its lane in the ledger, served by one sender, a row at a time.
import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Id } from "#kernel/ids.ts";
import { after, type Instant, second } from "#kernel/instant.ts";
import { type Statement, sendBatch } from "#platform/d1.ts";
import type { Scope } from "#platform/scope.ts";
import { beginAttempts } from "./store.ts";
import { type Delivery, type DeliveryAttempt, deliveries, deliveryAttempts } from "./tables.ts";

/** Whose lane: the id of an endpoint. */
export type Recipient = Id<"webhook">;

const ofTenant = ({ tenant }: Scope) => eq(deliveries.tenantId, tenant.id);
/** In the very words of the lane's index, which knows only webhooks. */
const inLane = (scope: Scope, to: Recipient): SQL =>
  sql`${deliveries.tenantId} = ${scope.tenant.id} and ${deliveries.recipient} = ${to} and channel = 'webhook'`;

/** A fact that is to be sent to an endpoint. */
export type Queued = { id: Id<"delivery">; template: string; factId: Id<"fact">; recipient: Recipient };

/** Due a moment ago: the clock of whoever sends it may be a little behind ours. */
export const atOnce = ({ now }: Pick<Scope, "now">): Instant => after(now, -second);

/** Unsent: many rows, none where `unless` finds one of the same fact and endpoint. */
const insertRows = (scope: Scope, rows: readonly Queued[], ordinal: SQL, unless: SQL): Statement =>
  scope.db.run(sql`
    insert into deliveries (id, tenant_id, channel, template, subject_id, ordinal, recipient, status, attempts, due_at, fact_id,
      request_id, created_at, updated_at, version)
    select said.value ->> 'id', ${scope.tenant.id}, 'webhook', said.value ->> 'template', said.value ->> 'factId', ${ordinal},
      said.value ->> 'recipient', 'pending', 0, ${atOnce(scope)}, said.value ->> 'factId', ${scope.requestId}, ${scope.now}, ${scope.now}, 1
    from json_each(${JSON.stringify(rows)}) said
    where not exists (select 1 from deliveries known where ${ofSaid(scope)} and ${unless})`);

const ofSaid = ({ tenant }: Scope): SQL => sql`known.tenant_id = ${tenant.id}
  and known.subject_id = said.value ->> 'factId' and known.recipient = said.value ->> 'recipient'`;

/** One row for ever per fact and endpoint, whoever asks for it how often. */
export const queueInLanes = (scope: Scope, rows: readonly Queued[]): Statement =>
  insertRows(scope, rows, sql`1`, sql`true`);

/** Once more, as a sending of its own: none while an earlier one is under way. */
export const queueAgain = (scope: Scope, rows: readonly Queued[]): Statement => {
  const last = sql`(select coalesce(max(known.ordinal), 0) from deliveries known where ${ofSaid(scope)})`;
  return insertRows(scope, rows, sql`${last} + 1`, sql`known.status in ('pending', 'sending')`);
};

/** The row that has waited longest, if it is due and `open` holds, in hand from now on; and its try, written down. */
export function takeNext(scope: Scope, to: Recipient, open: SQL, lease: number) {
  const next = sql`(select waiting.id from deliveries waiting where waiting.tenant_id = ${scope.tenant.id}
    and waiting.recipient = ${to} and waiting.channel = 'webhook' and waiting.status = 'pending'
    and waiting.due_at <= ${scope.now} order by waiting.due_at limit 1)`;
  const taken = scope.db
    .update(deliveries)
    .set({
      status: "sending",
      leaseUntil: after(scope.now, lease),
      attempts: sql`${deliveries.attempts} + 1`,
      updatedAt: scope.now,
      version: sql`${deliveries.version} + 1`,
    })
    .where(and(ofTenant(scope), sql`${deliveries.id} = ${next}`, open))
    .returning();
  // Whatever else is in hand has its try already.
  return [taken, beginAttempts(scope, sql`${inLane(scope, to)} and ${deliveries.status} = 'sending'`)] as const;
}

/** A row that is in hand from its first moment: for what is sent at once or not at all. */
export const insertInHand = (
  scope: Scope,
  wanted: { id: Id<"delivery">; template: string; subjectId: string; recipient: Recipient; lease: number },
): Statement[] => [
  scope.db.run(sql`
    insert into deliveries (id, tenant_id, channel, template, subject_id, ordinal, recipient, status, attempts, due_at, lease_until,
      request_id, created_at, updated_at, version)
    select ${wanted.id}, ${scope.tenant.id}, 'webhook', ${wanted.template}, ${wanted.subjectId}, count(*) + 1,
      ${wanted.recipient}, 'sending', 1, ${scope.now}, ${after(scope.now, wanted.lease)}, ${scope.requestId}, ${scope.now}, ${scope.now}, 1
    from deliveries where tenant_id = ${scope.tenant.id} and subject_id = ${wanted.subjectId} and template = ${wanted.template}`),
  scope.db.insert(deliveryAttempts).values({ deliveryId: wanted.id, attempt: 1, beganAt: scope.now }),
];

/** How a try ended, and what becomes of the row. */
export type TryEnd = Pick<Delivery, "status" | "error" | "dueAt" | "sentAt"> & {
  attempt: Pick<DeliveryAttempt, "outcome" | "error" | "url" | "responseStatus" | "milliseconds" | "responseText">;
};

/** Unsent. One who was thought lost and comes back late still knows best, unless a newer try has begun. */
export const endTry = (scope: Scope, tried: Pick<Delivery, "id" | "attempts">, end: TryEnd): Statement[] => {
  const { attempt, ...row } = end;
  return [
    scope.db
      .update(deliveries)
      .set({ ...row, adapter: "http", leaseUntil: null, updatedAt: scope.now, version: sql`${deliveries.version} + 1` })
      .where(
        and(
          ofTenant(scope),
          eq(deliveries.id, tried.id),
          inArray(deliveries.status, ["sending", "pending"]),
          eq(deliveries.attempts, tried.attempts),
        ),
      ),
    scope.db
      .update(deliveryAttempts)
      .set({ ...attempt, adapter: "http", endedAt: scope.now })
      .where(and(eq(deliveryAttempts.deliveryId, tried.id), eq(deliveryAttempts.attempt, tried.attempts))),
  ];
};

/**
 * Tries that nobody finished are made again, under the same name: whoever gets one twice can tell. But not what is called `once`, and
 * nothing that was tried `most` often.
 */
export async function takeBackLate(
  scope: Scope,
  to: Recipient,
  { once, most }: { once: string; most: number },
): Promise<void> {
  const late = sql`${inLane(scope, to)} and ${deliveries.status} = 'sending' and ${deliveries.leaseUntil} < ${scope.now}`;
  const ended = { outcome: "unknown", error: "sender_lost", endedAt: scope.now } as const;
  await sendBatch(scope.db, [
    scope.db
      .update(deliveryAttempts)
      .set(ended)
      .where(
        sql`(${deliveryAttempts.deliveryId}, ${deliveryAttempts.attempt}) in
          (select ${deliveries.id}, ${deliveries.attempts} from ${deliveries} where ${late})`,
      ),
    scope.db
      .update(deliveries)
      .set({
        status: sql`case when template = ${once} or attempts >= ${most} then 'failed' else 'pending' end`,
        error: "sender_lost",
        dueAt: scope.now,
        leaseUntil: null,
        updatedAt: scope.now,
        version: sql`${deliveries.version} + 1`,
      })
      .where(late),
  ]);
}

/** Unsent: whatever waits for this endpoint is not sent. What is in somebody's hand goes its way. */
export const cancelWaiting = (scope: Scope, to: Recipient, why: string): Statement =>
  scope.db
    .update(deliveries)
    .set({ status: "canceled", error: why, updatedAt: scope.now, version: sql`${deliveries.version} + 1` })
    .where(sql`${inLane(scope, to)} and ${deliveries.status} = 'pending'`);

/** When this lane has to be looked at next, as SQL: the next row is due, or the next lease is over. Null: nothing waits. */
export const nextInLane = (tenant: SQL, to: SQL): SQL<Instant | null> => {
  const least = (column: SQL, status: SQL) => sql`(select min(${column}) from deliveries waiting
    where waiting.tenant_id = ${tenant} and waiting.recipient = ${to} and waiting.channel = 'webhook' and waiting.status = ${status})`;
  const due = least(sql`waiting.due_at`, sql`'pending'`);
  const lost = least(sql`waiting.lease_until`, sql`'sending'`);
  return sql`min(coalesce(${due}, ${lost}), coalesce(${lost}, ${due}))`;
};
