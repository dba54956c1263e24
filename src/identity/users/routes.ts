import { routes } from "#http/routes.ts";
import { toWire, toWireOrNull } from "#kernel/instant.ts";
import { done } from "#kernel/outcome.ts";
import type { Scope } from "#platform/scope.ts";
import * as email from "./actions/email.ts";
import * as profile from "./actions/profile.ts";
import * as contract from "./contract.ts";
import type { Identity, User } from "./tables.ts";

export const userRoutes = routes()
  .on(contract.whoami, async (scope) => done(scope), whoamiView)
  .on(contract.getMe, (context) => profile.get(context), userView)
  .on(
    contract.changeMe,
    (context, { body, ifMatch }) =>
      profile.change(
        context,
        {
          givenName: body.given_name,
          familyName: body.family_name,
          displayName: body.display_name,
          phone: body.phone,
          imageUrl: body.image_url,
          timeZone: body.time_zone,
          locale: body.locale,
        },
        ifMatch,
      ),
    userView,
  )
  .on(
    contract.closeMe,
    (context, { ifMatch }) => profile.close(context, ifMatch),
    () => undefined,
  )
  .list(contract.listMemberships, (context, { page }) => profile.listMemberships(context, page), membershipView)
  .on(
    contract.askEmailChange,
    (context, { body }) => email.askEmail(context, body.email),
    (asked) => ({
      object: "email_change" as const,
      id: asked.id,
      email: asked.email,
      expires_at: toWire(asked.expiresAt),
    }),
  )
  .on(contract.verifyEmailChange, (context, { body }) => email.verifyEmail(context, body.id, body.code), userView)
  .list(contract.listIdentities, (context, { page }) => profile.listIdentities(context, page), identityView)
  .on(
    contract.removeIdentity,
    (context, { param }) => profile.removeIdentity(context, param.id),
    () => undefined,
  );

function whoamiView({ actor, tenant, permissions }: Scope) {
  // A scope is always a member's, a key's or the system's own, and the system never asks at this door.
  if (actor.kind !== "member" && actor.kind !== "key") throw new Error("Nobody else has a credential.");
  return {
    object: "whoami" as const,
    actor: { kind: actor.kind, id: actor.kind === "member" ? actor.member : actor.key },
    tenant: { id: tenant.id, slug: tenant.slug, mode: tenant.mode },
    permissions: [...permissions].toSorted(),
  };
}

function userView(user: User) {
  return {
    object: "user" as const,
    id: user.id,
    email: user.email,
    email_verified_at: toWireOrNull(user.emailVerifiedAt),
    given_name: user.givenName,
    family_name: user.familyName,
    display_name: user.displayName,
    phone: user.phone,
    image_url: user.imageUrl,
    time_zone: user.timeZone,
    locale: user.locale,
    status: user.status,
    require_second_factor: user.requireSecondFactor,
    last_login_at: toWireOrNull(user.lastLoginAt),
    created_at: toWire(user.createdAt),
    updated_at: toWire(user.updatedAt),
    version: user.version,
  };
}

function membershipView(one: profile.Membership) {
  return {
    object: "membership" as const,
    tenant: { id: one.tenant, slug: one.slug, name: one.name, mode: one.mode, status: one.tenantStatus },
    member_id: one.member,
    status: one.memberStatus,
    roles: one.roles.map(({ role, key, name }) => ({ id: role, key, name })),
    current: one.current,
    joined_at: toWire(one.joinedAt),
  };
}

function identityView(identity: Identity) {
  return {
    object: "identity" as const,
    id: identity.id,
    issuer: identity.issuer,
    subject: identity.subject,
    kind: identity.kind,
    scopes: identity.scopes,
    created_at: toWire(identity.createdAt),
    updated_at: toWire(identity.updatedAt),
    version: identity.version,
  };
}
