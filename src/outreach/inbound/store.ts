import { and, eq, inArray, sql } from "drizzle-orm";
import { bookings } from "#booking/bookings/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { type Statement, sendBatch } from "#platform/d1.ts";
import { type Delivery, deliveries } from "#platform/deliveries/tables.ts";
import type { Context } from "#platform/scope.ts";
import { type InboundEvent, inboundEvents } from "./tables.ts";

/** Keeps what came, once; answers what is kept, which may have come before. */
export async function keep({ db }: Context, event: InboundEvent): Promise<InboundEvent> {
  const [, [kept]] = await db.batch([
    db.insert(inboundEvents).values(event).onConflictDoNothing(),
    db
      .select()
      .from(inboundEvents)
      .where(and(eq(inboundEvents.provider, event.provider), eq(inboundEvents.externalId, event.externalId))),
  ]);
  return kept ?? event;
}

/** The mail that a provider knows by this name, of whichever company. */
export const deliveryBy = ({ db }: Context, providerId: string): Promise<Delivery | undefined> =>
  db
    .select()
    .from(deliveries)
    .where(and(eq(deliveries.providerId, providerId), eq(deliveries.channel, "mail")))
    .limit(1)
    .get();

/** A mail that was sent turns out not to have arrived, or not to have been welcome. */
export const noteOn = (
  { db, now }: Context,
  { id }: Delivery,
  note: { status?: Delivery["status"]; error: string },
): Statement =>
  db
    .update(deliveries)
    .set({ ...note, updatedAt: now, version: sql`${deliveries.version} + 1` })
    .where(and(eq(deliveries.id, id), inArray(deliveries.status, ["sent", "unknown", "failed"])));

export const settleEvent = (
  { db, now }: Context,
  { id }: InboundEvent,
  outcome: NonNullable<InboundEvent["outcome"]>,
  deliveryId: Id<"delivery"> | null,
): Statement => db.update(inboundEvents).set({ outcome, deliveryId, processedAt: now }).where(eq(inboundEvents.id, id));

/** What is older goes; answers how much did. */
export async function sweepBefore({ db }: Context, before: Instant, limit: number): Promise<number> {
  const [gone] = await sendBatch(db, [
    db.run(
      sql`delete from inbound_events where id in (select id from inbound_events where received_at < ${before} limit ${limit})`,
    ),
  ]);
  return gone?.meta.changes ?? 0;
}

/** Whose booking it is. */
export const tenantOf = async ({ db }: Context, id: Id<"booking">): Promise<Id<"tenant"> | undefined> =>
  (await db.select({ tenant: bookings.tenantId }).from(bookings).where(eq(bookings.id, id)).limit(1).get())?.tenant;
