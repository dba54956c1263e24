import { beyond, permissionsOf } from "#identity/permissions.ts";
import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Role } from "./tables.ts";

export type RoleCode =
  | "role.unknown"
  | "role.key_taken"
  | "role.name_taken"
  | "role.built_in"
  | "role.beyond_yours"
  | "role.in_use";

/** What a role would allow once active: a sleeping role is weighed as if it were awake. */
export const powerOf = (role: Role): readonly string[] => permissionsOf({ ...role, active: true });

/** What somebody with these roles may do now. */
export const held = (roles: readonly Role[]): readonly string[] => roles.flatMap(permissionsOf);

export const isOwner = (role: Role): boolean => role.builtIn && role.key === "owner";

/** Nobody makes, grants, changes or removes a role that allows more than they may: owners are made by who may all they may. */
export function withinYours(
  wanted: readonly string[],
  yours: ReadonlySet<string>,
  pointer?: string,
): Outcome<true, RoleCode> {
  const excess = [...new Set(beyond(wanted, yours))].toSorted();
  if (excess.length === 0) return done(true);
  return refuse("role.beyond_yours", { permissions: excess, ...(pointer === undefined ? {} : { pointer }) });
}

/** Built-in roles are the same everywhere; whoever wants another makes one. */
export function tenantMade(role: Role): Outcome<true, RoleCode> {
  return role.builtIn ? refuse("role.built_in") : done(true);
}

export type Uses = { members: number; invitations: number };

/** A role goes only when nobody has it and nobody is about to get it. */
export function unused(uses: Uses): Outcome<true, RoleCode> {
  const { members, invitations } = uses;
  return members + invitations === 0
    ? done(true)
    : refuse("role.in_use", { member_count: members, invitation_count: invitations });
}

/** Roles by the ids that were asked for, in that order; or where in the list the first stranger stands. */
export function pick(wanted: readonly Id<"role">[], roles: readonly Role[]): { roles: Role[]; missing: number[] } {
  const known = new Map(roles.map((role) => [role.id, role]));
  const found = wanted.map((id) => known.get(id));
  return {
    roles: found.filter((role) => role !== undefined),
    missing: found.flatMap((role, at) => (role === undefined ? [at] : [])),
  };
}
