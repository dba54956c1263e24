import { and, asc, eq, gt, inArray, isNotNull, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import { attendees, bookings } from "#booking/bookings/tables.ts";
import { eventTypeHosts, eventTypes } from "#booking/event-types/tables.ts";
import { rescheduleRequests } from "#booking/requests/tables.ts";
import { members } from "#identity/members/tables.ts";
import { tenants } from "#identity/tenants/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import type { Statement } from "#platform/d1.ts";
import { type Cut, contains, keyset } from "#platform/paging.ts";
import { withoutKey } from "#platform/rows.ts";
import { actorWord, type Context, type Scope } from "#platform/scope.ts";
import type { Claim } from "./link.ts";
import type { Aim, Aimed, Standing } from "./rules.ts";
import { type Link, links } from "./tables.ts";

const one = (scope: Scope, id: Id<"link">) => and(eq(links.tenantId, scope.tenant.id), eq(links.id, id));
const mine = (scope: Scope) => and(eq(links.tenantId, scope.tenant.id), eq(links.kind, "scheduling"));

export type LinkFilter = {
  event_type_id?: Id<"event_type">[] | undefined;
  member_id?: Id<"member">[] | undefined;
  status?: Standing[] | undefined;
  q?: string | undefined;
};

export async function listLinks(scope: Scope, filter: LinkFilter, cut: Cut): Promise<Page<Link>> {
  const page = keyset(cut, links.createdAt, links.id);
  const rows = await scope.db
    .select()
    .from(links)
    .where(
      and(
        mine(scope),
        filter.event_type_id && inArray(links.eventTypeId, filter.event_type_id),
        filter.member_id && inArray(links.memberId, filter.member_id),
        filter.status && or(...filter.status.map((standing) => standingIs(scope, standing))),
        filter.q === undefined ? undefined : contains(links.name, filter.q),
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return pageOf(rows, cut.limit, (row) => ({ key: row.createdAt, id: row.id }));
}

/** `standingOf` as a condition. */
function standingIs({ now }: Scope, standing: Standing): SQL | undefined {
  if (standing === "revoked") return isNotNull(links.revokedAt);
  const theirs = isNull(links.revokedAt);
  if (standing === "used") return and(theirs, sql`${links.uses} >= ${links.maxUses}`);
  const late = standing === "expired" ? lte(links.expiresAt, now) : gt(links.expiresAt, now);
  return and(theirs, usesLeft, late);
}

const usesLeft = sql`(${links.maxUses} is null or ${links.uses} < ${links.maxUses})`;

export const findLink = (scope: Scope, id: Id<"link">): Promise<Link | undefined> =>
  scope.db
    .select()
    .from(links)
    .where(and(mine(scope), eq(links.id, id)))
    .get();

export const insertLink = (scope: Scope, link: Link): Statement => scope.db.insert(links).values(link);

export const updateLink = (scope: Scope, before: Link, after: Link): Statement =>
  scope.db
    .update(links)
    .set(withoutKey(after))
    .where(and(one(scope, before.id), eq(links.version, before.version), isNull(links.revokedAt)));

/** What a link would be aimed at, in one trip. */
export async function readAimed(scope: Scope, { eventTypeId, memberId }: Aim): Promise<Aimed> {
  const { db, tenant } = scope;
  const alone = db
    .select({ id: eventTypeHosts.eventTypeId })
    .from(eventTypeHosts)
    .where(and(eq(eventTypeHosts.tenantId, tenant.id), eq(eventTypeHosts.memberId, memberId ?? "mem_")));
  const [types, here, fixed, sent, own] = await db.batch([
    db
      .select({ active: eventTypes.active })
      .from(eventTypes)
      .where(
        and(eq(eventTypes.tenantId, tenant.id), eq(eventTypes.id, eventTypeId ?? "ety_"), isNull(eventTypes.deletedAt)),
      ),
    db
      .select({ id: members.id })
      .from(members)
      .where(and(eq(members.tenantId, tenant.id), eq(members.id, memberId ?? "mem_"), isNull(members.deletedAt))),
    db
      .select({ id: eventTypeHosts.memberId })
      .from(eventTypeHosts)
      .where(
        and(
          eq(eventTypeHosts.tenantId, tenant.id),
          eq(eventTypeHosts.eventTypeId, eventTypeId ?? "ety_"),
          eq(eventTypeHosts.memberId, memberId ?? "mem_"),
        ),
      ),
    db
      .select({ found: sql<number>`1` })
      .from(sql`pool_members seat`)
      .where(
        sql`seat.tenant_id = ${tenant.id} and seat.member_id = ${memberId} and seat.standing = 'qualified'
          and seat.pool_id in (select drawn.pool_id from event_type_pools drawn
            where drawn.tenant_id = ${tenant.id} and drawn.event_type_id = ${eventTypeId})`,
      )
      .limit(1),
    db
      .select({ id: eventTypes.id })
      .from(eventTypes)
      .where(
        and(
          eq(eventTypes.tenantId, tenant.id),
          inArray(eventTypes.id, alone),
          eq(eventTypes.kind, "one_on_one"),
          eq(eventTypes.active, true),
          isNull(eventTypes.deletedAt),
        ),
      )
      .limit(1),
  ]);
  return {
    eventType: types[0],
    member: here.length > 0,
    hosts: fixed.length + sent.length > 0,
    hasOwnType: own.length > 0,
  };
}

/** What a token claims to be, with the company it leads into. */
export async function readClaimed({ db }: Context, { tenant: house, id }: Claim) {
  const [found, houses] = await db.batch([
    db
      .select()
      .from(links)
      .where(and(eq(links.tenantId, house), eq(links.id, id))),
    db.select().from(tenants).where(eq(tenants.id, house)),
  ]);
  return { link: found[0], tenant: houses[0] };
}

/** The link as it was opened still opens the same: what a write by its bearer stands on. */
export const stillOpens = (link: Link, verb: Link["verbs"][number] | undefined, { now }: Pick<Context, "now">): SQL => {
  const lets =
    verb === undefined ? sql`` : sql`and exists (select 1 from json_each(verbs) lent where lent.value = ${verb})`;
  return sql`exists (select 1 from links where tenant_id = ${link.tenantId} and id = ${link.id}
      and key_version = ${link.keyVersion} and revoked_at is null and expires_at > ${now} ${lets})
    and exists (select 1 from tenants house where house.id = ${link.tenantId} and house.deleted_at is null
      and house.status <> 'suspended')`;
};

const ofBooking = (scope: Scope, booking: Id<"booking">) =>
  and(eq(links.tenantId, scope.tenant.id), eq(links.bookingId, booking), eq(links.kind, "booking"));

const touched = ({ now }: Scope) => ({ updatedAt: now, version: sql`${links.version} + 1` });

/** All links of a booking, whoever holds them. */
export const changeOfBooking = (
  scope: Scope,
  booking: Id<"booking">,
  change: Partial<Pick<Link, "verbs" | "expiresAt">>,
): Statement =>
  scope.db
    .update(links)
    .set({ ...change, ...touched(scope) })
    .where(ofBooking(scope, booking));

/** Whatever it was read as, it is no link from now on. */
export const revokeLink = (scope: Scope, id: Id<"link">): Statement =>
  scope.db
    .update(links)
    .set({ revokedAt: scope.now, revokedBy: actorWord(scope.actor), ...touched(scope) })
    .where(and(one(scope, id), isNull(links.revokedAt)));

/** One use more, while there is one left and the link is good. */
export const countUse = (scope: Scope, link: Link): Statement =>
  scope.db
    .update(links)
    .set({ uses: sql`${links.uses} + 1`, ...touched(scope) })
    .where(
      and(
        one(scope, link.id),
        eq(links.keyVersion, link.keyVersion),
        isNull(links.revokedAt),
        gt(links.expiresAt, scope.now),
        usesLeft,
      ),
    );

/** A booking, and who hosts it. */
export async function findBooking({ db, tenant }: Scope, id: Id<"booking">) {
  const [found, hosts] = await db.batch([
    db
      .select()
      .from(bookings)
      .where(and(eq(bookings.tenantId, tenant.id), eq(bookings.id, id))),
    db
      .select({ memberId: attendees.memberId, poolId: attendees.poolId })
      .from(attendees)
      .where(
        and(
          eq(attendees.tenantId, tenant.id),
          eq(attendees.bookingId, id),
          eq(attendees.role, "host"),
          isNull(attendees.removedAt),
        ),
      )
      .orderBy(asc(attendees.position)),
  ]);
  const [booking] = found;
  return booking && { ...booking, hosts };
}

/** A booking as its invitee is shown it, in one trip. */
export async function readForInvitee(scope: Scope, id: Id<"booking">) {
  const { db, tenant } = scope;
  const there = and(eq(attendees.tenantId, tenant.id), eq(attendees.bookingId, id), isNull(attendees.removedAt));
  const [found, types, hosts, invitees, requests] = await db.batch([
    db
      .select()
      .from(bookings)
      .where(and(eq(bookings.tenantId, tenant.id), eq(bookings.id, id))),
    db
      .select()
      .from(eventTypes)
      .where(
        and(
          eq(eventTypes.tenantId, tenant.id),
          sql`${eventTypes.id} = (select event_type_id from bookings where tenant_id = ${tenant.id} and id = ${id})`,
        ),
      ),
    db
      .select({ id: members.id, name: members.displayName, position: attendees.position })
      .from(attendees)
      .innerJoin(members, and(eq(members.tenantId, attendees.tenantId), eq(members.id, attendees.memberId)))
      .where(and(there, eq(attendees.role, "host")))
      .orderBy(asc(attendees.position)),
    db
      .select()
      .from(attendees)
      .where(and(there, eq(attendees.role, "invitee"))),
    db
      .select()
      .from(rescheduleRequests)
      .where(
        and(
          eq(rescheduleRequests.tenantId, tenant.id),
          eq(rescheduleRequests.bookingId, id),
          eq(rescheduleRequests.status, "pending"),
        ),
      ),
  ]);
  const [booking] = found;
  return (
    booking && {
      booking,
      eventType: types[0],
      hosts: hosts.map(({ id: host, name }) => ({ id: host, name })),
      invitee: invitees[0],
      request: requests[0],
    }
  );
}

/** The names of everybody who could come to a booking, wherever it is moved. */
export async function namesAround({ db, tenant }: Scope, id: Id<"booking">): Promise<ReadonlyMap<string, string>> {
  const type = sql`(select event_type_id from bookings where tenant_id = ${tenant.id} and id = ${id})`;
  const people = sql`(
    select member_id from attendees where tenant_id = ${tenant.id} and booking_id = ${id} and member_id is not null
    union all select member_id from event_type_hosts where tenant_id = ${tenant.id} and event_type_id = ${type}
    union all select member_id from pool_members where tenant_id = ${tenant.id} and pool_id in (
      select pool_id from event_type_pools where tenant_id = ${tenant.id} and event_type_id = ${type}))`;
  const rows = await db
    .select({ id: members.id, name: members.displayName })
    .from(members)
    .where(and(eq(members.tenantId, tenant.id), sql`${members.id} in ${people}`));
  return new Map(rows.map((row) => [row.id, row.name]));
}
