import { routes } from "#http/routes.ts";
import { toWire, toWireOrNull } from "#kernel/instant.ts";
import * as actions from "./actions.ts";
import * as contract from "./contract.ts";
import type { PoolMember } from "./tables.ts";

export const poolRoutes = routes()
  .list(contract.listPools, (scope, { query, page, expand }) => actions.list(scope, query, page, expand), poolView)
  .on(contract.getPool, (scope, { param, expand }) => actions.get(scope, param.id, expand), poolView)
  .on(contract.createPool, (scope, { body }) => actions.create(scope, body), poolView)
  .on(
    contract.changePool,
    (scope, { param, body, ifMatch }) => actions.change(scope, param.id, body, ifMatch),
    poolView,
  )
  .on(
    contract.deletePool,
    (scope, { param, ifMatch }) => actions.remove(scope, param.id, ifMatch),
    () => undefined,
  )
  .list(
    contract.listPoolMembers,
    (scope, { param, query, page }) => actions.listSeats(scope, param.id, query.standing, page),
    seatView,
  )
  .on(
    contract.seatPoolMember,
    (scope, { param, body, ifMatch }) => actions.seat(scope, param.id, param.member_id, body, ifMatch),
    seatView,
  )
  .on(
    contract.unseatPoolMember,
    (scope, { param, ifMatch }) => actions.unseat(scope, param.id, param.member_id, ifMatch),
    () => undefined,
  );

function poolView(pool: actions.PoolShown) {
  return {
    object: "pool" as const,
    id: pool.id,
    name: pool.name,
    description: pool.description,
    strategy: pool.strategy,
    active: pool.active,
    ...(pool.seats === undefined ? {} : { members: pool.seats.map(seatView) }),
    metadata: pool.metadata,
    created_at: toWire(pool.createdAt),
    updated_at: toWire(pool.updatedAt),
    version: pool.version,
  };
}

function seatView(seat: PoolMember) {
  return {
    object: "pool_member" as const,
    pool_id: seat.poolId,
    member_id: seat.memberId,
    standing: seat.standing,
    weight: seat.weight,
    priority: seat.priority,
    assigned_count: seat.assignedCount,
    last_assigned_at: toWireOrNull(seat.lastAssignedAt),
    created_at: toWire(seat.createdAt),
    updated_at: toWire(seat.updatedAt),
    version: seat.version,
  };
}
