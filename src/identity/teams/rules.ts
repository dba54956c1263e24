import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";

export type TeamCode =
  | "team.unknown"
  | "team.name_taken"
  | "team.parent_unknown"
  | "team.circular"
  | "team.too_deep"
  | "team.has_children"
  | "team.member_unknown";

export const maxDepth = 5;

export type TeamTree = ReadonlyMap<Id<"team">, Id<"team"> | null>;

/** A team may hang below another that exists, never below itself, and at most five levels deep with all that hangs on it. */
export function hang(team: Id<"team">, parent: Id<"team"> | null, tree: TeamTree): Outcome<true, TeamCode> {
  if (parent === null) return done(true);
  if (!tree.has(parent)) return refuse("team.parent_unknown", { pointer: "/parent_id" });
  const above = chain(parent, tree);
  if (above.includes(team)) return refuse("team.circular", { pointer: "/parent_id" });
  if (above.length + heightOf(team, tree) > maxDepth)
    return refuse("team.too_deep", { pointer: "/parent_id", limit: maxDepth });
  return done(true);
}

/** A team and all above it, nearest first. */
function chain(from: Id<"team">, tree: TeamTree): Id<"team">[] {
  const found: Id<"team">[] = [];
  for (let at: Id<"team"> | null | undefined = from; at != null && found.length <= maxDepth + 1; at = tree.get(at))
    found.push(at);
  return found;
}

function heightOf(team: Id<"team">, tree: TeamTree): number {
  const below = [...tree].filter(([, parent]) => parent === team).map(([id]) => heightOf(id, tree));
  return 1 + Math.max(0, ...below);
}
