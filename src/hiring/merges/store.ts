import { and, eq, isNull, sql } from "drizzle-orm";
import { applications } from "#hiring/applications/tables.ts";
import { interviews } from "#hiring/interviews/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { failUnlessStill } from "#platform/commit.ts";
import type { Statement } from "#platform/d1.ts";
import type { Scope } from "#platform/scope.ts";

type Who = Id<"candidate">;

/** Everything two records were considered and talked to for. */
export async function readBoth(scope: Scope, winner: Who, loser: Who) {
  const both = sql`(${winner}, ${loser})`;
  const [considered, talks] = await scope.db.batch([
    scope.db
      .select()
      .from(applications)
      .where(
        and(
          eq(applications.tenantId, scope.tenant.id),
          sql`${applications.candidateId} in ${both}`,
          isNull(applications.deletedAt),
        ),
      ),
    scope.db
      .select()
      .from(interviews)
      .where(
        and(
          eq(interviews.tenantId, scope.tenant.id),
          sql`${interviews.candidateId} in ${both}`,
          isNull(interviews.deletedAt),
        ),
      ),
  ]);
  return { considered, talks };
}

/** Undoes the batch when the record that goes has still, or again, anything beside what it is known to keep. */
export const nothingLeft = (scope: Scope, loser: Who, kept: readonly string[]): Statement[] =>
  (["applications", "interviews"] as const).map((table) =>
    failUnlessStill(
      scope,
      sql`not exists (select 1 from ${sql.raw(table)} where tenant_id = ${scope.tenant.id} and candidate_id = ${loser}
        and deleted_at is null and id not in (select value from json_each(${JSON.stringify(kept)})))`,
    ),
  );
