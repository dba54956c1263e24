import { eq, sql } from "drizzle-orm";
import { tenants } from "#identity/tenants/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { type Instant, second } from "#kernel/instant.ts";
import { newTally, openDatabase, type Statement } from "#platform/d1.ts";
import type { Context, Scope } from "#platform/scope.ts";

/** What must be known of a tenant before anybody acts in it. */
export type Standing = {
  id: Id<"tenant">;
  slug: string;
  mode: "live" | "test";
  status: "active" | "suspended" | "demo";
  epoch: number;
  demoEndsAt: Instant | null;
  deletedAt: Instant | null;
};

const readEvery = 30 * second;

const known = new WeakMap<object, Map<string, { standing: Standing; readAt: Instant }>>();

/** One read per isolate, tenant and half minute. Reads may lag that long behind a change of rights; writes ask in their own batch. */
export async function standingOf(context: Context, tenant: Id<"tenant">): Promise<Standing | undefined> {
  const cached = cacheOf(context).get(tenant);
  if (cached !== undefined && context.now - cached.readAt < readEvery && context.now >= cached.readAt)
    return cached.standing;
  return readStanding(context, tenant);
}

export async function readStanding(context: Context, tenant: Id<"tenant">): Promise<Standing | undefined> {
  // Shared by all who ask in this half minute, so it is not the asking request's own trip.
  const db = openDatabase(context.bindings.DB, newTally());
  const [standing] = await standingQuery(db, tenant);
  if (standing !== undefined) keepStanding(context, standing);
  return standing;
}

/** Unsent, for a batch. */
export const standingQuery = (db: Context["db"], tenant: Id<"tenant">) =>
  db.select(standingColumns).from(tenants).where(eq(tenants.id, tenant));

export function keepStanding(context: Context, standing: Standing): void {
  const cache = cacheOf(context);
  if (cache.size > 5_000) cache.clear();
  cache.set(standing.id, { standing, readAt: context.now });
}

/** The isolate that changed somebody's rights need not wait to know of it. */
export function forgetStanding(context: Context, tenant: Id<"tenant">): void {
  cacheOf(context).delete(tenant);
}

/** Whoever changes anybody's rights in a tenant sends this in the same batch: all rights read earlier are then read again. */
export const bumpEpoch = (scope: Scope): Statement =>
  scope.db
    .update(tenants)
    .set({ epoch: sql`${tenants.epoch} + 1` })
    .where(eq(tenants.id, scope.tenant.id));

export const standingColumns = {
  id: tenants.id,
  slug: tenants.slug,
  mode: tenants.mode,
  status: tenants.status,
  epoch: tenants.epoch,
  demoEndsAt: tenants.demoEndsAt,
  deletedAt: tenants.deletedAt,
};

function cacheOf(context: Context): Map<string, { standing: Standing; readAt: Instant }> {
  const cache = known.get(context.bindings.DB) ?? new Map();
  known.set(context.bindings.DB, cache);
  return cache;
}
