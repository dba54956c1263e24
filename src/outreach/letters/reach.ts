import { wishesOf } from "#outreach/notifications/actions.ts";
import { suppressed } from "#outreach/suppressions/actions.ts";
import type { Letter } from "#outreach/templates/rules.ts";
import type { Scope } from "#platform/scope.ts";
import type { Recipient } from "./data.ts";

/**
 * Whether this person may be written to about this now: not where nothing can arrive, and to a host only what they want by mail. What
 * an invitee or a guest hears of is their own meeting, and no question of taste.
 */
export async function mayReach(
  scope: Scope,
  { category }: Letter,
  { attendee, audience, address }: Recipient,
): Promise<boolean> {
  const host = audience === "host" ? attendee.memberId : null;
  const [kept, wishes] = await Promise.all([
    suppressed(scope, [address], category),
    host === null ? null : wishesOf(scope, [host]),
  ]);
  return kept.size === 0 && (host === null || wishes === null || wishes.may(host, category, "mail"));
}
