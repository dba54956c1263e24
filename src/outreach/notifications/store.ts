import { and, eq, gt, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import type { Id } from "#kernel/ids.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import type { Desk } from "#outreach/desk.ts";
import { type Statement, sendBatch } from "#platform/d1.ts";
import { type Cut, keyset } from "#platform/paging.ts";
import type { Context, Scope } from "#platform/scope.ts";
import { type Notification, notificationPreferences, notifications, type Preferences } from "./tables.ts";

/** One's own, as long as it is shown. */
const mine = ({ tenant, actor, now }: Desk) =>
  and(
    eq(notifications.tenantId, tenant.id),
    eq(notifications.memberId, actor.member),
    gt(notifications.expiresAt, now),
  );
const one = (desk: Desk, id: Id<"notification">) => and(mine(desk), eq(notifications.id, id));

export type NotificationFilter = {
  unread?: boolean | undefined;
  category?: Notification["category"][] | undefined;
  priority?: Notification["priority"][] | undefined;
};

export async function listNotifications(
  desk: Desk,
  { unread, category, priority }: NotificationFilter,
  cut: Cut,
): Promise<Page<Notification>> {
  const page = keyset(cut, notifications.createdAt, notifications.id);
  const rows = await desk.db
    .select()
    .from(notifications)
    .where(
      and(
        mine(desk),
        unread === undefined ? undefined : (unread ? isNull : isNotNull)(notifications.readAt),
        category && inArray(notifications.category, category),
        priority && inArray(notifications.priority, priority),
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return pageOf(rows, cut.limit, (row) => ({ key: row.createdAt, id: row.id }));
}

export const findNotification = (desk: Desk, id: Id<"notification">): Promise<Notification | undefined> =>
  desk.db.select().from(notifications).where(one(desk, id)).get();

export async function countUnread(desk: Desk): Promise<number> {
  const row = await desk.db
    .select({ unread: sql<number>`count(*)` })
    .from(notifications)
    .where(and(mine(desk), isNull(notifications.readAt)))
    .get();
  return row?.unread ?? 0;
}

const asRead = ({ now }: Desk) => ({ readAt: now, updatedAt: now, version: sql`${notifications.version} + 1` });

export const readOne = (desk: Desk, { id, version }: Notification): Statement =>
  desk.db
    .update(notifications)
    .set(asRead(desk))
    .where(and(one(desk, id), eq(notifications.version, version)));

export const readAll = (desk: Desk): Statement =>
  desk.db
    .update(notifications)
    .set(asRead(desk))
    .where(and(mine(desk), isNull(notifications.readAt)));

export const deleteNotification = (desk: Desk, { id, version }: Notification): Statement =>
  desk.db.delete(notifications).where(and(one(desk, id), eq(notifications.version, version)));

/** Unsent. Of one fact a member is told once, whoever says it how often. */
export const insertNotifications = (scope: Scope, rows: readonly Notification[]): Statement =>
  scope.db.run(sql`
    insert into notifications (tenant_id, id, member_id, category, priority, title, body, action_url, data, fact_id,
      triggered_by, expires_at, created_at, updated_at, version)
    select ${scope.tenant.id}, said.value ->> 'id', said.value ->> 'memberId', said.value ->> 'category',
      said.value ->> 'priority', said.value ->> 'title', said.value ->> 'body', said.value ->> 'actionUrl',
      said.value -> 'data', said.value ->> 'factId', said.value ->> 'triggeredBy', said.value ->> 'expiresAt',
      ${scope.now}, ${scope.now}, 1
    from json_each(${JSON.stringify(rows)}) said where true
    on conflict do nothing`);

/** What nobody is shown any more, in every tenant; answers how many went. */
export async function sweepExpired(context: Context, limit: number): Promise<number> {
  const [gone] = await sendBatch(context.db, [
    context.db.run(sql`
      delete from notifications where (tenant_id, id) in (
        select tenant_id, id from notifications where expires_at <= ${context.now} limit ${limit})`),
  ]);
  return gone?.meta.changes ?? 0;
}

const idsIn = (ids: readonly string[]) => sql`(select value from json_each(${JSON.stringify(ids)}))`;

export const preferencesOf = (scope: Scope, ids: readonly Id<"member">[]): Promise<Preferences[]> =>
  scope.db
    .select()
    .from(notificationPreferences)
    .where(
      and(
        eq(notificationPreferences.tenantId, scope.tenant.id),
        sql`${notificationPreferences.memberId} in ${idsIn(ids)}`,
      ),
    );

export const insertPreferences = (desk: Desk, row: Preferences): Statement =>
  desk.db.insert(notificationPreferences).values(row);

export function updatePreferences(desk: Desk, before: Preferences, after: Preferences): Statement {
  const { tenantId: _, memberId: __, ...columns } = after;
  return desk.db
    .update(notificationPreferences)
    .set(columns)
    .where(
      and(
        eq(notificationPreferences.tenantId, desk.tenant.id),
        eq(notificationPreferences.memberId, before.memberId),
        eq(notificationPreferences.version, before.version),
      ),
    );
}
