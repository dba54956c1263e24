import type { Instant } from "#kernel/instant.ts";
import { wishesOf } from "#outreach/notifications/actions.ts";
import { suppressed } from "#outreach/suppressions/actions.ts";
import type { Letter } from "#outreach/templates/rules.ts";
import type { Scope } from "#platform/scope.ts";
import type { Recipient } from "./data.ts";

/**
 * When this person may be written to about this: null where nothing can arrive, and to a host only what they want by mail, after their
 * quiet hours where it helps until then. What an invitee or a guest hears of is their own meeting, and no question of taste. Whoever
 * says no `usefulUntil` has seen to quiet hours already.
 */
export async function whenToReach(
  scope: Scope,
  { category }: Letter,
  { attendee, audience, address }: Recipient,
  usefulUntil: Instant | null,
): Promise<Instant | null> {
  const host = audience === "host" ? attendee.memberId : null;
  const [kept, wishes] = await Promise.all([
    suppressed(scope, [address], category),
    host === null ? null : wishesOf(scope, [host]),
  ]);
  if (kept.size > 0) return null;
  if (host === null || wishes === null) return scope.now;
  if (!wishes.may(host, category, "mail")) return null;
  const held = usefulUntil === null ? null : wishes.heldUntil(host, { category, usefulUntil }, scope.now);
  return held ?? scope.now;
}
