import { routes } from "#http/routes.ts";
import { toWire, toWireOrNull } from "#kernel/instant.ts";
import type { Scope } from "#platform/scope.ts";
import * as actions from "./actions.ts";
import * as contract from "./contract.ts";
import { statusOf } from "./rules.ts";
import type { ApiKey } from "./tables.ts";

export const apiKeyRoutes = routes()
  .list(contract.listApiKeys, (scope, { query, page }) => actions.list(scope, query, page), keyView)
  .on(contract.getApiKey, (scope, { param }) => actions.get(scope, param.id), keyView)
  .on(contract.createApiKey, (scope, { body }) => actions.create(scope, body), secretView)
  .on(
    contract.changeApiKey,
    (scope, { param, body, ifMatch }) => actions.change(scope, param.id, body, ifMatch),
    keyView,
  )
  .on(
    contract.rotateApiKey,
    (scope, { param, body, ifMatch }) => actions.rotate(scope, param.id, body.overlap_hours, ifMatch),
    secretView,
  )
  .on(contract.revokeApiKey, (scope, { param, ifMatch }) => actions.revoke(scope, param.id, ifMatch), keyView)
  .on(
    contract.deleteApiKey,
    (scope, { param, ifMatch }) => actions.revoke(scope, param.id, ifMatch),
    () => undefined,
  );

function keyView(key: ApiKey, scope: Scope) {
  const isOverlapping = key.previousUntil !== null && key.previousUntil > scope.now;
  return {
    object: "api_key" as const,
    id: key.id,
    name: key.name,
    prefix: `ilk_${scope.tenant.mode}_${key.shortId}`,
    scopes: key.scopes,
    status: statusOf(key, scope.now),
    api_version: key.apiVersion,
    expires_at: toWire(key.expiresAt),
    last_used_at: toWireOrNull(key.lastUsedAt),
    previous_works_until: toWireOrNull(isOverlapping ? key.previousUntil : null),
    revoked_at: toWireOrNull(key.revokedAt),
    revoked_by: key.revokedBy,
    created_by: key.createdBy,
    metadata: key.metadata,
    created_at: toWire(key.createdAt),
    updated_at: toWire(key.updatedAt),
    version: key.version,
  };
}

function secretView(key: actions.KeyShown, scope: Scope) {
  return { ...keyView(key, scope), secret: key.secret };
}
