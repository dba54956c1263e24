import { mergeMetadata } from "#http/wire.ts";
import { bumpEpoch, forgetStanding } from "#identity/gate/standing.ts";
import { allPermissions, type BuiltInRole, builtInRoles, type Permission, permissions } from "#identity/permissions.ts";
import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import { seen } from "#kernel/version.ts";
import { announcer, commit } from "#platform/commit.ts";
import type { Statement } from "#platform/d1.ts";
import type { Cut } from "#platform/paging.ts";
import type { Scope } from "#platform/scope.ts";
import { roleFacts } from "./facts.ts";
import * as rules from "./rules.ts";
import * as store from "./store.ts";
import type { Role } from "./tables.ts";

export { rolesAmong } from "./store.ts";

const tell = announcer(roleFacts);
const taken = {
  "roles.tenant_id, roles.key": { code: "role.key_taken", pointer: "/key" },
  "roles.tenant_id, roles.name": { code: "role.name_taken", pointer: "/name" },
};

/** The five roles every company has from its first day; unsent, for the batch that makes the company. */
export function builtIns(scope: Scope): { owner: Id<"role">; insert: Statement } {
  const rows = (Object.keys(builtInRoles) as BuiltInRole[]).map((key) =>
    newRole(scope, { ...builtInRoles[key], key, permissions: [], active: true, metadata: {} }, true),
  );
  const owner = rows.find(rules.isOwner);
  if (owner === undefined) throw new Error("There is no owner among the built-in roles.");
  return { owner: owner.id, insert: store.insertRoles(scope, rows) };
}

export type RoleWords = {
  key: string;
  name: string;
  description: string | null;
  permissions: string[];
  active: boolean;
  metadata: Record<string, string>;
};

const newRole = (scope: Scope, words: RoleWords, builtIn: boolean): Role => ({
  tenantId: scope.tenant.id,
  id: scope.newId("role"),
  key: words.key,
  name: words.name,
  description: words.description,
  builtIn,
  active: words.active,
  permissions: words.permissions,
  metadata: words.metadata,
  createdAt: scope.now,
  updatedAt: scope.now,
  version: 1,
});

/** A permission and what it lets its holder do. */
export type PermissionLine = { key: Permission; description: string };

export async function listPermissions(cut: Cut): Promise<Outcome<Page<PermissionLine>>> {
  const sorted = cut.descending ? allPermissions.toSorted().toReversed() : allPermissions.toSorted();
  const { after } = cut;
  const beyond = sorted.filter((key) => after === null || (cut.descending ? key < after.id : key > after.id));
  const lines = beyond.slice(0, cut.limit + 1).map((key) => ({ key, description: permissions[key] }));
  return done(pageOf(lines, cut.limit, ({ key }) => ({ key, id: key })));
}

export async function list(
  scope: Scope,
  filter: store.RoleFilter,
  cut: Cut & { by: "created_at" | "name" },
): Promise<Outcome<Page<Role>>> {
  return done(await store.listRoles(scope, filter, cut));
}

/** A role, and how many hold it when that was asked. */
export type RoleShown = Role & { memberCount?: number };

export async function get(scope: Scope, id: Id<"role">): Promise<Outcome<RoleShown>> {
  const found = await store.readRole(scope, id);
  return found === undefined ? refuse("role.unknown") : done({ ...found.role, memberCount: found.uses.members });
}

export async function create(scope: Scope, words: RoleWords): Promise<Outcome<Role>> {
  const rights = rules.withinYours(words.permissions, scope.permissions, "/permissions");
  if (!rights.ok) return rights;
  const role = newRole(scope, words, false);

  return commit(scope, {
    change: store.insertRole(scope, role),
    fact: tell("role.created", role.id, 1, null, role),
    result: role,
    taken,
  });
}

export type RolePatch = {
  name?: string | undefined;
  description?: string | null | undefined;
  permissions?: string[] | undefined;
  active?: boolean | undefined;
  metadata?: Record<string, string | null> | undefined;
};

export async function change(
  scope: Scope,
  id: Id<"role">,
  patch: RolePatch,
  ifMatch: number | undefined,
): Promise<Outcome<Role>> {
  const found = await store.readRole(scope, id);
  if (found === undefined) return refuse("role.unknown");
  const { role } = found;

  const current = seen(role, ifMatch);
  if (!current.ok) return current;
  const made = rules.tenantMade(role);
  if (!made.ok) return made;
  const rightsMove = patch.permissions !== undefined || patch.active !== undefined;
  const rights = rightsMove ? rules.withinYours(rules.powerOf(role), scope.permissions) : done(true);
  if (!rights.ok) return rights;
  const wanted = rules.withinYours(patch.permissions ?? [], scope.permissions, "/permissions");
  if (!wanted.ok) return wanted;
  const after: Role = {
    ...role,
    name: patch.name ?? role.name,
    description: patch.description === undefined ? role.description : patch.description,
    permissions: patch.permissions ?? role.permissions,
    active: patch.active ?? role.active,
    metadata: mergeMetadata(role.metadata, patch.metadata),
    updatedAt: scope.now,
    version: role.version + 1,
  };

  const outcome = await commit(scope, {
    change: store.updateRole(scope, role, after),
    fact: tell("role.changed", id, after.version, role, after),
    also: rightsMove ? [bumpEpoch(scope)] : [],
    result: after,
    taken,
  });
  if (outcome.ok && rightsMove) forgetStanding(scope, scope.tenant.id);
  return outcome;
}

export async function remove(scope: Scope, id: Id<"role">, ifMatch: number | undefined): Promise<Outcome<null>> {
  const found = await store.readRole(scope, id);
  if (found === undefined) return refuse("role.unknown");
  const { role, uses } = found;

  const current = seen(role, ifMatch);
  if (!current.ok) return current;
  const made = rules.tenantMade(role);
  if (!made.ok) return made;
  const rights = rules.withinYours(rules.powerOf(role), scope.permissions);
  if (!rights.ok) return rights;
  const unused = rules.unused(uses);
  if (!unused.ok) return unused;

  // The row has to be found unused first and can only then go, after the old grants that still point at it.
  const leaving: Role = { ...role, active: false, version: role.version + 1 };
  return commit(scope, {
    change: store.updateRole(scope, role, leaving, store.isUnused(scope, id)),
    fact: tell("role.deleted", id, leaving.version, role, null),
    also: store.deleteRole(scope, id),
    result: null,
  });
}
