import { routes } from "#http/routes.ts";
import { toWire } from "#kernel/instant.ts";
import type { Scope } from "#platform/scope.ts";
import { printDate } from "#time/dates.ts";
import { maySeeReason } from "../owner.ts";
import * as actions from "./actions.ts";
import * as contract from "./contract.ts";
import type { TimeOff } from "./tables.ts";

export const timeOffRoutes = routes()
  .list(contract.listTimeOff, (scope, { query, page }) => actions.list(scope, query, page), timeOffView)
  .on(contract.getTimeOff, (scope, { param }) => actions.get(scope, param.id), timeOffView)
  .on(contract.createTimeOff, (scope, { body }) => actions.create(scope, body), timeOffView)
  .on(
    contract.changeTimeOff,
    (scope, { param, body, ifMatch }) => actions.change(scope, param.id, body, ifMatch),
    timeOffView,
  )
  .on(
    contract.deleteTimeOff,
    (scope, { param, ifMatch }) => actions.remove(scope, param.id, ifMatch),
    () => undefined,
  );

function timeOffView(away: TimeOff, scope: Scope) {
  const isTold = maySeeReason(scope, away.memberId);
  const allDay = away.firstDate !== null && away.lastDate !== null;
  return {
    object: "time_off" as const,
    id: away.id,
    member_id: away.memberId,
    ...(isTold ? { kind: away.kind, reason: away.reason } : {}),
    all_day: allDay,
    first_date: away.firstDate === null ? null : printDate(away.firstDate),
    last_date: away.lastDate === null ? null : printDate(away.lastDate),
    starts_at: allDay ? null : toWire(away.startsAt),
    ends_at: allDay ? null : toWire(away.endsAt),
    metadata: away.metadata,
    created_at: toWire(away.createdAt),
    updated_at: toWire(away.updatedAt),
    version: away.version,
  };
}
