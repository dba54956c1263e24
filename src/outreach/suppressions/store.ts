import { and, eq, inArray, sql } from "drizzle-orm";
import type { Id } from "#kernel/ids.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import type { Statement } from "#platform/d1.ts";
import { type Cut, keyset } from "#platform/paging.ts";
import type { Scope } from "#platform/scope.ts";
import { type Suppression, suppressions } from "./tables.ts";

const mine = ({ tenant }: Scope) => eq(suppressions.tenantId, tenant.id);
const one = (scope: Scope, id: Id<"suppression">) => and(mine(scope), eq(suppressions.id, id));

export type SuppressionFilter = {
  email?: string | undefined;
  reason?: Suppression["reason"][] | undefined;
  category?: Suppression["category"][] | undefined;
};

export async function listSuppressions(
  scope: Scope,
  { email, reason, category }: SuppressionFilter,
  cut: Cut,
): Promise<Page<Suppression>> {
  const page = keyset(cut, suppressions.createdAt, suppressions.id);
  const rows = await scope.db
    .select()
    .from(suppressions)
    .where(
      and(
        mine(scope),
        email === undefined ? undefined : eq(suppressions.email, email),
        reason && inArray(suppressions.reason, reason),
        category && inArray(suppressions.category, category),
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return pageOf(rows, cut.limit, (row) => ({ key: row.createdAt, id: row.id }));
}

export const findSuppression = (scope: Scope, id: Id<"suppression">): Promise<Suppression | undefined> =>
  scope.db.select().from(suppressions).where(one(scope, id)).get();

/** All that is said of these addresses. */
export const ofAddresses = (scope: Scope, emails: readonly string[]): Promise<Suppression[]> =>
  scope.db
    .select()
    .from(suppressions)
    .where(and(mine(scope), sql`${suppressions.email} in (select value from json_each(${JSON.stringify(emails)}))`));

export const insertSuppression = (scope: Scope, row: Suppression): Statement =>
  scope.db.insert(suppressions).values(row);

export const deleteSuppression = (scope: Scope, { id, version }: Suppression): Statement =>
  scope.db.delete(suppressions).where(and(one(scope, id), eq(suppressions.version, version)));
