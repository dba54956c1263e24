import { and, eq, isNull, sql } from "drizzle-orm";
import type { Id } from "#kernel/ids.ts";
import type { Statement } from "#platform/d1.ts";
import type { Scope } from "#platform/scope.ts";
import type { Within } from "./store.ts";
import { type Attendee, attendees } from "./tables.ts";

/** Which attendee of a booking is the member with this address, if they host it. */
export const hostAt = async (
  { db, tenant }: Within,
  id: Id<"booking">,
  email: string,
): Promise<Id<"attendee"> | undefined> =>
  (
    await db
      .select({ id: attendees.id })
      .from(attendees)
      .where(
        and(
          eq(attendees.tenantId, tenant.id),
          eq(attendees.bookingId, id),
          isNull(attendees.removedAt),
          sql`${attendees.memberId} in (select host.id from members host where host.tenant_id = ${tenant.id} and host.email = ${email})`,
        ),
      )
      .get()
  )?.id;

/** What somebody's calendar said for them. */
export const noteAnswer = (
  { db, tenant, now }: Scope,
  { bookingId, id }: Attendee,
  rsvp: Attendee["rsvp"],
): Statement =>
  db
    .update(attendees)
    .set({ rsvp, updatedAt: now })
    .where(and(eq(attendees.tenantId, tenant.id), eq(attendees.bookingId, bookingId), eq(attendees.id, id)));
