import { lt, sql } from "drizzle-orm";
import { asInstant, day } from "#kernel/instant.ts";
import type { Context } from "#platform/scope.ts";
import { signIns } from "./tables.ts";

/** Asks to sign in are kept for a day past their end, for whoever looks into a flood; a thousand a tick. */
export async function sweepSignIns(context: Context): Promise<void> {
  const expiredBefore = asInstant(context.now - day);
  const old = context.db
    .select({ id: signIns.id })
    .from(signIns)
    .where(lt(signIns.expiresAt, expiredBefore))
    .limit(1_000);
  await context.db.delete(signIns).where(sql`${signIns.id} in ${old}`);
}
