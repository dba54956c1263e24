import type { Id } from "#kernel/ids.ts";
import type { Scope } from "#platform/scope.ts";

export type RecruiterCode = "recruiter_profile.not_yours";

/** Everybody says who they are; of others only who may change members. */
export const mayPresent = (
  { actor, permissions }: Pick<Scope, "actor" | "permissions">,
  member: Id<"member">,
): boolean => (actor.kind === "member" && actor.member === member) || permissions.has("members:write");
