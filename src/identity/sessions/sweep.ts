import { after } from "#kernel/instant.ts";
import { sendBatch } from "#platform/d1.ts";
import type { Context } from "#platform/scope.ts";
import { lifeFor } from "./rules.ts";
import { deleteLongOver } from "./store.ts";

/** Ended and run-out sessions are shown for another thirty days, then forgotten. */
export async function sweepSessions(context: Context): Promise<void> {
  await sendBatch(context.db, [deleteLongOver(context, after(context.now, -lifeFor))]);
}
