import { routes } from "#http/routes.ts";
import { toWire } from "#kernel/instant.ts";
import * as actions from "./actions.ts";
import * as contract from "./contract.ts";
import type { Suppression } from "./tables.ts";

export const suppressionRoutes = routes()
  .list(contract.listSuppressions, (scope, { query, page }) => actions.list(scope, query, page), view)
  .on(contract.getSuppression, (scope, { param }) => actions.get(scope, param.id), view)
  .on(contract.createSuppression, (scope, { body }) => actions.add(scope, body), view)
  .on(
    contract.deleteSuppression,
    (scope, { param, ifMatch }) => actions.remove(scope, param.id, ifMatch),
    () => undefined,
  );

function view(row: Suppression) {
  return {
    object: "suppression" as const,
    id: row.id,
    email: row.email,
    category: row.category,
    reason: row.reason,
    note: row.note,
    delivery_id: row.deliveryId,
    created_by: row.createdBy,
    created_at: toWire(row.createdAt),
    version: row.version,
  };
}
