import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { seen } from "#kernel/version.ts";
import type { Scope } from "#platform/scope.ts";
import { isForOne, may, type Verb } from "../rules.ts";
import * as store from "../store.ts";

/** What makes no sense of one that is offered to many. */
const ofOne: ReadonlySet<Verb> = new Set(["schedule", "reschedule", "offer", "ask"]);

/** An interview as it stands, if this may be done with it. */
export const openTo = async (
  scope: Scope,
  id: Id<"interview">,
  verb: Verb,
  ifMatch: number | undefined,
): Promise<Outcome<store.InterviewWhole>> => judgedFor(await store.findInterview(scope, id), verb, ifMatch);

export function judgedFor(
  interview: store.InterviewWhole | undefined,
  verb: Verb,
  ifMatch: number | undefined,
): Outcome<store.InterviewWhole> {
  if (interview === undefined) return refuse("interview.unknown");
  const current = seen(interview, ifMatch);
  if (!current.ok) return current;
  const one = ofOne.has(verb) ? isForOne(interview) : done(true);
  if (!one.ok) return one;
  const state = may(interview, verb);
  return state.ok ? done(interview) : state;
}
