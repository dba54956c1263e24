import { replaceHost } from "#hiring/interviews/actions.ts";
import { findByBooking } from "#hiring/interviews/client.ts";
import { settingsOf, settingsStatement } from "#hiring/settings/actions.ts";
import { isId } from "#kernel/ids.ts";
import type { Reaction } from "#platform/facts/reactions.ts";
import { hasDeclined, isPassing, whyNotReplaced } from "./rules.ts";

/**
 * A host of an interview says that they do not come: the best of their pool comes instead, as far as the company wants that. Whoever
 * was replaced is no longer in the panel, so that nothing happens twice; where nobody can be sent, the inbox says so.
 */
export const replaceDecliners: Reaction = {
  listener: "panel.replace_decliners",
  on: ["booking.rsvp"],
  async react(scope, { entityId }) {
    if (!isId("booking", entityId)) return [];
    const interview = await findByBooking(scope, entityId);
    const declined = interview?.participants.filter(hasDeclined) ?? [];
    if (interview === undefined || declined.length === 0) return [];

    const policy = settingsOf(await settingsStatement(scope));
    for (const { id } of declined) {
      const outcome = await replaceHost(scope, interview.id, id, {
        reason: null,
        stillSo: (now, seat) => hasDeclined(seat) && whyNotReplaced(policy, now, seat, scope.now) === null,
      });
      // Thrown, the fact is heard once more.
      if (!outcome.ok && isPassing(outcome.refusal.code))
        throw new Error(`Nobody was replaced: ${outcome.refusal.code}`);
    }
    return [];
  },
};
