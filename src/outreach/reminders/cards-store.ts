// What reminders ask of interviews: whose card is missing, and when they are asked for it again.
import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { interviews } from "#hiring/interviews/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { movingEvents, statusesOf } from "#outreach/workflows/rules.ts";
import type { Statement } from "#platform/d1.ts";
import type { Scope } from "#platform/scope.ts";
import { asksForCard, type Planned } from "./rules.ts";
import { type Reminder, reminders } from "./tables.ts";

const list = (items: readonly string[]): SQL => sql`(select value from json_each(${JSON.stringify(items)}))`;

/** Unsent: which of these bookings are of interviews. */
export const interviewsOf = ({ db, tenant }: Scope, ids: readonly Id<"booking">[]) =>
  db
    .select({ bookingId: interviews.bookingId })
    .from(interviews)
    .where(
      and(
        eq(interviews.tenantId, tenant.id),
        sql`${interviews.bookingId} in ${list(ids)}`,
        isNull(interviews.deletedAt),
      ),
    );

/** Seats of a booking's interview whose card is asked of this member, and missing. */
export const owedBy = ({ tenant }: Scope, booking: SQL | Id<"booking">, member: SQL | string): SQL => sql`
  participants.tenant_id = ${tenant.id} and participants.member_id = ${member} and participants.removed_at is null
  and participants.card = 'required' and participants.card_submitted_at is null and participants.attended is not 0
  and participants.interview_id = (select itv.id from interviews itv where itv.tenant_id = ${tenant.id}
    and itv.booking_id = ${booking} and itv.canceled_at is null and itv.deleted_at is null)`;

/** Unsent: the next time they are asked, while this holds; once, whoever plans it how often. */
export function insertNext(
  scope: Scope,
  { bookingId, factId }: Pick<Reminder, "bookingId" | "factId">,
  next: Planned | null,
  holds: SQL = sql`true`,
): Statement[] {
  if (next === null) return [];
  const { bookingVersion, workflowId, trigger, action, channel, recipient, baseAt, dueAt, usefulUntil } = next;
  return [
    scope.db.run(sql`
      insert into reminders (tenant_id, id, booking_id, booking_version, workflow_id, "trigger", action, channel, recipient,
        base_at, due_at, useful_until, state, attempt, fact_id, created_at, updated_at, version)
      select ${scope.tenant.id}, ${scope.newId("reminder")}, ${bookingId}, ${bookingVersion}, ${workflowId}, ${trigger},
        ${action}, ${channel}, ${recipient}, ${baseAt}, ${dueAt}, ${usefulUntil}, 'due', 0, ${factId}, ${scope.now},
        ${scope.now}, 1
      where ${holds}
      on conflict do nothing`),
  ];
}

/** Whose card was asked for again tells whose are in: that is for each of them alone. */
export const seenBy = ({ actor }: Scope): SQL =>
  sql`(${reminders.trigger} <> 'feedback_due' or ${reminders.recipient} = ${actor.kind === "member" ? actor.member : ""})`;

/** As SQL: that what was planned may begin at this very moment. Who was called off before finds that here. */
export const stands = (scope: Scope, reminder: Reminder): SQL =>
  asksForCard(reminder)
    ? sql`${bookingStands(scope, reminder)}
        and exists (select 1 from participants where ${owedBy(scope, reminder.bookingId, reminder.recipient)})`
    : bookingStands(scope, reminder);

const bookingStands = ({ tenant }: Scope, { trigger, bookingId, bookingVersion, workflowId }: Reminder): SQL => sql`
  exists (select 1 from bookings b where b.tenant_id = ${tenant.id} and b.id = ${bookingId}
    and b.status in ${list(statusesOf(trigger))})
  and not exists (select 1 from booking_events e where e.tenant_id = ${tenant.id} and e.booking_id = ${bookingId}
    and e.version > ${bookingVersion} and e.type in ${list(movingEvents)})
  and exists (select 1 from workflows w where w.tenant_id = ${tenant.id} and w.id = ${workflowId} and w.active = 1
    and w.deleted_at is null)`;
