import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import { seen } from "#kernel/version.ts";
import type { Desk } from "#outreach/desk.ts";
import { announcer, commit } from "#platform/commit.ts";
import type { Cut } from "#platform/paging.ts";
import type { Context, Scope } from "#platform/scope.ts";
import { notificationFacts } from "./facts.ts";
import { judged, nothingSaid, type QuietHours, type Wishes, wishesIn } from "./rules.ts";
import * as store from "./store.ts";
import type { ChoiceWords, Notification, Preferences } from "./tables.ts";

// Unsent, for whoever else tells members something.
export { insertNotifications } from "./store.ts";

const tell = announcer(notificationFacts);

export const list = async (
  desk: Desk,
  filter: store.NotificationFilter,
  cut: Cut,
): Promise<Outcome<Page<Notification>>> => done(await store.listNotifications(desk, filter, cut));

export const unreadCount = async (desk: Desk): Promise<Outcome<number>> => done(await store.countUnread(desk));

/** What was read before stays read, since then. */
export async function read(desk: Desk, id: Id<"notification">): Promise<Outcome<Notification>> {
  const notification = await store.findNotification(desk, id);
  if (notification === undefined) return refuse("notification.unknown");
  if (notification.readAt !== null) return done(notification);

  const after = { ...notification, readAt: desk.now, updatedAt: desk.now, version: notification.version + 1 };
  return commit(desk, {
    change: store.readOne(desk, notification),
    fact: tell("notification.read", id, after.version, null, null),
    result: after,
  });
}

/** Answers how many were unread. */
export async function readAll(desk: Desk): Promise<Outcome<number>> {
  const unread = await store.countUnread(desk);
  if (unread === 0) return done(0);
  return commit(desk, {
    change: store.readAll(desk),
    fact: tell("notification.all_read", desk.actor.member, 1, null, null),
    result: unread,
  });
}

export async function remove(desk: Desk, id: Id<"notification">, ifMatch: number | undefined): Promise<Outcome<null>> {
  const notification = await store.findNotification(desk, id);
  if (notification === undefined) return refuse("notification.unknown");
  const current = seen(notification, ifMatch);
  if (!current.ok) return current;
  return commit(desk, {
    change: store.deleteNotification(desk, notification),
    fact: tell("notification.deleted", id, notification.version + 1, null, null),
    result: null,
  });
}

/** What a member said, or version 0 of what holds until they do. */
async function ownPreferences(desk: Desk): Promise<Preferences> {
  const [row] = await store.preferencesOf(desk, [desk.actor.member]);
  const unsaid = { tenantId: desk.tenant.id, memberId: desk.actor.member, createdAt: desk.now, updatedAt: desk.now };
  return row ?? { ...nothingSaid, ...unsaid, version: 0 };
}

export const preferences = async (desk: Desk): Promise<Outcome<Preferences>> => done(await ownPreferences(desk));

export type PreferenceWords = { choices: ChoiceWords; quiet_hours: QuietHours | null };

export async function replacePreferences(
  desk: Desk,
  { choices, quiet_hours: quiet }: PreferenceWords,
  ifMatch: number | undefined,
): Promise<Outcome<Preferences>> {
  const before = await ownPreferences(desk);
  const current = seen(before, ifMatch);
  if (!current.ok) return current;
  const fit = judged(choices, quiet);
  if (!fit.ok) return fit;

  const after: Preferences = {
    ...before,
    choices,
    quietStart: quiet?.start ?? null,
    quietEnd: quiet?.end ?? null,
    quietZone: quiet?.time_zone ?? null,
    updatedAt: desk.now,
    version: before.version + 1,
  };
  const isFirst = before.version === 0;
  return commit(desk, {
    change: isFirst ? store.insertPreferences(desk, after) : store.updatePreferences(desk, before, after),
    fact: tell("notification_preferences.changed", after.memberId, after.version, isFirst ? null : before, after),
    result: after,
    // Said twice at once: the second looks again.
    taken: {
      "notification_preferences.tenant_id, notification_preferences.member_id": { code: "commit.missed" },
    },
  });
}

/** What these members want to hear of, and when not; for whoever tells them anything. */
export const wishesOf = async (scope: Scope, ids: readonly Id<"member">[]): Promise<Wishes> =>
  wishesIn(ids.length === 0 ? [] : await store.preferencesOf(scope, ids));

const atATick = 500;

export const sweepNotifications = (context: Context): Promise<number> => store.sweepExpired(context, atATick);
