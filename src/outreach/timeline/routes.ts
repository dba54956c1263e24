import { routes } from "#http/routes.ts";
import { toWire } from "#kernel/instant.ts";
import { list } from "./actions.ts";
import * as contract from "./contract.ts";

export const timelineRoutes = routes().list(
  contract.listTimeline,
  (scope, { param, query, page }) => list(scope, param.id, query.kind, page),
  ({ id, kind, type, at, status, reason, channel, to, actor, version, deliveryId }) => ({
    object: "timeline_line" as const,
    id,
    kind,
    type,
    at: toWire(at),
    status,
    reason,
    channel,
    to,
    actor,
    version,
    delivery_id: deliveryId,
  }),
);
