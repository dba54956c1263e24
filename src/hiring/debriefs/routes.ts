import { routes } from "#http/routes.ts";
import { toWire, toWireOrNull } from "#kernel/instant.ts";
import * as actions from "./actions.ts";
import * as contract from "./contract.ts";
import type { HiringDecision } from "./tables.ts";

export const debriefRoutes = routes()
  .on(contract.getDebrief, (scope, { param }) => actions.get(scope, param.id), debriefView)
  .on(
    contract.openDebrief,
    (scope, { param, body }) => actions.open(scope, param.id, body.override_reason),
    debriefView,
  )
  .list(contract.listDecisions, (scope, { param, page }) => actions.decisions(scope, param.id, page), decisionView)
  .on(contract.createDecision, (scope, { param, body }) => actions.decide(scope, param.id, body), decisionView);

function debriefView({ applicationId, state, debrief, cards, missing, summary }: actions.DebriefSeen) {
  return {
    object: "debrief" as const,
    application_id: applicationId,
    status: state,
    cards,
    missing_member_ids: missing === null ? null : [...missing],
    summary: summary && { recommendations: summary.recommendations, mean_rating: summary.meanRating },
    opened_at: toWireOrNull(debrief?.openedAt ?? null),
    opened_by: debrief?.openedBy ?? null,
    override_reason: debrief?.overrideReason ?? null,
    missing_at_opening: debrief?.missing ?? null,
  };
}

function decisionView(decision: HiringDecision) {
  return {
    object: "decision" as const,
    id: decision.id,
    application_id: decision.applicationId,
    outcome: decision.outcome,
    rationale: decision.rationale,
    decided_by: decision.decidedBy,
    interview_id: decision.interviewId,
    ordinal: decision.ordinal,
    created_at: toWire(decision.createdAt),
  };
}
