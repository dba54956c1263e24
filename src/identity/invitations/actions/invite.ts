import { exceeded } from "#http/guard.ts";
import { mergeMetadata } from "#http/wire.ts";
import { pick, powerOf, withinYours } from "#identity/roles/rules.ts";
import type { Id } from "#kernel/ids.ts";
import { after as later, day, type Instant } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import { seen } from "#kernel/version.ts";
import { announcer, commit } from "#platform/commit.ts";
import { askBudget } from "#platform/limiter/client.ts";
import type { Cut } from "#platform/paging.ts";
import { actorWord, type Scope } from "#platform/scope.ts";
import { invitationFacts } from "../facts.ts";
import * as rules from "../rules.ts";
import * as store from "../store.ts";
import type { Invitation } from "../tables.ts";

const tell = announcer(invitationFacts);

export async function list(
  scope: Scope,
  filter: store.InvitationFilter,
  cut: Cut & { by: "created_at" | "expires_at" },
): Promise<Outcome<Page<Invitation>>> {
  return done(await store.listInvitations(scope, filter, cut));
}

export async function get(scope: Scope, id: Id<"invitation">): Promise<Outcome<Invitation>> {
  const invitation = await store.findInvitation(scope, id);
  return invitation === undefined ? refuse("invitation.unknown") : done(invitation);
}

export type InvitationWords = {
  email: string;
  role_ids: Id<"role">[];
  team_ids: Id<"team">[];
  message: string | null;
  locale: string | null;
  expires_in_days: number;
  metadata: Record<string, string>;
};

export async function create(scope: Scope, words: InvitationWords): Promise<Outcome<Invitation>> {
  const around = await store.readSurroundings(scope, {
    email: words.email,
    roleIds: words.role_ids,
    teamIds: words.team_ids,
  });

  const promise = mayPromise(scope, words.role_ids, words.team_ids, around);
  if (!promise.ok) return promise;
  const { member, pending } = around;
  if (member !== undefined) {
    return refuse("invitation.already_member", {
      pointer: "/email",
      member_id: member.id,
      member_status: member.status,
    });
  }
  if (pending !== undefined) {
    const invitation_status = rules.standingOf(pending, scope.now);
    return refuse("invitation.pending", { pointer: "/email", invitation_id: pending.id, invitation_status });
  }
  const often = await mayMail(scope, around.sent);
  if (!often.ok) return often;
  const invitation = newborn(scope, words);

  return commit(scope, {
    change: store.insertInvitation(scope, invitation),
    fact: tell("invitation.created", invitation.id, 1, null, invitation),
    result: invitation,
    // Two who invite the same address at once: the second finds the first one's invitation and is told of it.
    taken: { "invitations.tenant_id, invitations.email": { code: "commit.missed" } },
  });
}

const newborn = (scope: Scope, words: InvitationWords): Invitation => ({
  tenantId: scope.tenant.id,
  id: scope.newId("invitation"),
  email: words.email,
  roleIds: words.role_ids,
  teamIds: words.team_ids,
  message: words.message,
  locale: words.locale,
  status: "pending",
  linkVersion: 1,
  sentAt: scope.now,
  sentCount: 1,
  expiresAt: later(scope.now, words.expires_in_days * day),
  invitedBy: actorWord(scope.actor),
  acceptedAt: null,
  acceptedBy: null,
  revokedAt: null,
  revokedBy: null,
  metadata: words.metadata,
  createdAt: scope.now,
  updatedAt: scope.now,
  version: 1,
});

/** Roles that exist and allow no more than the inviter may, and teams that exist. */
function mayPromise(
  scope: Scope,
  roleIds: readonly Id<"role">[],
  teamIds: readonly Id<"team">[],
  around: store.Surroundings,
): Outcome<true> {
  const { roles, missing } = pick(roleIds, around.roles);
  if (missing.length > 0) return unknownAt("invitation.role_unknown", "/role_ids", missing);
  const strangers = teamIds.flatMap((id, at) => (around.teams.includes(id) ? [] : [at]));
  if (strangers.length > 0) return unknownAt("invitation.team_unknown", "/team_ids", strangers);
  return withinYours(roles.flatMap(powerOf), scope.permissions, "/role_ids");
}

const unknownAt = (code: rules.InvitationCode, field: string, places: readonly number[]) =>
  refuse(code, { errors: places.map((at) => ({ pointer: `${field}/${at}`, code })) });

