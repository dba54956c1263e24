import type { Reaction } from "#platform/facts/reactions.ts";
import { copyKits, findTemplate } from "./store.ts";

/** Whoever makes a job from another's text is handed its kits too. */
export const copyKitsOfTemplate: Reaction = {
  listener: "questions.copy_kits",
  on: ["job.created"],
  async react(scope, fact) {
    const job = await findTemplate(scope, fact.entityId);
    return job === undefined || job.templateId === null ? [] : [copyKits(scope, job.templateId, job.id)];
  },
};
