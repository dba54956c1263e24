// What whoever writes to a panel needs of links: one to print, and its word.
import type { Interview, Participant } from "#hiring/interviews/tables.ts";
import type { Statement } from "#platform/d1.ts";
import { actorWord, type Scope } from "#platform/scope.ts";
import { expiryOf, type Purpose } from "./rules.ts";
import * as store from "./store.ts";
import type { PanelLink } from "./tables.ts";

export { panelToken } from "./link.ts";

/** A link for one of a panel, and the statement that keeps it; goes behind the participant's own row. */
export function newPanelLink(
  scope: Scope,
  purpose: Purpose,
  interview: Pick<Interview, "id" | "endsAt">,
  participant: Pick<Participant, "id">,
): { row: PanelLink; statement: Statement } {
  const row: PanelLink = {
    tenantId: scope.tenant.id,
    id: scope.newId("panel_link"),
    purpose,
    interviewId: interview.id,
    participantId: participant.id,
    keyVersion: 1,
    expiresAt: expiryOf(interview, scope.now),
    usedAt: null,
    revokedAt: null,
    createdBy: actorWord(scope.actor),
    createdAt: scope.now,
    version: 1,
  };
  return { row, statement: store.insertLink(scope, row) };
}
