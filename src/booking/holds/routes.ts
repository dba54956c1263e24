import { routes } from "#http/routes.ts";
import { minute, second, toWire } from "#kernel/instant.ts";
import type { Context } from "#platform/scope.ts";
import * as actions from "./actions.ts";
import * as contract from "./contract.ts";

export const holdRoutes = routes()
  .on(
    contract.createPublicHold,
    (context, { param, body }) => actions.holdPublicly(context, param.tenant, body.slot_token),
    publicView,
  )
  .on(
    contract.extendPublicHold,
    (context, { param, body }) => actions.extendPublicly(context, param, body.hold_token),
    publicView,
  )
  .on(
    contract.releasePublicHold,
    (context, { param, body }) => actions.releasePublicly(context, param, body.hold_token),
    () => undefined,
  )
  .on(
    contract.createLinkHold,
    (context, { param, body }) => actions.holdWithLink(context, param.token, body.slot_token),
    publicView,
  )
  .on(
    contract.extendLinkHold,
    (context, { param, body }) => actions.extendByLink(context, param, body.hold_token),
    publicView,
  )
  .on(
    contract.releaseLinkHold,
    (context, { param, body }) => actions.releaseByLink(context, param, body.hold_token),
    () => undefined,
  )
  .list(contract.listHolds, (scope, { query, page }) => actions.list(scope, query, page), holdView)
  .on(contract.getHold, (scope, { param }) => actions.get(scope, param.id), holdView)
  .on(contract.createHold, (scope, { body }) => actions.hold(scope, body), newView)
  .on(contract.extendHold, (scope, { param }) => actions.extend(scope, param.id), holdView)
  .on(
    contract.releaseHold,
    (scope, { param }) => actions.release(scope, param.id),
    () => undefined,
  );

const timeView = ({ start, end, lapsesAt }: actions.StaffHold) => ({
  starts_at: toWire(start),
  ends_at: toWire(end),
  minutes: (end - start) / minute,
  expires_at: toWire(lapsesAt),
});

const tokenView = ({ token, lapsesAt }: actions.NewHold, { now }: Context) => ({
  hold_token: token,
  expires_in: Math.max(0, Math.floor((lapsesAt - now) / second)),
});

export function publicView(hold: actions.NewHold, context: Context) {
  return { object: "public_hold" as const, id: hold.id, ...timeView(hold), ...tokenView(hold, context) };
}

function holdView(hold: actions.StaffHold) {
  return {
    object: "hold" as const,
    id: hold.id,
    event_type_id: hold.eventType,
    ...timeView(hold),
    member_ids: [...hold.members],
    seat: hold.seat,
    created_at: toWire(hold.createdAt),
    version: hold.version,
  };
}

function newView(hold: actions.NewHold, context: Context) {
  return { ...holdView(hold), ...tokenView(hold, context) };
}
