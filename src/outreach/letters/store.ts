import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import { schedules } from "#availability/schedules/tables.ts";
import { attendees, bookingAnswers, bookingEvents, bookings } from "#booking/bookings/tables.ts";
import { eventTypes } from "#booking/event-types/tables.ts";
import { links } from "#booking/links/tables.ts";
import { rescheduleRequests } from "#booking/requests/tables.ts";
import { members } from "#identity/members/tables.ts";
import { tenants } from "#identity/tenants/tables.ts";
import { users } from "#identity/users/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Scope } from "#platform/scope.ts";
import { interviewFrom, interviewStatements } from "./panel-store.ts";

/** Everything that letters about a booking say, as it is now, in one trip; undefined when there is no such booking. */
export async function readAround(scope: Scope, id: Id<"booking">) {
  const { db, tenant } = scope;
  const present = and(eq(attendees.tenantId, tenant.id), eq(attendees.bookingId, id));
  const hosts = sql`(select member_id from attendees where tenant_id = ${tenant.id} and booking_id = ${id} and member_id is not null)`;
  const type = sql`(select event_type_id from bookings where tenant_id = ${tenant.id} and id = ${id})`;
  const [interviews, aboutInterview, seats] = interviewStatements(scope, id);
  const [found, people, answers, types, houses, staff, zones, hands, events, itvs, about, panel] = await db.batch([
    db
      .select()
      .from(bookings)
      .where(and(eq(bookings.tenantId, tenant.id), eq(bookings.id, id))),
    // Those who were taken out too: they are told of it.
    db.select().from(attendees).where(present).orderBy(asc(attendees.position), asc(attendees.id)),
    db
      .select()
      .from(bookingAnswers)
      .where(and(eq(bookingAnswers.tenantId, tenant.id), eq(bookingAnswers.bookingId, id)))
      .orderBy(asc(bookingAnswers.position)),
    db
      .select({ title: eventTypes.title, branding: eventTypes.branding })
      .from(eventTypes)
      .where(and(eq(eventTypes.tenantId, tenant.id), sql`${eventTypes.id} = ${type}`)),
    db.select().from(tenants).where(eq(tenants.id, tenant.id)),
    db
      .select({
        id: members.id,
        name: members.displayName,
        address: sql<string>`${members.email}`.as("address"),
        isHere: sql<number>`${members.status} = 'active' and ${members.deletedAt} is null`.as("is_here"),
        locale: users.locale,
        timeZone: users.timeZone,
      })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .where(and(eq(members.tenantId, tenant.id), sql`${members.id} in ${hosts}`)),
    db
      .select({ memberId: schedules.memberId, timeZone: schedules.timeZone })
      .from(schedules)
      .where(
        and(
          eq(schedules.tenantId, tenant.id),
          sql`${schedules.memberId} in ${hosts}`,
          eq(schedules.isDefault, true),
          isNull(schedules.deletedAt),
        ),
      ),
    db
      .select()
      .from(links)
      .where(
        and(eq(links.tenantId, tenant.id), eq(links.bookingId, id), eq(links.kind, "booking"), isNull(links.revokedAt)),
      )
      .orderBy(asc(links.createdAt))
      .limit(10),
    db
      .select()
      .from(bookingEvents)
      .where(and(eq(bookingEvents.tenantId, tenant.id), eq(bookingEvents.bookingId, id)))
      .orderBy(desc(bookingEvents.version))
      .limit(200),
    interviews,
    aboutInterview,
    seats,
  ]);
  const [booking] = found;
  const [house] = houses;
  if (booking === undefined || house === undefined) return undefined;
  const interview = interviewFrom(itvs, about, panel);
  return { booking, people, answers, eventType: types[0], house, staff, zones, hands, events, interview };
}

export type Around = NonNullable<Awaited<ReturnType<typeof readAround>>>;

export const findRequest = (scope: Scope, id: Id<"reschedule_request">) =>
  scope.db
    .select()
    .from(rescheduleRequests)
    .where(and(eq(rescheduleRequests.tenantId, scope.tenant.id), eq(rescheduleRequests.id, id)))
    .get();

/** Whose hand a link is on which booking; undefined of a link that offers something to book. */
export const findBookingOfLink = (scope: Scope, id: Id<"link">) =>
  scope.db
    .select({ bookingId: links.bookingId })
    .from(links)
    .where(and(eq(links.tenantId, scope.tenant.id), eq(links.id, id), eq(links.kind, "booking")))
    .get();
