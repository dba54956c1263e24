import { and, eq, inArray, sql } from "drizzle-orm";
import { members, roleGrants } from "#identity/members/tables.ts";
import { permissionsOf } from "#identity/permissions.ts";
import { roles } from "#identity/roles/tables.ts";
import { sessions } from "#identity/sessions/tables.ts";
import { users } from "#identity/users/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import type { Context } from "#platform/scope.ts";

export type Rights = { member: Id<"member">; permissions: readonly string[] };

type Who = { user: Id<"user">; session: Id<"session">; tenant: Id<"tenant"> };

/** What a person may do in a tenant right now; undefined when nothing: session over, person or membership not active. */
export const readRights = async (context: Context, who: Who): Promise<Rights | undefined> =>
  rightsIn(await context.db.batch(rightsQueries(context, who)), context.now);

/** Unsent, for a batch. */
export function rightsQueries({ db }: Context, who: Who) {
  const ofMember = and(
    eq(members.tenantId, who.tenant),
    eq(members.userId, who.user),
    eq(members.status, "active"),
    sql`${members.deletedAt} is null`,
  );
  return [
    db
      .select({ endedAt: sessions.endedAt, expiresAt: sessions.expiresAt })
      .from(sessions)
      .where(and(eq(sessions.id, who.session), eq(sessions.userId, who.user))),
    db.select({ status: users.status }).from(users).where(eq(users.id, who.user)),
    db.select({ id: members.id }).from(members).where(ofMember),
    db
      .select({ key: roles.key, builtIn: roles.builtIn, active: roles.active, permissions: roles.permissions })
      .from(roles)
      .where(
        and(
          eq(roles.tenantId, who.tenant),
          inArray(
            roles.id,
            db
              .select({ id: roleGrants.roleId })
              .from(roleGrants)
              .where(
                and(
                  eq(roleGrants.tenantId, who.tenant),
                  // The member first: asked for each grant instead, the whole company's grants would be read.
                  inArray(roleGrants.memberId, db.select({ id: members.id }).from(members).where(ofMember)),
                ),
              ),
          ),
        ),
      ),
  ] as const;
}

type Queries = ReturnType<typeof rightsQueries>;
type Rows = readonly [Awaited<Queries[0]>, Awaited<Queries[1]>, Awaited<Queries[2]>, Awaited<Queries[3]>];

/** What the rows of those queries say. */
export function rightsIn([sessionRows, userRows, memberRows, roleRows]: Rows, now: Instant): Rights | undefined {
  const [member] = memberRows;
  if (member === undefined || userRows[0]?.status !== "active" || !isAlive(sessionRows[0], now)) return undefined;
  return { member: member.id, permissions: [...new Set(roleRows.flatMap(permissionsOf))].toSorted() };
}

export const isAlive = (session: { endedAt: Instant | null; expiresAt: Instant } | undefined, now: Instant): boolean =>
  session !== undefined && session.endedAt === null && session.expiresAt > now;
