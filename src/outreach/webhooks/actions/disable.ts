import type { Id } from "#kernel/ids.ts";
import { commit } from "#platform/commit.ts";
import { cancelWaiting } from "#platform/deliveries/lane.ts";
import type { Scope } from "#platform/scope.ts";
import * as store from "../store.ts";
import type { Webhook } from "../tables.ts";
import { audited, tell } from "./tell.ts";

const tries = 3;

/** Takes an endpoint out of use at which nobody is any more. What waits for it is not sent; its owners are told by the fact. */
export async function disable(
  scope: Scope,
  id: Id<"webhook">,
  reason: NonNullable<Webhook["disabledReason"]>,
): Promise<void> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const webhook = await store.findWebhook(scope, id);
    if (webhook === undefined || webhook.status === "disabled") return;
    const after: Webhook = {
      ...webhook,
      status: "disabled",
      disabledAt: scope.now,
      disabledReason: reason,
      updatedAt: scope.now,
      version: webhook.version + 1,
    };
    const disabled = await commit(scope, {
      change: store.updateWebhook(scope, webhook, after),
      also: [store.forgive(scope, id), cancelWaiting(scope, id, "webhook_disabled")],
      fact: tell("webhook.disabled", id, after.version, audited(webhook), audited(after)),
      result: null,
    });
    // Its owner was changing it just then: look again.
    if (disabled.ok) return;
  }
}
