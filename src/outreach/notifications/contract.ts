import * as z from "zod";
import { op } from "#http/op.ts";
import { anyOf, flag, idOut, instantOut, object, wireId, zone } from "#http/wire.ts";
import { type Category, categories, type Way, ways } from "#outreach/categories.ts";
import { priorities } from "./tables.ts";

const tag = "Notifications";
const category = z.enum(categories);
const priority = z.enum(priorities);

export const Notification = z
  .strictObject({
    object: object("notification"),
    id: idOut("notification"),
    category,
    priority,
    title: z.string(),
    body: z.string(),
    action_url: z.string().nullable().meta({ description: "Where what it is about can be looked at." }),
    data: z.record(z.string(), z.string()).meta({ description: "What it is about, for programs." }),
    event_id: idOut("fact").meta({ description: "What happened." }),
    triggered_by: z.string().meta({ description: "Who did it: an id, or `system` or `public`." }),
    read_at: instantOut.nullable(),
    expires_at: instantOut.meta({ description: "From then on it is not shown any more." }),
    created_at: instantOut,
    version: z.int(),
  })
  .meta({ id: "Notification" });

const param = z.object({ id: wireId("notification") });

export const listNotifications = op({
  id: "listNotifications",
  method: "get",
  path: "/v1/me/notifications",
  tag,
  summary: "List one's notifications",
  description:
    "What became of the bookings one hosts, unless one did it oneself. Here as everywhere below `/v1/me`, in the company the session is in.",
  may: "person",
  query: z.object({
    unread: flag.optional(),
    category: anyOf(category).optional(),
    priority: anyOf(priority).optional(),
  }),
  order: ["created_at.desc", "created_at.asc"],
  status: 200,
  answer: Notification,
});

export const countUnread = op({
  id: "countUnreadNotifications",
  method: "get",
  path: "/v1/me/notifications/unread-count",
  tag,
  summary: "Count one's unread notifications",
  may: "person",
  status: 200,
  drifts: true,
  answer: z.strictObject({ object: object("unread_count"), unread: z.int() }).meta({ id: "UnreadCount" }),
});

export const readNotification = op({
  id: "readNotification",
  method: "post",
  path: "/v1/me/notifications/{id}/read",
  tag,
  summary: "Mark a notification as read",
  may: "person",
  param,
  status: 200,
  answer: Notification,
  refusals: ["notification.unknown"],
});

export const readAllNotifications = op({
  id: "readAllNotifications",
  method: "post",
  path: "/v1/me/notifications/read-all",
  tag,
  summary: "Mark all notifications as read",
  may: "person",
  status: 200,
  answer: z
    .strictObject({
      object: object("notifications_read"),
      read: z.int().meta({ description: "How many were unread." }),
    })
    .meta({ id: "NotificationsRead" }),
});

export const deleteNotification = op({
  id: "deleteNotification",
  method: "delete",
  path: "/v1/me/notifications/{id}",
  tag,
  summary: "Delete a notification",
  may: "person",
  param,
  status: 204,
  refusals: ["notification.unknown", "version.conflict"],
});

// One entry for each word of the list, which `fromEntries` cannot tell.
const each = <K extends string, T>(words: readonly K[], of: (word: K) => T) =>
  Object.fromEntries(words.map((word) => [word, of(word)])) as Record<K, T>;

const told = z.strictObject(each<Way, z.ZodBoolean>(ways, () => z.boolean()));
const choice = z.strictObject(each<Way, z.ZodOptional<z.ZodBoolean>>(ways, () => z.boolean().optional()));

const time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "must be a time such as 22:00");

export const NotificationPreferences = z
  .strictObject({
    object: object("notification_preferences"),
    member_id: idOut("member"),
    choices: z
      .strictObject(each<Category, typeof told>(categories, () => told))
      .meta({ description: "Of what one is told, and in which way." }),
    quiet_hours: z.strictObject({ start: z.string(), end: z.string(), time_zone: z.string() }).nullable().meta({
      description:
        "When mails wait, unless they would come too late after that. An end before the start is one of the next day.",
    }),
    updated_at: instantOut.nullable().meta({ description: "Null while nothing was ever said, which is version 0." }),
    version: z.int(),
  })
  .meta({ id: "NotificationPreferences" });

export const getNotificationPreferences = op({
  id: "getNotificationPreferences",
  method: "get",
  path: "/v1/me/notification-preferences",
  tag,
  summary: "Get what one wants to hear of",
  may: "person",
  status: 200,
  answer: NotificationPreferences,
});

export const replaceNotificationPreferences = op({
  id: "replaceNotificationPreferences",
  method: "put",
  path: "/v1/me/notification-preferences",
  tag,
  summary: "Say what one wants to hear of",
  description: "As a whole: what is left out is told. What concerns the safety of the account always is.",
  may: "person",
  body: z
    .strictObject({
      choices: z
        .strictObject(each<Category, z.ZodOptional<typeof choice>>(categories, () => choice.optional()))
        .default({}),
      quiet_hours: z.strictObject({ start: time, end: time, time_zone: zone }).nullable().default(null),
    })
    .meta({ id: "NotificationPreferencesReplace" }),
  status: 200,
  answer: NotificationPreferences,
  refusals: ["notification_preferences.not_optional", "notification_preferences.quiet_unfit", "version.conflict"],
  example: {
    body: {
      choices: { digest: { mail: false } },
      quiet_hours: { start: "22:00", end: "07:00", time_zone: "Europe/Berlin" },
    },
  },
});
