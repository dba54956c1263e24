import { and, eq, isNull, sql } from "drizzle-orm";
import { members } from "#identity/members/tables.ts";
import { type Tenant, tenants } from "#identity/tenants/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import type { Statement } from "#platform/d1.ts";
import { type Cut, keyset } from "#platform/paging.ts";
import type { Actor, Context, Scope } from "#platform/scope.ts";
import { forgetStanding } from "./standing.ts";

/** A tenant as one of its people sees it from outside: where they belong, and as which member. */
export type Place = {
  tenant: Id<"tenant">;
  member: Id<"member">;
  memberVersion: number;
  memberStatus: "active" | "suspended" | "deactivated";
  joinedAt: Instant;
  slug: string;
  name: string;
  mode: "live" | "test";
  tenantStatus: Tenant["status"];
  demoEndsAt: Instant | null;
};

/** Everywhere a person belongs, oldest membership first. Closed companies and removed memberships are no places. */
export async function placesOf(context: Context, user: Id<"user">): Promise<readonly Place[]> {
  return placesQuery(context, user);
}

/** Unsent, for a batch. */
export const placesQuery = (context: Context, user: Id<"user">) =>
  context.db
    .select(placeColumns)
    .from(members)
    .innerJoin(tenants, eq(tenants.id, members.tenantId))
    .where(ofPerson(user))
    .orderBy(members.joinedAt, members.id)
    .limit(500);

/** The one of them, unsent. */
export const placeQuery = (context: Context, user: Id<"user">, tenant: Id<"tenant">) =>
  context.db
    .select(placeColumns)
    .from(members)
    .innerJoin(tenants, eq(tenants.id, members.tenantId))
    .where(and(ofPerson(user), eq(members.tenantId, tenant)));

/** Every column has a name of its own, which D1 asks of a join. */
const placeColumns = {
  tenant: members.tenantId,
  member: members.id,
  memberVersion: members.version,
  memberStatus: members.status,
  joinedAt: members.joinedAt,
  slug: tenants.slug,
  name: tenants.name,
  mode: tenants.mode,
  tenantStatus: sql<Tenant["status"]>`${tenants.status}`.as("tenant_status"),
  demoEndsAt: tenants.demoEndsAt,
};

const ofPerson = (user: Id<"user">) =>
  and(eq(members.userId, user), isNull(members.deletedAt), isNull(tenants.deletedAt));

export async function listPlaces(context: Context, user: Id<"user">, cut: Cut): Promise<Page<Place>> {
  const page = keyset(cut, members.joinedAt, members.id);
  const rows = await context.db
    .select(placeColumns)
    .from(members)
    .innerJoin(tenants, eq(tenants.id, members.tenantId))
    .where(and(ofPerson(user), page.where))
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return pageOf(rows, cut.limit, (row) => ({ key: row.joinedAt, id: row.member }));
}

/** Whether somebody can work there right now. */
export const isOpen = (place: Place, now: Instant): boolean =>
  place.memberStatus === "active" &&
  place.tenantStatus !== "suspended" &&
  !(place.tenantStatus === "demo" && place.demoEndsAt !== null && place.demoEndsAt <= now);

/** A scope in that tenant, for what sessions and people leave in its log: without permissions, and without another scope's guard. */
export function scopeIn(context: Context, place: Place, actor: Actor): Scope {
  const { guard: _, ...free } = context as Context & Partial<Pick<Scope, "guard">>;
  const tenant = { id: place.tenant, slug: place.slug, mode: place.mode };
  return { ...free, actor, tenant, permissions: new Set() };
}

/** Whatever a person holds anywhere is read again: access tokens of an ended session die with it. */
export const bumpEpochsOf = (context: Context, user: Id<"user">): Statement =>
  context.db
    .update(tenants)
    .set({ epoch: sql`${tenants.epoch} + 1` })
    .where(sql`${tenants.id} in (select tenant_id from members where user_id = ${user})`);

export function forgetPlaces(context: Context, places: readonly Place[]): void {
  for (const place of places) forgetStanding(context, place.tenant);
}
