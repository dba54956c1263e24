import { apiVersions } from "#http/versions.ts";
import { mergeMetadata } from "#http/wire.ts";
import type { Id } from "#kernel/ids.ts";
import { after as later, hour } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import { seen } from "#kernel/version.ts";
import { eventsMeant } from "#outreach/events/rules.ts";
import { commit } from "#platform/commit.ts";
import type { Statement } from "#platform/d1.ts";
import { cancelWaiting } from "#platform/deliveries/lane.ts";
import { surroundings } from "#platform/outbound.ts";
import type { Cut } from "#platform/paging.ts";
import { actorWord, type Scope } from "#platform/scope.ts";
import { fitUrl, isWithheld, maxEndpoints } from "../rules.ts";
import { mintSigningSecret, sealAsPrevious, sealSecret } from "../signing.ts";
import * as store from "../store.ts";
import type { Webhook } from "../tables.ts";
import { challengeSoon } from "./challenge.ts";
import { audited, tell } from "./tell.ts";

/** An endpoint with the secret that signs what it is sent: handed to the caller once. */
export type WebhookShown = Webhook & { shown: string };

type ApiVersion = (typeof apiVersions)[number];

export async function list(scope: Scope, filter: store.WebhookFilter, cut: Cut): Promise<Outcome<Page<Webhook>>> {
  return done(await store.listWebhooks(scope, filter, cut));
}

export async function get(scope: Scope, id: Id<"webhook">): Promise<Outcome<Webhook>> {
  const webhook = await store.findWebhook(scope, id);
  return webhook === undefined ? refuse("webhook.unknown") : done(webhook);
}

export type WebhookWords = {
  url: string;
  description: string | null;
  events: string[];
  active: boolean;
  api_version?: ApiVersion | undefined;
  metadata: Record<string, string>;
};

export async function create(
  scope: Scope,
  known: readonly string[],
  words: WebhookWords,
): Promise<Outcome<WebhookShown>> {
  const url = fitUrl(words.url, surroundings(scope));
  if (!url.ok) return url;
  const meant = eventsMeant(words.events, known, "/events");
  if (!meant.ok) return meant;
  const others = await store.listAll(scope);
  if (others.length >= maxEndpoints) return refuse("webhook.too_many", { limit: maxEndpoints });

  const key = { tenantId: scope.tenant.id, id: scope.newId("webhook") };
  const secret = mintSigningSecret();
  const webhook: Webhook = {
    ...key,
    ...newborn,
    url: url.value,
    description: words.description,
    events: words.events,
    active: words.active,
    status: firstStatus(scope, url.value),
    apiVersion: words.api_version ?? apiVersions[0],
    secret: await sealSecret(scope.config, key, secret),
    metadata: words.metadata,
    createdBy: actorWord(scope.actor),
    createdAt: scope.now,
    updatedAt: scope.now,
  };

  const made = await commit(scope, {
    change: store.insertWebhook(scope, webhook),
    also: [store.stillFew(scope)],
    fact: tell("webhook.created", webhook.id, 1, null, audited(webhook)),
    result: { ...webhook, shown: secret },
  });
  if (made.ok && webhook.status === "pending") challengeSoon(scope, webhook.id);
  return made;
}

/** Whom nothing is ever sent to has nothing to show. */
const firstStatus = ({ tenant }: Scope, url: string): Webhook["status"] =>
  isWithheld(tenant.mode, url) ? "active" : "pending";

const newborn = {
  previousSecret: null,
  previousUntil: null,
  verifiedAt: null,
  disabledAt: null,
  disabledReason: null,
  failures: 0,
  failingSince: null,
  stretch: 0,
  toldAt: null,
  pausedUntil: null,
  wakesAt: null,
  version: 1,
  deletedAt: null,
  deletedBy: null,
} as const;

export type WebhookPatch = {
  url?: string | undefined;
  description?: string | null | undefined;
  events?: string[] | undefined;
  active?: boolean | undefined;
  api_version?: ApiVersion | undefined;
  metadata?: Record<string, string | null> | undefined;
};

