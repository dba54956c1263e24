import type { Reaction } from "#platform/facts/reactions.ts";
import { builtInRows } from "./rules.ts";
import * as store from "./store.ts";

/** Every company begins with two: its invitees hear of the start a day and an hour before. What becomes of them is up to it. */
export const beginWorkflows: Reaction = {
  listener: "workflows.begin",
  on: ["tenant.created"],
  async react(scope) {
    return [store.insertBuiltIns(scope, builtInRows(scope))];
  },
};
