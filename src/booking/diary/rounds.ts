// Who sees to it that diaries repair themselves even where alarms were lost: each is asked again and again whether it agrees with D1.
import { sql } from "drizzle-orm";
import { type Id, tailsOf } from "#kernel/ids.ts";
import { after, day, hour, type Instant, minute } from "#kernel/instant.ts";
import { logEvent, logFault } from "#platform/log.ts";
import { settleEach } from "#platform/parallel.ts";
import type { Context } from "#platform/scope.ts";
import { diaryFor } from "./client.ts";

/** More than that many are asked in turns. */
const recentPerTick = 200;
const restPerTick = 100;
const readAtMost = 2_000;
const atOnce = 6;

type Owner = { tenant: Id<"tenant">; member: Id<"member"> };

/**
 * Asks the diaries of whose hours were taken or given back in the last hour, and of everybody else those whose minute of the day it
 * is. Tells how many answered.
 */
export async function askDiaries(context: Context): Promise<number> {
  const [recent, rest] = await Promise.all([lately(context), theirTurn(context)]);
  const known = new Set(recent.map(({ member }) => member));
  const due = [...inTurn(recent, context.now), ...rest.filter(({ member }) => !known.has(member))];
  const ended = await settleEach(due, atOnce, ({ tenant, member }) =>
    diaryFor(context, tenant, member, "rounds").reconcile(),
  );
  const failed = ended.filter((end) => end.status === "rejected");
  const [first] = failed;
  if (first !== undefined) {
    logFault(context.requestId, first.reason);
    logEvent("diary", { out_of_reach: failed.length });
  }
  return ended.length - failed.length;
}

/** All of them, or where those are too many, as many as can be asked, from another place each minute. */
export function inTurn<T>(owners: readonly T[], now: Instant): readonly T[] {
  if (owners.length <= recentPerTick) return owners;
  const start = (Math.floor(now / minute) * recentPerTick) % owners.length;
  return [...owners.slice(start), ...owners.slice(0, start)].slice(0, recentPerTick);
}

const lately = ({ db, now }: Context): Promise<Owner[]> =>
  db.all<Owner>(sql`
    select distinct tenant_id as tenant, member_id as member from reservations
    where updated_at >= ${after(now, -hour)} limit ${readAtMost}`);

/** Of the members whose ids end as this minute of the day has it, those who ever had an hour taken. */
function theirTurn({ db, now }: Context): Promise<Owner[]> {
  const { from, to } = tailsOf(Math.floor((now % day) / minute), day / minute);
  return db.all<Owner>(sql`
    select m.tenant_id as tenant, m.id as member from members m
    where substr(m.id, -3) >= ${from} and substr(m.id, -3) < ${to} and (
      exists (select 1 from reservations r where r.tenant_id = m.tenant_id and r.member_id = m.id and r.active = 1)
      or exists (select 1 from attendees a where a.tenant_id = m.tenant_id and a.member_id = m.id))
    limit ${restPerTick}`);
}
