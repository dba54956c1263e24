import { and, asc, eq, gte, inArray, isNull, lt, notExists, sql } from "drizzle-orm";
import { members } from "#identity/members/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import { failUnlessStill } from "#platform/commit.ts";
import type { Statement } from "#platform/d1.ts";
import { type Cut, contains, keyset } from "#platform/paging.ts";
import { withoutKey } from "#platform/rows.ts";
import type { Scope } from "#platform/scope.ts";
import { maxDepth, type TeamTree } from "./rules.ts";
import { type Team, type TeamMember, teamMembers, teams } from "./tables.ts";

const mine = (scope: Scope) => and(eq(teams.tenantId, scope.tenant.id), isNull(teams.deletedAt));
const one = (scope: Scope, id: Id<"team">) => and(mine(scope), eq(teams.id, id));

export type TeamFilter = {
  parent_id?: Id<"team">[] | undefined;
  member_id?: Id<"member">[] | undefined;
  name?: string | undefined;
  created_after?: Instant | undefined;
  created_before?: Instant | undefined;
};

export async function listTeams(
  scope: Scope,
  filter: TeamFilter,
  cut: Cut & { by: "created_at" | "name" },
): Promise<Page<Team>> {
  const key = cut.by === "name" ? teams.name : teams.createdAt;
  const page = keyset(cut, key, teams.id);
  const seated = scope.db
    .select({ id: teamMembers.teamId })
    .from(teamMembers)
    .where(and(eq(teamMembers.tenantId, scope.tenant.id), inArray(teamMembers.memberId, filter.member_id ?? [])));
  const rows = await scope.db
    .select()
    .from(teams)
    .where(
      and(
        mine(scope),
        filter.parent_id && inArray(teams.parentId, filter.parent_id),
        filter.member_id && inArray(teams.id, seated),
        filter.name === undefined ? undefined : contains(teams.name, filter.name),
        filter.created_after && gte(teams.createdAt, filter.created_after),
        filter.created_before && lt(teams.createdAt, filter.created_before),
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return pageOf(rows, cut.limit, (row) => ({ key: cut.by === "name" ? row.name : row.createdAt, id: row.id }));
}

export const findTeam = (scope: Scope, id: Id<"team">): Promise<Team | undefined> =>
  scope.db.select().from(teams).where(one(scope, id)).get();

/** The whole tree of a tenant: teams are few, and only all of them show a circle. */
export async function readTree(scope: Scope): Promise<TeamTree> {
  const rows = await scope.db
    .select({ id: teams.id, parentId: teams.parentId })
    .from(teams)
    .where(mine(scope))
    .limit(10_000);
  return new Map(rows.map((row) => [row.id, row.parentId]));
}

/**
 * Undoes the batch in which a team was hung below another when, by what others did meanwhile, it hangs below itself, below a team
 * that is gone, or too deep.
 */
export const stillHangs = (scope: Scope, { id }: Team): Statement =>
  failUnlessStill(
    scope,
    sql`not exists (
      with recursive above(id, level) as (
        select ${id}, 1
        union all
        select below.parent_id, above.level + 1 from above
        join teams below on below.tenant_id = ${scope.tenant.id} and below.id = above.id
        where below.parent_id is not null and above.level <= ${maxDepth})
      select 1 from above
      left join teams found on found.tenant_id = ${scope.tenant.id} and found.id = above.id and found.deleted_at is null
      where above.level > ${maxDepth} or found.id is null)`,
  );

export const insertTeam = (scope: Scope, team: Team): Statement => scope.db.insert(teams).values(team);

export const updateTeam = (scope: Scope, before: Team, after: Team): Statement =>
  scope.db
    .update(teams)
    .set(withoutKey(after))
    .where(and(one(scope, before.id), eq(teams.version, before.version)));

/** Deletes only while nothing hangs below, whatever was read before. */
export const retireTeam = (scope: Scope, before: Team, after: Team): Statement => {
  const child = scope.db
    .select({ id: sql`1` })
    .from(sql`teams child`)
    .where(sql`child.tenant_id = ${scope.tenant.id} and child.parent_id = ${before.id} and child.deleted_at is null`);
  return scope.db
    .update(teams)
    .set(withoutKey(after))
    .where(and(one(scope, before.id), eq(teams.version, before.version), notExists(child)));
};

export async function hasChildren(scope: Scope, id: Id<"team">): Promise<boolean> {
  const row = await scope.db
    .select({ id: teams.id })
    .from(teams)
    .where(and(mine(scope), eq(teams.parentId, id)))
    .limit(1)
    .get();
  return row !== undefined;
}

const seatOf = (scope: Scope, team: Id<"team">, member: Id<"member">) =>
  and(eq(teamMembers.tenantId, scope.tenant.id), eq(teamMembers.teamId, team), eq(teamMembers.memberId, member));

/** Somebody who has left keeps their seat on record; nobody sees it. */
const stillHere = (scope: Scope) => sql`exists (select 1 from members seated where seated.tenant_id = ${scope.tenant.id}
  and seated.id = ${teamMembers.memberId} and seated.deleted_at is null)`;

export async function readSeat(scope: Scope, team: Id<"team">, member: Id<"member">) {
  const [teamRows, memberRows, seatRows] = await scope.db.batch([
    scope.db.select().from(teams).where(one(scope, team)),
    scope.db
      .select({ id: members.id })
      .from(members)
      .where(and(eq(members.tenantId, scope.tenant.id), eq(members.id, member), isNull(members.deletedAt))),
    scope.db
      .select()
      .from(teamMembers)
      .where(seatOf(scope, team, member)),
  ]);
  return { team: teamRows[0], member: memberRows[0], seat: seatRows[0] };
}

export async function listSeats(
  scope: Scope,
  team: Id<"team">,
  roles: TeamMember["role"][] | undefined,
  cut: Cut,
): Promise<Page<TeamMember>> {
  const page = keyset(cut, teamMembers.createdAt, teamMembers.memberId);
  const rows = await scope.db
    .select()
    .from(teamMembers)
    .where(
      and(
        eq(teamMembers.tenantId, scope.tenant.id),
        eq(teamMembers.teamId, team),
        roles && inArray(teamMembers.role, roles),
        stillHere(scope),
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return pageOf(rows, cut.limit, (row) => ({ key: row.createdAt, id: row.memberId }));
}

/** The people of several teams at once, for `expand`. */
export async function seatsOf(scope: Scope, ids: readonly Id<"team">[]): Promise<Map<Id<"team">, TeamMember[]>> {
  const rows = await scope.db
    .select()
    .from(teamMembers)
    .where(
      and(
        eq(teamMembers.tenantId, scope.tenant.id),
        sql`${teamMembers.teamId} in (select value from json_each(${JSON.stringify(ids)}))`,
        stillHere(scope),
      ),
    )
    .orderBy(asc(teamMembers.createdAt));
  return Map.groupBy(rows, (row) => row.teamId);
}

export const insertSeat = (scope: Scope, seat: TeamMember): Statement => scope.db.insert(teamMembers).values(seat);

export const updateSeat = (scope: Scope, before: TeamMember, after: TeamMember): Statement =>
  scope.db
    .update(teamMembers)
    .set(after)
    .where(and(seatOf(scope, before.teamId, before.memberId), eq(teamMembers.version, before.version)));

export const deleteSeat = (scope: Scope, seat: TeamMember): Statement =>
  scope.db.delete(teamMembers).where(seatOf(scope, seat.teamId, seat.memberId));

/** A newcomer's seats, in those of the teams that are still there. */
export const insertSeats = (scope: Scope, member: Id<"member">, ids: readonly Id<"team">[]): Statement =>
  scope.db.run(sql`
    insert into team_members (tenant_id, team_id, member_id, role, created_at, updated_at, version)
    select tenant_id, id, ${member}, 'member', ${scope.now}, ${scope.now}, 1 from teams
    where tenant_id = ${scope.tenant.id} and deleted_at is null
      and id in (select value from json_each(${JSON.stringify(ids)}))
    on conflict do nothing`);

export const deleteSeatsOf = (scope: Scope, member: Id<"member">): Statement =>
  scope.db.delete(teamMembers).where(and(eq(teamMembers.tenantId, scope.tenant.id), eq(teamMembers.memberId, member)));
