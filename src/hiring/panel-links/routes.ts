import { routes } from "#http/routes.ts";
import { toWire, toWireOrNull } from "#kernel/instant.ts";
import type { Context } from "#platform/scope.ts";
import * as actions from "./actions.ts";
import * as contract from "./contract.ts";
import { signed, unsigned } from "./link.ts";

export const panelLinkRoutes = routes()
  .list(contract.listPanelLinks, (scope, { param, page }) => actions.list(scope, param.id, page), linkView, printed)
  .on(contract.getPanelLink, (scope, { param }) => actions.get(scope, param.id), linkView, printed)
  .on(
    contract.createPanelLink,
    (scope, { param }) => actions.create(scope, param.id, param.participant_id),
    linkView,
    printed,
  )
  .on(contract.revokePanelLink, (scope, { param }) => actions.revoke(scope, param.id), linkView, printed);

function linkView({ link, standing }: actions.LinkShown) {
  return {
    object: "panel_link" as const,
    id: link.id,
    interview_id: link.interviewId,
    participant_id: link.participantId,
    purpose: link.purpose,
    status: standing,
    token: standing === "good" && link.purpose === "respond" ? unsigned(link) : null,
    expires_at: toWire(link.expiresAt),
    used_at: toWireOrNull(link.usedAt),
    revoked_at: toWireOrNull(link.revokedAt),
    created_by: link.createdBy,
    created_at: toWire(link.createdAt),
    version: link.version,
  };
}

/** Signed on its way out, so that no answer that is kept holds it. */
async function printed(answer: Record<string, unknown>, { config }: Context) {
  const { token } = answer;
  return typeof token === "string" ? { ...answer, token: await signed(config, token) } : answer;
}
