// What a workflow that is new, or new again, reads and writes about bookings that were made before.
import { and, asc, eq, gte, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { attendees, type Booking, bookingEvents, bookings } from "#booking/bookings/tables.ts";
import { teamMembers } from "#identity/teams/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { movingEvents } from "#outreach/workflows/rules.ts";
import { type Statement, sendBatch } from "#platform/d1.ts";
import type { Context, Scope } from "#platform/scope.ts";
import type { Planned, VoidReason } from "./rules.ts";
import { interviewsOf } from "./cards-store.ts";
import { type CatchUp, reminderCatchUps, reminders } from "./tables.ts";

const within = (ids: readonly string[]): SQL => sql`(select value from json_each(${JSON.stringify(ids)}))`;
const one = ({ tenantId, workflowId }: Pick<CatchUp, "tenantId" | "workflowId">) =>
  and(eq(reminderCatchUps.tenantId, tenantId), eq(reminderCatchUps.workflowId, workflowId));

/** Unsent: from the first booking on, wherever it has been. */
export const beginAnew = (scope: Scope, workflowId: Id<"workflow">, factId: Id<"fact">): Statement => {
  const words = { factId, placeAt: null, placeId: null, updatedAt: scope.now };
  return scope.db
    .insert(reminderCatchUps)
    .values({ tenantId: scope.tenant.id, workflowId, ...words })
    .onConflictDoUpdate({ target: [reminderCatchUps.tenantId, reminderCatchUps.workflowId], set: words });
};

/** Unsent: there is nothing left to look at. */
export const dropCatchUp = (scope: Scope, workflowId: Id<"workflow">): Statement =>
  scope.db.delete(reminderCatchUps).where(one({ tenantId: scope.tenant.id, workflowId }));

/** Who waits longest, in every tenant. */
export const listWaiting = (context: Context, limit: number): Promise<CatchUp[]> =>
  context.db.select().from(reminderCatchUps).orderBy(asc(reminderCatchUps.updatedAt)).limit(limit);

/** Of a company that is gone. */
export async function forget(context: Context, catchUp: CatchUp): Promise<void> {
  await sendBatch(context.db, [context.db.delete(reminderCatchUps).where(one(catchUp))]);
}

/** The bookings that begin from then on, behind the place that was come to. */
export const readPage = (
  scope: Scope,
  { placeAt, placeId }: CatchUp,
  from: Instant,
  limit: number,
): Promise<Booking[]> =>
  scope.db
    .select()
    .from(bookings)
    .where(
      and(
        eq(bookings.tenantId, scope.tenant.id),
        placeAt === null || placeId === null
          ? gte(bookings.startsAt, from)
          : sql`(${bookings.startsAt}, ${bookings.id}) > (${placeAt}, ${placeId})`,
      ),
    )
    .orderBy(asc(bookings.startsAt), asc(bookings.id))
    .limit(limit);

/** Everybody who is in these bookings, what moved them, and the teams of their hosts; in one trip. */
export async function readAround(scope: Scope, ids: readonly Id<"booking">[]) {
  const { db, tenant } = scope;
  const [people, events, seats, itvs] = await db.batch([
    db
      .select()
      .from(attendees)
      .where(
        and(
          eq(attendees.tenantId, tenant.id),
          sql`${attendees.bookingId} in ${within(ids)}`,
          isNull(attendees.removedAt),
        ),
      )
      .orderBy(asc(attendees.position), asc(attendees.id)),
    db
      .select({ bookingId: bookingEvents.bookingId, version: bookingEvents.version, type: bookingEvents.type })
      .from(bookingEvents)
      .where(
        and(
          eq(bookingEvents.tenantId, tenant.id),
          sql`${bookingEvents.bookingId} in ${within(ids)}`,
          inArray(bookingEvents.type, [...movingEvents]),
        ),
      ),
    db
      .select({ team: teamMembers.teamId, member: teamMembers.memberId })
      .from(teamMembers)
      .where(
        and(
          eq(teamMembers.tenantId, tenant.id),
          sql`${teamMembers.memberId} in (select member_id from attendees where tenant_id = ${tenant.id}
            and booking_id in ${within(ids)} and member_id is not null and removed_at is null)`,
        ),
      ),
    interviewsOf(scope, ids),
  ]);
  return { people, events, seats, ofInterviews: new Set(itvs.map(({ bookingId }) => bookingId)) };
}

export type PlannedOf = Planned & { bookingId: Id<"booking"> };

/** What was never sent for one of these reasons is planned again, once its moment is ahead again. */
const openAgain: readonly VoidReason[] = [
  "booked_later",
  "late",
  "workflow_off",
  "recipient_gone",
  "unreachable",
  "link_unopened",
  "endpoint_gone",
];

/** Unsent: each once for ever; what waits goes to its new time, and what was void for want of this workflow is due again. */
export function insertOrReplan(scope: Scope, factId: Id<"fact">, planned: readonly PlannedOf[]): Statement {
  const rows = planned.map((row) => ({ ...row, id: scope.newId("reminder") }));
  return scope.db.run(sql`
    insert into reminders (tenant_id, id, booking_id, booking_version, workflow_id, "trigger", action, channel, recipient, base_at,
      due_at, useful_until, state, reason, attempt, fact_id, created_at, updated_at, version)
    select ${scope.tenant.id}, said.value ->> 'id', said.value ->> 'bookingId', said.value ->> 'bookingVersion',
      said.value ->> 'workflowId', said.value ->> 'trigger', said.value ->> 'action', said.value ->> 'channel',
      said.value ->> 'recipient', said.value ->> 'baseAt', said.value ->> 'dueAt', said.value ->> 'usefulUntil', 'due', null, 0,
      ${factId}, ${scope.now}, ${scope.now}, 1
    from json_each(${JSON.stringify(rows)}) said where true
    on conflict (tenant_id, booking_id, booking_version, workflow_id, action, recipient) do update set
      state = 'due', reason = null, "trigger" = excluded."trigger", base_at = excluded.base_at, due_at = excluded.due_at,
      useful_until = excluded.useful_until, fact_id = excluded.fact_id, updated_at = excluded.updated_at,
      version = reminders.version + 1
    where (reminders.state = 'void' and reminders.reason in ${within(openAgain)})
      or (reminders.state = 'due' and reminders.attempt = 0
        and (reminders.due_at <> excluded.due_at or reminders."trigger" <> excluded."trigger"))`);
}

/** Unsent: what a workflow planned about bookings that it does not mean any more. */
export const voidUnmeant = (scope: Scope, workflowId: Id<"workflow">, ids: readonly Id<"booking">[]): Statement =>
  scope.db
    .update(reminders)
    .set({
      state: "void",
      reason: "workflow_off" satisfies VoidReason,
      leaseUntil: null,
      updatedAt: scope.now,
      version: sql`${reminders.version} + 1`,
    })
    .where(
      and(
        eq(reminders.tenantId, scope.tenant.id),
        eq(reminders.workflowId, workflowId),
        sql`${reminders.bookingId} in ${within(ids)}`,
        sql`state = 'due'`,
      ),
    );

/** Unsent: how far it has come, unless something made it begin anew meanwhile. Null: through. */
export function come(scope: Scope, catchUp: CatchUp, last: Pick<Booking, "startsAt" | "id"> | null): Statement {
  const isAsRead = and(
    one(catchUp),
    eq(reminderCatchUps.factId, catchUp.factId),
    catchUp.placeId === null ? isNull(reminderCatchUps.placeId) : eq(reminderCatchUps.placeId, catchUp.placeId),
  );
  return last === null
    ? scope.db.delete(reminderCatchUps).where(isAsRead)
    : scope.db
        .update(reminderCatchUps)
        .set({ placeAt: last.startsAt, placeId: last.id, updatedAt: scope.now })
        .where(isAsRead);
}
