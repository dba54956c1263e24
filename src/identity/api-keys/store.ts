import { and, eq, gt, inArray, isNotNull, isNull, lt, lte, or, sql } from "drizzle-orm";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import type { Statement } from "#platform/d1.ts";
import { type Cut, contains, keyset } from "#platform/paging.ts";
import type { Scope } from "#platform/scope.ts";
import type { KeyStatus } from "./rules.ts";
import { type ApiKey, apiKeys } from "./tables.ts";

const mine = (scope: Scope) => eq(apiKeys.tenantId, scope.tenant.id);
const one = (scope: Scope, id: Id<"api_key">) => and(mine(scope), eq(apiKeys.id, id));

export type KeyFilter = {
  status?: KeyStatus[] | undefined;
  scope?: string[] | undefined;
  created_by?: string[] | undefined;
  expires_before?: Instant | undefined;
  name?: string | undefined;
};

export type KeyOrder = "created_at" | "name" | "expires_at";

const sortKeys = { created_at: "createdAt", name: "name", expires_at: "expiresAt" } as const;

export async function listKeys(scope: Scope, filter: KeyFilter, cut: Cut & { by: KeyOrder }): Promise<Page<ApiKey>> {
  const key = sortKeys[cut.by];
  const page = keyset(cut, apiKeys[key], apiKeys.id);
  const rows = await scope.db
    .select()
    .from(apiKeys)
    .where(
      and(
        mine(scope),
        filter.status && or(...filter.status.map((status) => standsAs(status, scope.now))),
        filter.scope && holdsAny(filter.scope),
        filter.created_by && inArray(apiKeys.createdBy, filter.created_by),
        filter.expires_before && lt(apiKeys.expiresAt, filter.expires_before),
        filter.name === undefined ? undefined : contains(apiKeys.name, filter.name),
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return pageOf(rows, cut.limit, (row) => ({ key: row[key], id: row.id }));
}

/** `statusOf`, said in SQL. */
function standsAs(status: KeyStatus, now: Instant) {
  if (status === "revoked") return isNotNull(apiKeys.revokedAt);
  return and(isNull(apiKeys.revokedAt), status === "active" ? gt(apiKeys.expiresAt, now) : lte(apiKeys.expiresAt, now));
}

const holdsAny = (scopes: readonly string[]) =>
  sql`exists (select 1 from json_each(${apiKeys.scopes}) held where held.value in (select value from json_each(${JSON.stringify(scopes)})))`;

export const findKey = (scope: Scope, id: Id<"api_key">): Promise<ApiKey | undefined> =>
  scope.db.select().from(apiKeys).where(one(scope, id)).get();

export const insertKey = (scope: Scope, key: ApiKey): Statement => scope.db.insert(apiKeys).values(key);

/** All but the moment of last use, which the gate writes on its own and may have written since. */
export function updateKey(scope: Scope, before: ApiKey, after: ApiKey): Statement {
  const { lastUsedAt: _, ...columns } = after;
  return scope.db
    .update(apiKeys)
    .set(columns)
    .where(and(one(scope, before.id), eq(apiKeys.version, before.version)));
}