export async function change(
  scope: Scope,
  known: readonly string[],
  id: Id<"webhook">,
  patch: WebhookPatch,
  ifMatch: number | undefined,
): Promise<Outcome<Webhook>> {
  const webhook = await store.findWebhook(scope, id);
  if (webhook === undefined) return refuse("webhook.unknown");

  const current = seen(webhook, ifMatch);
  if (!current.ok) return current;
  const url = patch.url === undefined ? done(webhook.url) : fitUrl(patch.url, surroundings(scope));
  if (!url.ok) return url;
  const meant = eventsMeant(patch.events ?? [], known, "/events");
  if (!meant.ok) return meant;
  const moves = url.value !== webhook.url;
  const after: Webhook = {
    ...webhook,
    ...(moves ? { status: firstStatus(scope, url.value), disabledAt: null, disabledReason: null } : {}),
    url: url.value,
    description: patch.description === undefined ? webhook.description : patch.description,
    events: patch.events ?? webhook.events,
    active: patch.active ?? webhook.active,
    apiVersion: patch.api_version ?? webhook.apiVersion,
    metadata: mergeMetadata(webhook.metadata, patch.metadata),
    updatedAt: scope.now,
    version: webhook.version + 1,
  };

  const changed = await commit(scope, {
    change: store.updateWebhook(scope, webhook, after),
    also: consequences(scope, webhook, after),
    fact: tell("webhook.changed", id, after.version, audited(webhook), audited(after)),
    result: after,
  });
  if (changed.ok && moves && after.status === "pending") challengeSoon(scope, id);
  return changed;
}

/** An address that is new has failed at nothing yet; one that is switched off is waited for by nothing. */
function consequences(scope: Scope, before: Webhook, after: Webhook): Statement[] {
  const { id } = after;
  const statements: Statement[] = [];
  if (after.url !== before.url) {
    statements.push(store.forgive(scope, id));
    // What happens meanwhile waits for it, though not for ever.
    if (after.status === "pending" && after.verifiedAt !== null) statements.push(store.startFailing(scope, id));
  }
  if (!after.active && before.active)
    statements.push(store.forgive(scope, id), cancelWaiting(scope, id, "webhook_off"));
  return statements;
}

export async function rotate(
  scope: Scope,
  id: Id<"webhook">,
  overlapHours: number,
  ifMatch: number | undefined,
): Promise<Outcome<WebhookShown>> {
  const webhook = await store.findWebhook(scope, id);
  if (webhook === undefined) return refuse("webhook.unknown");

  const current = seen(webhook, ifMatch);
  if (!current.ok) return current;
  const secret = mintSigningSecret();
  const overlaps = overlapHours > 0;
  const after: Webhook = {
    ...webhook,
    secret: await sealSecret(scope.config, webhook, secret),
    previousSecret: overlaps ? await sealAsPrevious(scope.config, webhook) : null,
    previousUntil: overlaps ? later(scope.now, overlapHours * hour) : null,
    updatedAt: scope.now,
    version: webhook.version + 1,
  };

  return commit(scope, {
    change: store.updateWebhook(scope, webhook, after),
    fact: tell("webhook.rotated", id, after.version, audited(webhook), audited(after)),
    result: { ...after, shown: secret },
  });
}

export async function remove(scope: Scope, id: Id<"webhook">, ifMatch: number | undefined): Promise<Outcome<null>> {
  const webhook = await store.findWebhook(scope, id);
  if (webhook === undefined) return refuse("webhook.unknown");
  const current = seen(webhook, ifMatch);
  if (!current.ok) return current;
  const after: Webhook = {
    ...webhook,
    active: false,
    secret: null,
    previousSecret: null,
    previousUntil: null,
    deletedAt: scope.now,
    deletedBy: actorWord(scope.actor),
    updatedAt: scope.now,
    version: webhook.version + 1,
  };

  return commit(scope, {
    change: store.updateWebhook(scope, webhook, after),
    also: [store.forgive(scope, id), cancelWaiting(scope, id, "webhook_off")],
    fact: tell("webhook.deleted", id, after.version, audited(webhook), null),
    result: null,
  });
}
