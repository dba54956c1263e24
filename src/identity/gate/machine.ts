import { and, eq, isNull, lt, or } from "drizzle-orm";
import { type KeyText, parseKey } from "#identity/api-keys/format.ts";
import { apiKeys } from "#identity/api-keys/tables.ts";
import { isPermission } from "#identity/permissions.ts";
import { tenants } from "#identity/tenants/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { asInstant, type Instant, minute, second } from "#kernel/instant.ts";
import { newTally, openDatabase } from "#platform/d1.ts";
import type { Context } from "#platform/scope.ts";
import { sameText, sha256 } from "#platform/secrets.ts";
import { keepStanding, type Standing, standingColumns } from "./standing.ts";

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
  if (!fresh && known !== undefined && isStillTrusted(known, context.now)) return known;
  cache.delete(hash);

  const machine = judged(await readKey(context, parsed.shortId), parsed, hash, context.now);
  if (typeof machine === "string") return machine;
  keepStanding(context, machine.standing);
  if (cache.size > 5_000) cache.clear();
  cache.set(hash, machine);
  touch(context, machine);
  return machine;
}

const isStillTrusted = ({ readAt, expiresAt }: Machine, now: Instant): boolean =>
  now - readAt < trustFor && now >= readAt && expiresAt > now;

/** The key this short id names, now or before its last rotation, and its tenant's standing. */
const readKey = (context: Context, shortId: string) =>
  context.db
    .select({
      key: apiKeys.id,
      shortId: apiKeys.shortId,
      secretHash: apiKeys.secretHash,
      previousSecretHash: apiKeys.previousSecretHash,
      previousUntil: apiKeys.previousUntil,
      scopes: apiKeys.scopes,
      expiresAt: apiKeys.expiresAt,
      revokedAt: apiKeys.revokedAt,
      ...standingColumns,
      // The tenant's own id column has the name of the key's.
      id: apiKeys.tenantId,
    })
    .from(apiKeys)
    .innerJoin(tenants, eq(tenants.id, apiKeys.tenantId))
    .where(or(eq(apiKeys.shortId, shortId), eq(apiKeys.previousShortId, shortId)))
    .get();

type KeyRow = NonNullable<Awaited<ReturnType<typeof readKey>>>;

/** Whether the secret is the one that goes with this short id, and whether the key is still good. */
function judged(row: KeyRow | undefined, asked: KeyText, hash: string, now: Instant): Machine | KeyFault {
  if (row === undefined) return "unknown";
  const { key, shortId, secretHash, previousSecretHash, previousUntil, scopes, expiresAt, revokedAt, ...standing } =
    row;
  const isCurrent = shortId === asked.shortId;
  const expected = isCurrent ? secretHash : previousSecretHash;
  if (expected === null || !sameText(expected, hash) || standing.mode !== asked.mode) return "unknown";
  if (revokedAt !== null) return "revoked";
  const end = isCurrent ? expiresAt : asInstant(Math.min(expiresAt, previousUntil ?? 0));
  if (end <= now) return "expired";
  return { key, permissions: scopes.filter(isPermission), standing, expiresAt: end, readAt: now };
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
