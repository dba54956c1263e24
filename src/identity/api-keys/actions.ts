import { apiVersions } from "#http/versions.ts";
import { mergeMetadata } from "#http/wire.ts";
import { forgetMachines } from "#identity/gate/machine.ts";
import { bumpEpoch, forgetStanding } from "#identity/gate/standing.ts";
import type { Id } from "#kernel/ids.ts";
import { after as later, hour } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import { seen } from "#kernel/version.ts";
import { announcer, commit } from "#platform/commit.ts";
import type { Cut } from "#platform/paging.ts";
import { actorWord, type Scope } from "#platform/scope.ts";
import { sha256 } from "#platform/secrets.ts";
import { apiKeyFacts } from "./facts.ts";
import { mintKeyText, printKey } from "./format.ts";
import { endOf, mayTakeOver, stillGood, within } from "./rules.ts";
import * as store from "./store.ts";
import type { ApiKey } from "./tables.ts";

const tell = announcer(apiKeyFacts);

/** Two keys that were given one public part: the second throws the dice again. */
const shortIdTaken = { "api_keys.short_id": { code: "commit.missed" } };

/** A key with the text that opens it: handed to the caller once, and to nobody else. */
export type KeyShown = ApiKey & { secret: string };

/** What an auditor may read of a key: nothing it could be recognised or guessed by. */
function audited(key: ApiKey) {
  const { secretHash: _, previousSecretHash: __, previousShortId: ___, ...told } = key;
  return told;
}

export async function list(
  scope: Scope,
  filter: store.KeyFilter,
  cut: Cut & { by: store.KeyOrder },
): Promise<Outcome<Page<ApiKey>>> {
  return done(await store.listKeys(scope, filter, cut));
}

export async function get(scope: Scope, id: Id<"api_key">): Promise<Outcome<ApiKey>> {
  const key = await store.findKey(scope, id);
  return key === undefined ? refuse("api_key.unknown") : done(key);
}

export type KeyWords = {
  name: string;
  scopes: string[];
  expires_in_days?: number | undefined;
  metadata: Record<string, string>;
};

export async function create(scope: Scope, words: KeyWords): Promise<Outcome<KeyShown>> {
  const maker = await findOwn(scope);

  const rights = within(words.scopes, scope.permissions);
  if (!rights.ok) return rights;
  const end = endOf(words.expires_in_days, scope.now, maker?.expiresAt);
  if (!end.ok) return end;

  const text = mintKeyText(scope.tenant.mode);
  const key: ApiKey = {
    tenantId: scope.tenant.id,
    id: scope.newId("api_key"),
    name: words.name,
    shortId: text.shortId,
    secretHash: await sha256(text.secret),
    previousShortId: null,
    previousSecretHash: null,
    previousUntil: null,
    scopes: words.scopes,
    apiVersion: apiVersions[0],
    lastUsedAt: null,
    expiresAt: end.value,
    revokedAt: null,
    revokedBy: null,
    createdBy: actorWord(scope.actor),
    metadata: words.metadata,
    createdAt: scope.now,
    updatedAt: scope.now,
    version: 1,
  };

  return commit(scope, {
    change: store.insertKey(scope, key),
    fact: tell("api_key.created", key.id, 1, null, audited(key)),
    result: { ...key, secret: printKey(text) },
    taken: shortIdTaken,
  });
}

export type KeyPatch = {
  name?: string | undefined;
  scopes?: string[] | undefined;
  metadata?: Record<string, string | null> | undefined;
};

export async function change(
  scope: Scope,
  id: Id<"api_key">,
  patch: KeyPatch,
  ifMatch: number | undefined,
): Promise<Outcome<ApiKey>> {
  const found = await findGood(scope, id, ifMatch);
  if (!found.ok) return found;
  const key = found.value;

  const rights = within(patch.scopes ?? [], scope.permissions, key.scopes);
  if (!rights.ok) return rights;
  const after: ApiKey = {
    ...key,
    name: patch.name ?? key.name,
    scopes: patch.scopes ?? key.scopes,
    metadata: mergeMetadata(key.metadata, patch.metadata),
    updatedAt: scope.now,
    version: key.version + 1,
  };

  return commitRights(scope, key, "api_key.changed", after, after, patch.scopes !== undefined);
}

export async function rotate(
  scope: Scope,
  id: Id<"api_key">,
  overlapHours: number,
  ifMatch: number | undefined,
): Promise<Outcome<KeyShown>> {
  const [found, own] = await Promise.all([findGood(scope, id, ifMatch), findOwn(scope)]);
  if (!found.ok) return found;
  const key = found.value;

  const rights = mayTakeOver(key, scope.permissions, own?.expiresAt);
  if (!rights.ok) return rights;
  const text = mintKeyText(scope.tenant.mode);
  const overlaps = overlapHours > 0;
  const after: ApiKey = {
    ...key,
    shortId: text.shortId,
    secretHash: await sha256(text.secret),
    previousShortId: overlaps ? key.shortId : null,
    previousSecretHash: overlaps ? key.secretHash : null,
    previousUntil: overlaps ? later(scope.now, overlapHours * hour) : null,
    updatedAt: scope.now,
    version: key.version + 1,
  };

  return commitRights(scope, key, "api_key.rotated", after, { ...after, secret: printKey(text) }, true);
}

export async function revoke(scope: Scope, id: Id<"api_key">, ifMatch: number | undefined): Promise<Outcome<ApiKey>> {
  const key = await store.findKey(scope, id);
  if (key === undefined) return refuse("api_key.unknown");

  const current = seen(key, ifMatch);
  if (!current.ok) return current;
  if (key.revokedAt !== null) return refuse("api_key.revoked");
  const after: ApiKey = {
    ...key,
    revokedAt: scope.now,
    revokedBy: actorWord(scope.actor),
    updatedAt: scope.now,
    version: key.version + 1,
  };

  return commitRights(scope, key, "api_key.revoked", after, after, true);
}

/** The key that asks; undefined where a person does. */
const findOwn = async (scope: Scope): Promise<ApiKey | undefined> =>
  scope.actor.kind === "key" ? store.findKey(scope, scope.actor.key) : undefined;

async function findGood(scope: Scope, id: Id<"api_key">, ifMatch: number | undefined): Promise<Outcome<ApiKey>> {
  const key = await store.findKey(scope, id);
  if (key === undefined) return refuse("api_key.unknown");
  const current = seen(key, ifMatch);
  if (!current.ok) return current;
  const good = stillGood(key, scope.now);
  return good.ok ? done(key) : good;
}

/** Commits a change of a key; where its rights move, the tenant's epoch moves with them, and this isolate forgets at once. */
async function commitRights<T>(
  scope: Scope,
  before: ApiKey,
  type: keyof typeof apiKeyFacts,
  after: ApiKey,
  result: T,
  rightsMove: boolean,
): Promise<Outcome<T>> {
  const outcome = await commit(scope, {
    change: store.updateKey(scope, before, after),
    fact: tell(type, before.id, after.version, audited(before), audited(after)),
    also: rightsMove ? [bumpEpoch(scope)] : [],
    result,
    taken: shortIdTaken,
  });
  if (outcome.ok && rightsMove) {
    forgetStanding(scope, scope.tenant.id);
    forgetMachines(scope, [before.secretHash, before.previousSecretHash]);
  }
  return outcome;
}
