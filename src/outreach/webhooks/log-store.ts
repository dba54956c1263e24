// What an endpoint was sent: its part of the ledger.
import { and, asc, eq, gte, inArray, lt, sql } from "drizzle-orm";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import { type Delivery, type DeliveryAttempt, deliveries, deliveryAttempts } from "#platform/deliveries/tables.ts";
import { facts } from "#platform/facts/tables.ts";
import { type Cut, keyset } from "#platform/paging.ts";
import type { Scope } from "#platform/scope.ts";

/** In the very words of the index, which knows only webhooks. */
const sentTo = (scope: Scope, webhook: Id<"webhook">) =>
  and(eq(deliveries.tenantId, scope.tenant.id), eq(deliveries.recipient, webhook), sql`channel = 'webhook'`);

export type LogFilter = {
  status?: Delivery["status"][] | undefined;
  type?: string[] | undefined;
  event_id?: string[] | undefined;
  created_after?: Instant | undefined;
  created_before?: Instant | undefined;
};

export async function listSent(
  scope: Scope,
  webhook: Id<"webhook">,
  filter: LogFilter,
  cut: Cut,
): Promise<Page<Delivery>> {
  const page = keyset(cut, deliveries.createdAt, deliveries.id);
  const rows = await scope.db
    .select()
    .from(deliveries)
    .where(
      and(
        sentTo(scope, webhook),
        filter.status && inArray(deliveries.status, filter.status),
        filter.type && inArray(deliveries.template, filter.type),
        filter.event_id && inArray(deliveries.subjectId, filter.event_id),
        filter.created_after && gte(deliveries.createdAt, filter.created_after),
        filter.created_before && lt(deliveries.createdAt, filter.created_before),
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return pageOf(rows, cut.limit, (row) => ({ key: row.createdAt, id: row.id }));
}

export type Sent = { delivery: Delivery; tries: readonly DeliveryAttempt[] };

export async function findSent(scope: Scope, webhook: Id<"webhook">, id: Id<"delivery">): Promise<Sent | undefined> {
  const [[delivery], tries] = await scope.db.batch([
    scope.db
      .select()
      .from(deliveries)
      .where(and(sentTo(scope, webhook), eq(deliveries.id, id))),
    scope.db
      .select()
      .from(deliveryAttempts)
      .where(eq(deliveryAttempts.deliveryId, id))
      .orderBy(asc(deliveryAttempts.attempt)),
  ]);
  return delivery && { delivery, tries };
}

/** As SQL: a sending of this event to this endpoint that has not ended. */
const underWay = (scope: Scope, webhook: Id<"webhook">) => sql`exists (select 1 from deliveries known
  where known.tenant_id = ${scope.tenant.id} and known.subject_id = ${facts.id} and known.recipient = ${webhook}
    and known.status in ('pending', 'sending'))`;

export type Told = { id: Id<"fact">; type: string; at: Instant };

/** Events between two moments that are not on their way to this endpoint, oldest first. */
export const listToldBetween = (
  scope: Scope,
  webhook: Id<"webhook">,
  types: readonly string[],
  between: { from: Instant; to: Instant },
  limit: number,
): Promise<Told[]> =>
  scope.db
    .select({ id: facts.id, type: facts.type, at: facts.at })
    .from(facts)
    .where(
      and(
        eq(facts.tenantId, scope.tenant.id),
        gte(facts.at, between.from),
        lt(facts.at, between.to),
        sql`${facts.type} in (select value from json_each(${JSON.stringify(types)}))`,
        sql`not ${underWay(scope, webhook)}`,
      ),
    )
    .orderBy(asc(facts.at), asc(facts.seq))
    .limit(limit);

/** Which of these endpoints are being sent this event just now. */
export async function busyWith(scope: Scope, event: Id<"fact">): Promise<ReadonlySet<string>> {
  const rows = await scope.db
    .select({ recipient: deliveries.recipient })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.tenantId, scope.tenant.id),
        eq(deliveries.subjectId, event),
        inArray(deliveries.status, ["pending", "sending"]),
      ),
    );
  return new Set(rows.map(({ recipient }) => recipient));
}

/** Every sending of an event to an endpoint. */
export const sendingsOf = (
  scope: Scope,
  event: Id<"fact">,
  webhook: Id<"webhook">,
): Promise<Pick<Delivery, "ordinal" | "status">[]> =>
  scope.db
    .select({ ordinal: deliveries.ordinal, status: deliveries.status })
    .from(deliveries)
    .where(
      and(eq(deliveries.tenantId, scope.tenant.id), eq(deliveries.subjectId, event), eq(deliveries.recipient, webhook)),
    );
