import { routes } from "#http/routes.ts";
import { toWire } from "#kernel/instant.ts";
import * as actions from "./actions.ts";
import * as contract from "./contract.ts";
import { offerView, toldView } from "./offer.ts";
import type { EventTypeWhole } from "./store.ts";

export const eventTypeRoutes = routes()
  .list(contract.listEventTypes, (scope, { query, page }) => actions.list(scope, query, page), eventTypeView)
  .on(contract.getEventType, (scope, { param }) => actions.get(scope, param.id), eventTypeView)
  .on(contract.createEventType, (scope, { body }) => actions.create(scope, body), eventTypeView)
  .on(
    contract.changeEventType,
    (scope, { param, body, ifMatch }) => actions.change(scope, param.id, body, ifMatch),
    eventTypeView,
  )
  .on(
    contract.deleteEventType,
    (scope, { param, ifMatch }) => actions.remove(scope, param.id, ifMatch),
    () => undefined,
  )
  .on(
    contract.setEventTypeHosts,
    (scope, { param, body, ifMatch }) => actions.setHosts(scope, param.id, body, ifMatch),
    eventTypeView,
  )
  .on(
    contract.setEventTypeQuestions,
    (scope, { param, body, ifMatch }) => actions.setQuestions(scope, param.id, body.questions, ifMatch),
    eventTypeView,
  )
  .on(contract.duplicateEventType, (scope, { param, body }) => actions.duplicate(scope, param.id, body), eventTypeView)
  .list(
    contract.listPublicEventTypes,
    (context, { param, page }) => actions.listPublic(context, param.tenant, page),
    offerView,
  )
  .on(
    contract.getPublicEventType,
    (context, { param }) => actions.getPublic(context, param.tenant, param.slug),
    offerView,
  );

function eventTypeView(eventType: EventTypeWhole) {
  return {
    object: "event_type" as const,
    id: eventType.id,
    ...toldView(eventType),
    increment_minutes: eventType.incrementMinutes,
    offset_minutes: eventType.offsetMinutes,
    packed: eventType.packed,
    buffer_before_minutes: eventType.beforeMinutes,
    buffer_after_minutes: eventType.afterMinutes,
    notice_minutes: eventType.noticeMinutes,
    horizon: eventType.horizon,
    limits: eventType.limits,
    hidden: eventType.hidden,
    active: eventType.active,
    public_page: eventType.publicPage,
    branding: eventType.branding,
    time_zone: eventType.timeZone,
    hosts: eventType.hosts.map((host) => ({ member_id: host.memberId, schedule_id: host.scheduleId })),
    pools: eventType.pools.map((pool) => pool.poolId),
    metadata: eventType.metadata,
    created_at: toWire(eventType.createdAt),
    updated_at: toWire(eventType.updatedAt),
    version: eventType.version,
  };
}
