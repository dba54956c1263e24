import type { Id } from "#kernel/ids.ts";
import { toWire } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { commit } from "#platform/commit.ts";
import { readClock } from "#platform/clock.ts";
import { sendBatch } from "#platform/d1.ts";
import { endTry, insertInHand } from "#platform/deliveries/lane.ts";
import { askBudget } from "#platform/limiter/client.ts";
import type { Scope } from "#platform/scope.ts";
import { mintSecret } from "#platform/secrets.ts";
import { ringCourier } from "../client.ts";
import { post } from "../post.ts";
import { challengeEnd, challengeType, companyPolicy, hostPolicy, isWithheld, leaseFor } from "../rules.ts";
import * as store from "../store.ts";
import type { Webhook } from "../tables.ts";
import { audited, tell } from "./tell.ts";

/**
 * Asks the endpoint to give a word back, and takes it into use when it does: nobody can have us write to somebody who has not
 * asked for it.
 */
export async function verify(scope: Scope, id: Id<"webhook">): Promise<Outcome<Webhook>> {
  const webhook = await store.findWebhook(scope, id);
  if (webhook === undefined) return refuse("webhook.unknown");

  if (!isWithheld(scope.tenant.mode, webhook.url)) {
    const spent = await overspent(scope, webhook);
    if (spent !== undefined) return refuse("quota.exceeded", spent);
    const error = await challenge(scope, webhook);
    if (error !== null) return refuse("webhook.unanswered", error);
  }
  return webhook.status === "active" ? done(webhook) : enable({ ...scope, now: readClock() }, webhook);
}

async function overspent(scope: Scope, { url }: Webhook) {
  const budgets = [
    [`challenges ${scope.tenant.id}`, companyPolicy],
    [`challenges to ${new URL(url).host}`, hostPolicy],
  ] as const;
  for (const [key, policy] of budgets) {
    const { allowed, resetSeconds } = await askBudget(scope.bindings, key, policy);
    if (!allowed) return { retry_after: resetSeconds, policy: policy.name };
  }
  return undefined;
}

/** The same once the answer is out, by the system itself; a failure leaves the endpoint as it is. */
export function challengeSoon(scope: Scope, id: Id<"webhook">): void {
  const { decision: _, guard: __, ...rest } = scope;
  scope.later(verify({ ...rest, actor: { kind: "system" } }, id));
}

/** What was wrong with the answer; null when it was right. Each challenge stands in the ledger, like anything that is sent. */
async function challenge(
  scope: Scope,
  webhook: Webhook,
): Promise<{ reason: string; response_status: number | null } | null> {
  const id = scope.newId("delivery");
  const word = mintSecret();
  const inHand = { id, template: challengeType, subjectId: webhook.id, recipient: webhook.id, lease: leaseFor };
  await sendBatch(scope.db, insertInHand(scope, inHand));
  const body = JSON.stringify({ type: challengeType, timestamp: toWire(scope.now), challenge: word });
  const heard = await post(scope, webhook, { id, at: scope.now, body });
  const ended = { ...scope, now: readClock() };
  const end = challengeEnd(heard, webhook.url, word, ended.now);
  await sendBatch(scope.db, endTry(ended, { id, attempts: 1 }, end));
  return end.error === null ? null : { reason: end.error, response_status: heard.status };
}

async function enable(scope: Scope, webhook: Webhook): Promise<Outcome<Webhook>> {
  const after: Webhook = {
    ...webhook,
    status: "active",
    verifiedAt: scope.now,
    disabledAt: null,
    disabledReason: null,
    updatedAt: scope.now,
    version: webhook.version + 1,
  };
  const enabled = await commit(scope, {
    change: store.updateWebhook(scope, webhook, after),
    also: [store.forgive(scope, webhook.id), store.wake(scope, [webhook.id])],
    fact: tell("webhook.verified", webhook.id, after.version, audited(webhook), audited(after)),
    result: after,
  });
  if (enabled.ok) ringCourier(scope, scope.tenant.id, webhook.id);
  return enabled;
}
