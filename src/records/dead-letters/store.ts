import { and, eq, gte, inArray, lt } from "drizzle-orm";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import type { Statement } from "#platform/d1.ts";
import { type DeadLetter, deadLetters } from "#platform/facts/tables.ts";
import { type Cut, keyset } from "#platform/paging.ts";
import type { Scope } from "#platform/scope.ts";

const mine = (scope: Scope) => eq(deadLetters.tenantId, scope.tenant.id);
const one = (scope: Scope, id: Id<"dead_letter">) => and(mine(scope), eq(deadLetters.id, id));

export type DeadLetterFilter = {
  status?: DeadLetter["status"][] | undefined;
  fact_type?: string[] | undefined;
  buried_after?: Instant | undefined;
  buried_before?: Instant | undefined;
};

export async function listDeadLetters(scope: Scope, filter: DeadLetterFilter, cut: Cut): Promise<Page<DeadLetter>> {
  const page = keyset(cut, deadLetters.buriedAt, deadLetters.id);
  const rows = await scope.db
    .select()
    .from(deadLetters)
    .where(
      and(
        mine(scope),
        filter.status && inArray(deadLetters.status, filter.status),
        filter.fact_type && inArray(deadLetters.factType, filter.fact_type),
        filter.buried_after && gte(deadLetters.buriedAt, filter.buried_after),
        filter.buried_before && lt(deadLetters.buriedAt, filter.buried_before),
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return pageOf(rows, cut.limit, (row) => ({ key: row.buriedAt, id: row.id }));
}

export const findDeadLetter = (scope: Scope, id: Id<"dead_letter">): Promise<DeadLetter | undefined> =>
  scope.db.select().from(deadLetters).where(one(scope, id)).get();

export const updateDeadLetter = (scope: Scope, before: DeadLetter, after: DeadLetter): Statement =>
  scope.db
    .update(deadLetters)
    .set(after)
    .where(and(one(scope, before.id), eq(deadLetters.version, before.version)));
