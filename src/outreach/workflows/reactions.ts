import type { Reaction } from "#platform/facts/reactions.ts";
import { begin } from "./actions.ts";

/** Every company begins with a few: its invitees hear of the start, and whoever owes a card is asked for it. What becomes of them is up to it. */
export const beginWorkflows: Reaction = {
  listener: "workflows.begin",
  on: ["tenant.created"],
  async react(scope) {
    // Told like any other, in a batch of its own: whoever comes again finds them there.
    await begin(scope);
    return [];
  },
};
