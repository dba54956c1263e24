import { type SQL, and, count, eq, notExists, or, sql } from "drizzle-orm";
import { invitations } from "#identity/invitations/tables.ts";
import { roleGrants } from "#identity/members/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import type { Statement } from "#platform/d1.ts";
import { type Cut, contains, keyset } from "#platform/paging.ts";
import { withoutKey } from "#platform/rows.ts";
import type { Scope } from "#platform/scope.ts";
import type { Uses } from "./rules.ts";
import { type Role, roles } from "./tables.ts";

const mine = (scope: Scope) => eq(roles.tenantId, scope.tenant.id);
const one = (scope: Scope, id: Id<"role">) => and(mine(scope), eq(roles.id, id));

export type RoleFilter = { built_in?: boolean | undefined; active?: boolean | undefined; q?: string | undefined };

export async function listRoles(
  scope: Scope,
  filter: RoleFilter,
  cut: Cut & { by: "created_at" | "name" },
): Promise<Page<Role>> {
  const page = keyset(cut, cut.by === "name" ? roles.name : roles.createdAt, roles.id);
  const rows = await scope.db
    .select()
    .from(roles)
    .where(
      and(
        mine(scope),
        filter.built_in === undefined ? undefined : eq(roles.builtIn, filter.built_in),
        filter.active === undefined ? undefined : eq(roles.active, filter.active),
        filter.q === undefined ? undefined : or(contains(roles.name, filter.q), contains(roles.key, filter.q)),
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return pageOf(rows, cut.limit, (row) => ({ key: cut.by === "name" ? row.name : row.createdAt, id: row.id }));
}

/** Held by somebody who has not left; what those who left once held is only a record. */
const grantsOf = (scope: Scope, id: Id<"role">) =>
  and(
    eq(roleGrants.tenantId, scope.tenant.id),
    eq(roleGrants.roleId, id),
    sql`exists (select 1 from members holder where holder.tenant_id = ${scope.tenant.id}
      and holder.id = ${roleGrants.memberId} and holder.deleted_at is null)`,
  );

const promisesOf = (scope: Scope, id: Id<"role">) =>
  and(
    eq(invitations.tenantId, scope.tenant.id),
    // Written out, so that the index of what is pending serves.
    sql`${invitations.status} = 'pending'`,
    sql`${invitations.expiresAt} > ${scope.now}`,
    sql`exists (select 1 from json_each(${invitations.roleIds}) promised where promised.value = ${id})`,
  );

export async function readRole(scope: Scope, id: Id<"role">): Promise<{ role: Role; uses: Uses } | undefined> {
  const [found, held, promised] = await scope.db.batch([
    scope.db.select().from(roles).where(one(scope, id)),
    scope.db.select({ count: count() }).from(roleGrants).where(grantsOf(scope, id)),
    scope.db.select({ count: count() }).from(invitations).where(promisesOf(scope, id)),
  ]);
  const [role] = found;
  return role && { role, uses: { members: held[0]?.count ?? 0, invitations: promised[0]?.count ?? 0 } };
}

/** Those of the asked roles that exist here. */
export const rolesAmong = (scope: Scope, ids: readonly Id<"role">[]): Promise<Role[]> =>
  scope.db
    .select()
    .from(roles)
    .where(and(mine(scope), sql`${roles.id} in (select value from json_each(${JSON.stringify(ids)}))`))
    .all();

export const insertRole = (scope: Scope, role: Role): Statement => scope.db.insert(roles).values(role);

export const insertRoles = (scope: Scope, rows: Role[]): Statement => scope.db.insert(roles).values(rows);

export const updateRole = (scope: Scope, before: Role, after: Role, also?: SQL): Statement =>
  scope.db
    .update(roles)
    .set(withoutKey(after))
    .where(and(one(scope, before.id), eq(roles.version, before.version), also));

/** Nobody holds it and no open invitation promises it, whatever was read before. */
export const isUnused = (scope: Scope, id: Id<"role">): SQL | undefined =>
  and(
    notExists(scope.db.select({ one: sql`1` }).from(roleGrants).where(grantsOf(scope, id))),
    notExists(scope.db.select({ one: sql`1` }).from(invitations).where(promisesOf(scope, id))),
  );

/** The role, after what those who left once held of it. */
export const deleteRole = (scope: Scope, id: Id<"role">): Statement[] => [
  scope.db.delete(roleGrants).where(and(eq(roleGrants.tenantId, scope.tenant.id), eq(roleGrants.roleId, id))),
  scope.db.delete(roles).where(one(scope, id)),
];
