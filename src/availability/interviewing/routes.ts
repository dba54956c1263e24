import { routes } from "#http/routes.ts";
import { toWire, toWireOrNull } from "#kernel/instant.ts";
import type { Scope } from "#platform/scope.ts";
import { maySeeReason } from "../owner.ts";
import * as actions from "./actions.ts";
import * as contract from "./contract.ts";

export const interviewingRoutes = routes()
  .on(contract.getInterviewing, (scope, { param }) => actions.get(scope, param.id), interviewerView)
  .on(
    contract.replaceInterviewing,
    (scope, { param, body, ifMatch }) => actions.replace(scope, param.id, body, ifMatch),
    interviewerView,
  )
  .on(
    contract.changeInterviewing,
    (scope, { param, body, ifMatch }) => actions.change(scope, param.id, body, ifMatch),
    interviewerView,
  );

function interviewerView(said: actions.InterviewerShown, scope: Scope) {
  const isStored = said.version > 0;
  return {
    object: "interviewing" as const,
    member_id: said.memberId,
    time_zone: said.timeZone,
    effective_time_zone: said.zone,
    default_duration_minutes: said.defaultMinutes,
    buffer_before_minutes: said.beforeMinutes,
    buffer_after_minutes: said.afterMinutes,
    notice_minutes: said.noticeMinutes,
    advance_days: said.advanceDays,
    limits: said.limits,
    week_start: said.weekStart,
    paused_until: toWireOrNull(said.pausedUntil),
    ...(maySeeReason(scope, said.memberId) ? { pause_reason: said.pauseReason } : {}),
    load_weight: said.loadWeight,
    specialties: [...said.specialties],
    profile: said.profile,
    created_at: isStored ? toWire(said.createdAt) : null,
    updated_at: isStored ? toWire(said.updatedAt) : null,
    version: said.version,
  };
}
