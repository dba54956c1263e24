// What whoever decides on an application writes of it in the same batch. Nothing here is sent.
import { done, type Outcome } from "#kernel/outcome.ts";
import type { Scope } from "#platform/scope.ts";
import { changed } from "./record.ts";
import { type ApplicationCode, afterEdge } from "./rules.ts";
import type { Application } from "./tables.ts";

/** An application as a verdict ends it, with its event and its fact; `change` is guarded by the version that was read. */
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
