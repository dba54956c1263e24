import { after, day } from "#kernel/instant.ts";
import { sendBatch } from "#platform/d1.ts";
import type { Context } from "#platform/scope.ts";
import { deleteOld } from "./store.ts";

/** A day after they ran out, asks are forgotten. */
export async function sweepSignIns(context: Context): Promise<void> {
  await sendBatch(context.db, [deleteOld(context, after(context.now, -day))]);
}
