import { mergeMetadata } from "#http/wire.ts";
import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import { seen } from "#kernel/version.ts";
import { announcer, commit } from "#platform/commit.ts";
import type { Cut } from "#platform/paging.ts";
import { actorWord, type Scope } from "#platform/scope.ts";
import { poolFacts } from "./facts.ts";
import { countsAfter } from "./rules.ts";
import * as store from "./store.ts";
import type { Pool, PoolMember } from "./tables.ts";

const tell = announcer(poolFacts);
const nameTaken = { "pools.tenant_id, pools.name": { code: "pool.name_taken", pointer: "/name" } };

/** A pool, and its people when they were asked for. */
export type PoolShown = Pool & { seats?: readonly PoolMember[] };

type Wish = ReadonlySet<"members">;

export async function list(
  scope: Scope,
  filter: store.PoolFilter,
  cut: Cut & { by: "created_at" | "name" },
  expand: Wish,
): Promise<Outcome<Page<PoolShown>>> {
  const page = await store.listPools(scope, filter, cut);
  return done({ ...page, rows: await withSeats(scope, page.rows, expand) });
}

export async function get(scope: Scope, id: Id<"pool">, expand: Wish): Promise<Outcome<PoolShown>> {
  const pool = await store.findPool(scope, id);
  if (pool === undefined) return refuse("pool.unknown");
  const [shown = pool] = await withSeats(scope, [pool], expand);
  return done(shown);
}

async function withSeats(scope: Scope, pools: readonly Pool[], expand: Wish): Promise<readonly PoolShown[]> {
  if (!expand.has("members") || pools.length === 0) return pools;
  const seats = await store.seatsOf(
    scope,
    pools.map((pool) => pool.id),
  );
  return pools.map((pool) => ({ ...pool, seats: seats.get(pool.id) ?? [] }));
}

export type PoolWords = Pick<Pool, "name" | "description" | "strategy" | "active" | "metadata">;

export async function create(scope: Scope, words: PoolWords): Promise<Outcome<Pool>> {
  const pool: Pool = {
    ...words,
    tenantId: scope.tenant.id,
    id: scope.newId("pool"),
    createdAt: scope.now,
    updatedAt: scope.now,
    version: 1,
    deletedAt: null,
    deletedBy: null,
  };

  return commit(scope, {
    change: store.insertPool(scope, pool),
    fact: tell("pool.created", pool.id, 1, null, pool),
    result: pool,
    taken: nameTaken,
  });
}

export type PoolPatch = { [K in Exclude<keyof PoolWords, "metadata">]?: PoolWords[K] | undefined } & {
  metadata?: Record<string, string | null> | undefined;
};

export async function change(
  scope: Scope,
  id: Id<"pool">,
  patch: PoolPatch,
  ifMatch: number | undefined,
): Promise<Outcome<Pool>> {
  const pool = await store.findPool(scope, id);
  if (pool === undefined) return refuse("pool.unknown");

  const current = seen(pool, ifMatch);
  if (!current.ok) return current;
  const after: Pool = {
    ...pool,
    name: patch.name ?? pool.name,
    description: patch.description === undefined ? pool.description : patch.description,
    strategy: patch.strategy ?? pool.strategy,
    active: patch.active ?? pool.active,
    metadata: mergeMetadata(pool.metadata, patch.metadata),
    updatedAt: scope.now,
    version: pool.version + 1,
  };

  return commit(scope, {
    change: store.updatePool(scope, pool, after),
    fact: tell("pool.changed", id, after.version, pool, after),
    result: after,
    taken: nameTaken,
  });
}

export async function remove(scope: Scope, id: Id<"pool">, ifMatch: number | undefined): Promise<Outcome<null>> {
  const pool = await store.findPool(scope, id);
  if (pool === undefined) return refuse("pool.unknown");
  const current = seen(pool, ifMatch);
  if (!current.ok) return current;
  if (await store.isInUse(scope, id)) return refuse("pool.in_use");

  const after: Pool = {
    ...pool,
    deletedAt: scope.now,
    deletedBy: actorWord(scope.actor),
    updatedAt: scope.now,
    version: pool.version + 1,
  };

  return commit(scope, {
    change: store.retirePool(scope, pool, after),
    fact: tell("pool.deleted", id, after.version, pool, null),
    result: null,
  });
}

export async function listSeats(
  scope: Scope,
  id: Id<"pool">,
  standings: PoolMember["standing"][] | undefined,
  cut: Cut,
): Promise<Outcome<Page<PoolMember>>> {
  const pool = await store.findPool(scope, id);
  return pool === undefined ? refuse("pool.unknown") : done(await store.listSeats(scope, id, standings, cut));
}

export type SeatWords = Pick<PoolMember, "standing" | "weight" | "priority">;

export async function seat(
  scope: Scope,
  id: Id<"pool">,
  member: Id<"member">,
  words: SeatWords,
  ifMatch: number | undefined,
): Promise<Outcome<PoolMember>> {
  const found = await store.readSeat(scope, id, member);
  if (found.pool === undefined) return refuse("pool.unknown");
  if (found.member === undefined) return refuse("pool.member_unknown");

  const before = found.seat;
  if (before !== undefined) {
    const current = seen(before, ifMatch);
    if (!current.ok) return current;
  }
  const after: PoolMember = {
    tenantId: scope.tenant.id,
    poolId: id,
    memberId: member,
    ...words,
    ...countsAfter(before, words.standing, found.others),
    lastAssignedAt: before?.lastAssignedAt ?? null,
    createdAt: before?.createdAt ?? scope.now,
    updatedAt: scope.now,
    version: (before?.version ?? 0) + 1,
  };

  return commit(scope, {
    change: before === undefined ? store.insertSeat(scope, after) : store.updateSeat(scope, before, after),
    fact: tell("pool.member_seated", id, found.pool.version, before ?? null, after),
    result: after,
    // Two who seat the same member at once: the second finds the seat taken and looks again.
    taken: { "pool_members.tenant_id, pool_members.pool_id, pool_members.member_id": { code: "commit.missed" } },
  });
}

export async function unseat(
  scope: Scope,
  id: Id<"pool">,
  member: Id<"member">,
  ifMatch: number | undefined,
): Promise<Outcome<null>> {
  const found = await store.readSeat(scope, id, member);
  if (found.pool === undefined) return refuse("pool.unknown");
  if (found.seat === undefined) return refuse("pool.member_unknown");
  const current = seen(found.seat, ifMatch);
  if (!current.ok) return current;

  return commit(scope, {
    change: store.deleteSeat(scope, found.seat),
    fact: tell("pool.member_unseated", id, found.pool.version, found.seat, null),
    result: null,
  });
}
