import type { Attendee } from "#booking/bookings/tables.ts";
import type { Fact } from "#kernel/fact.ts";
import { type Id, isId } from "#kernel/ids.ts";
import { asTold, findRequest, happenedAt, readAround, shortTo } from "#outreach/letters/client.ts";
import { letters } from "#outreach/templates/rules.ts";
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
    const { booking: id, request } = await subjectOf(scope, fact);
    const around = id === undefined ? undefined : await readAround(scope, id);
    if (around === undefined) return [];
    const { booking, people, staff, events } = around;
    const parts = partsIn(people, fact);
    const here = staff.filter(({ isHere }) => isHere === 1).map(({ id: member }) => member);
    const members = here.filter((member) => parts.has(member) && member !== fact.actor);
    if (members.length === 0) return [];

    const wishes = await wishesOf(scope, members);
    const answered = people.find(({ role, updatedAt }) => role !== "host" && updatedAt === fact.at);
    const event = events.find(({ version }) => version === fact.version);
    const isOfBooking = event !== undefined && request === undefined;
    const happened = isOfBooking ? happenedAt(around, event) : { reason: null, previousStartsAt: null };
    const rows = members.map(async (member): Promise<Notification[]> => {
      const what = told({ type: fact.type, booking, answer: answered?.rsvp }, parts.get(member) ?? "stays");
      const category = what === null ? "booking" : letters[what.key].category;
      if (what === null || !wishes.may(member, category, "in_app")) return [];
      const said = { happened, request, answered };
      const key = asTold(what.key, around, event?.party);
      const words = await shortTo(scope, around, member, { key, way: "in_app", said });
      if (words === undefined) return [];
      return [
        {
          category,
          priority: what.priority,
          title: words.title ?? "",
          body: words.text.slice(0, 2_000),
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
    const notes = (await Promise.all(rows)).flat();
    return notes.length === 0 ? [] : [store.insertNotifications(scope, notes)];
  },
};

/** Which booking it is about, and which wish to move it, if it is about one. */
async function subjectOf(scope: Scope, { entityId }: Fact) {
  if (isId("booking", entityId)) return { booking: entityId };
  const request = isId("reschedule_request", entityId) ? await findRequest(scope, entityId) : undefined;
  return { booking: request?.bookingId, request };
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
