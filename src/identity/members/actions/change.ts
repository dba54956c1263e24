import { mergeMetadata } from "#http/wire.ts";
import { bumpEpoch, forgetStanding } from "#identity/gate/standing.ts";
import { rolesAmong } from "#identity/roles/actions.ts";
import { isOwner, pick, powerOf, withinYours } from "#identity/roles/rules.ts";
import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { seen } from "#kernel/version.ts";
import { announcer, commit } from "#platform/commit.ts";
import type { Statement } from "#platform/d1.ts";
import { actorWord, type Scope } from "#platform/scope.ts";
import { memberFacts } from "../facts.ts";
import * as rules from "../rules.ts";
import * as store from "../store.ts";
import type { Member } from "../tables.ts";
import { type MemberShown, shownWith } from "./look.ts";

const tell = announcer(memberFacts);

export type MemberPatch = {
  title?: string | null | undefined;
  company_role?: string | null | undefined;
  metadata?: Record<string, string | null> | undefined;
};

export async function change(
  scope: Scope,
  id: Id<"member">,
  patch: MemberPatch,
  ifMatch: number | undefined,
): Promise<Outcome<MemberShown>> {
  const found = await readSeen(scope, id, ifMatch);
  if (!found.ok) return found;
  const { member, roles } = found.value;

  const after: Member = {
    ...member,
    title: patch.title === undefined ? member.title : patch.title,
    companyRole: patch.company_role === undefined ? member.companyRole : patch.company_role,
    metadata: mergeMetadata(member.metadata, patch.metadata),
    updatedAt: scope.now,
    version: member.version + 1,
  };

  return commit(scope, {
    change: store.updateMember(scope, member, after),
    fact: tell("member.changed", id, after.version, member, after),
    result: shownWith(after, roles),
  });
}

export async function setRoles(
  scope: Scope,
  id: Id<"member">,
  wanted: readonly Id<"role">[],
  ifMatch: number | undefined,
): Promise<Outcome<MemberShown>> {
  const [found, known] = await Promise.all([readSeen(scope, id, ifMatch), rolesAmong(scope, wanted)]);
  if (!found.ok) return found;
  const { member, roles, otherOwners } = found.value;

  const picked = pick(wanted, known);
  if (picked.missing.length > 0) {
    const errors = picked.missing.map((at) => ({ pointer: `/role_ids/${at}`, code: "member.role_unknown" }));
    return refuse("member.role_unknown", { errors });
  }
  const above = rules.notAbove(roles, scope.permissions);
  if (!above.ok) return above;
  const within = withinYours(picked.roles.flatMap(powerOf), scope.permissions, "/role_ids");
  if (!within.ok) return within;
  const endsOwnership = rules.ownsNow(member, roles) && !picked.roles.some(isOwner);
  const stays = rules.ownerStays(endsOwnership, otherOwners);
  if (!stays.ok) return stays;
  const after: Member = { ...member, updatedAt: scope.now, version: member.version + 1 };

  return commitRights(scope, {
    change: store.updateMember(scope, member, after, { endsOwnership, needsRoles: wanted }),
    fact: tell("member.roles_changed", id, after.version, withRoles(member, roles), withRoles(after, picked.roles)),
    also: [store.deleteGrantsExcept(scope, id, wanted), store.insertGrants(scope, id, wanted, actorWord(scope.actor))],
    result: shownWith(after, picked.roles),
  });
}

const withRoles = (member: Member, roles: readonly { id: string }[]) => ({
  ...member,
  roleIds: roles.map((role) => role.id),
});

const standingFacts = {
  suspend: "member.suspended",
  restore: "member.restored",
  deactivate: "member.deactivated",
  reactivate: "member.reactivated",
} as const satisfies Record<rules.Standing, keyof typeof memberFacts>;

export async function restand(
  scope: Scope,
  id: Id<"member">,
  step: rules.Standing,
  reason: string | null,
  ifMatch: number | undefined,
): Promise<Outcome<MemberShown>> {
  const found = await readSeen(scope, id, ifMatch);
  if (!found.ok) return found;
  const { member, roles, otherOwners } = found.value;

  const above = rules.notAbove(roles, scope.permissions);
  if (!above.ok) return above;
  const moved = rules.restand(member, step, { now: scope.now, by: actorWord(scope.actor), reason });
  if (!moved.ok) return moved;
  const endsOwnership = rules.ownsNow(member, roles) && !rules.ownsNow(moved.value, roles);
  const stays = rules.ownerStays(endsOwnership, otherOwners);
  if (!stays.ok) return stays;
  const after: Member = { ...moved.value, updatedAt: scope.now, version: member.version + 1 };

  return commitRights(scope, {
    change: store.updateMember(scope, member, after, { endsOwnership }),
    fact: tell(standingFacts[step], id, after.version, member, after),
    result: shownWith(after, roles),
  });
}

export async function remove(scope: Scope, id: Id<"member">, ifMatch: number | undefined): Promise<Outcome<null>> {
  const found = await readSeen(scope, id, ifMatch);
  if (!found.ok) return found;

  const above = rules.notAbove(found.value.roles, scope.permissions);
  if (!above.ok) return above;
  return depart(scope, found.value, "member.removed");
}

/** One goes by oneself whatever one holds; only not as the last owner. */
export async function leave(scope: Scope): Promise<Outcome<null>> {
  if (scope.actor.kind !== "member") return refuse("credentials.wrong_kind");
  const found = await readSeen(scope, scope.actor.member, undefined);
  return found.ok ? depart(scope, found.value, "member.left") : found;
}

async function depart(
  scope: Scope,
  { member, roles, otherOwners }: store.Person,
  type: "member.removed" | "member.left",
): Promise<Outcome<null>> {
  const endsOwnership = rules.ownsNow(member, roles);
  const stays = rules.ownerStays(endsOwnership, otherOwners);
  if (!stays.ok) return stays;
  const after: Member = {
    ...member,
    deletedAt: scope.now,
    deletedBy: actorWord(scope.actor),
    updatedAt: scope.now,
    version: member.version + 1,
  };

  return commitRights(scope, {
    change: store.updateMember(scope, member, after, { endsOwnership }),
    fact: tell(type, member.id, after.version, withRoles(member, roles), null),
    result: null,
  });
}

async function readSeen(scope: Scope, id: Id<"member">, ifMatch: number | undefined): Promise<Outcome<store.Person>> {
  const person = await store.readPerson(scope, id);
  if (person === undefined) return refuse("member.unknown");
  const current = seen(person.member, ifMatch);
  return current.ok ? done(person) : current;
}

/** Somebody's rights move: the tenant's epoch moves with them, and this isolate forgets at once. */
async function commitRights<T>(
  scope: Scope,
  words: { change: Statement; fact: ReturnType<typeof tell>; also?: readonly Statement[]; result: T },
): Promise<Outcome<T>> {
  const outcome = await commit(scope, { ...words, also: [...(words.also ?? []), bumpEpoch(scope)] });
  if (outcome.ok) forgetStanding(scope, scope.tenant.id);
  return outcome;
}
