// What others read of applications, and what whoever decides on one writes in the same batch.
import type { Id } from "#kernel/ids.ts";
import { done, type Outcome } from "#kernel/outcome.ts";
import type { Scope } from "#platform/scope.ts";
import { changed } from "./record.ts";
import { type ApplicationCode, afterEdge } from "./rules.ts";
import type { Application } from "./tables.ts";

export { applicationStatement, findApplication } from "./store.ts";

/** Unsent: an application as a verdict ends it, with its event and its fact; `change` is guarded by the version that was read. */
export function endedBy(
  scope: Scope,
  was: Application,
  verb: "hired" | "rejected",
  reason: string | null,
): Outcome<ReturnType<typeof changed>, ApplicationCode> {
  const status = afterEdge(was, verb);
  if (!status.ok) return status;
  return done(changed(scope, was, { status: status.value, reason, endedAt: scope.now }, verb, reason));
}

/** An application of somebody who turned out to be somebody else. */
export const handedTo = (scope: Scope, was: Application, candidate: Id<"candidate">): ReturnType<typeof changed> =>
  changed(scope, was, { candidateId: candidate }, "changed", "merged");

/** One that is given up for a reason of ours; it must be active. */
export const withdrawnAs = (scope: Scope, was: Application, reason: string): ReturnType<typeof changed> =>
  changed(scope, was, { status: "withdrawn", reason, endedAt: scope.now }, "withdrawn", reason);
