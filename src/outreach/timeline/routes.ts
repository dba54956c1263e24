import { routes } from "#http/routes.ts";
import { toWire } from "#kernel/instant.ts";
import { list } from "./actions.ts";
import * as contract from "./contract.ts";

export const timelineRoutes = routes().list(
  contract.listTimeline,
  (scope, { param, query, page }) => list(scope, param.id, query.kind, page),
  ({ place: _, at, deliveryId, ...line }) => ({
    object: "timeline_line" as const,
    ...line,
    at: toWire(at),
    delivery_id: deliveryId,
  }),
);
