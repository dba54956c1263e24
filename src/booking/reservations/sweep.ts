import { sql } from "drizzle-orm";
import { tailsOf } from "#kernel/ids.ts";
import { after, day, hour, minute } from "#kernel/instant.ts";
import { logEvent } from "#platform/log.ts";
import type { Context } from "#platform/scope.ts";
import { longestBufferMinutes, longestMinutes } from "./rules.ts";

/** Who confirms at the last moment finds the row as it was. */
const grace = minute;
const holdsPerTick = 500;
const toldAtMost = 20;

/** Holds that have lapsed block nothing already; here they are struck from what is active. */
export async function sweepHolds({ db, now }: Context): Promise<number> {
  const { meta } = await db.run(sql`
    update reservations set active = 0, updated_at = ${now}, version = version + 1
    where (tenant_id, id) in (
      select tenant_id, id from reservations
      where active = 1 and kind = 'hold' and lapses_at <= ${after(now, -grace)} limit ${holdsPerTick})`);
  return meta.changes;
}

type Clash = { tenant: string; member: string; one: string; other: string };

/**
 * Hours of one member that are taken twice, which the diaries and the wall behind them never let happen. Once an hour everybody is
 * looked at, a part of them each minute; whatever is found is an alarm.
 */
export async function findOverlaps({ db, now }: Context): Promise<number> {
  const { from, to } = tailsOf(Math.floor((now % hour) / minute), hour / minute);
  const longest = (longestMinutes + longestBufferMinutes) * minute;
  const clashes = await db.all<Clash>(sql`
    select a.tenant_id as tenant, a.member_id as member, a.id as one, b.id as other
    from members m
    cross join reservations a on a.tenant_id = m.tenant_id and a.member_id = m.id and a.active = 1
      and a.starts_at >= ${after(now, -longest)}
    cross join reservations b on b.tenant_id = a.tenant_id and b.member_id = a.member_id and b.active = 1
      and b.starts_at >= a.starts_at and b.starts_at < a.ends_at + ${day}
    where substr(m.id, -3) >= ${from} and substr(m.id, -3) < ${to}
      and (b.starts_at > a.starts_at or b.id > a.id)
      and b.starts_at - b.before_minutes * ${minute} < a.ends_at + a.after_minutes * ${minute}
      and (a.share is null or b.share is null or a.share <> b.share)
      and (a.lapses_at is null or a.lapses_at > ${now}) and (b.lapses_at is null or b.lapses_at > ${now})
    limit ${toldAtMost}`);
  for (const clash of clashes) logEvent("alert", { what: "an hour taken twice", ...clash });
  return clashes.length;
}
