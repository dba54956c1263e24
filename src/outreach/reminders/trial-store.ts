// What a trial looks at beside what planning does.
import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { attendees, bookings } from "#booking/bookings/tables.ts";
import { links } from "#booking/links/tables.ts";
import { members } from "#identity/members/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { wishesIn } from "#outreach/notifications/rules.ts";
import { notificationPreferences } from "#outreach/notifications/tables.ts";
import type { Workflow } from "#outreach/workflows/tables.ts";
import type { Scope } from "#platform/scope.ts";

const list = (items: readonly string[]): SQL => sql`(select value from json_each(${JSON.stringify(items)}))`;

/** Those who are in a booking, with their addresses, and whether the invitee has opened their link; in one trip. */
export async function readPeople(scope: Scope, id: Id<"booking">) {
  const { db, tenant } = scope;
  const [people, staff, hands, said] = await db.batch([
    db
      .select()
      .from(attendees)
      .where(and(eq(attendees.tenantId, tenant.id), eq(attendees.bookingId, id), isNull(attendees.removedAt))),
    db
      .select({ id: members.id, email: members.email })
      .from(members)
      .where(
        and(
          eq(members.tenantId, tenant.id),
          eq(members.status, "active"),
          isNull(members.deletedAt),
          sql`${members.id} in (select member_id from attendees where tenant_id = ${tenant.id} and booking_id = ${id})`,
        ),
      ),
    db
      .select({ opened: sql<number>`count(*)`.as("opened") })
      .from(links)
      .where(and(eq(links.tenantId, tenant.id), eq(links.bookingId, id), sql`${links.openedAt} is not null`)),
    db
      .select()
      .from(notificationPreferences)
      .where(
        and(
          eq(notificationPreferences.tenantId, tenant.id),
          sql`${notificationPreferences.memberId} in (select member_id from attendees where tenant_id = ${tenant.id}
            and booking_id = ${id})`,
        ),
      ),
  ]);
  return { people, staff, isOpened: (hands[0]?.opened ?? 0) > 0, wishes: wishesIn(said) };
}

/** The next meeting that meets these conditions. */
export async function findNext(
  scope: Scope,
  { trigger, conditions: { event_type_ids, kinds, team_ids } }: Pick<Workflow, "trigger" | "conditions">,
): Promise<Id<"booking"> | undefined> {
  const { tenant, now, db } = scope;
  const inTeams = sql`exists (select 1 from attendees host where host.tenant_id = ${tenant.id} and host.booking_id = ${bookings.id}
    and host.removed_at is null and host.member_id in (select member_id from team_members
      where tenant_id = ${tenant.id} and team_id in ${list(team_ids)}))`;
  const ofInterview = sql`exists (select 1 from interviews itv where itv.tenant_id = ${tenant.id}
    and itv.booking_id = ${bookings.id} and itv.deleted_at is null)`;
  const row = await db
    .select({ id: bookings.id })
    .from(bookings)
    .where(
      and(
        eq(bookings.tenantId, tenant.id),
        sql`${bookings.startsAt} > ${now}`,
        eq(bookings.status, "confirmed"),
        event_type_ids.length === 0 ? undefined : sql`${bookings.eventTypeId} in ${list(event_type_ids)}`,
        kinds.length === 0 ? undefined : sql`${bookings.kind} in ${list(kinds)}`,
        team_ids.length === 0 ? undefined : inTeams,
        trigger === "feedback_due" ? ofInterview : undefined,
      ),
    )
    .orderBy(asc(bookings.startsAt))
    .limit(1)
    .get();
  return row?.id;
}
