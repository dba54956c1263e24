import { and, asc, eq, isNull, lte, sql } from "drizzle-orm";
import { reservations } from "#booking/reservations/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { failUnlessStill } from "#platform/commit.ts";
import type { Statement } from "#platform/d1.ts";
import { withoutKey } from "#platform/rows.ts";
import type { Context, Scope } from "#platform/scope.ts";
import {
  type Attendee,
  attendees,
  type Booking,
  type BookingAnswer,
  type BookingEvent,
  bookingAnswers,
  bookingEvents,
  bookings,
} from "./tables.ts";

/** Inside one tenant, whoever asks. */
export type Within = Pick<Context, "db" | "now"> & { tenant: { id: Id<"tenant"> } };

/** A booking with everybody in it and what was answered. */
export type BookingWhole = Booking & { attendees: readonly Attendee[]; answers: readonly BookingAnswer[] };

export const mine = ({ tenant }: Within) => eq(bookings.tenantId, tenant.id);
const one = (scope: Within, id: Id<"booking">) => and(mine(scope), eq(bookings.id, id));
const idsIn = (ids: readonly string[]) => sql`(select value from json_each(${JSON.stringify(ids)}))`;

export const bookingStatement = (scope: Within, id: Id<"booking">) =>
  scope.db.select().from(bookings).where(one(scope, id));

/** Unsent: everybody who is in these bookings now, hosts first. */
export const attendeesStatement = (scope: Within, ids: readonly Id<"booking">[]) =>
  scope.db
    .select()
    .from(attendees)
    .where(
      and(
        eq(attendees.tenantId, scope.tenant.id),
        sql`${attendees.bookingId} in ${idsIn(ids)}`,
        isNull(attendees.removedAt),
      ),
    )
    .orderBy(asc(attendees.position), asc(attendees.id));

export const answersStatement = (scope: Within, ids: readonly Id<"booking">[]) =>
  scope.db
    .select()
    .from(bookingAnswers)
    .where(and(eq(bookingAnswers.tenantId, scope.tenant.id), sql`${bookingAnswers.bookingId} in ${idsIn(ids)}`))
    .orderBy(asc(bookingAnswers.position));

export async function findBooking(scope: Within, id: Id<"booking">): Promise<BookingWhole | undefined> {
  const [found, people, answers] = await scope.db.batch([
    bookingStatement(scope, id),
    attendeesStatement(scope, [id]),
    answersStatement(scope, [id]),
  ]);
  const [booking] = found;
  return booking && { ...booking, attendees: people, answers };
}

export async function wholeOf(scope: Within, rows: readonly Booking[]): Promise<BookingWhole[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const [people, answers] = await scope.db.batch([attendeesStatement(scope, ids), answersStatement(scope, ids)]);
  const peopleOf = Map.groupBy(people, ({ bookingId }) => bookingId);
  const answersOf = Map.groupBy(answers, ({ bookingId }) => bookingId);
  return rows.map((row) => ({ ...row, attendees: peopleOf.get(row.id) ?? [], answers: answersOf.get(row.id) ?? [] }));
}

/** The place in the log of the fact that comes with this change: the next one, as `commit` counts. */
const nextSeq = (scope: Scope) =>
  sql<number>`(select coalesce(max(seq), 0) + 1 from facts where tenant_id = ${scope.tenant.id})`;

export const insertBooking = (scope: Scope, booking: Booking): Statement =>
  scope.db.insert(bookings).values({ ...booking, seq: nextSeq(scope) });

/** Guarded by the version it was decided on. */
export const updateBooking = (scope: Scope, before: Booking, after: Booking): Statement =>
  scope.db
    .update(bookings)
    .set({ ...withoutKey(after), seq: nextSeq(scope) })
    .where(and(one(scope, before.id), eq(bookings.version, before.version)));

export const insertEvent = (scope: Scope, event: BookingEvent): Statement =>
  scope.db.insert(bookingEvents).values(event);

