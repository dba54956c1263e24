import type { Reaction } from "#platform/facts/reactions.ts";
import { builtIns, everything, toInvitee } from "./rules.ts";
import * as store from "./store.ts";

/** Every company begins with two: its invitees hear of the start a day and an hour before. What becomes of them is up to it. */
export const beginWorkflows: Reaction = {
  listener: "workflows.begin",
  on: ["tenant.created"],
  async react(scope) {
    const rows = builtIns.map(({ key, name, offsetMinutes }) => ({
      tenantId: scope.tenant.id,
      id: scope.newId("workflow"),
      name,
      builtIn: key,
      trigger: "before_start" as const,
      offsetMinutes,
      conditions: everything,
      actions: [toInvitee],
      active: true,
      metadata: {},
      createdBy: "system",
      createdAt: scope.now,
      updatedAt: scope.now,
      version: 1,
      deletedAt: null,
      deletedBy: null,
    }));
    return [store.insertBuiltIns(scope, rows)];
  },
};
