import { and, eq, gt, isNotNull, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import { members } from "#identity/members/tables.ts";
import { users } from "#identity/users/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import type { Statement } from "#platform/d1.ts";
import { type Cut, keyset } from "#platform/paging.ts";
import type { Context, Scope } from "#platform/scope.ts";
import { type Session, sessions } from "./tables.ts";

export const findSession = (context: Context, id: Id<"session">): Promise<Session | undefined> =>
  context.db.select().from(sessions).where(eq(sessions.id, id)).get();

/** A session and how its person stands, in one trip. */
export async function findWithPerson(context: Context, id: Id<"session">) {
  const { db } = context;
  const person = sql`(select user_id from sessions where id = ${id})`;
  const [[session], [user]] = await db.batch([
    db.select().from(sessions).where(eq(sessions.id, id)),
    db.select({ status: users.status }).from(users).where(eq(users.id, person)),
  ]);
  return session === undefined ? undefined : { session, personStatus: user?.status };
}

export const findOwn = (context: Context, user: Id<"user">, id: Id<"session">): Promise<Session | undefined> =>
  context.db
    .select()
    .from(sessions)
    .where(and(eq(sessions.id, id), eq(sessions.userId, user)))
    .get();

export const insertSession = (context: Context, session: Session): Statement =>
  context.db.insert(sessions).values(session);

/** Goes through only when nobody else has taken this turn, and the session still stands. */
export const updateSession = (context: Context, before: Session, after: Session): Statement =>
  context.db
    .update(sessions)
    .set(after)
    .where(
      and(
        eq(sessions.id, before.id),
        eq(sessions.generation, before.generation),
        eq(sessions.version, before.version),
        isNull(sessions.endedAt),
      ),
    );

/** Whose sessions, and standing where: null for those outside every tenant, undefined for all of them. */
export type Whose = { user: Id<"user">; tenant?: Id<"tenant"> | null; session?: Id<"session"> };

const standing = ({ user, tenant, session }: Whose): SQL | undefined =>
  and(
    eq(sessions.userId, user),
    isNull(sessions.endedAt),
    tenant === undefined ? undefined : tenant === null ? isNull(sessions.tenantId) : eq(sessions.tenantId, tenant),
    session && eq(sessions.id, session),
  );

export const endSessions = (context: Context, whose: Whose, how: NonNullable<Session["endedHow"]>): Statement =>
  context.db
    .update(sessions)
    .set({ endedAt: context.now, endedHow: how, version: sql`${sessions.version} + 1` })
    .where(standing(whose));

/** Where the sessions of a person stand that nobody has ended yet. */
export async function standingPlaces(context: Context, user: Id<"user">): Promise<readonly (Id<"tenant"> | null)[]> {
  const rows = await context.db.selectDistinct({ tenant: sessions.tenantId }).from(sessions).where(standing({ user }));
  return rows.map((row) => row.tenant);
}

export type SessionFilter = { active?: boolean | undefined };

export async function listSessions(
  context: Context,
  whose: Whose,
  filter: SessionFilter,
  cut: Cut,
): Promise<Page<Session>> {
  const page = keyset(cut, sessions.createdAt, sessions.id);
  const rows = await context.db
    .select()
    .from(sessions)
    .where(
      and(
        eq(sessions.userId, whose.user),
        whose.tenant == null ? undefined : eq(sessions.tenantId, whose.tenant),
        filter.active === undefined ? undefined : filter.active ? isActive(context.now) : isPast(context.now),
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return pageOf(rows, cut.limit, (row) => ({ key: row.createdAt, id: row.id }));
}

const isActive = (now: Instant) =>
  and(isNull(sessions.endedAt), gt(sessions.expiresAt, now), gt(sessions.idleUntil, now));
const isPast = (now: Instant) =>
  or(isNotNull(sessions.endedAt), lte(sessions.expiresAt, now), lte(sessions.idleUntil, now));

/** The person behind a member of this tenant. */
export const findMember = (scope: Scope, id: Id<"member">) =>
  scope.db
    .select({ user: members.userId, version: members.version })
    .from(members)
    .where(and(eq(members.tenantId, scope.tenant.id), eq(members.id, id), isNull(members.deletedAt)))
    .get();

export const findPerson = (context: Context, user: Id<"user">) =>
  context.db
    .select({ email: users.email, status: users.status, locale: users.locale })
    .from(users)
    .where(eq(users.id, user))
    .get();

/** Where the person worked last. */
export const lastPlaceQuery = (context: Context, user: Id<"user">) =>
  context.db
    .select({ tenant: sessions.tenantId })
    .from(sessions)
    .where(and(eq(sessions.userId, user), isNotNull(sessions.tenantId)))
    .orderBy(sql`${sessions.lastUsedAt} desc`)
    .limit(1);

/** Thirty days after a session could last be used, nobody asks about it any more; a thousand a tick. */
export const deleteLongOver = (context: Context, before: Instant): Statement =>
  context.db
    .delete(sessions)
    .where(sql`${sessions.id} in (select id from sessions where expires_at < ${before} limit 1000)`);