/** Not too often to one address, nor to too many in all. */
async function mayMail(scope: Scope, sent: { count: number; first: Instant | null }): Promise<Outcome<true>> {
  const often = rules.notTooOften(sent, scope.now);
  if (!often.ok) return often;
  const verdict = await askBudget(scope.bindings, `invitations ${scope.tenant.id}`, rules.companyPolicy);
  return verdict.allowed ? done(true) : { ok: false, refusal: exceeded(rules.companyPolicy, verdict) };
}

export type InvitationPatch = {
  role_ids?: Id<"role">[] | undefined;
  team_ids?: Id<"team">[] | undefined;
  message?: string | null | undefined;
  locale?: string | null | undefined;
  metadata?: Record<string, string | null> | undefined;
};

export async function change(
  scope: Scope,
  id: Id<"invitation">,
  patch: InvitationPatch,
  ifMatch: number | undefined,
): Promise<Outcome<Invitation>> {
  const found = await findOpen(scope, id, ifMatch);
  if (!found.ok) return found;
  const invitation = found.value;
  const roleIds = patch.role_ids ?? invitation.roleIds;
  const teamIds = patch.team_ids ?? invitation.teamIds;
  const asked = { email: invitation.email, roleIds: [...invitation.roleIds, ...roleIds], teamIds };
  const around = await store.readSurroundings(scope, asked);

  const rolesMove = patch.role_ids !== undefined;
  const standing = pick(invitation.roleIds, around.roles).roles.flatMap(powerOf);
  const above = rolesMove ? withinYours(standing, scope.permissions) : done(true);
  if (!above.ok) return above;
  const promise = mayPromise(scope, patch.role_ids ?? [], patch.team_ids ?? [], around);
  if (!promise.ok) return promise;
  const after: Invitation = {
    ...invitation,
    roleIds,
    teamIds,
    message: patch.message === undefined ? invitation.message : patch.message,
    locale: patch.locale === undefined ? invitation.locale : patch.locale,
    metadata: mergeMetadata(invitation.metadata, patch.metadata),
    updatedAt: scope.now,
    version: invitation.version + 1,
  };

  return commitOne(scope, "invitation.changed", invitation, after);
}

export async function resend(
  scope: Scope,
  id: Id<"invitation">,
  ifMatch: number | undefined,
): Promise<Outcome<Invitation>> {
  const found = await findOpen(scope, id, ifMatch);
  if (!found.ok) return found;
  const { email, roleIds } = found.value;
  const around = await store.readSurroundings(scope, { email, roleIds, teamIds: [] });

  const { missing } = pick(roleIds, around.roles);
  if (missing.length > 0) return refuse("invitation.role_unknown");
  const again = rules.sendAgain(found.value, scope.now);
  if (!again.ok) return again;
  const often = await mayMail(scope, around.sent);
  if (!often.ok) return often;
  const after: Invitation = { ...again.value, updatedAt: scope.now, version: found.value.version + 1 };

  return commitOne(scope, "invitation.resent", found.value, after);
}

export async function revoke(
  scope: Scope,
  id: Id<"invitation">,
  ifMatch: number | undefined,
): Promise<Outcome<Invitation>> {
  const found = await findOpen(scope, id, ifMatch);
  if (!found.ok) return found;

  const after: Invitation = {
    ...found.value,
    status: "revoked",
    revokedAt: scope.now,
    revokedBy: actorWord(scope.actor),
    updatedAt: scope.now,
    version: found.value.version + 1,
  };

  return commitOne(scope, "invitation.revoked", found.value, after);
}

async function findOpen(scope: Scope, id: Id<"invitation">, ifMatch: number | undefined): Promise<Outcome<Invitation>> {
  const invitation = await store.findInvitation(scope, id);
  if (invitation === undefined) return refuse("invitation.unknown");
  const current = seen(invitation, ifMatch);
  if (!current.ok) return current;
  const open = rules.stillOpen(invitation);
  return open.ok ? done(invitation) : open;
}

const commitOne = (scope: Scope, type: keyof typeof invitationFacts, before: Invitation, after: Invitation) =>
  commit(scope, {
    change: store.updateInvitation(scope, before, after),
    fact: tell(type, after.id, after.version, before, after),
    result: after,
  });
