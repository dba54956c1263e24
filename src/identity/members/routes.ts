import { routes } from "#http/routes.ts";
import { permissionsOf } from "#identity/permissions.ts";
import type { User } from "#identity/users/tables.ts";
import { toWire, toWireOrNull } from "#kernel/instant.ts";
import { refuse } from "#kernel/outcome.ts";
import type { PersonContext, Scope } from "#platform/scope.ts";
import * as changing from "./actions/change.ts";
import * as looking from "./actions/look.ts";
import * as contract from "./contract.ts";
import type { Grant, Held } from "./store.ts";

export const memberRoutes = routes()
  .list(contract.listMembers, (scope, { query, page, expand }) => looking.list(scope, query, page, expand), memberView)
  .on(contract.getMember, (scope, { param, expand }) => looking.get(scope, param.id, expand), memberView)
  .on(
    contract.changeMember,
    (scope, { param, body, ifMatch }) => changing.change(scope, param.id, body, ifMatch),
    memberView,
  )
  .list(contract.listMemberRoles, (scope, { param, page }) => looking.listRoles(scope, param.id, page), grantView)
  .on(
    contract.setMemberRoles,
    (scope, { param, body, ifMatch }) => changing.setRoles(scope, param.id, body.role_ids, ifMatch),
    memberView,
  )
  .on(
    contract.suspendMember,
    (scope, { param, body, ifMatch }) => changing.restand(scope, param.id, "suspend", body.reason, ifMatch),
    memberView,
  )
  .on(
    contract.restoreMember,
    (scope, { param, ifMatch }) => changing.restand(scope, param.id, "restore", null, ifMatch),
    memberView,
  )
  .on(
    contract.deactivateMember,
    (scope, { param, ifMatch }) => changing.restand(scope, param.id, "deactivate", null, ifMatch),
    memberView,
  )
  .on(
    contract.reactivateMember,
    (scope, { param, ifMatch }) => changing.restand(scope, param.id, "reactivate", null, ifMatch),
    memberView,
  )
  .on(
    contract.removeMember,
    (scope, { param, ifMatch }) => changing.remove(scope, param.id, ifMatch),
    () => undefined,
  )
  .on(
    contract.leaveTenant,
    async (context) => (isInTenant(context) ? changing.leave(context) : refuse("credentials.wrong_kind")),
    () => undefined,
  );

/** A signed-in person works in one company, or in none yet. */
const isInTenant = (context: PersonContext): context is PersonContext & Scope => "tenant" in context;

function memberView(member: looking.MemberShown, scope: Scope) {
  const { expanded, held, seats, user } = member;
  return {
    object: "member" as const,
    id: member.id,
    user_id: member.userId,
    display_name: member.displayName,
    email: member.email,
    title: member.title,
    company_role: member.companyRole,
    status: member.status,
    role_ids: held.map((role) => role.id),
    role_keys: held.map((role) => role.key),
    ...(expanded.has("roles") ? { roles: held.map(roleView) } : {}),
    ...(expanded.has("teams") ? { teams: seats.map(({ id, name, role }) => ({ id, name, role })) } : {}),
    ...(user === undefined ? {} : { user: userView(user) }),
    suspended_at: toWireOrNull(member.suspendedAt),
    suspended_by: member.suspendedBy,
    ...(scope.permissions.has("members:write") ? { suspended_reason: member.suspendedReason } : {}),
    deactivated_at: toWireOrNull(member.deactivatedAt),
    deactivated_by: member.deactivatedBy,
    invited_by: member.invitedBy,
    joined_at: toWire(member.joinedAt),
    metadata: member.metadata,
    created_at: toWire(member.createdAt),
    updated_at: toWire(member.updatedAt),
    version: member.version,
  };
}

const roleView = (role: Held) => ({
  id: role.id,
  key: role.key,
  name: role.name,
  built_in: role.builtIn,
  active: role.active,
  permissions: [...permissionsOf(role)],
});

const userView = (user: User) => ({
  id: user.id,
  given_name: user.givenName,
  family_name: user.familyName,
  image_url: user.imageUrl,
  time_zone: user.timeZone,
  locale: user.locale,
});

function grantView(grant: Grant) {
  return {
    object: "role_grant" as const,
    member_id: grant.memberId,
    role_id: grant.roleId,
    role_key: grant.roleKey,
    role_name: grant.roleName,
    granted_by: grant.grantedBy,
    granted_at: toWire(grant.grantedAt),
  };
}