export const insertAttendees = (scope: Scope, rows: readonly Attendee[]): Statement =>
  scope.db.run(sql`
    insert into attendees (tenant_id, id, booking_id, role, member_id, pool_id, assigned_at, starts_at, name, email, phone,
      time_zone, locale, rsvp, consent, utm, referrer, accommodations, position, created_at, updated_at)
    select ${scope.tenant.id}, said.value ->> 'id', said.value ->> 'bookingId', said.value ->> 'role',
      said.value ->> 'memberId', said.value ->> 'poolId', said.value ->> 'assignedAt',
      case when said.value ->> 'memberId' is not null then (select meeting.starts_at from bookings meeting
        where meeting.tenant_id = ${scope.tenant.id} and meeting.id = said.value ->> 'bookingId') end,
      said.value ->> 'name',
      said.value ->> 'email', said.value ->> 'phone', said.value ->> 'timeZone', said.value ->> 'locale',
      said.value ->> 'rsvp', nullif(said.value -> 'consent', 'null'), nullif(said.value -> 'utm', 'null'),
      said.value ->> 'referrer', said.value ->> 'accommodations', said.value ->> 'position', ${scope.now}, ${scope.now}
    from json_each(${JSON.stringify(rows)}) said`);

export const insertAnswers = (scope: Scope, rows: readonly BookingAnswer[]): Statement =>
  scope.db.run(sql`
    insert into booking_answers (tenant_id, booking_id, question_id, position, label, type, value)
    select ${scope.tenant.id}, said.value ->> 'bookingId', said.value ->> 'questionId', said.value ->> 'position',
      said.value ->> 'label', said.value ->> 'type', said.value -> 'value'
    from json_each(${JSON.stringify(rows)}) said`);

/** An hour about to be written as taken. */
export type Hour = {
  id: Id<"reservation">;
  memberId: string;
  startsAt: Instant;
  endsAt: Instant;
  beforeMinutes: number;
  afterMinutes: number;
  share: string | null;
  capacity: number | null;
  seatNo: number | null;
};

export type Taking = {
  txn: string;
  kind: "booking" | "hold";
  eventType: Id<"event_type"> | null;
  booking: Id<"booking"> | null;
  lapsesAt: Instant | null;
};

/** The hours of one intent, all in one statement; the second wall stands behind each row. */
export const insertHours = (scope: Scope, taking: Taking, hours: readonly Hour[]): Statement =>
  scope.db.run(sql`
    insert into reservations (tenant_id, id, member_id, txn, kind, starts_at, ends_at, before_minutes, after_minutes,
      event_type_id, booking_id, share, capacity, seat_no, active, lapses_at, created_at, updated_at, version)
    select ${scope.tenant.id}, said.value ->> 'id', said.value ->> 'memberId', ${taking.txn}, ${taking.kind},
      said.value ->> 'startsAt', said.value ->> 'endsAt', said.value ->> 'beforeMinutes', said.value ->> 'afterMinutes',
      ${taking.eventType}, ${taking.booking}, said.value ->> 'share', said.value ->> 'capacity', said.value ->> 'seatNo',
      1, ${taking.lapsesAt}, ${scope.now}, ${scope.now}, 1
    from json_each(${JSON.stringify(hours)}) said`);

/**
 * A seat whose hold has lapsed is given anew before the row of the hold is swept. It is struck first: seats of a session are told
 * apart by their numbers, whatever the time is.
 */
export const strikeLapsedSeats = (scope: Scope, share: string | null): Statement[] =>
  share === null
    ? []
    : [
        scope.db
          .update(reservations)
          .set({ active: false, updatedAt: scope.now, version: sql`${reservations.version} + 1` })
          .where(
            and(
              eq(reservations.tenantId, scope.tenant.id),
              eq(reservations.share, share),
              sql`${reservations.active} = 1`,
              eq(reservations.kind, "hold"),
              lte(reservations.lapsesAt, scope.now),
            ),
          ),
      ];

const ofTxn = (scope: Within, txn: string) =>
  and(eq(reservations.tenantId, scope.tenant.id), eq(reservations.txn, txn));

