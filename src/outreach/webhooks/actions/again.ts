import type { Id } from "#kernel/ids.ts";
import { asInstant, type Instant } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { get as getEvent } from "#outreach/events/actions.ts";
import { eventsMeant, fits, keptFor } from "#outreach/events/rules.ts";
import { commit } from "#platform/commit.ts";
import { atOnce, queueAgain } from "#platform/deliveries/lane.ts";
import type { Delivery } from "#platform/deliveries/tables.ts";
import type { Scope } from "#platform/scope.ts";
import { ringCourier } from "../client.ts";
import * as log from "../log-store.ts";
import { isOpen, maxAgain } from "../rules.ts";
import * as store from "../store.ts";
import type { Webhook } from "../tables.ts";
import { tell } from "./tell.ts";

export type Redelivery = { queued: number; hasMore: boolean; nextAfter: Instant | null };

const nothing: Redelivery = { queued: 0, hasMore: false, nextAfter: null };

/** Once more to one endpoint, under the id of the event; the sending is a new line of the log. */
export async function redeliverOne(
  scope: Scope,
  id: Id<"webhook">,
  delivery: Id<"delivery">,
): Promise<Outcome<{ delivery: Delivery }>> {
  const [webhook, sent] = await Promise.all([store.findWebhook(scope, id), log.findSent(scope, id, delivery)]);
  if (webhook === undefined) return refuse("webhook.unknown");
  if (sent === undefined) return refuse("webhook_delivery.unknown");

  const { factId, template } = sent.delivery;
  if (!isOpen(webhook)) return refuse("webhook.not_active", { webhook_status: webhook.status });
  if (factId === null) return refuse("webhook_delivery.no_event");
  const known = await log.sendingsOf(scope, factId, id);
  if (known.some(isUnderWay)) return refuse("webhook_delivery.under_way");
  const again: Delivery = {
    ...sent.delivery,
    ...waiting(scope),
    id: scope.newId("delivery"),
    ordinal: Math.max(...known.map(({ ordinal }) => ordinal)) + 1,
  };

  const row = { id: again.id, template, factId, recipient: id };
  return rung(
    scope,
    [webhook],
    await commit(scope, {
      change: queueAgain(scope, [row]),
      also: [store.wake(scope, [id])],
      fact: tell("webhook.redelivered", id, webhook.version, null, { events: [factId] }),
      result: { delivery: again },
    }),
  );
}

const isUnderWay = ({ status }: Pick<Delivery, "status">): boolean => status === "pending" || status === "sending";

const waiting = (scope: Scope) =>
  ({
    status: "pending",
    adapter: null,
    error: null,
    attempts: 0,
    dueAt: atOnce(scope),
    leaseUntil: null,
    sentAt: null,
    requestId: scope.requestId,
    createdAt: scope.now,
    updatedAt: scope.now,
    version: 1,
  }) as const;

/** Whatever an endpoint asks for and happened between two moments, whether it was sent before or not. */
export async function redeliverBetween(
  scope: Scope,
  known: readonly string[],
  id: Id<"webhook">,
  between: { after: Instant; before?: Instant | undefined },
): Promise<Outcome<Redelivery>> {
  const webhook = await store.findWebhook(scope, id);
  if (webhook === undefined) return refuse("webhook.unknown");

  const { after: from, before: to = asInstant(scope.now + 1) } = between;
  if (!isOpen(webhook)) return refuse("webhook.not_active", { webhook_status: webhook.status });
  if (from >= to) return refuse("webhook.nothing_between", { pointer: "/before" });
  if (from < scope.now - keptFor) return refuse("event.over", { pointer: "/after" });
  const meant = eventsMeant(webhook.events, known, "/events");
  if (!meant.ok) return meant;
  const told = await log.listToldBetween(scope, id, meant.value, { from, to }, maxAgain + 1);
  if (told.length === 0) return done(nothing);
  const rows = told
    .slice(0, maxAgain)
    .map((event) => ({ id: scope.newId("delivery"), template: event.type, factId: event.id, recipient: id }));

  const next = told[maxAgain];
  const result = { queued: rows.length, hasMore: next !== undefined, nextAfter: next?.at ?? null };
  return rung(
    scope,
    [webhook],
    await commit(scope, {
      change: queueAgain(scope, rows),
      also: [store.wake(scope, [id])],
      fact: tell("webhook.redelivered", id, webhook.version, null, { after: from, before: to, events: rows.length }),
      result,
    }),
  );
}

/** One event once more, to every endpoint that asks for it and is not being sent it just now. */
export async function redeliverEvent(scope: Scope, id: Id<"fact">): Promise<Outcome<Redelivery>> {
  const event = await getEvent(scope, id);
  if (!event.ok) return event;
  const { type } = event.value;
  const [webhooks, busy] = await Promise.all([store.listAll(scope), log.busyWith(scope, id)]);
  const wanting = webhooks.filter((webhook) => isOpen(webhook) && fits(webhook.events, type) && !busy.has(webhook.id));
  if (wanting.length === 0) return done(nothing);

  const ids = wanting.map((webhook) => webhook.id);
  const rows = ids.map((recipient) => ({ id: scope.newId("delivery"), template: type, factId: id, recipient }));
  const [first, ...others] = wanting.map((webhook) =>
    tell("webhook.redelivered", webhook.id, webhook.version, null, { events: [id] }),
  );
  if (first === undefined) return done(nothing);
  return rung(
    scope,
    wanting,
    await commit(scope, {
      change: queueAgain(scope, rows),
      also: [store.wake(scope, ids)],
      fact: first,
      alsoFacts: others,
      result: { ...nothing, queued: rows.length },
    }),
  );
}

/** What is queued need not wait for the cron. */
function rung<T>(scope: Scope, webhooks: readonly Webhook[], outcome: Outcome<T>): Outcome<T> {
  if (outcome.ok) for (const { id } of webhooks) ringCourier(scope, scope.tenant.id, id);
  return outcome;
}
