import { routes } from "#http/routes.ts";
import { tokensView } from "#identity/gate/wire-tokens.ts";
import { toWire, toWireOrNull } from "#kernel/instant.ts";
import type { Context } from "#platform/scope.ts";
import { endOfMember, endOwn, signOut, signOutEverywhere } from "./actions/end.ts";
import { getOwn, listOfMember, listOwn } from "./actions/list.ts";
import { refresh } from "./actions/refresh.ts";
import { switchTenant } from "./actions/switch.ts";
import * as contract from "./contract.ts";
import { isOver } from "./rules.ts";
import type { Session } from "./tables.ts";

const nothing = () => undefined;

export const sessionRoutes = routes()
  .on(contract.refreshSession, (context, { body }) => refresh(context, body.refresh_token), tokensView)
  .on(contract.switchSession, (context, { body }) => switchTenant(context, body.tenant), tokensView)
  .list(contract.listSessions, (context, { query, page }) => listOwn(context, query, page), sessionView)
  .on(contract.getSession, (context, { param }) => getOwn(context, param.id), sessionView)
  .on(contract.endSession, (context, { param }) => endOwn(context, param.id), nothing)
  .on(contract.signOut, (context) => signOut(context), nothing)
  .on(contract.signOutEverywhere, (context) => signOutEverywhere(context), nothing)
  .list(
    contract.listMemberSessions,
    (scope, { param, query, page }) => listOfMember(scope, param.id, query, page),
    sessionView,
  )
  .on(contract.endMemberSessions, (scope, { param }) => endOfMember(scope, param.id), nothing);

function sessionView(session: Session, { actor, now }: Context) {
  return {
    object: "session" as const,
    id: session.id,
    tenant_id: session.tenantId,
    current: "session" in actor && actor.session === session.id,
    active: !isOver(session, now),
    method: session.method,
    ip: session.ip,
    user_agent: session.userAgent,
    created_at: toWire(session.createdAt),
    last_used_at: toWire(session.lastUsedAt),
    idle_until: toWire(session.idleUntil),
    expires_at: toWire(session.expiresAt),
    ended_at: toWireOrNull(session.endedAt),
    ended_how: session.endedHow,
    version: session.version,
  };
}
