import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { seen } from "#kernel/version.ts";
import { announcer, commit } from "#platform/commit.ts";
import type { Scope } from "#platform/scope.ts";
import { recruiterFacts } from "./facts.ts";
import { mayPresent } from "./rules.ts";
import * as store from "./store.ts";
import type { RecruiterProfile } from "./tables.ts";

const tell = announcer(recruiterFacts);

/** What a member said, or version 0 of nothing until they do. */
async function read(scope: Scope, member: Id<"member">): Promise<RecruiterProfile | undefined> {
  const { isHere, said } = await store.readProfile(scope, member);
  if (!isHere) return undefined;
  const born = { createdAt: scope.now, updatedAt: scope.now, version: 0 };
  return said ?? { ...unsaid, tenantId: scope.tenant.id, memberId: member, ...born };
}

const unsaid = {
  headline: null,
  bio: null,
  phone: null,
  website: null,
  specialties: [],
  isPublic: false,
};

export async function get(scope: Scope, member: Id<"member">): Promise<Outcome<RecruiterProfile>> {
  const profile = await read(scope, member);
  return profile === undefined ? refuse("member.unknown") : done(profile);
}

export type ProfileWords = {
  headline: string | null;
  bio: string | null;
  phone: string | null;
  website: string | null;
  specialties: string[];
  is_public: boolean;
};

export async function replace(
  scope: Scope,
  member: Id<"member">,
  words: ProfileWords,
  ifMatch: number | undefined,
): Promise<Outcome<RecruiterProfile>> {
  const before = await read(scope, member);
  if (before === undefined) return refuse("member.unknown");
  if (!mayPresent(scope, member)) return refuse("recruiter_profile.not_yours");
  const current = seen(before, ifMatch);
  if (!current.ok) return current;
  const { is_public: isPublic, ...said } = words;
  const after: RecruiterProfile = { ...before, ...said, isPublic, updatedAt: scope.now, version: before.version + 1 };

  const isFirst = before.version === 0;
  return commit(scope, {
    change: isFirst ? store.insertProfile(scope, after) : store.updateProfile(scope, before, after),
    fact: tell("recruiter_profile.changed", member, after.version, isFirst ? null : before, after),
    result: after,
    // Two who speak first at once: the second looks again.
    taken: { "recruiter_profiles.tenant_id, recruiter_profiles.member_id": { code: "commit.missed" } },
  });
}

/** A recruiter as candidates meet them: a name, and what they chose to say. */
export type PublicRecruiter = Pick<RecruiterProfile, "headline" | "bio" | "phone" | "website" | "specialties"> & {
  name: string;
  title: string | null;
};

/** Those of these members who show themselves to anyone. */
export async function publicRecruiters(
  scope: store.Within,
  ids: readonly Id<"member">[],
): Promise<ReadonlyMap<Id<"member"> | null, PublicRecruiter>> {
  if (ids.length === 0) return new Map();
  const { people, profiles } = await store.publicOf(scope, ids);
  const names = new Map(people.map((person) => [person.id, person]));
  return new Map(
    profiles.flatMap(({ memberId, headline, bio, phone, website, specialties }) => {
      const person = names.get(memberId);
      if (person === undefined) return [];
      const { name, title } = person;
      return [[memberId, { name, title, headline, bio, phone, website, specialties }] as const];
    }),
  );
}
