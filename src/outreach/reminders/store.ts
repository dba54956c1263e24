import { and, asc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { attendees, bookingEvents, bookings } from "#booking/bookings/tables.ts";
import { links } from "#booking/links/tables.ts";
import { participants } from "#hiring/interviews/tables.ts";
import { settingsOf, settingsStatement } from "#hiring/settings/actions.ts";
import { members } from "#identity/members/tables.ts";
import { teamMembers } from "#identity/teams/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import { wishesIn } from "#outreach/notifications/rules.ts";
import { notificationPreferences } from "#outreach/notifications/tables.ts";
import { webhooks } from "#outreach/webhooks/tables.ts";
import { activeStatement } from "#outreach/workflows/actions.ts";
import { outlived } from "#outreach/workflows/rules.ts";
import { type Workflow, workflows } from "#outreach/workflows/tables.ts";
import type { Statement } from "#platform/d1.ts";
import { type Cut, keyset } from "#platform/paging.ts";
import type { Context, ReminderNote, Scope } from "#platform/scope.ts";
import { interviewsOf, owedBy, seenBy, stands } from "./cards-store.ts";
import { type Ended, leaseEnd, type Planned, type State, type VoidReason } from "./rules.ts";
import { type Reminder, reminders } from "./tables.ts";

const mine = (scope: Scope) => eq(reminders.tenantId, scope.tenant.id);
const one = (scope: Scope, id: Id<"reminder">) => and(mine(scope), eq(reminders.id, id));
const list = (items: readonly string[]): SQL => sql`(select value from json_each(${JSON.stringify(items)}))`;

const present = (scope: Scope, booking: Id<"booking">) =>
  and(eq(attendees.tenantId, scope.tenant.id), eq(attendees.bookingId, booking), isNull(attendees.removedAt));

const eventsOf = (scope: Scope, booking: SQL | Id<"booking">) =>
  scope.db
    .select({
      version: bookingEvents.version,
      type: bookingEvents.type,
      party: bookingEvents.party,
      at: bookingEvents.at,
    })
    .from(bookingEvents)
    .where(and(eq(bookingEvents.tenantId, scope.tenant.id), sql`${bookingEvents.bookingId} = ${booking}`))
    .orderBy(asc(bookingEvents.version));

/** A booking as planning sees it now, and whatever acts on bookings; in one trip. */
export async function readForPlanning(scope: Scope, id: Id<"booking">) {
  const { db, tenant } = scope;
  const hosts = sql`(select member_id from attendees where tenant_id = ${tenant.id} and booking_id = ${id}
    and member_id is not null and removed_at is null)`;
  const [found, people, events, seats, acting, itvs] = await db.batch([
    db
      .select()
      .from(bookings)
      .where(and(eq(bookings.tenantId, tenant.id), eq(bookings.id, id))),
    db.select().from(attendees).where(present(scope, id)).orderBy(asc(attendees.position), asc(attendees.id)),
    eventsOf(scope, id),
    db
      .select({ team: teamMembers.teamId })
      .from(teamMembers)
      .where(and(eq(teamMembers.tenantId, tenant.id), sql`${teamMembers.memberId} in ${hosts}`)),
    activeStatement(scope),
    interviewsOf(scope, [id]),
  ]);
  const [booking] = found;
  const teams = new Set<string>(seats.map(({ team }) => team));
  return booking && { booking, people, events, teams, acting, isInterview: itvs.length > 0 };
}

/** Unsent: each once for ever, whoever plans it how often. */
export function insertPlanned(
  scope: Scope,
  booking: Id<"booking">,
  factId: Id<"fact">,
  planned: readonly Planned[],
): Statement {
  const rows = planned.map((row) => ({ ...row, id: scope.newId("reminder") }));
  return scope.db.run(sql`
    insert into reminders (tenant_id, id, booking_id, booking_version, workflow_id, "trigger", action, channel, recipient, base_at,
      due_at, useful_until, state, reason, attempt, fact_id, created_at, updated_at, version)
    select ${scope.tenant.id}, said.value ->> 'id', ${booking}, said.value ->> 'bookingVersion', said.value ->> 'workflowId',
      said.value ->> 'trigger', said.value ->> 'action', said.value ->> 'channel', said.value ->> 'recipient',
      said.value ->> 'baseAt', said.value ->> 'dueAt', said.value ->> 'usefulUntil', said.value ->> 'state',
      said.value ->> 'reason', 0, ${factId}, ${scope.now}, ${scope.now}, 1
    from json_each(${JSON.stringify(rows)}) said where true
    on conflict do nothing`);
}

const voidWords = ({ now }: Scope) => ({
  state: "void" as const,
  leaseUntil: null,
  updatedAt: now,
  version: sql`${reminders.version} + 1`,
});

/** Unsent: what a booking has outlived. What is being sent goes its way; the sender asks once more before it begins. */
export function voidOutlived(
  scope: Scope,
  booking: { id: Id<"booking">; status: Parameters<typeof outlived>[0] },
  timedAt: number,
): Statement {
  const isGone = sql`(${reminders.recipient} like 'att\\_%' escape '\\' or ${reminders.recipient} like 'mem\\_%' escape '\\')
    and not exists (select 1 from attendees here where here.tenant_id = ${scope.tenant.id}
      and here.booking_id = ${booking.id} and here.removed_at is null
      and (here.id = ${reminders.recipient} or here.member_id = ${reminders.recipient}))`;
  const isMoved = sql`${reminders.bookingVersion} < ${timedAt}`;
  const isOver = sql`${reminders.trigger} in ${list(outlived(booking.status))}`;
  return scope.db
    .update(reminders)
    .set({
      ...voidWords(scope),
      reason: sql`case when ${isMoved} then 'moved' when ${isOver} then 'status_changed' else 'recipient_gone' end`,
    })
    .where(
      and(
        mine(scope),
        eq(reminders.bookingId, booking.id),
        inArray(reminders.state, ["due", "claimed"]),
        sql`(${isMoved} or ${isOver} or (${isGone}))`,
      ),
    );
}

/** Unsent: what a workflow that changed has planned and nobody has taken up yet. */
export const moveDue = (
  scope: Scope,
  { id, trigger }: Pick<Workflow, "id" | "trigger">,
  dueAt: SQL,
  usefulUntil: SQL,
): Statement =>
  scope.db
    .update(reminders)
    .set({ dueAt: sql`${dueAt}`, usefulUntil: sql`${usefulUntil}`, updatedAt: scope.now })
    .where(
      and(
        mine(scope),
        eq(reminders.workflowId, id),
        eq(reminders.trigger, trigger),
        eq(reminders.attempt, 0),
        sql`state = 'due'`,
      ),
    );

export const voidOfWorkflow = (scope: Scope, id: Id<"workflow">): Statement =>
  scope.db
    .update(reminders)
    .set({ ...voidWords(scope), reason: "workflow_off" satisfies VoidReason })
    .where(and(mine(scope), eq(reminders.workflowId, id), sql`state = 'due'`));

/** Takes what is due, in every tenant, longest waiting first. Two ticks that meet take each of them once. */
export const claimDue = (context: Context, limit: number): Promise<ReminderNote[]> =>
  claim(
    context,
    sql`select tenant_id, id from reminders where state = 'due' and due_at <= ${context.now} order by due_at limit ${limit}`,
  );

/** Takes up again what was rung for and never begun: nothing of it has gone out. */
export const claimUnheard = (context: Context, limit: number): Promise<ReminderNote[]> =>
  claim(
    context,
    sql`select tenant_id, id from reminders where state in ('claimed', 'sending') and state = 'claimed'
      and lease_until < ${context.now} order by lease_until limit ${limit}`,
  );

const claim = (context: Context, which: SQL): Promise<ReminderNote[]> =>
  context.db
    .update(reminders)
    .set({
      state: "claimed",
      leaseUntil: leaseEnd(context.now),
      updatedAt: context.now,
      version: sql`${reminders.version} + 1`,
    })
    .where(sql`(tenant_id, id) in (${which})`)
    .returning({ tenant: reminders.tenantId, reminder: reminders.id });

/**
 * Whoever began to send these has died: they may have gone out, so they are in doubt and stay so. Where the provider takes keys, they
 * are due once more, under the same name.
 */
export async function loseSending(context: Context, takesKeys: boolean): Promise<number> {
  const mayAgain = takesKeys ? sql`useful_until >= ${context.now}` : sql`false`;
  const rows = await context.db
    .update(reminders)
    .set({
      state: sql`case when ${mayAgain} then 'due' else 'unknown' end`,
      reason: "sender_lost",
      leaseUntil: null,
      updatedAt: context.now,
      version: sql`${reminders.version} + 1`,
    })
    .where(
      sql`(tenant_id, id) in (select tenant_id, id from reminders where state in ('claimed', 'sending') and state = 'sending'
        and lease_until < ${context.now} order by lease_until limit 1000)`,
    )
    .returning({ id: reminders.id });
  return rows.length;
}

/** A reminder with everything its sender asks for; in one trip. */
export async function readForSending(scope: Scope, id: Id<"reminder">) {
  const { db, tenant } = scope;
  const its = (column: string) =>
    sql`(select ${sql.identifier(column)} from reminders where tenant_id = ${tenant.id} and id = ${id})`;
  const [found, standing, events, acting, people, staff, endpoints, hands, said, owing, policy] = await db.batch([
    db.select().from(reminders).where(one(scope, id)),
    db
      .select()
      .from(bookings)
      .where(and(eq(bookings.tenantId, tenant.id), sql`${bookings.id} = ${its("booking_id")}`)),
    eventsOf(scope, its("booking_id")),
    db
      .select()
      .from(workflows)
      .where(and(eq(workflows.tenantId, tenant.id), sql`${workflows.id} = ${its("workflow_id")}`)),
    db
      .select()
      .from(attendees)
      .where(
        and(
          eq(attendees.tenantId, tenant.id),
          sql`${attendees.bookingId} = ${its("booking_id")}`,
          isNull(attendees.removedAt),
          sql`${its("recipient")} in (${attendees.id}, ${attendees.memberId})`,
        ),
      ),
    db
      .select({ email: members.email })
      .from(members)
      .where(
        and(
          eq(members.tenantId, tenant.id),
          sql`${members.id} = ${its("recipient")}`,
          eq(members.status, "active"),
          isNull(members.deletedAt),
        ),
      ),
    db
      .select()
      .from(webhooks)
      .where(and(eq(webhooks.tenantId, tenant.id), isNull(webhooks.deletedAt), eq(webhooks.active, true))),
    db
      .select({ opened: sql<number>`count(*)`.as("opened") })
      .from(links)
      .where(
        and(
          eq(links.tenantId, tenant.id),
          sql`${links.bookingId} = ${its("booking_id")}`,
          sql`${links.openedAt} is not null`,
        ),
      ),
    db
      .select()
      .from(notificationPreferences)
      .where(
        and(
          eq(notificationPreferences.tenantId, tenant.id),
          sql`${notificationPreferences.memberId} = ${its("recipient")}`,
        ),
      ),
    db
      .select({ owing: sql<number>`count(*)`.as("owing") })
      .from(participants)
      .where(owedBy(scope, its("booking_id"), its("recipient"))),
    settingsStatement(scope),
  ]);
  const [reminder] = found;
  const [booking] = standing;
  const [workflow] = acting;
  if (reminder === undefined || booking === undefined || workflow === undefined) return undefined;
  return {
    reminder,
    booking,
    events,
    workflow,
    attendee: people[0],
    member: staff[0],
    endpoints,
    isOpened: (hands[0]?.opened ?? 0) > 0,
    wishes: wishesIn(said),
    owes: (owing[0]?.owing ?? 0) > 0,
    policy: settingsOf(policy),
  };
}

export type Around = NonNullable<Awaited<ReturnType<typeof readForSending>>>;

/** Claimed, and now being sent: of several who try, one gets it. */
export const take = (
  scope: Scope,
  reminder: Reminder,
  delivery: Id<"delivery">,
  leaseUntil: Instant,
  takesKeys: boolean,
): Statement =>
  scope.db
    .update(reminders)
    .set({
      state: "sending",
      leaseUntil,
      attempt: reminder.attempt + 1,
      deliveryId: delivery,
      reason: null,
      updatedAt: scope.now,
      version: sql`${reminders.version} + 1`,
    })
    .where(
      and(
        one(scope, reminder.id),
        eq(reminders.state, "claimed"),
        eq(reminders.version, reminder.version),
        stands(scope, reminder),
        // Somebody may have had the very mail sent again by hand.
        sql`not exists (select 1 from deliveries d where d.tenant_id = ${scope.tenant.id} and d.id = ${delivery}
          and d.status not in ${list(takesKeys ? ["failed", "unknown", "sending"] : ["failed"])})`,
      ),
    );

/** As SQL: that this try is the one under way. */
export const isTaken = (scope: Scope, reminder: Reminder, delivery: Id<"delivery">): SQL =>
  sql`exists (select 1 from reminders r where r.tenant_id = ${scope.tenant.id} and r.id = ${reminder.id} and r.state = 'sending'
    and r.attempt = ${reminder.attempt + 1} and r.delivery_id = ${delivery} and r.updated_at = ${scope.now}
    and r.version = ${reminder.version + 1})`;

/** Unsent: claimed, and passed on to whoever listens to the fact that comes with it. */
export const handOn = (scope: Scope, reminder: Reminder): Statement =>
  scope.db
    .update(reminders)
    .set({
      state: "handed_on",
      reason: null,
      leaseUntil: null,
      attempt: reminder.attempt + 1,
      sentAt: scope.now,
      updatedAt: scope.now,
      version: sql`${reminders.version} + 1`,
    })
    .where(and(one(scope, reminder.id), eq(reminders.state, "claimed"), stands(scope, reminder)));

/** Unsent. One who was thought lost and comes back late still knows best. */
export const end = (scope: Scope, { id, attempt }: Pick<Reminder, "id" | "attempt">, how: Ended): Statement =>
  scope.db
    .update(reminders)
    .set({ ...how, leaseUntil: null, updatedAt: scope.now, version: sql`${reminders.version} + 1` })
    .where(and(one(scope, id), inArray(reminders.state, ["sending", "unknown"]), eq(reminders.attempt, attempt)));

/** What was claimed and is not to be sent. */
export const voidClaimed = (scope: Scope, id: Id<"reminder">, reason: VoidReason): Statement =>
  scope.db
    .update(reminders)
    .set({ ...voidWords(scope), reason })
    .where(and(one(scope, id), eq(reminders.state, "claimed")));

/** What was claimed and has to wait. */
export const setBack = (scope: Scope, { id, version }: Pick<Reminder, "id" | "version">, dueAt: Instant): Statement =>
  scope.db
    .update(reminders)
    .set({
      state: "due",
      reason: "quiet_hours",
      dueAt,
      leaseUntil: null,
      updatedAt: scope.now,
      version: sql`${reminders.version} + 1`,
    })
    .where(and(one(scope, id), eq(reminders.state, "claimed"), eq(reminders.version, version)));

export type ReminderFilter = { state?: State[] | undefined; channel?: Reminder["channel"][] | undefined };

export async function listReminders(
  scope: Scope,
  booking: Id<"booking">,
  filter: ReminderFilter,
  cut: Cut,
): Promise<Page<Reminder>> {
  const page = keyset(cut, reminders.dueAt, reminders.id);
  const rows = await scope.db
    .select()
    .from(reminders)
    .where(
      and(
        mine(scope),
        eq(reminders.bookingId, booking),
        seenBy(scope),
        filter.state && inArray(reminders.state, filter.state),
        filter.channel && inArray(reminders.channel, filter.channel),
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return pageOf(rows, cut.limit, (row) => ({ key: row.dueAt, id: row.id }));
}

export async function isBooking(scope: Scope, id: Id<"booking">): Promise<boolean> {
  const row = await scope.db
    .select({ id: bookings.id })
    .from(bookings)
    .where(and(eq(bookings.tenantId, scope.tenant.id), eq(bookings.id, id)))
    .get();
  return row !== undefined;
}
