// What whoever moves or ends a booking does with the request that waits about it. Nothing here is sent.
import { sql } from "drizzle-orm";
import type { Id } from "#kernel/ids.ts";
import { type Announcement, failIfMissed, failUnlessStill } from "#platform/commit.ts";
import type { Statement } from "#platform/d1.ts";
import type { Scope } from "#platform/scope.ts";
import { settlementOf } from "./settle.ts";
import type { RescheduleRequest } from "./tables.ts";

export { pendingStatement } from "./store.ts";

export type Settling = { also: readonly Statement[]; alsoFacts: readonly Announcement[] };

/**
 * What waited when the booking was read is settled with it, in the same batch. The batch is undone when that has been answered
 * meanwhile, or when something has been asked since: no booking that is over has a request that waits.
 */
export function settling(
  scope: Scope,
  booking: Id<"booking">,
  request: RescheduleRequest | undefined,
  how: (request: RescheduleRequest) => "accepted" | "closed",
): Settling {
  if (request === undefined) {
    const waits = sql`select 1 from reschedule_requests
      where tenant_id = ${scope.tenant.id} and booking_id = ${booking} and status = 'pending'`;
    return { also: [failUnlessStill(scope, sql`not exists (${waits})`)], alsoFacts: [] };
  }
  const { statement, fact } = settlementOf(scope, request, how(request), null);
  return { also: [statement, failIfMissed(scope)], alsoFacts: [fact] };
}
