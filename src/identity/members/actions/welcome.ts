import { deleteSeatsOf, insertSeats } from "#identity/teams/actions.ts";
import type { User } from "#identity/users/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { type Announcement, announcer, failIfMissed } from "#platform/commit.ts";
import type { Statement } from "#platform/d1.ts";
import { actorWord, type Scope } from "#platform/scope.ts";
import { memberFacts } from "../facts.ts";
import { nameOf } from "../rules.ts";
import * as store from "../store.ts";
import type { Member } from "../tables.ts";

export { findPerson } from "../store.ts";

const tell = announcer(memberFacts);

export type Arrival = {
  id: Id<"member">;
  roles: readonly Id<"role">[];
  teams: readonly Id<"team">[];
  /** Who asked them in; null for somebody who comes by themselves. */
  invitedBy: string | null;
  /** The row of a member who left before: they come back as themselves, with nothing of what they once held. */
  returning?: Member | undefined;
};

/** What a broken unique rule means for the batch of an arrival: somebody let the same person in a moment ago. */
export const arrivedTwice = { "members.tenant_id, members.user_id": { code: "commit.missed" } };

/** Somebody becomes a member, with roles and seats; unsent, for the batch of whatever lets them in. */
export function welcome(
  scope: Scope,
  person: User,
  arrival: Arrival,
): { member: Member; statements: Statement[]; fact: Announcement } {
  const { id, returning } = arrival;
  const member: Member = {
    ...newborn(scope, person, arrival),
    ...(returning && { createdAt: returning.createdAt, version: returning.version + 1, metadata: returning.metadata }),
  };
  const by = arrival.invitedBy ?? actorWord(scope.actor);
  return {
    member,
    statements: [
      ...(returning === undefined
        ? [store.insertMember(scope, member)]
        : [
            store.reviveMember(scope, returning, member),
            failIfMissed(scope),
            store.deleteGrantsExcept(scope, id, []),
            deleteSeatsOf(scope, id),
          ]),
      store.insertGrants(scope, id, arrival.roles, by),
      insertSeats(scope, id, arrival.teams),
    ],
    fact: tell("member.joined", id, member.version, returning ?? null, { ...member, role_ids: arrival.roles }),
  };
}

const newborn = (scope: Scope, person: User, arrival: Arrival): Member => ({
  tenantId: scope.tenant.id,
  id: arrival.id,
  userId: person.id,
  displayName: nameOf(person),
  email: person.email ?? "",
  title: null,
  companyRole: null,
  status: "active",
  suspendedAt: null,
  suspendedBy: null,
  suspendedReason: null,
  deactivatedAt: null,
  deactivatedBy: null,
  invitedBy: arrival.invitedBy,
  joinedAt: scope.now,
  metadata: {},
  createdAt: scope.now,
  updatedAt: scope.now,
  version: 1,
  deletedAt: null,
  deletedBy: null,
});
