import { type Announcement, announcer } from "#platform/commit.ts";
import type { Statement } from "#platform/d1.ts";
import { actorWord, type Scope } from "#platform/scope.ts";
import { requestFacts } from "./facts.ts";
import { updateRequest } from "./store.ts";
import type { RescheduleRequest } from "./tables.ts";

const tell = announcer(requestFacts);

export type Settled = Exclude<RescheduleRequest["status"], "pending">;

/** A request as it is once it is settled. */
export const settledRow = (
  scope: Scope,
  request: RescheduleRequest,
  status: Settled,
  reply: string | null,
): RescheduleRequest => ({
  ...request,
  status,
  reply,
  settledAt: scope.now,
  settledBy: actorWord(scope.actor),
  updatedAt: scope.now,
  version: request.version + 1,
});

type Settlement = { after: RescheduleRequest; statement: Statement; fact: Announcement };

/** The one way in which a request ends: its row guarded by the version before, and the fact. */
export function settlementOf(
  scope: Scope,
  request: RescheduleRequest,
  status: Settled,
  reply: string | null,
): Settlement {
  const after = settledRow(scope, request, status, reply);
  return {
    after,
    statement: updateRequest(scope, request, after),
    fact: tell(`reschedule_request.${status}`, after.id, after.version, request, after),
  };
}
