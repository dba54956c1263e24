import { and, asc, count, eq, ne, sql } from "drizzle-orm";
import { signAccessToken } from "#identity/gate/tokens.ts";
import { forgetStanding } from "#identity/gate/standing.ts";
import { members, roleGrants } from "#identity/members/tables.ts";
import { sessions } from "#identity/sessions/tables.ts";
import { tenants, type Tenant } from "#identity/tenants/tables.ts";
import { type User, users } from "#identity/users/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { asInstant, day } from "#kernel/instant.ts";
import { facts } from "#platform/facts/tables.ts";
import { caller, type TestClient } from "./client.ts";
import type { PersonKey } from "./world/company.ts";
import { testContext, type World } from "./world/world.ts";

export type Newcomer = { user: User; session: Id<"session">; client: TestClient };

/** Somebody who has proved an address, is signed in, and belongs nowhere. */
export async function newcomer(world: Pick<World, "mark">, email?: string): Promise<Newcomer> {
  const context = testContext();
  const id = context.newId("user");
  const user: User = {
    id,
    email: email ?? `${id.slice(-12)}@guest.example`,
    emailVerifiedAt: context.now,
    givenName: "Iris",
    familyName: `Novak ${world.mark}`,
    displayName: null,
    phone: null,
    imageUrl: null,
    timeZone: null,
    locale: null,
    status: "active",
    requireSecondFactor: false,
    suspendedAt: null,
    suspendedBy: null,
    lastLoginAt: null,
    createdAt: context.now,
    updatedAt: context.now,
    version: 1,
    deletedAt: null,
    deletedBy: null,
  };
  await context.db.insert(users).values(user);
  return { user, ...(await signedIn(world, user)) };
}

/** A session of somebody's, standing nowhere. */
export async function signedIn(
  world: Pick<World, "mark">,
  user: Pick<User, "id">,
): Promise<{ session: Id<"session">; client: TestClient }> {
  const context = testContext();
  const session = context.newId("session");
  await context.db.insert(sessions).values({
    id: session,
    userId: user.id,
    tenantId: null,
    seed: "seed",
    rotatedAt: context.now,
    rotatedFor: "test",
    method: "mail_code",
    createdAt: context.now,
    lastUsedAt: context.now,
    idleUntil: asInstant(context.now + 7 * day),
    expiresAt: asInstant(context.now + 30 * day),
  });
  const credential = await signAccessToken(context, { user: user.id, session, place: null });
  return { session, client: caller({ mark: world.mark, credential }) };
}

/** What a tenant's log tells, oldest first. */
export const toldIn = (tenant: Id<"tenant">) =>
  testContext()
    .db.select({ type: facts.type, entity: facts.entityId, actor: facts.actor })
    .from(facts)
    .where(eq(facts.tenantId, tenant))
    .orderBy(asc(facts.seq))
    .all();

/** How much people and programs have told, in all tenants: a refused request adds nothing; what follows by itself may. */
export async function factCount(): Promise<number> {
  const [row] = await testContext().db.select({ count: count() }).from(facts).where(ne(facts.actor, "system"));
  return row?.count ?? 0;
}

/** Changes a tenant as its operator would, behind everybody's back. */
export async function operate(world: World, change: Partial<Tenant>): Promise<void> {
  const context = testContext();
  await context.db
    .update(tenants)
    .set({ ...change, epoch: sql`${tenants.epoch} + 1` })
    .where(eq(tenants.id, world.tenant.id));
  forgetStanding(context, world.tenant.id);
}

/** Makes one more person an owner, straight in the database. */
export async function makeOwner(world: World, who: PersonKey): Promise<void> {
  const context = testContext();
  await context.db.insert(roleGrants).values({
    tenantId: world.tenant.id,
    memberId: world.people[who].member.id,
    roleId: world.roles.owner.id,
    grantedBy: world.people.owner.member.id,
    grantedAt: context.now,
  });
  await operate(world, {});
}

/** How many can act as owners. */
export async function activeOwners(world: World): Promise<number> {
  const rows = await testContext()
    .db.select({ id: members.id })
    .from(members)
    .innerJoin(
      roleGrants,
      and(
        eq(roleGrants.tenantId, members.tenantId),
        eq(roleGrants.memberId, members.id),
        eq(roleGrants.roleId, world.roles.owner.id),
      ),
    )
    .where(and(eq(members.tenantId, world.tenant.id), eq(members.status, "active"), sql`${members.deletedAt} is null`));
  return rows.length;
}
