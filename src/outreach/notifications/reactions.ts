import type { Attendee } from "#booking/bookings/tables.ts";
import type { Fact } from "#kernel/fact.ts";
import { type Id, isId } from "#kernel/ids.ts";
import type { Reaction } from "#platform/facts/reactions.ts";
import type { Scope } from "#platform/scope.ts";
import { wishesOf } from "./actions.ts";
import { expiryOf } from "./rules.ts";
import * as store from "./store.ts";
import type { Notification } from "./tables.ts";
import { type Part, told } from "./words.ts";

/** Who hosts a booking finds in the product what becomes of it; never what they did themselves. */
export const notifyHosts: Reaction = {
  listener: "notifications.notify_hosts",
  on: [
    "booking.created",
    "booking.confirmed",
    "booking.declined",
    "booking.expired",
    "booking.rescheduled",
    "booking.reassigned",
    "booking.canceled",
    "booking.guests_added",
    "booking.relocated",
    "booking.wall_time_kept",
    "booking.rsvp",
    "reschedule_request.created",
  ],
  async react(scope, fact) {
    const id = await bookingOf(scope, fact);
    const found = id === undefined ? undefined : await store.readBooking(scope, id);
    if (found === undefined) return [];
    const parts = partsIn(found.people, fact);
    const ids = [...parts.keys()].filter((member) => member !== fact.actor);
    if (ids.length === 0) return [];
    const [active, wishes] = await Promise.all([store.activeOf(scope, ids), wishesOf(scope, ids)]);

    const { booking, people, title } = found;
    const invitee = people.find(({ role }) => role === "invitee")?.name ?? "nobody yet";
    const answered = people.find(({ role, updatedAt }) => role !== "host" && updatedAt === fact.at);
    const happening = { type: fact.type, booking, title, invitee, answered };
    const rows = ids.flatMap((member): Notification[] => {
      const words = told(happening, parts.get(member) ?? "stays");
      if (words === null || !active.has(member) || !wishes.may(member, words.category, "in_app")) return [];
      return [
        {
          ...words,
          tenantId: scope.tenant.id,
          id: scope.newId("notification"),
          memberId: member,
          actionUrl: `${scope.config.baseUrl}/v1/bookings/${booking.id}`,
          data: { booking_id: booking.id, event: fact.type },
          factId: fact.id,
          triggeredBy: fact.actor,
          readAt: null,
          expiresAt: expiryOf(scope.now, booking.endsAt),
          createdAt: scope.now,
          updatedAt: scope.now,
          version: 1,
        },
      ];
    });
    return rows.length === 0 ? [] : [store.insertNotifications(scope, rows)];
  },
};

async function bookingOf(scope: Scope, { entityId }: Fact): Promise<Id<"booking"> | undefined> {
  if (isId("booking", entityId)) return entityId;
  return isId("reschedule_request", entityId) ? store.bookingOfRequest(scope, entityId) : undefined;
}

/** The hosts there are, and those who came or went with this very fact. */
function partsIn(people: readonly Attendee[], { type, at }: Fact): Map<Id<"member">, Part> {
  const parts = new Map<Id<"member">, Part>();
  for (const { role, memberId, removedAt, createdAt } of people) {
    if (role !== "host" || memberId === null) continue;
    const changes = type === "booking.reassigned";
    if (removedAt === null) parts.set(memberId, changes && createdAt === at ? "came" : "stays");
    else if (changes && removedAt === at && !parts.has(memberId)) parts.set(memberId, "went");
  }
  return parts;
}
