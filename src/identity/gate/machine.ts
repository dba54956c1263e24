import { and, eq, isNull, lt, or } from "drizzle-orm";
import { parseKey } from "#identity/api-keys/format.ts";
import { apiKeys } from "#identity/api-keys/tables.ts";
import { isPermission } from "#identity/permissions.ts";
import { tenants } from "#identity/tenants/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { asInstant, type Instant, minute, second } from "#kernel/instant.ts";
import { newTally, openDatabase } from "#platform/d1.ts";
import type { Context } from "#platform/scope.ts";
import { sameText, sha256 } from "#platform/secrets.ts";
import { keepStanding, type Standing } from "./standing.ts";

/** A key that was good when last looked at, and the tenant it opens. */
export type Machine = {
  key: Id<"api_key">;
  permissions: readonly string[];
  standing: Standing;
  expiresAt: Instant;
  readAt: Instant;
};

export type KeyFault = "unknown" | "revoked" | "expired";

const trustFor = 5 * second;
const touchEvery = minute;

const trusted = new WeakMap<object, Map<string, Machine>>();

/** Finds a key by its public part and proves its secret part; good for a few seconds without asking again. */
export async function findMachine(context: Context, text: string, fresh = false): Promise<Machine | KeyFault> {
  const parsed = parseKey(text);
  if (parsed === undefined) return "unknown";
  const hash = await sha256(parsed.secret);
  const cache = cacheOf(context);
  const known = cache.get(hash);
  if (
    !fresh &&
    known !== undefined &&
    context.now - known.readAt < trustFor &&
    context.now >= known.readAt &&
    known.expiresAt > context.now
  )
    return known;
  cache.delete(hash);

  const row = await context.db
    .select({
      id: apiKeys.id,
      tenantId: apiKeys.tenantId,
      shortId: apiKeys.shortId,
      secretHash: apiKeys.secretHash,
      previousSecretHash: apiKeys.previousSecretHash,
      previousUntil: apiKeys.previousUntil,
      scopes: apiKeys.scopes,
      expiresAt: apiKeys.expiresAt,
      revokedAt: apiKeys.revokedAt,
      slug: tenants.slug,
      mode: tenants.mode,
      status: tenants.status,
      epoch: tenants.epoch,
      demoEndsAt: tenants.demoEndsAt,
      deletedAt: tenants.deletedAt,
    })
    .from(apiKeys)
    .innerJoin(tenants, eq(tenants.id, apiKeys.tenantId))
    .where(or(eq(apiKeys.shortId, parsed.shortId), eq(apiKeys.previousShortId, parsed.shortId)))
    .get();

  const isCurrent = row?.shortId === parsed.shortId;
  const expected = isCurrent ? row.secretHash : row?.previousSecretHash;
  if (row === undefined || expected == null || !sameText(expected, hash) || row.mode !== parsed.mode) return "unknown";
  if (row.revokedAt !== null) return "revoked";
  const expiresAt = isCurrent ? row.expiresAt : asInstant(Math.min(row.expiresAt, row.previousUntil ?? 0));
  if (expiresAt <= context.now) return "expired";

  const standing = {
    id: row.tenantId,
    slug: row.slug,
    mode: row.mode,
    status: row.status,
    epoch: row.epoch,
    demoEndsAt: row.demoEndsAt,
    deletedAt: row.deletedAt,
  };
  keepStanding(context, standing);
  const machine: Machine = {
    key: row.id,
    permissions: row.scopes.filter(isPermission),
    standing,
    expiresAt,
    readAt: context.now,
  };
  if (cache.size > 5_000) cache.clear();
  cache.set(hash, machine);
  touch(context, machine);
  return machine;
}

/** The isolate that ended a secret need not trust it for its last few seconds. */
export function forgetMachines(context: Context, secretHashes: readonly (string | null)[]): void {
  for (const hash of secretHashes) if (hash !== null) cacheOf(context).delete(hash);
}

/** Remembers when a key was last used, to the minute, after the answer. */
function touch(context: Context, machine: Machine): void {
  const db = openDatabase(context.bindings.DB, newTally());
  const isStale = or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, asInstant(context.now - touchEvery)));
  const ofKey = and(eq(apiKeys.tenantId, machine.standing.id), eq(apiKeys.id, machine.key), isStale);
  context.later(
    db
      .update(apiKeys)
      .set({ lastUsedAt: context.now })
      .where(ofKey)
      .run()
      .catch(() => undefined),
  );
}

function cacheOf(context: Context): Map<string, Machine> {
  const cache = trusted.get(context.bindings.DB) ?? new Map<string, Machine>();
  trusted.set(context.bindings.DB, cache);
  return cache;
}
