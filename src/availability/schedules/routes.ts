import { routes } from "#http/routes.ts";
import { toWire } from "#kernel/instant.ts";
import { printRange } from "../wall-ranges.ts";
import * as actions from "./actions.ts";
import * as contract from "./contract.ts";
import type { Schedule } from "./tables.ts";

export const scheduleRoutes = routes()
  .list(contract.listSchedules, (scope, { query, page }) => actions.list(scope, query, page), scheduleView)
  .on(contract.getSchedule, (scope, { param }) => actions.get(scope, param.id), scheduleView)
  .on(contract.createSchedule, (scope, { body }) => actions.create(scope, body), scheduleView)
  .on(
    contract.replaceSchedule,
    (scope, { param, body, ifMatch }) => actions.replace(scope, param.id, body, ifMatch),
    scheduleView,
  )
  .on(
    contract.changeSchedule,
    (scope, { param, body, ifMatch }) => actions.change(scope, param.id, body, ifMatch),
    scheduleView,
  )
  .on(
    contract.deleteSchedule,
    (scope, { param, ifMatch }) => actions.remove(scope, param.id, ifMatch),
    () => undefined,
  );

function scheduleView(schedule: Schedule) {
  return {
    object: "schedule" as const,
    id: schedule.id,
    member_id: schedule.memberId,
    name: schedule.name,
    description: schedule.description,
    time_zone: schedule.timeZone,
    is_default: schedule.isDefault,
    rules: schedule.weekly.map(({ weekday, ...range }) => ({ weekday, ...printRange(range) })),
    hours_text: actions.hoursTextOf(schedule),
    metadata: schedule.metadata,
    created_at: toWire(schedule.createdAt),
    updated_at: toWire(schedule.updatedAt),
    version: schedule.version,
  };
}
