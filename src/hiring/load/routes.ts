import type { PoolMember } from "#booking/pools/tables.ts";
import { routes } from "#http/routes.ts";
import { toWireOrNull } from "#kernel/instant.ts";
import { printDate } from "#time/dates.ts";
import * as actions from "./actions.ts";
import * as contract from "./contract.ts";
import type { Carried } from "./rules.ts";

export const loadRoutes = routes().list(
  contract.listInterviewerLoad,
  (scope, { query, page }) => actions.list(scope, query, page),
  loadView,
);

const periodView = ({ from, until, meetings, minutes, limit, full }: Carried) => ({
  from: printDate(from),
  until: printDate(until),
  meetings,
  minutes,
  limit,
  full,
});

const seatView = (seat: PoolMember) => ({
  pool_id: seat.poolId,
  standing: seat.standing,
  weight: seat.weight,
  priority: seat.priority,
  assigned_count: seat.assignedCount,
  last_assigned_at: toWireOrNull(seat.lastAssignedAt),
});

function loadView(load: actions.Load) {
  return {
    object: "interviewer_load" as const,
    member_id: load.id,
    name: load.name,
    time_zone: load.zone,
    week_start: load.weekStart,
    paused_until: toWireOrNull(load.pausedUntil),
    day: periodView(load.carried.day),
    week: periodView(load.carried.week),
    month: periodView(load.carried.month),
    load_weight: load.loadWeight,
    weighted_minutes: load.weightedMinutes,
    pools: load.seats.map(seatView),
  };
}
