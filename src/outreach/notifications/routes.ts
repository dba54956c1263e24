import { routes } from "#http/routes.ts";
import { toWire, toWireOrNull } from "#kernel/instant.ts";
import { atDesk } from "#outreach/desk.ts";
import * as actions from "./actions.ts";
import * as contract from "./contract.ts";
import { allChoices } from "./rules.ts";
import type { Notification, Preferences } from "./tables.ts";

export const notificationRoutes = routes()
  .list(
    contract.listNotifications,
    (context, { query, page }) => atDesk(context, (desk) => actions.list(desk, query, page)),
    notificationView,
  )
  .on(
    contract.countUnread,
    (context) => atDesk(context, actions.unreadCount),
    (unread) => ({ object: "unread_count" as const, unread }),
  )
  .on(
    contract.readAllNotifications,
    (context) => atDesk(context, actions.readAll),
    (read) => ({ object: "notifications_read" as const, read }),
  )
  .on(
    contract.readNotification,
    (context, { param }) => atDesk(context, (desk) => actions.read(desk, param.id)),
    notificationView,
  )
  .on(
    contract.deleteNotification,
    (context, { param, ifMatch }) => atDesk(context, (desk) => actions.remove(desk, param.id, ifMatch)),
    () => undefined,
  )
  .on(contract.getNotificationPreferences, (context) => atDesk(context, actions.preferences), preferencesView)
  .on(
    contract.replaceNotificationPreferences,
    (context, { body, ifMatch }) => atDesk(context, (desk) => actions.replacePreferences(desk, body, ifMatch)),
    preferencesView,
  );

function notificationView(row: Notification) {
  return {
    object: "notification" as const,
    id: row.id,
    category: row.category,
    priority: row.priority,
    title: row.title,
    body: row.body,
    action_url: row.actionUrl,
    data: row.data,
    event_id: row.factId,
    triggered_by: row.triggeredBy,
    read_at: toWireOrNull(row.readAt),
    expires_at: toWire(row.expiresAt),
    created_at: toWire(row.createdAt),
    version: row.version,
  };
}

function preferencesView(row: Preferences) {
  const { quietStart: start, quietEnd: end, quietZone } = row;
  const isQuiet = start !== null && end !== null && quietZone !== null;
  return {
    object: "notification_preferences" as const,
    member_id: row.memberId,
    choices: allChoices(row),
    quiet_hours: isQuiet ? { start, end, time_zone: quietZone } : null,
    updated_at: row.version === 0 ? null : toWire(row.updatedAt),
    version: row.version,
  };
}
