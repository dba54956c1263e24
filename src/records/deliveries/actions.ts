import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import { seen } from "#kernel/version.ts";
import { announcer, commit } from "#platform/commit.ts";
import type { Delivery, DeliveryAttempt } from "#platform/deliveries/tables.ts";
import type { Cut } from "#platform/paging.ts";
import type { Scope } from "#platform/scope.ts";
import { deliveryFacts } from "./facts.ts";
import { again } from "./rules.ts";
import * as store from "./store.ts";

const tell = announcer(deliveryFacts);

export async function list(scope: Scope, filter: store.DeliveryFilter, cut: Cut): Promise<Outcome<Page<Delivery>>> {
  return done(await store.listDeliveries(scope, filter, cut));
}

export async function get(scope: Scope, id: Id<"delivery">): Promise<Outcome<Delivery>> {
  const delivery = await store.findDelivery(scope, id);
  return delivery === undefined ? refuse("delivery.unknown") : done(delivery);
}

export async function listAttempts(
  scope: Scope,
  id: Id<"delivery">,
  cut: Cut,
): Promise<Outcome<Page<DeliveryAttempt>>> {
  const delivery = await store.findDelivery(scope, id);
  return delivery === undefined ? refuse("delivery.unknown") : done(await store.listAttempts(scope, id, cut));
}

/** Back into the queue of what is due: the fact's own message, or the next tick, has it sent. */
export async function retry(scope: Scope, id: Id<"delivery">, ifMatch: number | undefined): Promise<Outcome<Delivery>> {
  const delivery = await store.findDelivery(scope, id);
  if (delivery === undefined) return refuse("delivery.unknown");

  const current = seen(delivery, ifMatch);
  if (!current.ok) return current;
  const after = again(delivery, scope.now);
  if (!after.ok) return after;

  return commit(scope, {
    change: store.updateDelivery(scope, delivery, after.value),
    fact: tell("delivery.retried", id, after.value.version, delivery, after.value),
    result: after.value,
  });
}
