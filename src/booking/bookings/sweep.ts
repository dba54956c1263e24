// What becomes of bookings by the clock alone, in all companies. Two ticks that meet change each of them once.
import { type SQL, sql } from "drizzle-orm";
import { openTenant } from "#identity/gate/open-tenant.ts";
import type { Id } from "#kernel/ids.ts";
import type { Outcome } from "#kernel/outcome.ts";
import { logEvent, logFault } from "#platform/log.ts";
import { settleEach } from "#platform/parallel.ts";
import type { Context, Scope } from "#platform/scope.ts";
import { complete, expire } from "./actions.ts";

/** Whoever is left over is the first of the next minute. */
const perTick = 100;
const atOnce = 6;

/** Nobody has said a word in time: the hours are given back. */
export const expireUndecided = (context: Context): Promise<number> =>
  each(context, sql`status = 'pending' and decide_by <= ${context.now} order by decide_by`, expire);

/** Nobody has said anything else: what is over took place. */
export const completeOver = (context: Context): Promise<number> =>
  each(context, sql`status = 'confirmed' and ends_at <= ${context.now} order by ends_at`, complete);

type Due = { tenant: Id<"tenant">; id: Id<"booking"> };

/** How many were changed. One that fails keeps none waiting, and is tried again. */
async function each(
  context: Context,
  due: SQL,
  step: (scope: Scope, id: Id<"booking">) => Promise<Outcome<unknown>>,
): Promise<number> {
  const rows = await context.db.all<Due>(sql`
    select tenant_id as tenant, id from bookings where ${due} limit ${perTick}`);
  const ended = await settleEach(rows, atOnce, async ({ tenant, id }) => {
    const scope = await openTenant(context, tenant);
    return scope !== undefined && (await step(scope, id)).ok;
  });
  const failed = ended.filter((end) => end.status === "rejected");
  const [first] = failed;
  if (first !== undefined) {
    logFault(context.requestId, first.reason);
    logEvent("booking", { failed: failed.length });
  }
  return ended.filter((end) => end.status === "fulfilled" && end.value).length;
}
