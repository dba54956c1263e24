// Cards about somebody who turned out to be somebody else. Nothing here is sent, and nothing a card says is touched.
import { sql } from "drizzle-orm";
import type { Id } from "#kernel/ids.ts";
import type { Statement } from "#platform/d1.ts";
import type { Scope } from "#platform/scope.ts";

type Who = Id<"candidate">;

/** They are about another candidate; those of interviews that went over belong to the application these belong to now. */
export const handCards = (
  { db, tenant }: Scope,
  from: Who,
  to: Who,
  instead: ReadonlyMap<Id<"application">, Id<"application">>,
  interviews: readonly Id<"interview">[],
): Statement[] => {
  const pairs = JSON.stringify([...instead].map(([was, now]) => ({ was, now })));
  return [
    db.run(sql`
      update scorecards set candidate_id = ${to}, application_id = case
        when interview_id in (select value from json_each(${JSON.stringify(interviews)}))
        then coalesce((select value ->> 'now' from json_each(${pairs}) where value ->> 'was' = scorecards.application_id),
          application_id)
        else application_id end
      where tenant_id = ${tenant.id} and candidate_id = ${from}`),
  ];
};
