import { and, eq, gte, inArray, lt } from "drizzle-orm";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import type { Statement } from "#platform/d1.ts";
import { type Delivery, type DeliveryAttempt, deliveries, deliveryAttempts } from "#platform/deliveries/tables.ts";
import { type Cut, keyset } from "#platform/paging.ts";
import type { Scope } from "#platform/scope.ts";

const mine = (scope: Scope) => eq(deliveries.tenantId, scope.tenant.id);
const one = (scope: Scope, id: Id<"delivery">) => and(mine(scope), eq(deliveries.id, id));

export type DeliveryFilter = {
  channel?: Delivery["channel"][] | undefined;
  status?: Delivery["status"][] | undefined;
  template?: string[] | undefined;
  recipient?: string | undefined;
  subject_id?: string[] | undefined;
  created_after?: Instant | undefined;
  created_before?: Instant | undefined;
};

export async function listDeliveries(scope: Scope, filter: DeliveryFilter, cut: Cut): Promise<Page<Delivery>> {
  const page = keyset(cut, deliveries.createdAt, deliveries.id);
  const rows = await scope.db
    .select()
    .from(deliveries)
    .where(
      and(
        mine(scope),
        filter.channel && inArray(deliveries.channel, filter.channel),
        filter.status && inArray(deliveries.status, filter.status),
        filter.template && inArray(deliveries.template, filter.template),
        filter.recipient === undefined ? undefined : eq(deliveries.recipient, filter.recipient),
        filter.subject_id && inArray(deliveries.subjectId, filter.subject_id),
        filter.created_after && gte(deliveries.createdAt, filter.created_after),
        filter.created_before && lt(deliveries.createdAt, filter.created_before),
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return pageOf(rows, cut.limit, (row) => ({ key: row.createdAt, id: row.id }));
}

export const findDelivery = (scope: Scope, id: Id<"delivery">): Promise<Delivery | undefined> =>
  scope.db.select().from(deliveries).where(one(scope, id)).get();

export async function listAttempts(scope: Scope, id: Id<"delivery">, cut: Cut): Promise<Page<DeliveryAttempt>> {
  const page = keyset(cut, deliveryAttempts.attempt, deliveryAttempts.deliveryId);
  const rows = await scope.db
    .select()
    .from(deliveryAttempts)
    .where(and(eq(deliveryAttempts.deliveryId, id), page.where))
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return pageOf(rows, cut.limit, (row) => ({ key: row.attempt, id: row.deliveryId }));
}

export const updateDelivery = (scope: Scope, before: Delivery, after: Delivery): Statement =>
  scope.db
    .update(deliveries)
    .set({
      status: after.status,
      error: after.error,
      dueAt: after.dueAt,
      updatedAt: after.updatedAt,
      version: after.version,
    })
    .where(and(one(scope, before.id), eq(deliveries.version, before.version)));
