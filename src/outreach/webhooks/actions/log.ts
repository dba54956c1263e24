import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import { findEvent } from "#outreach/events/actions.ts";
import { bodyOf } from "#outreach/events/rules.ts";
import type { Delivery } from "#platform/deliveries/tables.ts";
import type { Cut } from "#platform/paging.ts";
import type { Scope } from "#platform/scope.ts";
import * as log from "../log-store.ts";
import { liveSecrets, signedHeaders } from "../signing.ts";
import * as store from "../store.ts";

export async function listSent(
  scope: Scope,
  id: Id<"webhook">,
  filter: log.LogFilter,
  cut: Cut,
): Promise<Outcome<Page<Delivery>>> {
  const webhook = await store.findWebhook(scope, id);
  return webhook === undefined ? refuse("webhook.unknown") : done(await log.listSent(scope, id, filter, cut));
}

/** A delivery with its tries, and the request as it went out last, or would have. */
export type SentShown = log.Sent & { request: { headers: Record<string, string>; body: string } | null };

export async function getSent(scope: Scope, id: Id<"webhook">, delivery: Id<"delivery">): Promise<Outcome<SentShown>> {
  const [webhook, sent] = await Promise.all([store.findWebhook(scope, id), log.findSent(scope, id, delivery)]);
  if (webhook === undefined) return refuse("webhook.unknown");
  if (sent === undefined) return refuse("webhook_delivery.unknown");

  // A challenge is not kept: whoever could read it here could answer it in another's name.
  const { factId } = sent.delivery;
  const event = factId === null ? undefined : await findEvent(scope, factId);
  if (event === undefined) return done({ ...sent, request: null });
  const at = sent.tries.at(-1)?.beganAt ?? scope.now;
  const message = { id: event.id, at, body: JSON.stringify(bodyOf(event)) };
  const headers = await signedHeaders(await liveSecrets(scope.config, webhook, scope.now), message);
  return done({ ...sent, request: { headers, body: message.body } });
}
