import { routes } from "#http/routes.ts";
import { toWire, toWireOrNull } from "#kernel/instant.ts";
import type { Scope } from "#platform/scope.ts";
import * as actions from "./actions/invite.ts";
import * as claims from "./actions/claim.ts";
import * as contract from "./contract.ts";
import { masked, standingOf } from "./rules.ts";
import type { Invitation } from "./tables.ts";

export const invitationRoutes = routes()
  .list(contract.listInvitations, (scope, { query, page }) => actions.list(scope, query, page), invitationView)
  .on(contract.getInvitation, (scope, { param }) => actions.get(scope, param.id), invitationView)
  .on(contract.createInvitation, (scope, { body }) => actions.create(scope, body), invitationView)
  .on(
    contract.changeInvitation,
    (scope, { param, body, ifMatch }) => actions.change(scope, param.id, body, ifMatch),
    invitationView,
  )
  .on(
    contract.resendInvitation,
    (scope, { param, ifMatch }) => actions.resend(scope, param.id, ifMatch),
    invitationView,
  )
  .on(
    contract.revokeInvitation,
    (scope, { param, ifMatch }) => actions.revoke(scope, param.id, ifMatch),
    invitationView,
  )
  .on(
    contract.deleteInvitation,
    (scope, { param, ifMatch }) => actions.revoke(scope, param.id, ifMatch),
    () => undefined,
  )
  .on(contract.viewInvitation, (context, { body }) => claims.view(context, body.token), claimedView)
  .on(contract.acceptInvitation, (context, { body }) => claims.accept(context, body.token), acceptanceView);

function invitationView(invitation: Invitation, scope: Scope) {
  return {
    object: "invitation" as const,
    id: invitation.id,
    email: invitation.email,
    role_ids: invitation.roleIds,
    team_ids: invitation.teamIds,
    message: invitation.message,
    locale: invitation.locale,
    status: standingOf(invitation, scope.now),
    sent_at: toWire(invitation.sentAt),
    sent_count: invitation.sentCount,
    expires_at: toWire(invitation.expiresAt),
    invited_by: invitation.invitedBy,
    accepted_at: toWireOrNull(invitation.acceptedAt),
    accepted_by: invitation.acceptedBy,
    revoked_at: toWireOrNull(invitation.revokedAt),
    revoked_by: invitation.revokedBy,
    metadata: invitation.metadata,
    created_at: toWire(invitation.createdAt),
    updated_at: toWire(invitation.updatedAt),
    version: invitation.version,
  };
}

function claimedView({ invitation, tenant, inviter }: claims.Claimed) {
  return {
    object: "invitation_view" as const,
    tenant_name: tenant.name,
    branding: tenant.branding,
    invited_by: inviter,
    email: masked(invitation.email),
    expires_at: toWire(invitation.expiresAt),
  };
}

function acceptanceView({ tenant, member, joinedAt }: claims.Acceptance) {
  return {
    object: "invitation_acceptance" as const,
    tenant_id: tenant.id,
    tenant_slug: tenant.slug,
    tenant_name: tenant.name,
    member_id: member,
    joined_at: toWire(joinedAt),
  };
}
