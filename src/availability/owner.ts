import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, type Refusal, refuse } from "#kernel/outcome.ts";
import type { Scope } from "#platform/scope.ts";

export type OwnerCode = "availability.not_yours" | "availability.member_required" | "availability.member_unknown";

type Asker = Pick<Scope, "actor" | "permissions">;

const selfOf = ({ actor }: Asker): Id<"member"> | undefined => (actor.kind === "member" ? actor.member : undefined);

/** Everybody keeps their own hours; those of others only who may keep anybody's. */
const mayKeep = (asker: Asker, owner: Id<"member">): boolean =>
  owner === selfOf(asker) || asker.permissions.has("availability:write");

/** Why somebody is away is told to them, and to those who could write it down. */
export const maySeeReason = mayKeep;

/** Whose hours, where the caller may leave it out: their own. A key is nobody, and has to say. */
export function ownerFor(asker: Asker, named: Id<"member"> | undefined): Outcome<Id<"member">, OwnerCode> {
  const owner = named ?? selfOf(asker);
  if (owner === undefined) return refuse("availability.member_required", { pointer: "/member_id" });
  return mayKeep(asker, owner) ? done(owner) : refuse("availability.not_yours", { pointer: "/member_id" });
}

/** Who may not even see what is there is answered as if it were not. */
export function keeps<Code extends string>(
  asker: Asker,
  owner: Id<"member">,
  unknown: { ok: false; refusal: Refusal<Code> },
): Outcome<true, Code | OwnerCode> {
  if (mayKeep(asker, owner)) return done(true);
  return asker.permissions.has("availability:read") ? refuse("availability.not_yours") : unknown;
}
