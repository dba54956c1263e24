import { and, eq, isNull, max } from "drizzle-orm";
import { applicationStatement } from "#hiring/applications/client.ts";
import { interviews } from "#hiring/interviews/tables.ts";
import { scorecards } from "#hiring/scorecards/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import type { Statement } from "#platform/d1.ts";
import { type Cut, keyset } from "#platform/paging.ts";
import type { Scope } from "#platform/scope.ts";
import { type Debrief, debriefs, type HiringDecision, hiringDecisions } from "./tables.ts";

const ofApplication = (scope: Scope, id: Id<"application">) =>
  and(eq(debriefs.tenantId, scope.tenant.id), eq(debriefs.applicationId, id));

const decided = (scope: Scope, id: Id<"application">) =>
  and(eq(hiringDecisions.tenantId, scope.tenant.id), eq(hiringDecisions.applicationId, id));

/** An application, its debrief where it is open, and how many decisions were made on it. */
export async function readDebrief(scope: Scope, id: Id<"application">) {
  const [found, open, counted] = await scope.db.batch([
    applicationStatement(scope, id),
    scope.db.select().from(debriefs).where(ofApplication(scope, id)),
    scope.db
      .select({ last: max(hiringDecisions.ordinal) })
      .from(hiringDecisions)
      .where(decided(scope, id)),
  ]);
  return { application: found[0], debrief: open[0], lastOrdinal: counted[0]?.last ?? 0 };
}

/** The cards that are in, for their sum. */
export const cardsIn = (scope: Scope, id: Id<"application">) =>
  scope.db
    .select({ content: scorecards.content, isTraining: scorecards.isTraining })
    .from(scorecards)
    .where(
      and(
        eq(scorecards.tenantId, scope.tenant.id),
        eq(scorecards.applicationId, id),
        eq(scorecards.status, "submitted"),
      ),
    );

/** Whether the meeting a decision was made in is one of this application's. */
export const findMeeting = (scope: Scope, application: Id<"application">, id: Id<"interview">) =>
  scope.db
    .select({ id: interviews.id })
    .from(interviews)
    .where(
      and(
        eq(interviews.tenantId, scope.tenant.id),
        eq(interviews.id, id),
        eq(interviews.applicationId, application),
        isNull(interviews.deletedAt),
      ),
    )
    .get();

export const insertDebrief = (scope: Scope, debrief: Debrief): Statement => scope.db.insert(debriefs).values(debrief);

export const insertDecision = (scope: Scope, decision: HiringDecision): Statement =>
  scope.db.insert(hiringDecisions).values(decision);

export async function listDecisions(scope: Scope, id: Id<"application">, cut: Cut): Promise<Page<HiringDecision>> {
  const page = keyset(cut, hiringDecisions.ordinal, hiringDecisions.id);
  const rows = await scope.db
    .select()
    .from(hiringDecisions)
    .where(and(decided(scope, id), page.where))
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return pageOf(rows, cut.limit, (row) => ({ key: row.ordinal, id: row.id }));
}
