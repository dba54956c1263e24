// An interview and its booking are changed as one: by the booking's own actions, in the booking's own batch.
import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Scope } from "#platform/scope.ts";
import * as store from "../store.ts";

/** In whose name staff's doing is noted at the booking. */
export const theirParty = ({ actor }: Scope) => (actor.kind === "system" ? ("system" as const) : ("staff" as const));

/** The interview after what was done to its booking; as it is now, where another try of the same request did it. */
export async function settledWith(
  scope: Scope,
  id: Id<"interview">,
  outcome: Outcome<unknown>,
  { it }: { it?: store.InterviewWhole },
): Promise<Outcome<store.InterviewWhole>> {
  if (!outcome.ok) return outcome;
  const now = it ?? (await store.findInterview(scope, id));
  return now === undefined ? refuse("interview.unknown") : done(now);
}
