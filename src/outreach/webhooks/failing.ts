import { openTenant } from "#identity/gate/open-tenant.ts";
import { sendBatch } from "#platform/d1.ts";
import { queueDelivery } from "#platform/deliveries/send.ts";
import type { Context, Scope } from "#platform/scope.ts";
import { disable } from "./actions/disable.ts";
import { failingTemplate } from "./mail.ts";
import { disableAfter } from "./rules.ts";
import * as store from "./store.ts";
import type { Webhook } from "./tables.ts";

const handful = 100;

/** Looks after endpoints that have failed for a day (their owners are told, once) or for three (they are disabled). */
export async function judgeFailing(context: Context): Promise<number> {
  const failing = await store.listFailing(context, handful);
  for (const { tenant, id } of failing) {
    const scope = await openTenant(context, tenant);
    const webhook = scope && (await store.findWebhook(scope, id));
    if (scope === undefined || webhook === undefined || webhook.failingSince === null) continue;
    if (webhook.failingSince <= scope.now - disableAfter) await disable(scope, id, "failing");
    else await tellOwners(scope, webhook);
  }
  return failing.length;
}

async function tellOwners(scope: Scope, { id, stretch }: Webhook): Promise<void> {
  const wanted = { template: failingTemplate, subjectId: id, ordinal: stretch, factId: null };
  const owners = await store.ownersOf(scope);
  await sendBatch(scope.db, [
    store.noteTold(scope, id),
    ...owners.map((recipient) => queueDelivery(scope, { ...wanted, recipient })),
  ]);
}
