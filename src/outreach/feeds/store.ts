import { and, eq, isNull, sql } from "drizzle-orm";
import { attendees, bookings } from "#booking/bookings/tables.ts";
import { eventTypes } from "#booking/event-types/tables.ts";
import { members } from "#identity/members/tables.ts";
import { tenants } from "#identity/tenants/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Desk } from "#outreach/desk.ts";
import type { Statement } from "#platform/d1.ts";
import { withoutKey } from "#platform/rows.ts";
import type { Context } from "#platform/scope.ts";
import type { Claim } from "./link.ts";
import { type Hosted, reach } from "./rules.ts";
import { type CalendarFeed, calendarFeeds } from "./tables.ts";

export const findOwn = ({ db, tenant, actor }: Desk): Promise<CalendarFeed | undefined> =>
  db
    .select()
    .from(calendarFeeds)
    .where(and(eq(calendarFeeds.tenantId, tenant.id), eq(calendarFeeds.memberId, actor.member)))
    .get();

export const insertFeed = (desk: Desk, row: CalendarFeed): Statement => desk.db.insert(calendarFeeds).values(row);

export const updateFeed = (desk: Desk, before: CalendarFeed, after: CalendarFeed): Statement =>
  desk.db
    .update(calendarFeeds)
    .set(withoutKey(after))
    .where(
      and(
        eq(calendarFeeds.tenantId, desk.tenant.id),
        eq(calendarFeeds.id, before.id),
        eq(calendarFeeds.version, before.version),
      ),
    );

/** What an address names, if it is there: the feed, its company, and whether its member still works there. */
export async function readClaimed({ db }: Context, { tenant, id }: Claim) {
  const [[feed], [house], [member]] = await db.batch([
    db
      .select()
      .from(calendarFeeds)
      .where(and(eq(calendarFeeds.tenantId, tenant), eq(calendarFeeds.id, id))),
    db.select().from(tenants).where(eq(tenants.id, tenant)),
    db
      .select({ name: members.displayName })
      .from(members)
      .where(
        and(
          eq(members.tenantId, tenant),
          eq(members.status, "active"),
          isNull(members.deletedAt),
          sql`${members.id} = (select owned.member_id from calendar_feeds owned where owned.tenant_id = ${tenant} and owned.id = ${id})`,
        ),
      ),
  ]);
  return { feed, house, member };
}

/** What a member hosts around now, in order of time. */
export async function readHosted({ db, now }: Context, tenant: Id<"tenant">, member: Id<"member">): Promise<Hosted[]> {
  const hosted = sql`(select mine.booking_id from attendees mine where mine.tenant_id = ${tenant}
    and mine.member_id = ${member} and mine.role = 'host' and mine.removed_at is null
    and mine.starts_at between ${now - reach.back} and ${now + reach.ahead}
    order by mine.starts_at limit ${reach.most})`;
  const [rows, titles, invitees] = await db.batch([
    db
      .select()
      .from(bookings)
      .where(
        and(
          eq(bookings.tenantId, tenant),
          sql`${bookings.id} in ${hosted}`,
          sql`${bookings.status} in ('pending', 'confirmed', 'completed', 'no_show')`,
        ),
      )
      .orderBy(bookings.startsAt, bookings.id),
    db.select({ id: eventTypes.id, title: eventTypes.title }).from(eventTypes).where(eq(eventTypes.tenantId, tenant)),
    db
      .select({ booking: attendees.bookingId, name: attendees.name })
      .from(attendees)
      .where(
        and(
          eq(attendees.tenantId, tenant),
          sql`${attendees.bookingId} in ${hosted}`,
          eq(attendees.role, "invitee"),
          isNull(attendees.removedAt),
        ),
      ),
  ]);
  const titleOf = new Map(titles.map(({ id, title }) => [id, title]));
  const inviteeOf = new Map(invitees.map(({ booking, name }) => [booking, name]));
  return rows.map((row) => ({
    ...row,
    title: (row.eventTypeId === null ? undefined : titleOf.get(row.eventTypeId)) ?? "Meeting",
    invitee: inviteeOf.get(row.id) ?? null,
  }));
}
