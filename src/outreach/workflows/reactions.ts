import type { Reaction } from "#platform/facts/reactions.ts";
import { begin } from "./actions.ts";

/** Every company begins with two: its invitees hear of the start a day and an hour before. What becomes of them is up to it. */
export const beginWorkflows: Reaction = {
  listener: "workflows.begin",
  on: ["tenant.created"],
  async react(scope) {
    // Told like any other, in a batch of its own: whoever comes again finds them there.
    await begin(scope);
    return [];
  },
};
