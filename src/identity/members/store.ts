import { and, asc, eq, gte, inArray, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { roles, type Role } from "#identity/roles/tables.ts";
import { teamMembers, teams } from "#identity/teams/tables.ts";
import { type User, users } from "#identity/users/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import type { Statement } from "#platform/d1.ts";
import { type Cut, contains, keyset } from "#platform/paging.ts";
import { withoutKey } from "#platform/rows.ts";
import type { PersonContext, Scope } from "#platform/scope.ts";
import { type Member, members, roleGrants } from "./tables.ts";

const mine = (scope: Scope) => and(eq(members.tenantId, scope.tenant.id), isNull(members.deletedAt));
const one = (scope: Scope, id: Id<"member">) => and(mine(scope), eq(members.id, id));
const idsIn = (ids: readonly string[]) => sql`(select value from json_each(${JSON.stringify(ids)}))`;

export type MemberFilter = {
  status?: Member["status"][] | undefined;
  role_id?: Id<"role">[] | undefined;
  role_key?: string[] | undefined;
  team_id?: Id<"team">[] | undefined;
  q?: string | undefined;
  joined_after?: Instant | undefined;
  joined_before?: Instant | undefined;
};

export async function listMembers(
  scope: Scope,
  filter: MemberFilter,
  cut: Cut & { by: "created_at" | "display_name" },
): Promise<Page<Member>> {
  const page = keyset(cut, cut.by === "display_name" ? members.displayName : members.createdAt, members.id);
  const rows = await scope.db
    .select()
    .from(members)
    .where(
      and(
        mine(scope),
        filter.status && inArray(members.status, filter.status),
        filter.role_id && holding(scope, inArray(roles.id, filter.role_id)),
        filter.role_key && holding(scope, inArray(roles.key, filter.role_key)),
        filter.team_id && seatedIn(scope, filter.team_id),
        filter.q === undefined
          ? undefined
          : or(contains(members.displayName, filter.q), contains(members.email, filter.q)),
        filter.joined_after && gte(members.joinedAt, filter.joined_after),
        filter.joined_before && lt(members.joinedAt, filter.joined_before),
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return pageOf(rows, cut.limit, (row) => ({
    key: cut.by === "display_name" ? row.displayName : row.createdAt,
    id: row.id,
  }));
}

function holding(scope: Scope, which: SQL): SQL {
  const wanted = scope.db
    .select({ id: roles.id })
    .from(roles)
    .where(and(eq(roles.tenantId, scope.tenant.id), which));
  const holders = scope.db
    .select({ id: roleGrants.memberId })
    .from(roleGrants)
    .where(and(eq(roleGrants.tenantId, scope.tenant.id), inArray(roleGrants.roleId, wanted)));
  return inArray(members.id, holders);
}

function seatedIn(scope: Scope, ids: Id<"team">[]): SQL {
  const seated = scope.db
    .select({ id: teamMembers.memberId })
    .from(teamMembers)
    .innerJoin(teams, and(eq(teams.tenantId, teamMembers.tenantId), eq(teams.id, teamMembers.teamId)))
    .where(and(eq(teamMembers.tenantId, scope.tenant.id), inArray(teamMembers.teamId, ids), isNull(teams.deletedAt)));
  return inArray(members.id, seated);
}

export const findMember = (scope: Scope, id: Id<"member">): Promise<Member | undefined> =>
  scope.db.select().from(members).where(one(scope, id)).get();

/** Somebody else owns this company, actively, and can sign in. */
const anotherOwner = (scope: Scope, id: Id<"member">): SQL => sql`exists (
  select 1 from role_grants held
  join roles owning on owning.tenant_id = held.tenant_id and owning.id = held.role_id
  join members owner on owner.tenant_id = held.tenant_id and owner.id = held.member_id
  join users person on person.id = owner.user_id
  where held.tenant_id = ${scope.tenant.id} and owning.key = 'owner' and owning.built_in = 1
    and owner.id <> ${id} and owner.status = 'active' and owner.deleted_at is null and person.status = 'active')`;

/** A member with all that decides what may be done to them, in one trip. */
export type Person = { member: Member; roles: Role[]; otherOwners: boolean };

export async function readPerson(scope: Scope, id: Id<"member">): Promise<Person | undefined> {
  const [found, held, others] = await scope.db.batch([
    scope.db.select().from(members).where(one(scope, id)),
    scope.db.select().from(roles).where(heldBy(scope, id)).orderBy(asc(roles.key)),
    scope.db.select({ found: sql<number>`1` }).from(sql`(select 1)`).where(anotherOwner(scope, id)),
  ]);
  const [member] = found;
  return member && { member, roles: held, otherOwners: others.length > 0 };
}

const heldBy = (scope: Scope, id: Id<"member">) =>
  and(
    eq(roles.tenantId, scope.tenant.id),
    inArray(
      roles.id,
      scope.db
        .select({ id: roleGrants.roleId })
        .from(roleGrants)
        .where(and(eq(roleGrants.tenantId, scope.tenant.id), eq(roleGrants.memberId, id))),
    ),
  );

export type Held = Pick<Role, "id" | "key" | "name" | "builtIn" | "active" | "permissions"> & {
  memberId: Id<"member">;
};
export type Seated = {
  memberId: Id<"member">;
  id: Id<"team">;
  name: string;
  role: "owner" | "admin" | "member" | "viewer";
};
export type Expansion = ReadonlySet<"roles" | "teams" | "user">;

/** What stands around several members: roles always, because lists show their keys; the rest where it was asked for. */
export async function around(
  scope: Scope,
  page: readonly Member[],
  expand: Expansion,
): Promise<{ roles: Held[]; seats: Seated[]; users: User[] }> {
  const ids = idsIn(page.map((member) => member.id));
  const [held, seats, people] = await scope.db.batch([
    scope.db
      .select({
        memberId: roleGrants.memberId,
        id: roles.id,
        key: roles.key,
        name: roles.name,
        builtIn: roles.builtIn,
        active: roles.active,
        permissions: roles.permissions,
      })
      .from(roleGrants)
      .innerJoin(roles, and(eq(roles.tenantId, roleGrants.tenantId), eq(roles.id, roleGrants.roleId)))
      .where(and(eq(roleGrants.tenantId, scope.tenant.id), sql`${roleGrants.memberId} in ${ids}`))
      .orderBy(asc(roles.key)),
    scope.db
      .select({ memberId: teamMembers.memberId, id: teams.id, name: teams.name, role: teamMembers.role })
      .from(teamMembers)
      .innerJoin(teams, and(eq(teams.tenantId, teamMembers.tenantId), eq(teams.id, teamMembers.teamId)))
      .where(
        and(
          eq(teamMembers.tenantId, scope.tenant.id),
          sql`${teamMembers.memberId} in ${ids}`,
          isNull(teams.deletedAt),
          expand.has("teams") ? undefined : sql`0`,
        ),
      )
      .orderBy(asc(teams.name)),
    scope.db
      .select()
      .from(users)
      .where(expand.has("user") ? sql`${users.id} in ${idsIn(page.map((member) => member.userId))}` : sql`0`),
  ]);
  return { roles: held, seats, users: people };
}

export type Grant = typeof roleGrants.$inferSelect & { roleKey: string; roleName: string };

export async function listGrants(scope: Scope, id: Id<"member">, cut: Cut): Promise<Page<Grant>> {
  const page = keyset(cut, roleGrants.grantedAt, roleGrants.roleId);
  const rows = await scope.db
    .select({
      tenantId: roleGrants.tenantId,
      memberId: roleGrants.memberId,
      roleId: roleGrants.roleId,
      grantedBy: roleGrants.grantedBy,
      grantedAt: roleGrants.grantedAt,
      roleKey: roles.key,
      roleName: roles.name,
    })
    .from(roleGrants)
    .innerJoin(roles, and(eq(roles.tenantId, roleGrants.tenantId), eq(roles.id, roleGrants.roleId)))
    .where(and(eq(roleGrants.tenantId, scope.tenant.id), eq(roleGrants.memberId, id), page.where))
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return pageOf(rows, cut.limit, (row) => ({ key: row.grantedAt, id: row.roleId }));
}

export const insertMember = (scope: Scope, member: Member): Statement => scope.db.insert(members).values(member);

/** Changes the version that was read or none; where an ownership ends, only while another owner is there. */
export const updateMember = (
  scope: Scope,
  before: Member,
  after: Member,
  more: { endsOwnership?: boolean; needsRoles?: readonly Id<"role">[] } = {},
): Statement =>
  scope.db
    .update(members)
    .set(withoutKey(after))
    .where(
      and(
        one(scope, before.id),
        eq(members.version, before.version),
        more.endsOwnership === true ? anotherOwner(scope, before.id) : undefined,
        more.needsRoles && allExist(scope, more.needsRoles),
      ),
    );

/** A member who had left comes back as the same row: one person, one member, for ever. */
export const reviveMember = (scope: Scope, before: Member, after: Member): Statement =>
  scope.db
    .update(members)
    .set(withoutKey(after))
    .where(
      and(
        eq(members.tenantId, scope.tenant.id),
        eq(members.id, before.id),
        eq(members.version, before.version),
        sql`${members.deletedAt} is not null`,
      ),
    );

const allExist = (scope: Scope, ids: readonly Id<"role">[]): SQL =>
  sql`(select count(*) from roles wanted where wanted.tenant_id = ${scope.tenant.id}
    and wanted.id in ${idsIn(ids)}) = ${ids.length}`;

/** Grants that are not there yet, of roles that are. */
export const insertGrants = (scope: Scope, member: Id<"member">, ids: readonly Id<"role">[], by: string): Statement =>
  scope.db.run(sql`
    insert into role_grants (tenant_id, member_id, role_id, granted_by, granted_at)
    select tenant_id, ${member}, id, ${by}, ${scope.now} from roles
    where tenant_id = ${scope.tenant.id} and id in ${idsIn(ids)}
    on conflict do nothing`);

export const deleteGrantsExcept = (scope: Scope, member: Id<"member">, kept: readonly Id<"role">[]): Statement =>
  scope.db
    .delete(roleGrants)
    .where(
      and(
        eq(roleGrants.tenantId, scope.tenant.id),
        eq(roleGrants.memberId, member),
        sql`${roleGrants.roleId} not in ${idsIn(kept)}`,
      ),
    );

export const findPerson = (context: PersonContext): Promise<User | undefined> =>
  context.db
    .select()
    .from(users)
    .where(and(eq(users.id, context.actor.user), eq(users.status, "active")))
    .get();
