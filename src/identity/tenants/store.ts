import { and, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import { members, roleGrants } from "#identity/members/tables.ts";
import { roles } from "#identity/roles/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import type { Statement } from "#platform/d1.ts";
import { type Cut, keyset } from "#platform/paging.ts";
import type { Context, PersonContext, Scope } from "#platform/scope.ts";
import { type Tenant, tenants } from "./tables.ts";

const mine = (scope: Scope) => and(eq(tenants.id, scope.tenant.id), isNull(tenants.deletedAt));

export const findTenant = (scope: Scope): Promise<Tenant | undefined> =>
  scope.db.select().from(tenants).where(mine(scope)).get();

/** What anyone may see: a closed or suspended account has no public face. */
export const findPublicTenant = (context: Context, slug: string): Promise<Tenant | undefined> =>
  context.db
    .select()
    .from(tenants)
    .where(and(eq(tenants.slug, slug), isNull(tenants.deletedAt), ne(tenants.status, "suspended")))
    .get();

export const insertTenant = (scope: Scope, tenant: Tenant): Statement => scope.db.insert(tenants).values(tenant);

/** Leaves the epoch alone: it moves in other people's batches, without a new version. */
export const updateTenant = (scope: Scope, before: Tenant, after: Tenant): Statement => {
  const { id: _, epoch: __, ...fields } = after;
  return scope.db
    .update(tenants)
    .set(fields)
    .where(and(mine(scope), eq(tenants.version, before.version)));
};

/** A company as one of its people sees it; without a version of its own, because it moves with two rows. */
export type Belonging = {
  tenant: Tenant;
  member: { id: Id<"member">; status: "active" | "suspended" | "deactivated"; roleKeys: string[] };
};

export type TenantFilter = { kind?: Tenant["kind"][] | undefined; status?: Tenant["status"][] | undefined };

const ofPerson = (context: PersonContext) => and(eq(members.userId, context.actor.user), isNull(members.deletedAt));

export async function listBelongings(
  context: PersonContext,
  filter: TenantFilter,
  cut: Cut & { by: "created_at" | "name" },
): Promise<Page<Belonging>> {
  const page = keyset(cut, cut.by === "name" ? tenants.name : tenants.createdAt, tenants.id);
  const joined = context.db.select({ id: members.tenantId }).from(members).where(ofPerson(context));
  const rows = await context.db
    .select()
    .from(tenants)
    .where(
      and(
        inArray(tenants.id, joined),
        isNull(tenants.deletedAt),
        filter.kind && inArray(tenants.kind, filter.kind),
        filter.status && inArray(tenants.status, filter.status),
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit);
  const cutRows = pageOf(rows, cut.limit, (row) => ({ key: cut.by === "name" ? row.name : row.createdAt, id: row.id }));
  return { ...cutRows, rows: await withMembership(context, cutRows.rows) };
}

export async function findBelonging(context: PersonContext, id: Id<"tenant">): Promise<Belonging | undefined> {
  const [rows, own, held] = await context.db.batch([
    context.db
      .select()
      .from(tenants)
      .where(and(eq(tenants.id, id), isNull(tenants.deletedAt))),
    ...membershipQueries(context, [id]),
  ]);
  return seated(rows, own, held)[0];
}

async function withMembership(context: PersonContext, rows: readonly Tenant[]): Promise<Belonging[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  return seated(rows, ...(await context.db.batch(membershipQueries(context, ids))));
}

/** The person's own standing in each of these companies, unsent. */
function membershipQueries(context: PersonContext, ids: readonly Id<"tenant">[]) {
  const listed = sql`(select value from json_each(${JSON.stringify(ids)}))`;
  return [
    context.db
      .select({ id: members.id, tenantId: members.tenantId, status: members.status })
      .from(members)
      .where(and(ofPerson(context), sql`${members.tenantId} in ${listed}`)),
    context.db
      .select({ memberId: roleGrants.memberId, key: roles.key })
      .from(roleGrants)
      .innerJoin(roles, and(eq(roles.tenantId, roleGrants.tenantId), eq(roles.id, roleGrants.roleId)))
      .innerJoin(members, and(eq(members.tenantId, roleGrants.tenantId), eq(members.id, roleGrants.memberId)))
      .where(and(ofPerson(context), sql`${roleGrants.tenantId} in ${listed}`))
      .orderBy(roles.key),
  ] as const;
}

type Queries = ReturnType<typeof membershipQueries>;

/** Where the person has no seat, the company is left out. */
function seated(rows: readonly Tenant[], own: Awaited<Queries[0]>, held: Awaited<Queries[1]>): Belonging[] {
  const keys = Map.groupBy(held, (grant) => grant.memberId);
  const seats = new Map(own.map((member) => [member.tenantId, member]));
  return rows.flatMap((row) => {
    const member = seats.get(row.id);
    if (member === undefined) return [];
    const roleKeys = (keys.get(member.id) ?? []).map((grant) => grant.key);
    return [{ tenant: row, member: { id: member.id, status: member.status, roleKeys } }];
  });
}
