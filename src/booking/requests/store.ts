import { and, eq, gte, inArray, isNull, lt, sql } from "drizzle-orm";
import { attendees, type Booking, bookings } from "#booking/bookings/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import type { Statement } from "#platform/d1.ts";
import { type Cut, keyset } from "#platform/paging.ts";
import { withoutKey } from "#platform/rows.ts";
import type { Scope } from "#platform/scope.ts";
import { type RescheduleRequest, rescheduleRequests } from "./tables.ts";

const mine = ({ tenant }: Scope) => eq(rescheduleRequests.tenantId, tenant.id);

export type RequestFilter = {
  booking_id?: Id<"booking">[] | undefined;
  status?: RescheduleRequest["status"][] | undefined;
  asked_by?: RescheduleRequest["askedBy"][] | undefined;
  created_after?: Instant | undefined;
  created_before?: Instant | undefined;
};

export async function listRequests(scope: Scope, filter: RequestFilter, cut: Cut): Promise<Page<RescheduleRequest>> {
  const page = keyset(cut, rescheduleRequests.createdAt, rescheduleRequests.id);
  const rows = await scope.db
    .select()
    .from(rescheduleRequests)
    .where(
      and(
        mine(scope),
        filter.booking_id && inArray(rescheduleRequests.bookingId, filter.booking_id),
        filter.status && inArray(rescheduleRequests.status, filter.status),
        filter.asked_by && inArray(rescheduleRequests.askedBy, filter.asked_by),
        filter.created_after && gte(rescheduleRequests.createdAt, filter.created_after),
        filter.created_before && lt(rescheduleRequests.createdAt, filter.created_before),
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return pageOf(rows, cut.limit, (row) => ({ key: row.createdAt, id: row.id }));
}

const requestStatement = (scope: Scope, id: Id<"reschedule_request">) =>
  scope.db
    .select()
    .from(rescheduleRequests)
    .where(and(mine(scope), eq(rescheduleRequests.id, id)));

export const findRequest = (scope: Scope, id: Id<"reschedule_request">): Promise<RescheduleRequest | undefined> =>
  requestStatement(scope, id).get();

/** Unsent: what waits for an answer about a booking. */
export const pendingStatement = (scope: Scope, booking: Id<"booking">) =>
  scope.db
    .select()
    .from(rescheduleRequests)
    .where(and(mine(scope), eq(rescheduleRequests.bookingId, booking), eq(rescheduleRequests.status, "pending")));

const hostsOf = (scope: Scope) =>
  and(eq(attendees.tenantId, scope.tenant.id), eq(attendees.role, "host"), isNull(attendees.removedAt));

/** A request, and who hosts what it is about. */
export async function readRequest(scope: Scope, id: Id<"reschedule_request">) {
  const { db, tenant } = scope;
  const about = sql`(select booking_id from reschedule_requests where tenant_id = ${tenant.id} and id = ${id})`;
  const [[request], hosts] = await db.batch([
    requestStatement(scope, id),
    db
      .select()
      .from(attendees)
      .where(and(hostsOf(scope), sql`${attendees.bookingId} = ${about}`)),
  ]);
  return { request, hosts };
}

/** A booking, who hosts it, and what waits for an answer about it. */
export async function readAbout(scope: Scope, id: Id<"booking">) {
  const { db, tenant } = scope;
  const [[booking], hosts, [pending]] = await db.batch([
    db
      .select()
      .from(bookings)
      .where(and(eq(bookings.tenantId, tenant.id), eq(bookings.id, id))),
    db
      .select()
      .from(attendees)
      .where(and(hostsOf(scope), eq(attendees.bookingId, id))),
    pendingStatement(scope, id),
  ]);
  return { booking, hosts, pending };
}

/** A booking as it was read. */
export const isStill = ({ tenant }: Scope, { id, version }: Booking) => sql`exists (
  select 1 from bookings where tenant_id = ${tenant.id} and id = ${id} and version = ${version})`;

export const insertRequest = (scope: Scope, request: RescheduleRequest): Statement =>
  scope.db.insert(rescheduleRequests).values(request);

/** Guarded by the version it was decided on. */
export const updateRequest = (scope: Scope, before: RescheduleRequest, after: RescheduleRequest): Statement =>
  scope.db
    .update(rescheduleRequests)
    .set(withoutKey(after))
    .where(
      and(
        mine(scope),
        eq(rescheduleRequests.id, before.id),
        eq(rescheduleRequests.version, before.version),
        eq(rescheduleRequests.status, "pending"),
      ),
    );
