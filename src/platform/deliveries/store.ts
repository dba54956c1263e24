import { and, asc, eq, inArray, isNull, lt, lte, type SQL, sql } from "drizzle-orm";
import type { Id } from "#kernel/ids.ts";
import { after, asInstant, type Instant } from "#kernel/instant.ts";
import { type Statement, sendBatch } from "#platform/d1.ts";
import type { Context, Scope } from "#platform/scope.ts";
import { leaseFor, maxAttempts, outcomeOf, remembered, type Settled } from "./rules.ts";
import { type Delivery, deliveries, deliveryAttempts } from "./tables.ts";

/** A delivery by name: the tenant is part of it, and is null for sign-in mails. */
export type DeliveryRef = Pick<Delivery, "tenantId" | "id">;

const one = ({ tenantId, id }: DeliveryRef) =>
  and(tenantId === null ? isNull(deliveries.tenantId) : eq(deliveries.tenantId, tenantId), eq(deliveries.id, id));

export type NewDelivery = {
  template: string;
  subjectId: string;
  /** Which sending of that subject; the first when left out. */
  ordinal?: number;
  recipient: string;
  factId: Id<"fact"> | null;
};

/**
 * An unsent insert: one message for ever per template, subject, ordinal and recipient, whoever asks for it how often.
 */
export function queueDelivery(scope: Scope, wanted: NewDelivery): Statement {
  const { template, subjectId, ordinal = 1, recipient, factId } = wanted;
  return scope.db.run(sql`
    insert into deliveries (id, tenant_id, channel, template, subject_id, ordinal, recipient, status, attempts, due_at, fact_id,
      request_id, created_at, updated_at, version)
    select ${scope.newId("delivery")}, ${scope.tenant.id}, 'mail', ${template}, ${subjectId}, ${ordinal}, ${recipient}, 'pending', 0,
      ${scope.now}, ${factId}, ${scope.requestId}, ${scope.now}, ${scope.now}, 1
    where not exists (select 1 from deliveries where tenant_id = ${scope.tenant.id} and subject_id = ${subjectId}
      and template = ${template} and ordinal = ${ordinal} and recipient = ${recipient})`);
}

export const insertDelivery = (context: Context, delivery: Delivery): Statement =>
  context.db.insert(deliveries).values(delivery);

/** Which mails are due, in every tenant. */
export const listDue = (context: Context, limit: number): Promise<DeliveryRef[]> =>
  context.db
    .select({ tenantId: deliveries.tenantId, id: deliveries.id })
    .from(deliveries)
    .where(and(eq(deliveries.channel, "mail"), eq(deliveries.status, "pending"), lte(deliveries.dueAt, context.now)))
    .orderBy(asc(deliveries.dueAt))
    .limit(limit);

/** Takes a delivery that is still pending, and writes down that a try begins; of several who try, one gets it. */
export async function claim(context: Context, ref: DeliveryRef): Promise<Delivery | undefined> {
  const [[claimed]] = await context.db.batch([
    context.db
      .update(deliveries)
      .set({
        status: "sending",
        leaseUntil: after(context.now, leaseFor),
        attempts: sql`${deliveries.attempts} + 1`,
        updatedAt: context.now,
        version: sql`${deliveries.version} + 1`,
      })
      .where(and(one(ref), eq(deliveries.status, "pending")))
      .returning(),
    beginAttempt(context, ref),
  ]);
  return claimed;
}

/** The try that a delivery under way is at. Whoever lost the race for it finds it written down already. */
export const beginAttempt = (context: Context, ref: DeliveryRef) =>
  beginAttempts(context, and(one(ref), eq(deliveries.status, "sending")));

export const beginAttempts = (context: Context, which: SQL | undefined) =>
  context.db
    .insert(deliveryAttempts)
    .select(
      context.db
        .select({
          deliveryId: deliveries.id,
          attempt: deliveries.attempts,
          outcome: sql`null`.as("outcome"),
          adapter: sql`null`.as("adapter"),
          providerId: sql`null`.as("provider_id"),
          error: sql`null`.as("error"),
          url: sql`null`.as("url"),
          responseStatus: sql`null`.as("response_status"),
          milliseconds: sql`null`.as("milliseconds"),
          responseText: sql`null`.as("response_text"),
          beganAt: sql`${context.now}`.as("began_at"),
          endedAt: sql`null`.as("ended_at"),
        })
        .from(deliveries)
        .where(which),
    )
    .onConflictDoNothing();

/**
 * Writes down how a try ended. One who was thought lost and comes back late still knows best, unless a newer try has
 * begun.
 */
export const settle = async (context: Context, tried: Delivery, end: Settled): Promise<void> => {
  await sendBatch(context.db, settlement(context, tried, end));
};

/** The same, unsent. */
export function settlement(
  context: Context,
  tried: DeliveryRef & Pick<Delivery, "attempts">,
  end: Settled,
): Statement[] {
  const { adapter, providerId, error } = end;
  return [
    context.db
      .update(deliveries)
      .set({ ...end, leaseUntil: null, updatedAt: context.now, version: sql`${deliveries.version} + 1` })
      .where(
        and(one(tried), inArray(deliveries.status, ["sending", "unknown"]), eq(deliveries.attempts, tried.attempts)),
      ),
    context.db
      .update(deliveryAttempts)
      .set({ outcome: outcomeOf(end), adapter, providerId, error, endedAt: context.now })
      .where(and(eq(deliveryAttempts.deliveryId, tried.id), eq(deliveryAttempts.attempt, tried.attempts))),
  ];
}

/** Nothing was tried: the mail waits until then, as if nobody had taken it in hand. */
export async function setBack(context: Context, tried: Delivery, dueAt: Instant): Promise<void> {
  await sendBatch(context.db, [
    context.db
      .update(deliveries)
      .set({
        status: "pending",
        attempts: tried.attempts - 1,
        dueAt,
        leaseUntil: null,
        updatedAt: context.now,
        version: sql`${deliveries.version} + 1`,
      })
      .where(and(one(tried), eq(deliveries.status, "sending"), eq(deliveries.attempts, tried.attempts))),
    context.db
      .delete(deliveryAttempts)
      .where(
        and(
          eq(deliveryAttempts.deliveryId, tried.id),
          eq(deliveryAttempts.attempt, tried.attempts),
          isNull(deliveryAttempts.endedAt),
        ),
      ),
  ]);
}

/**
 * Tries at a mail that nobody finished: it may have gone out, so they are unknown and stay so until somebody asks. Those of `again` are
 * due once more: they can be written anew, and the provider tells by their name whether it has them already.
 */
export async function loseOverdue(context: Context, again: readonly string[]): Promise<number> {
  const lost = { outcome: "unknown", error: "sender_lost", endedAt: context.now } as const;
  const [rows] = await context.db.batch([
    context.db
      .update(deliveries)
      .set({
        status: sql`case when template in (select value from json_each(${JSON.stringify(again)})) and attempts < ${maxAttempts}
          and created_at > ${context.now - remembered} then 'pending' else 'unknown' end`,
        error: lost.error,
        dueAt: context.now,
        leaseUntil: null,
        updatedAt: context.now,
        version: sql`${deliveries.version} + 1`,
      })
      .where(
        and(eq(deliveries.channel, "mail"), eq(deliveries.status, "sending"), lt(deliveries.leaseUntil, context.now)),
      )
      .returning({ id: deliveries.id }),
    context.db
      .update(deliveryAttempts)
      .set(lost)
      .where(and(isNull(deliveryAttempts.endedAt), lt(deliveryAttempts.beganAt, asInstant(context.now - leaseFor)))),
  ]);
  return rows.length;
}
