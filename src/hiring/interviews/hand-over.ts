// Interviews of somebody who turned out to be somebody else. Nothing here is sent.
import { sql } from "drizzle-orm";
import type { Id } from "#kernel/ids.ts";
import { type Announcement, announcer, failUnlessStill } from "#platform/commit.ts";
import type { Statement } from "#platform/d1.ts";
import type { Scope } from "#platform/scope.ts";
import { interviewFacts } from "./facts.ts";
import type { Interview } from "./tables.ts";

const tell = announcer(interviewFacts);

/** They go to another candidate, with their seat; those of an application that stays behind to the one that takes its place. */
export function handInterviews(
  scope: Scope,
  rows: readonly Interview[],
  candidateId: Id<"candidate">,
  instead: ReadonlyMap<Id<"application">, Id<"application">>,
): { statements: Statement[]; facts: Announcement[] } {
  const next = rows.map((was) => {
    const applicationId = was.applicationId === null ? null : (instead.get(was.applicationId) ?? was.applicationId);
    return { was, after: { ...was, candidateId, applicationId, updatedAt: scope.now, version: was.version + 1 } };
  });
  if (next.length === 0) return { statements: [], facts: [] };
  const list = JSON.stringify(
    next.map(({ was, after }) => ({
      id: was.id,
      version: was.version,
      app: after.applicationId,
      from: was.candidateId,
    })),
  );
  const tenant = scope.tenant.id;
  return {
    statements: [
      failUnlessStill(
        scope,
        sql`${rows.length} = (select count(*) from json_each(${list}) j join interviews i on i.tenant_id = ${tenant}
          and i.id = j.value ->> 'id' and i.version = j.value ->> 'version')`,
      ),
      scope.db.run(sql`
        update interviews set candidate_id = ${candidateId}, version = version + 1, updated_at = ${scope.now},
          application_id = (select j.value ->> 'app' from json_each(${list}) j where j.value ->> 'id' = interviews.id)
        where tenant_id = ${tenant} and id in (select value ->> 'id' from json_each(${list}))`),
      scope.db.run(sql`
        update participants set candidate_id = ${candidateId}, updated_at = ${scope.now}
        where tenant_id = ${tenant} and interview_id in (select value ->> 'id' from json_each(${list}))
          and candidate_id in (select value ->> 'from' from json_each(${list}))
          and not exists (select 1 from participants other where other.tenant_id = ${tenant}
            and other.interview_id = participants.interview_id and other.candidate_id = ${candidateId})`),
    ],
    facts: next.map(({ was, after }) => tell("interview.changed", was.id, after.version, was, after)),
  };
}
