import { arriving } from "#identity/gate/arrival.ts";
import { bumpEpoch, forgetStanding } from "#identity/gate/standing.ts";
import { arrivedTwice, findPerson, welcome } from "#identity/members/actions/welcome.ts";
import type { Tenant } from "#identity/tenants/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { announcer, commit } from "#platform/commit.ts";
import type { Context, PersonContext } from "#platform/scope.ts";
import { invitationFacts } from "../facts.ts";
import { readToken, versionOf } from "../link.ts";
import * as rules from "../rules.ts";
import * as store from "../store.ts";
import type { Invitation } from "../tables.ts";

// What whoever holds a link may do with it: look, and, as the invited person, accept.

const tell = announcer(invitationFacts);

export type Claimed = { invitation: Invitation; tenant: Tenant; inviter: string | null };

/** What was never ours is unknown; what was ours and is over says so, and nothing else. */
async function claim(context: Context, token: string): Promise<Outcome<Claimed>> {
  const read = readToken(token);
  const found = read && (await store.readClaimed(context, read));
  if (read === undefined || found === undefined) return refuse("invitation.unknown");

  const version = await versionOf(context.config, found.invitation, read);
  if (version === undefined) return refuse("invitation.unknown");
  const good = rules.stillGood(found.invitation, version, found.tenant, context.now);
  return good.ok ? done(found) : good;
}

export const view = (context: Context, token: string): Promise<Outcome<Claimed>> => claim(context, token);

export type Acceptance = { tenant: Tenant; member: Id<"member">; joinedAt: Instant };

export async function accept(context: PersonContext, token: string): Promise<Outcome<Acceptance>> {
  const claimed = await claim(context, token);
  if (!claimed.ok) return claimed;
  const { invitation, tenant } = claimed.value;
  const [person, before] = await Promise.all([findPerson(context), store.findMembership(context, tenant.id)]);
  if (person === undefined) return refuse("credentials.revoked");

  const theirs = rules.meantFor(invitation, person);
  if (!theirs.ok) return theirs;
  if (before !== undefined && before.deletedAt === null) return refuse("invitation.already_member");
  const id = before?.id ?? context.newId("member");
  const scope = arriving(context, tenant, id);
  const { roleIds, teamIds, invitedBy } = invitation;
  const arrival = welcome(scope, person, { id, roles: roleIds, teams: teamIds, invitedBy, returning: before });
  const after: Invitation = {
    ...invitation,
    status: "accepted",
    acceptedAt: scope.now,
    acceptedBy: id,
    updatedAt: scope.now,
    version: invitation.version + 1,
  };

  const outcome = await commit(scope, {
    change: store.takeInvitation(scope, invitation, after, person.id),
    fact: tell("invitation.accepted", invitation.id, after.version, invitation, after),
    also: [...arrival.statements, bumpEpoch(scope)],
    alsoFacts: [arrival.fact],
    result: { tenant, member: id, joinedAt: scope.now },
    taken: arrivedTwice,
  });
  if (outcome.ok) forgetStanding(scope, tenant.id);
  return outcome;
}
