import { wishesOf } from "#outreach/notifications/actions.ts";
import { suppressed } from "#outreach/suppressions/actions.ts";
import type { Letter } from "#outreach/templates/rules.ts";
import type { Scope } from "#platform/scope.ts";
import type { Recipient } from "./data.ts";

/**
 * Whether this person may be written to about this now. The one place that asks suppressions and preferences; a letter about an
 * invitee's own booking goes whatever they prefer.
 */
export async function mayReach(scope: Scope, { category }: Letter, { address, attendee }: Recipient): Promise<boolean> {
  const { memberId, role } = attendee;
  const asked = role === "host" && memberId !== null ? memberId : undefined;
  const [kept, wishes] = await Promise.all([
    suppressed(scope, [address], category),
    wishesOf(scope, asked === undefined ? [] : [asked]),
  ]);
  return !kept.has(address) && (asked === undefined || wishes.may(asked, category, "mail"));
}
