import { routes } from "#http/routes.ts";
import { toWire } from "#kernel/instant.ts";
import * as actions from "./actions.ts";
import * as contract from "./contract.ts";
import type { AuditEvent } from "./store.ts";

export const auditRoutes = routes()
  .list(contract.listAuditEvents, (scope, { query, page }) => actions.list(scope, query, page), eventView)
  .on(contract.getAuditEvent, (scope, { param }) => actions.get(scope, param.id), eventView)
  .on(contract.exportAuditEvents, (scope, { body }) => actions.takeCopy(scope, body), copyView);

function eventView(event: AuditEvent) {
  return {
    object: "audit_event" as const,
    id: event.id,
    seq: event.seq,
    type: event.type,
    action: event.action,
    actor: event.actor,
    entity_type: event.entityType,
    entity_id: event.entityId,
    version: event.version,
    before: event.before,
    after: event.after,
    ip: event.ip,
    user_agent: event.userAgent,
    session_id: event.sessionId,
    request_id: event.requestId,
    at: toWire(event.at),
  };
}

function copyView(copy: actions.AuditCopy) {
  return {
    object: "audit_export" as const,
    id: copy.id,
    exported_at: toWire(copy.at),
    events: copy.events.map(eventView),
    has_more: copy.hasMore,
    last_seq: copy.lastSeq,
  };
}
