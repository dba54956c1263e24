import { and, eq, type SQL, sql } from "drizzle-orm";
import { interviewers } from "#availability/interviewing/tables.ts";
import type { Span } from "#availability/slots/rules.ts";
import { eventTypes } from "#booking/event-types/tables.ts";
import { blocks, taken } from "#booking/reservations/actions.ts";
import { reservations } from "#booking/reservations/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { asInstant, day, type Instant } from "#kernel/instant.ts";
import type { Scope } from "#platform/scope.ts";
import { addDays, addMonths, asDay, type Day, monthStart, yearStart } from "#time/dates.ts";

const dayOf = (at: Instant): Day => asDay(Math.floor(at / day));
const instantOf = (date: Day): Instant => asInstant(date * day);

/** No wall is further from UTC than this, and a meeting may begin the night before. */
const marginDays = 2;

/** The periods that a range touches, wherever days begin and on whatever day weeks do. */
export function periodsAround({ start, end }: Span): { per: string; from: Instant; to: Instant }[] {
  const first = addDays(dayOf(start), -marginDays);
  const last = addDays(dayOf(end), marginDays);
  const from = (date: Day): Instant => instantOf(addDays(date, -marginDays));
  const to = (date: Day): Instant => instantOf(addDays(date, marginDays));
  return [
    { per: "day", from: instantOf(first), to: instantOf(addDays(last, 1)) },
    { per: "week", from: instantOf(addDays(first, -6)), to: instantOf(addDays(last, 7)) },
    { per: "month", from: from(monthStart(first)), to: to(addMonths(monthStart(last), 1)) },
    { per: "year", from: from(yearStart(first)), to: to(addMonths(yearStart(last), 12)) },
  ];
}

/** As one value of a statement. */
export const periodsOf = (span: Span): string => JSON.stringify(periodsAround(span));

/** All that a statement needs of a scope: it may be written before it is known whose it is. */
type Within = Pick<Scope, "db" | "now"> & { tenant: { id: Id<"tenant"> } };

const periodsIn = (periods: string): SQL => sql`json_each(${periods}) period`;

/** In the period, by an index that ends with the start: the joins before this one are what it is looked up by. */
const beginsInPeriod = (per: SQL): SQL => sql`period.value ->> 'per' = ${per}
  and ${reservations.startsAt} >= period.value ->> 'from' and ${reservations.startsAt} < period.value ->> 'to'`;

/** Unsent: all meetings of those of these people who have limits of their own, in the periods (`periodsOf`) that they limit. */
export const countedByHosts = (scope: Within, people: SQL, periods: string) =>
  scope.db
    .select(taken)
    .from(interviewers)
    .crossJoin(sql`json_each(${interviewers.limits}) said`)
    .crossJoin(periodsIn(periods))
    .crossJoin(reservations)
    .where(
      and(
        eq(interviewers.tenantId, scope.tenant.id),
        sql`${interviewers.memberId} in ${people}`,
        sql`coalesce(said.value ->> 'count', said.value ->> 'minutes') is not null`,
        eq(reservations.tenantId, interviewers.tenantId),
        eq(reservations.memberId, interviewers.memberId),
        beginsInPeriod(sql`said.key`),
        blocks(scope),
      ),
    );

/** Unsent: the meetings of one event type that these people have, in the periods that it limits. */
export const countedByType = (scope: Within, theType: SQL, people: SQL, periods: string) =>
  scope.db
    .select(taken)
    .from(eventTypes)
    .crossJoin(sql`json_each(${eventTypes.limits}) said`)
    .crossJoin(periodsIn(periods))
    .crossJoin(reservations)
    .where(
      and(
        eq(eventTypes.tenantId, scope.tenant.id),
        sql`${eventTypes.id} = ${theType}`,
        eq(reservations.tenantId, eventTypes.tenantId),
        sql`${reservations.memberId} in ${people}`,
        eq(reservations.eventTypeId, eventTypes.id),
        beginsInPeriod(sql`said.value ->> 'per'`),
        blocks(scope),
      ),
    );