/** The hours that an intent has. */
export const hoursTaken = (scope: Within, txn: string) =>
  scope.db
    .select({
      memberId: reservations.memberId,
      beforeMinutes: reservations.beforeMinutes,
      afterMinutes: reservations.afterMinutes,
      capacity: reservations.capacity,
    })
    .from(reservations)
    .where(and(ofTxn(scope, txn), sql`${reservations.active} = 1`));

/** Given back: on record, and blocking nothing. */
export const freeHours = (scope: Scope, txn: string): Statement =>
  scope.db
    .update(reservations)
    .set({ active: false, updatedAt: scope.now, version: sql`${reservations.version} + 1` })
    .where(and(ofTxn(scope, txn), sql`${reservations.active} = 1`));

/** The hours of a hold that stands in the books become the booking's; undone when they are not all there. */
export const bookHeldHours = (scope: Scope, txn: string, booking: Id<"booking">, count: number): Statement[] => [
  scope.db
    .update(reservations)
    .set({
      kind: "booking",
      bookingId: booking,
      active: true,
      lapsesAt: null,
      updatedAt: scope.now,
      version: sql`${reservations.version} + 1`,
    })
    .where(and(ofTxn(scope, txn), eq(reservations.kind, "hold"))),
  failUnlessStill(scope, sql`changes() = ${count}`),
];

type Turn = { pool: string; member: string };

/**
 * Turns that begin to count, in the batch of the booking they are for. A seat counts from the moment it was given; its version is
 * that of what people say of it, and stays.
 */
export const takeTurns = (scope: Scope, turns: readonly Turn[]): Statement[] =>
  turns.length === 0
    ? []
    : [
        scope.db.run(sql`
          update pool_members set assigned_count = assigned_count + 1, last_assigned_at = max(coalesce(last_assigned_at, 0), ${scope.now})
          where tenant_id = ${scope.tenant.id} and created_at <= ${scope.now} and (pool_id, member_id) in (
            select said.value ->> 'pool', said.value ->> 'member' from json_each(${JSON.stringify(turns)}) said)`),
      ];

/**
 * Turns of a booking's hosts that count no more: the counters go back to what the turns left say. A turn from before the seat was
 * given was never counted there.
 */
export const undoTurns = (
  scope: Scope,
  turns: readonly (Turn & { at: Instant })[],
  booking: Id<"booking">,
): Statement[] => {
  if (turns.length === 0) return [];
  const said = sql`json_each(${JSON.stringify(turns)}) said`;
  const named = sql`(pool_id, member_id) in (select said.value ->> 'pool', said.value ->> 'member' from ${said})`;
  return [
    scope.db.run(sql`
      update attendees set assigned_at = null, updated_at = ${scope.now}
      where tenant_id = ${scope.tenant.id} and booking_id = ${booking} and assigned_at is not null and ${named}`),
    scope.db.run(sql`
      update pool_members set assigned_count = assigned_count - 1, last_assigned_at = (
          select turn.assigned_at from attendees turn
          where turn.tenant_id = pool_members.tenant_id and turn.pool_id = pool_members.pool_id
            and turn.member_id = pool_members.member_id and turn.assigned_at >= pool_members.created_at
          order by turn.assigned_at desc limit 1)
      where tenant_id = ${scope.tenant.id} and ${named} and created_at <= (
        select said.value ->> 'at' from ${said}
        where said.value ->> 'pool' = pool_members.pool_id and said.value ->> 'member' = pool_members.member_id)`),
  ];
};

/** Taken out of a booking, and kept on record. */
export const removeAttendees = (scope: Scope, booking: Id<"booking">, ids: readonly Id<"attendee">[]): Statement[] =>
  ids.length === 0
    ? []
    : [
        scope.db
          .update(attendees)
          .set({ removedAt: scope.now, assignedAt: null, updatedAt: scope.now })
          .where(
            and(
              eq(attendees.tenantId, scope.tenant.id),
              eq(attendees.bookingId, booking),
              sql`${attendees.id} in ${idsIn(ids)}`,
            ),
          ),
      ];
