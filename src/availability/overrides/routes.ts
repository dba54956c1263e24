import { routes } from "#http/routes.ts";
import { toWire } from "#kernel/instant.ts";
import type { Scope } from "#platform/scope.ts";
import { printDate } from "#time/dates.ts";
import { maySeeReason } from "../owner.ts";
import { printRange } from "../wall-ranges.ts";
import * as actions from "./actions.ts";
import * as contract from "./contract.ts";
import type { Override } from "./tables.ts";

export const overrideRoutes = routes()
  .list(contract.listOverrides, (scope, { query, page }) => actions.list(scope, query, page), overrideView)
  .on(contract.getOverride, (scope, { param }) => actions.get(scope, param.id), overrideView)
  .on(contract.createOverride, (scope, { body }) => actions.create(scope, body), overrideView)
  .on(
    contract.replaceOverride,
    (scope, { param, body, ifMatch }) => actions.replace(scope, param.id, body, ifMatch),
    overrideView,
  )
  .on(
    contract.changeOverride,
    (scope, { param, body, ifMatch }) => actions.change(scope, param.id, body, ifMatch),
    overrideView,
  )
  .on(
    contract.deleteOverride,
    (scope, { param, ifMatch }) => actions.remove(scope, param.id, ifMatch),
    () => undefined,
  );

function overrideView(override: Override, scope: Scope) {
  return {
    object: "override" as const,
    id: override.id,
    member_id: override.memberId,
    schedule_id: override.scheduleId,
    first_date: printDate(override.firstDate),
    last_date: printDate(override.lastDate),
    kind: override.kind,
    ranges: override.ranges.map(printRange),
    ...(maySeeReason(scope, override.memberId) ? { reason: override.reason } : {}),
    metadata: override.metadata,
    created_at: toWire(override.createdAt),
    updated_at: toWire(override.updatedAt),
    version: override.version,
  };
}
