import { type SQL, sql } from "drizzle-orm";
import type { Id } from "#kernel/ids.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import type { Cut } from "#platform/paging.ts";
import type { Scope } from "#platform/scope.ts";
import type { Line, LineKind } from "./rules.ts";

/** Whatever is told in the log about a booking: the booking itself, wishes to move it, and what workflows did about it. */
export type Told = { subjects: readonly string[]; facts: readonly string[] };

const within = (ids: readonly string[]): SQL => sql`(select value from json_each(${JSON.stringify(ids)}))`;

/** Whom a card was asked of is left out: it tells whose are in. The names that lines about a booking go by; undefined when there is no such booking. */
export async function readTold({ db, tenant }: Scope, booking: Id<"booking">): Promise<Told | undefined> {
  const rows = await db.all<{ id: string; what: string }>(sql`
    select id, 'booking' as what from bookings where tenant_id = ${tenant.id} and id = ${booking}
    union all select id, 'request' from reschedule_requests where tenant_id = ${tenant.id} and booking_id = ${booking}
    union all select id, 'reminder' from reminders where tenant_id = ${tenant.id} and booking_id = ${booking}
      and "trigger" <> 'feedback_due'`);
  if (rows.length === 0) return undefined;
  const facts = await db.all<{ id: string }>(sql`
    select id from facts where tenant_id = ${tenant.id} and entity_id in ${within(rows.map(({ id }) => id))}`);
  // What is sent for a reminder is the reminder's own line.
  return {
    subjects: rows.filter(({ what }) => what !== "reminder").map(({ id }) => id),
    facts: facts.map(({ id }) => id),
  };
}

export async function listLines(
  { db, tenant }: Scope,
  booking: Id<"booking">,
  { subjects, facts }: Told,
  kinds: readonly LineKind[] | undefined,
  cut: Cut,
): Promise<Page<Line>> {
  const beyond = sql.raw(cut.descending ? "<" : ">");
  const direction = sql.raw(cut.descending ? "desc" : "asc");
  const { after } = cut;
  const rows = await db.all<Line>(sql`
    select kind, id, at, at * 8 + rank as place, type, status, reason, channel, "to", actor, version, delivery_id as deliveryId from (
      select 'change' as kind, f.id, f.at, 0 as rank, f.type, null as status, (select e.reason from booking_events e
          where e.tenant_id = ${tenant.id} and e.booking_id = f.entity_id and e.version = f.version) as reason, null as channel,
        null as "to", f.actor, f.version, null as delivery_id
      from facts f where f.tenant_id = ${tenant.id} and f.entity_id in ${within(subjects)}
      union all
      select 'reminder', r.id, case when r.state in ('due', 'claimed') then r.due_at else coalesce(r.sent_at, r.updated_at) end, 1,
        r."trigger", r.state, r.reason, r.channel, r.recipient, null, null, r.delivery_id
      from reminders r where r.tenant_id = ${tenant.id} and r.booking_id = ${booking} and r."trigger" <> 'feedback_due'
      union all
      select d.channel, d.id, coalesce(d.sent_at, d.created_at), case d.channel when 'mail' then 2 else 3 end, d.template, d.status,
        d.error, d.channel, d.recipient, null, null, d.id
      from deliveries d where d.tenant_id = ${tenant.id} and d.subject_id in ${within([...subjects, ...facts])}
      union all
      select 'notification', n.id, n.created_at, 4, n.category, null, null, 'in_app', n.member_id, null, null, null
      from notifications n where n.tenant_id = ${tenant.id} and n.fact_id in ${within(facts)})
    where ${kinds === undefined ? sql`true` : sql`kind in ${within(kinds)}`}
      and ${after === null ? sql`true` : sql`(at * 8 + rank, id) ${beyond} (${Number(after.key)}, ${after.id})`}
    order by place ${direction}, id ${direction} limit ${cut.limit + 1}`);
  return pageOf(rows, cut.limit, (row) => ({ key: row.place, id: row.id }));
}
