import { and, eq, exists, gt, isNull, lt, sql } from "drizzle-orm";
import { members, roleGrants } from "#identity/members/tables.ts";
import { roles } from "#identity/roles/tables.ts";
import { maxTries } from "#identity/sign-in/rules.ts";
import { type SignIn, signIns } from "#identity/sign-in/tables.ts";
import type { Place } from "#identity/gate/places.ts";
import type { Id } from "#kernel/ids.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import type { Statement } from "#platform/d1.ts";
import { type Cut, keyset } from "#platform/paging.ts";
import type { Context } from "#platform/scope.ts";
import { type Identity, identities, type User, users } from "./tables.ts";

export const findUser = (context: Context, id: Id<"user">): Promise<User | undefined> =>
  context.db.select().from(users).where(eq(users.id, id)).get();

export const updateUser = (context: Context, before: User, after: User): Statement =>
  context.db
    .update(users)
    .set(after)
    .where(and(eq(users.id, before.id), eq(users.version, before.version), eq(users.status, "active")));

/** Only with a proof that is still good, and while nobody else has the address. */
export const changeEmail = (context: Context, before: User, after: User, proof: SignIn): Statement =>
  context.db
    .update(users)
    .set(after)
    .where(
      and(
        eq(users.id, before.id),
        eq(users.version, before.version),
        eq(users.status, "active"),
        exists(context.db.select({ id: signIns.id }).from(signIns).where(ofProof(context, proof))),
      ),
    );

/** Copies of the person, in every tenant they belong to. */
export const copyToMembers = (
  context: Context,
  user: Id<"user">,
  copy: { displayName?: string; email?: string },
): Statement =>
  context.db
    .update(members)
    .set({ ...copy, updatedAt: context.now, version: sql`${members.version} + 1` })
    .where(
      and(
        sql`${members.tenantId} in (select tenant_id from members where user_id = ${user})`,
        eq(members.userId, user),
      ),
    );

/**
 * Tenants that would have no active owner without this person. `cross join` keeps the order: from the role to its few holders,
 * not from every member to their roles.
 */
const solelyOwned = (user: Id<"user">) => sql`
  select grants.tenant_id from role_grants as grants
  join members as person on person.tenant_id = grants.tenant_id and person.id = grants.member_id
  join roles as owner on owner.tenant_id = grants.tenant_id and owner.id = grants.role_id
  join tenants as company on company.id = grants.tenant_id
  where person.user_id = ${user} and person.status = 'active' and person.deleted_at is null
    and owner.key = 'owner' and owner.built_in = 1 and company.deleted_at is null
    and not exists (
      select 1 from role_grants as others
      cross join members as peer on peer.tenant_id = others.tenant_id and peer.id = others.member_id
      join users as alive on alive.id = peer.user_id
      where others.tenant_id = grants.tenant_id and others.role_id = grants.role_id and peer.id <> person.id
        and peer.status = 'active' and peer.deleted_at is null and alive.status = 'active')`;

export async function isSoleOwner(context: Context, user: Id<"user">): Promise<boolean> {
  const rows = await context.db.all<{ tenant_id: string }>(sql`${solelyOwned(user)} limit 1`);
  return rows.length > 0;
}

/** Leaves one tenant, unless it would be left without an owner by then. */
export const leave = (context: Context, place: Place, user: Id<"user">): Statement =>
  context.db
    .update(members)
    .set({
      status: "deactivated",
      deactivatedAt: context.now,
      deactivatedBy: place.member,
      updatedAt: context.now,
      version: sql`${members.version} + 1`,
    })
    .where(
      and(
        eq(members.tenantId, place.tenant),
        eq(members.id, place.member),
        sql`${members.status} <> 'deactivated'`,
        sql`${members.tenantId} not in (${solelyOwned(user)})`,
      ),
    );

/** Goes once no membership is left that is not deactivated. The address is free again. */
export const closeUser = (context: Context, before: User, after: User): Statement =>
  context.db
    .update(users)
    .set(after)
    .where(
      and(
        eq(users.id, before.id),
        eq(users.version, before.version),
        sql`not exists (select 1 from members as kept join tenants as company on company.id = kept.tenant_id
          where kept.user_id = ${before.id} and kept.status <> 'deactivated' and kept.deleted_at is null and company.deleted_at is null)`,
      ),
    );

/** A mailed code that proves a new address. It hangs on its person where a sign-in hangs on its browser. */
export const insertProof = (context: Context, proof: SignIn): Statement => context.db.insert(signIns).values(proof);

export const findProof = (context: Context, id: Id<"sign_in">, boundTo: string): Promise<SignIn | undefined> =>
  context.db
    .select()
    .from(signIns)
    .where(and(eq(signIns.id, id), eq(signIns.browserHash, boundTo)))
    .get();

const open = (context: Context, id: Id<"sign_in">) =>
  and(eq(signIns.id, id), isNull(signIns.usedAt), gt(signIns.expiresAt, context.now), lt(signIns.attempts, maxTries));

export const useUpProof = (context: Context, proof: SignIn): Statement =>
  context.db.update(signIns).set({ usedAt: context.now }).where(ofProof(context, proof));

const ofProof = (context: Context, proof: SignIn) =>
  and(open(context, proof.id), eq(signIns.codeHash, proof.codeHash), eq(signIns.browserHash, proof.browserHash));

export async function spendTry(context: Context, id: Id<"sign_in">): Promise<boolean> {
  const spent = await context.db
    .update(signIns)
    .set({ attempts: sql`${signIns.attempts} + 1` })
    .where(open(context, id))
    .returning({ id: signIns.id });
  return spent.length > 0;
}

export type Granted = { tenant: Id<"tenant">; role: Id<"role">; key: string; name: string };

/** The roles a person holds, over all their tenants. */
export const grantsQuery = (context: Context, user: Id<"user">) =>
  context.db
    .select({ tenant: roleGrants.tenantId, role: roles.id, key: roles.key, name: roles.name })
    .from(roleGrants)
    .innerJoin(members, and(eq(members.tenantId, roleGrants.tenantId), eq(members.id, roleGrants.memberId)))
    .innerJoin(roles, and(eq(roles.tenantId, roleGrants.tenantId), eq(roles.id, roleGrants.roleId)))
    .where(and(eq(members.userId, user), eq(roles.active, true)))
    .orderBy(roles.key)
    .limit(1_000);

export async function listIdentities(context: Context, user: Id<"user">, cut: Cut): Promise<Page<Identity>> {
  const page = keyset(cut, identities.createdAt, identities.id);
  const rows = await context.db
    .select()
    .from(identities)
    .where(and(eq(identities.userId, user), page.where))
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return pageOf(rows, cut.limit, (row) => ({ key: row.createdAt, id: row.id }));
}

const ownIdentity = (user: Id<"user">, id: Id<"identity">) => and(eq(identities.id, id), eq(identities.userId, user));

export const findIdentity = (context: Context, user: Id<"user">, id: Id<"identity">): Promise<Identity | undefined> =>
  context.db.select().from(identities).where(ownIdentity(user, id)).get();

export const deleteIdentity = (context: Context, user: Id<"user">, id: Id<"identity">): Statement =>
  context.db.delete(identities).where(ownIdentity(user, id));
