import { routes } from "#http/routes.ts";
import { powerOf } from "./rules.ts";
import { toWire } from "#kernel/instant.ts";
import * as actions from "./actions.ts";
import * as contract from "./contract.ts";

export const roleRoutes = routes()
  .list(
    contract.listPermissions,
    (_, { page }) => actions.listPermissions(page),
    ({ key, description }) => ({ object: "permission" as const, key, description }),
  )
  .list(contract.listRoles, (scope, { query, page }) => actions.list(scope, query, page), roleView)
  .on(contract.getRole, (scope, { param }) => actions.get(scope, param.id), roleView)
  .on(contract.createRole, (scope, { body }) => actions.create(scope, body), roleView)
  .on(
    contract.changeRole,
    (scope, { param, body, ifMatch }) => actions.change(scope, param.id, body, ifMatch),
    roleView,
  )
  .on(
    contract.deleteRole,
    (scope, { param, ifMatch }) => actions.remove(scope, param.id, ifMatch),
    () => undefined,
  );

function roleView(role: actions.RoleShown) {
  return {
    object: "role" as const,
    id: role.id,
    key: role.key,
    name: role.name,
    description: role.description,
    built_in: role.builtIn,
    active: role.active,
    permissions: [...powerOf(role)],
    ...(role.memberCount === undefined ? {} : { member_count: role.memberCount }),
    metadata: role.metadata,
    created_at: toWire(role.createdAt),
    updated_at: toWire(role.updatedAt),
    version: role.version,
  };
}
