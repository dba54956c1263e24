// What a console asks of bookings: each question along the index that answers it, so that it costs what it finds.
import { and, eq, getTableColumns, gte, inArray, isNull, lt, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { eventTypes } from "#booking/event-types/tables.ts";
import { members } from "#identity/members/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { type Instant, minute } from "#kernel/instant.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import { facts } from "#platform/facts/tables.ts";
import { type Cut, keyset } from "#platform/paging.ts";
import type { Scope } from "#platform/scope.ts";
import { bookingStatement, type BookingWhole, mine } from "./store.ts";
import { attendees, type Booking, type BookingEvent, bookingEvents, bookings } from "./tables.ts";

export type BookingFilter = {
  status?: Booking["status"][] | undefined;
  kind?: Booking["kind"][] | undefined;
  source?: Booking["source"][] | undefined;
  event_type_id?: Id<"event_type">[] | undefined;
  host_id?: Id<"member">[] | undefined;
  pool_id?: Id<"pool">[] | undefined;
  link_id?: Id<"link">[] | undefined;
  session_of?: Id<"booking"> | undefined;
  invitee_email?: string | undefined;
  q?: string | undefined;
  location_kind?: Booking["locationKind"][] | undefined;
  no_show?: NonNullable<Booking["noShow"]>[] | undefined;
  rescheduled?: boolean | undefined;
  starts_after?: Instant | undefined;
  starts_before?: Instant | undefined;
  created_after?: Instant | undefined;
  created_before?: Instant | undefined;
  updated_since?: Instant | undefined;
  seq_after?: number | undefined;
};

export type BookingCut = Cut & { by: "starts_at" | "created_at" | "updated" };

const keyColumns = { starts_at: bookings.startsAt, created_at: bookings.createdAt, updated: bookings.seq } as const;
const keyOf = (row: Booking, by: BookingCut["by"]): number =>
  by === "updated" ? row.seq : by === "created_at" ? row.createdAt : row.startsAt;

export async function searchBookings(scope: Scope, filter: BookingFilter, cut: BookingCut): Promise<Page<Booking>> {
  const [first, ...rest] = waysTo(scope, filter, cut);
  if (first === undefined) return { rows: [], next: null };
  const found = await scope.db.batch([first, ...rest]);
  const rows = rest.length === 0 ? found[0] : merged(found.flat(), cut);
  return pageOf(rows, cut.limit, (row) => ({ key: keyOf(row, cut.by), id: row.id }));
}

/** Of several lists in one order the one list; a booking with two hosts who were both asked for stands in it once. */
function merged(rows: readonly Booking[], { by, descending }: BookingCut): Booking[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const turn = descending ? -1 : 1;
  return [...byId.values()].toSorted(
    (one, other) => turn * (keyOf(one, by) - keyOf(other, by) || (one.id < other.id ? -1 : 1)),
  );
}

type Asked = { scope: Scope; filter: BookingFilter; cut: BookingCut };

/**
 * The statements that answer together. SQLite knows nothing of how many rows an index leads to, so the narrowest way is chosen here
 * and said outright. What is asked by several hosts or event types in the order of their starts is asked for each of them: so each
 * list begins where the page does and ends where it is full.
 */
function waysTo(scope: Scope, filter: BookingFilter, cut: BookingCut) {
  const asked: Asked = { scope, filter: yetToCome(filter, cut), cut };
  const { invitee_email: email, session_of: session, link_id: links, host_id: hosts, event_type_id: types } = filter;
  if (email !== undefined) return [ofInvitee(asked, email)];
  if (session !== undefined) return [along(asked, "bookings_event_type", ...sameSession(scope, session))];
  if (links !== undefined) return [along(asked, "bookings_link")];
  // An index of pending ones alone is of use only where the word stands in the statement itself.
  if (filter.status?.length === 1 && filter.status[0] === "pending")
    return [along(asked, "bookings_waiting", sql`${bookings.status} = 'pending'`)];
  if (hosts !== undefined && cut.by === "starts_at") return hosts.map((host) => inAgendaOf(asked, host));
  if (types !== undefined && cut.by === "starts_at")
    return types.map((type) =>
      along(without(asked, "event_type_id"), "bookings_event_type", eq(bookings.eventTypeId, type)),
    );
  return [along(asked, null)];
}

/** What the way itself holds to is not asked of every booking once more. */
const without = (asked: Asked, field: keyof BookingFilter): Asked => ({
  ...asked,
  filter: { ...asked.filter, [field]: undefined },
});

/** As `from` with a hint is no table to Drizzle, each column brings its own reading along. */
const columns = Object.fromEntries(
  Object.entries(getTableColumns(bookings)).map(([name, column]) => [
    name,
    sql`${column}`.mapWith(column).as(column.name),
  ]),
  // What `fromEntries` forgets: these are the columns of a booking.
) as { [K in keyof Booking]: SQL.Aliased<Booking[K]> };

function along({ scope, filter, cut }: Asked, index: string | null, ...which: (SQL | undefined)[]) {
  const page = keyset(cut, keyColumns[cut.by], bookings.id);
  return scope.db
    .select(columns)
    .from(index === null ? bookings : sql`"bookings" indexed by ${sql.raw(index)}`)
    .where(and(mine(scope), ...which, ...fitting(scope, filter), page.where))
    .orderBy(...page.orderBy)
    .limit(page.limit);
}

function inAgendaOf(asked: Asked, host: Id<"member">) {
  const { filter, cut } = asked;
  const window = within(attendees.startsAt, filter.starts_after, filter.starts_before);
  const page = keyset(cut, attendees.startsAt, attendees.bookingId);
  return through(without(asked, "host_id"), page, eq(attendees.memberId, host), ...window);
}

function ofInvitee(asked: Asked, email: string) {
  const page = keyset(asked.cut, keyColumns[asked.cut.by], bookings.id);
  return through(without(asked, "invitee_email"), page, eq(attendees.email, email), eq(attendees.role, "invitee"));
}

/** From people to their bookings, and never the other way round, which a cross join holds SQLite to. */
const through = ({ scope, filter }: Asked, page: ReturnType<typeof keyset>, ...whose: (SQL | undefined)[]) =>
  scope.db
    .select(getTableColumns(bookings))
    .from(attendees)
    .crossJoin(bookings)
    .where(
      and(
        eq(attendees.tenantId, scope.tenant.id),
        ...whose,
        isNull(attendees.removedAt),
        eq(bookings.tenantId, attendees.tenantId),
        eq(bookings.id, attendees.bookingId),
        ...fitting(scope, filter),
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit);

const oneOf = (column: SQLiteColumn, ids: readonly string[] | undefined) =>
  ids && sql`${column} in (select value from json_each(${JSON.stringify(ids)}))`;

const within = (column: SQLiteColumn, from: Instant | undefined, to: Instant | undefined) => [
  from === undefined ? undefined : gte(column, from),
  to === undefined ? undefined : lt(column, to),
];

/** A later page begins where the one before ended, and not once more where the window does: one bound is looked up, not two. */
function yetToCome(filter: BookingFilter, { by, after, descending }: BookingCut): BookingFilter {
  if (after === null) return filter;
  if (by === "updated") return { ...filter, updated_since: undefined, seq_after: undefined };
  const [from, to] =
    by === "starts_at" ? (["starts_after", "starts_before"] as const) : (["created_after", "created_before"] as const);
  return { ...filter, [descending ? to : from]: undefined };
}

/** Every condition on the booking itself. */
function fitting(scope: Scope, filter: BookingFilter): (SQL | undefined)[] {
  const { rescheduled, q } = filter;
  return [
    filter.status && inArray(bookings.status, filter.status),
    filter.kind && inArray(bookings.kind, filter.kind),
    filter.source && inArray(bookings.source, filter.source),
    filter.location_kind && inArray(bookings.locationKind, filter.location_kind),
    filter.no_show && inArray(bookings.noShow, filter.no_show),
    oneOf(bookings.eventTypeId, filter.event_type_id),
    oneOf(bookings.linkId, filter.link_id),
    filter.host_id && withSomebody(sql`present.role = 'host' and ${among("member_id", filter.host_id)}`),
    filter.pool_id && withSomebody(sql`present.role = 'host' and ${among("pool_id", filter.pool_id)}`),
    filter.invitee_email === undefined
      ? undefined
      : withSomebody(sql`present.role = 'invitee' and present.email = ${filter.invitee_email}`),
    q === undefined
      ? undefined
      : withSomebody(sql`present.role = 'invitee' and (instr(lower(present.name), lower(${q})) > 0
          or instr(present.email, lower(${q})) > 0)`),
    rescheduled === undefined
      ? undefined
      : rescheduled
        ? sql`${bookings.rescheduledCount} > 0`
        : eq(bookings.rescheduledCount, 0),
    ...within(bookings.startsAt, filter.starts_after, filter.starts_before),
    ...within(bookings.createdAt, filter.created_after, filter.created_before),
    filter.seq_after === undefined ? undefined : sql`${bookings.seq} > ${filter.seq_after}`,
    filter.updated_since === undefined ? undefined : changedSince(scope, filter.updated_since),
  ];
}

const among = (column: "member_id" | "pool_id", ids: readonly string[]) =>
  sql`present.${sql.raw(column)} in (select value from json_each(${JSON.stringify(ids)}))`;

const withSomebody = (who: SQL) =>
  sql`exists (select 1 from attendees present where present.tenant_id = ${bookings.tenantId}
    and present.booking_id = ${bookings.id} and present.removed_at is null and ${who})`;

/** The seats of the session that one seat is of. Each session has a word of its own. */
const sameSession = (scope: Scope, seat: Id<"booking">): SQL[] =>
  [bookings.eventTypeId, bookings.startsAt, bookings.share].map((column) => {
    const said = scope.db
      .select({ said: column })
      .from(bookings)
      .where(and(mine(scope), eq(bookings.id, seat)));
    return sql`${column} = ${said}`;
  });

/** So long after it began, nothing that anybody began is written any more. */
const longestWrite = 15 * minute;

/**
 * From the first place in the log on that belongs to this instant or a later one. Facts are numbered as they are written and dated as
 * they were begun: one that was begun later may stand before the first by its date, but only as far as writing takes.
 */
const changedSince = ({ tenant }: Scope, since: Instant) =>
  sql`${bookings.seq} >= (select min(seq) from facts where tenant_id = ${tenant.id} and at >= ${since}
    and at <= ${longestWrite} + (select at from facts where tenant_id = ${tenant.id} and at >= ${since} order by at limit 1))`;

/** A booking with what else was asked to be shown of it. */
export type BookingShown = BookingWhole & {
  eventType?: { id: Id<"event_type">; title: string; slug: string; kind: Booking["kind"] } | null;
  names?: ReadonlyMap<string, string>;
};

export type Wish = ReadonlySet<"event_type" | "hosts">;

export async function shown(scope: Scope, rows: readonly BookingWhole[], wish: Wish): Promise<BookingShown[]> {
  if (rows.length === 0 || wish.size === 0) return [...rows];
  const typeIds = rows.flatMap(({ eventTypeId }) => eventTypeId ?? []);
  const memberIds = rows.flatMap((row) => row.attendees.flatMap(({ memberId }) => memberId ?? []));
  const [types, people] = await scope.db.batch([
    scope.db
      .select({ id: eventTypes.id, title: eventTypes.title, slug: eventTypes.slug, kind: eventTypes.kind })
      .from(eventTypes)
      .where(
        and(eq(eventTypes.tenantId, scope.tenant.id), oneOf(eventTypes.id, wish.has("event_type") ? typeIds : [])),
      ),
    scope.db
      .select({ id: members.id, name: members.displayName })
      .from(members)
      .where(and(eq(members.tenantId, scope.tenant.id), oneOf(members.id, wish.has("hosts") ? memberIds : []))),
  ]);
  const typeOf = new Map(types.map((type) => [type.id, type]));
  const names = new Map<string, string>(people.map(({ id, name }) => [id, name]));
  return rows.map((row) => ({
    ...row,
    ...(wish.has("event_type") ? { eventType: (row.eventTypeId && typeOf.get(row.eventTypeId)) ?? null } : {}),
    ...(wish.has("hosts") ? { names } : {}),
  }));
}

/** What made a version, and who: the log knows the latter. */
export type PastEvent = BookingEvent & { actor: string };

export async function pastOf(scope: Scope, id: Id<"booking">, cut: Cut): Promise<Page<PastEvent> | undefined> {
  const page = keyset(cut, bookingEvents.version, bookingEvents.bookingId);
  const [found, rows] = await scope.db.batch([
    bookingStatement(scope, id),
    scope.db
      .select({ ...getTableColumns(bookingEvents), actor: facts.actor })
      .from(bookingEvents)
      .innerJoin(
        facts,
        and(
          eq(facts.tenantId, bookingEvents.tenantId),
          eq(facts.entityId, bookingEvents.bookingId),
          eq(facts.version, bookingEvents.version),
        ),
      )
      .where(and(eq(bookingEvents.tenantId, scope.tenant.id), eq(bookingEvents.bookingId, id), page.where))
      .orderBy(...page.orderBy)
      .limit(page.limit),
  ]);
  return found.length === 0 ? undefined : pageOf(rows, cut.limit, (row) => ({ key: row.version, id: row.bookingId }));
}
