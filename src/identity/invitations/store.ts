import { and, eq, gt, gte, inArray, isNull, lt, lte, or, type SQL, sql } from "drizzle-orm";
import { members } from "#identity/members/tables.ts";
import { type Role, roles } from "#identity/roles/tables.ts";
import { teams } from "#identity/teams/tables.ts";
import { tenants } from "#identity/tenants/tables.ts";
import { users } from "#identity/users/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { asInstant, day, type Instant } from "#kernel/instant.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import type { Statement } from "#platform/d1.ts";
import { type Cut, keyset } from "#platform/paging.ts";
import type { Context, PersonContext, Scope } from "#platform/scope.ts";
import type { Claim } from "./link.ts";
import type { Standing } from "./rules.ts";
import { type Invitation, invitations } from "./tables.ts";

const mine = (scope: Scope) => eq(invitations.tenantId, scope.tenant.id);
const one = (scope: Scope, id: Id<"invitation">) => and(mine(scope), eq(invitations.id, id));
const idsIn = (ids: readonly string[]) => sql`(select value from json_each(${JSON.stringify(ids)}))`;

export type InvitationFilter = {
  status?: Standing[] | undefined;
  email?: string[] | undefined;
  invited_by?: string[] | undefined;
  created_after?: Instant | undefined;
  created_before?: Instant | undefined;
  expires_after?: Instant | undefined;
  expires_before?: Instant | undefined;
};

export async function listInvitations(
  scope: Scope,
  filter: InvitationFilter,
  cut: Cut & { by: "created_at" | "expires_at" },
): Promise<Page<Invitation>> {
  const page = keyset(cut, cut.by === "expires_at" ? invitations.expiresAt : invitations.createdAt, invitations.id);
  const rows = await scope.db
    .select()
    .from(invitations)
    .where(
      and(
        mine(scope),
        filter.status && or(...filter.status.map((standing) => standingIs(scope, standing))),
        filter.email && inArray(invitations.email, filter.email),
        filter.invited_by && inArray(invitations.invitedBy, filter.invited_by),
        filter.created_after && gte(invitations.createdAt, filter.created_after),
        filter.created_before && lt(invitations.createdAt, filter.created_before),
        filter.expires_after && gte(invitations.expiresAt, filter.expires_after),
        filter.expires_before && lt(invitations.expiresAt, filter.expires_before),
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return pageOf(rows, cut.limit, (row) => ({
    key: cut.by === "expires_at" ? row.expiresAt : row.createdAt,
    id: row.id,
  }));
}

/** `standingOf` as a condition. */
function standingIs(scope: Scope, standing: Standing): SQL | undefined {
  if (standing === "pending") return and(eq(invitations.status, "pending"), gt(invitations.expiresAt, scope.now));
  if (standing === "expired") return and(eq(invitations.status, "pending"), lte(invitations.expiresAt, scope.now));
  return eq(invitations.status, standing);
}

export const findInvitation = (scope: Scope, id: Id<"invitation">): Promise<Invitation | undefined> =>
  scope.db.select().from(invitations).where(one(scope, id)).get();

export type Surroundings = {
  roles: Role[];
  teams: Id<"team">[];
  /** Somebody here with that address, whatever their standing. */
  member: { id: Id<"member">; status: "active" | "suspended" | "deactivated" } | undefined;
  pending: Invitation | undefined;
  sent: { count: number; first: Instant | null };
};

/** Everything an invitation is weighed against, in one trip. */
export async function readSurroundings(
  scope: Scope,
  words: { email: string; roleIds: readonly string[]; teamIds: readonly string[] },
): Promise<Surroundings> {
  const { db, tenant } = scope;
  const sameUser = db.select({ id: users.id }).from(users).where(eq(users.email, words.email));
  const [roleRows, teamRows, memberRows, pendingRows, sentRows] = await db.batch([
    db
      .select()
      .from(roles)
      .where(and(eq(roles.tenantId, tenant.id), sql`${roles.id} in ${idsIn(words.roleIds)}`)),
    db
      .select({ id: teams.id })
      .from(teams)
      .where(and(eq(teams.tenantId, tenant.id), isNull(teams.deletedAt), sql`${teams.id} in ${idsIn(words.teamIds)}`)),
    db
      .select({ id: members.id, status: members.status })
      .from(members)
      .where(and(eq(members.tenantId, tenant.id), isNull(members.deletedAt), inArray(members.userId, sameUser))),
    db
      .select()
      .from(invitations)
      .where(and(mine(scope), eq(invitations.email, words.email), eq(invitations.status, "pending"))),
    db
      .select({
        count: sql<number>`coalesce(sum(${invitations.sentCount}), 0)`,
        first: sql<Instant | null>`min(${invitations.createdAt})`,
      })
      .from(invitations)
      .where(
        and(mine(scope), eq(invitations.email, words.email), gt(invitations.createdAt, asInstant(scope.now - day))),
      ),
  ]);
  return {
    roles: roleRows,
    teams: teamRows.map((team) => team.id),
    member: memberRows[0],
    pending: pendingRows[0],
    sent: sentRows[0] ?? { count: 0, first: null },
  };
}

export const insertInvitation = (scope: Scope, invitation: Invitation): Statement =>
  scope.db.insert(invitations).values(invitation);

export const updateInvitation = (scope: Scope, before: Invitation, after: Invitation): Statement =>
  scope.db
    .update(invitations)
    .set(after)
    .where(and(one(scope, before.id), eq(invitations.version, before.version), eq(invitations.status, "pending")));

/** An invitation as the holder of its link finds it, with the house it leads into. */
export async function readClaimed(context: Context, claim: Claim) {
  const { db } = context;
  const which = and(eq(invitations.tenantId, claim.tenant), eq(invitations.id, claim.id));
  const [found, houses, inviters] = await db.batch([
    db.select().from(invitations).where(which),
    db.select().from(tenants).where(eq(tenants.id, claim.tenant)),
    db
      .select({ displayName: members.displayName })
      .from(members)
      .where(
        and(
          eq(members.tenantId, claim.tenant),
          // One value, not a list: a list would have every member read.
          eq(members.id, sql`(select ${invitations.invitedBy} from ${invitations} where ${which})`),
        ),
      ),
  ]);
  const [invitation] = found;
  const [tenant] = houses;
  if (invitation === undefined || tenant === undefined) return undefined;
  return { invitation, tenant, inviter: inviters[0]?.displayName ?? null };
}

/** The membership a person has, or had, in a company. */
export const findMembership = (context: PersonContext, tenant: Id<"tenant">) =>
  context.db
    .select()
    .from(members)
    .where(and(eq(members.tenantId, tenant), eq(members.userId, context.actor.user)))
    .get();

/** Taken once: while it is as it was read, the house is open, and the address is still proved by whoever takes it. */
export const takeInvitation = (scope: Scope, before: Invitation, after: Invitation, user: Id<"user">): Statement =>
  scope.db
    .update(invitations)
    .set(after)
    .where(
      and(
        one(scope, before.id),
        eq(invitations.version, before.version),
        eq(invitations.status, "pending"),
        eq(invitations.linkVersion, before.linkVersion),
        sql`exists (select 1 from tenants house where house.id = ${scope.tenant.id} and house.deleted_at is null
          and house.status <> 'suspended')`,
        sql`exists (select 1 from users claimant where claimant.id = ${user} and claimant.email = ${before.email}
          and claimant.email_verified_at is not null)`,
      ),
    );
