import { and, eq, gt, gte, inArray, isNull, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { members } from "#identity/members/tables.ts";
import { tenants } from "#identity/tenants/tables.ts";
import { users } from "#identity/users/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { asInstant, day, type Instant } from "#kernel/instant.ts";
import type { Scope } from "#platform/scope.ts";
import { asDay, type Day } from "#time/dates.ts";
import type { Override as OtherHours } from "#time/hours.ts";
import type { ZoneId } from "#time/zones.ts";
import { newcomer, type Settings, zoneFor } from "./interviewing/rules.ts";
import { interviewers, periods } from "./interviewing/tables.ts";
import { type Override, overrides } from "./overrides/tables.ts";
import { untempting } from "./people.ts";
import { type Schedule, schedules } from "./schedules/tables.ts";
import type { Busy, Host, Limit } from "./slots/rules.ts";
import { type TimeOff, timeOff } from "./time-off/tables.ts";
import { type Travel, travel } from "./travel/tables.ts";

/** Whom a question is about: ids, or a query that finds them in the very batch it is asked in. */
export type Who = readonly Id<"member">[] | SQL;

/** Wherever the wall is, and for the night before: a local date is never further from UTC than this. */
const marginDays = 3;

/** The time a question can reach, as instants and as dates on anybody's wall. */
export type Reach = { start: Instant; end: Instant; first: Day; last: Day };

/** All that a statement needs of a scope: it may be written before it is known whose it is. */
type Within = Pick<Scope, "db"> & { tenant: { id: Id<"tenant"> } };

const dateOf = (at: number): Day => asDay(Math.floor(at / day));

/** Free time is followed back to its beginning, though never before now. */
export function reachOf({ now }: Pick<Scope, "now">, range: { start: Instant; end: Instant }): Reach {
  const start = asInstant(Math.min(range.start, now) - marginDays * day);
  const end = asInstant(range.end + marginDays * day);
  return { start, end, first: dateOf(start), last: dateOf(end) };
}

/**
 * All that says when these people work and how they are booked: unsent statements for one batch, each of one table and by an
 * index that ends with the time, so that nothing that is over is read, however much of it there is.
 */
export function statementsFor(scope: Scope, who: Who, range: { start: Instant; end: Instant }) {
  const ids = Array.isArray(who) ? sql`(select value from json_each(${JSON.stringify(who)}))` : sql`${who}`;
  return statementsWithin(scope, ids, reachOf(scope, range));
}

/** The same for those whom a query finds, where the reach is known or is yet to be put in. */
export function statementsWithin(scope: Within, who: SQL, reach: Reach) {
  const among = (column: SQLiteColumn): SQL => sql`${column} in ${who}`;
  return [...aboutPeople(scope, among), ...aboutTimes(scope, among, reach)] as const;
}

type Among = (column: SQLiteColumn) => SQL;

function aboutPeople({ db, tenant: { id: tenant } }: Within, among: Among) {
  const working = and(
    eq(members.tenantId, tenant),
    among(members.id),
    eq(members.status, "active"),
    isNull(members.deletedAt),
  );
  return [
    db
      .select({
        id: tenants.id,
        slug: tenants.slug,
        mode: tenants.mode,
        timeZone: tenants.timeZone,
        version: tenants.version,
      })
      .from(tenants)
      .where(eq(tenants.id, tenant)),
    db.select({ id: members.id, userId: members.userId }).from(members).where(working),
    db
      .select({ id: users.id, timeZone: users.timeZone, version: users.version })
      .from(users)
      .where(inArray(users.id, db.select({ id: members.userId }).from(members).where(working))),
    db
      .select()
      .from(interviewers)
      .where(and(eq(interviewers.tenantId, tenant), among(interviewers.memberId))),
    db
      .select()
      .from(schedules)
      .where(and(eq(schedules.tenantId, tenant), among(schedules.memberId), isNull(schedules.deletedAt))),
  ] as const;
}

function aboutTimes({ db, tenant: { id: tenant } }: Within, among: Among, reach: Reach) {
  const dated = and(
    eq(overrides.tenantId, tenant),
    among(overrides.memberId),
    gte(overrides.lastDate, reach.first),
    sql`${untempting(overrides.firstDate)} <= ${reach.last}`,
    isNull(overrides.deletedAt),
  );
  const away = and(
    eq(timeOff.tenantId, tenant),
    among(timeOff.memberId),
    gt(timeOff.endsAt, reach.start),
    sql`${untempting(timeOff.startsAt)} < ${reach.end}`,
    isNull(timeOff.deletedAt),
  );
  const elsewhere = (ends: SQL) =>
    and(
      eq(travel.tenantId, tenant),
      among(travel.memberId),
      ends,
      sql`${untempting(travel.startsAt)} < ${reach.end}`,
      isNull(travel.deletedAt),
    );
  return [
    db.select().from(overrides).where(dated),
    db.select().from(timeOff).where(away),
    db
      .select()
      .from(travel)
      .where(elsewhere(gt(travel.endsAt, reach.start))),
    db
      .select()
      .from(travel)
      .where(elsewhere(isNull(travel.endsAt))),
  ] as const;
}

/** What a batch of those statements answers with, in their order. */
export type ReadinessRows = Answers<ReturnType<typeof statementsFor>>;

type Answers<T extends readonly unknown[]> = { [S in keyof T]: Awaited<T[S]> };

/** A member who can be booked: how, where and when, whatever is taken already. */
export type Person = {
  id: Id<"member">;
  settings: Settings;
  /** Where limits are counted. */
  zone: ZoneId;
  /** Grows with every change of what limits are counted by: the person's settings, their zone, their company's. */
  policyVersion: number;
  schedules: readonly Schedule[];
  overrides: readonly Override[];
  timeOff: readonly TimeOff[];
  travel: readonly Travel[];
  /** The dates that were asked about. */
  dates: { first: Day; last: Day };
};

/** The people by id. Who has left or may not act at present is not among them, and cannot be booked. */
export function toPeople(
  scope: Pick<Scope, "now">,
  range: { start: Instant; end: Instant },
  rows: ReadinessRows,
): ReadonlyMap<Id<"member">, Person> {
  const [companies, here, persons, sayings, weeks, dates, away, trips, moves] = rows;
  const byUser = new Map(persons.map((person) => [person.id, person]));
  const settings = new Map(sayings.map((one) => [one.memberId, one]));
  const [weeksOf, datesOf, awayOf, tripsOf] = [
    byMember(weeks),
    byMember(dates),
    byMember(away),
    byMember([...trips, ...moves]),
  ] as const;
  const { first, last } = reachOf(scope, range);
  return new Map(
    here.map(({ id, userId }) => {
      const said = settings.get(id);
      const own = said ?? newcomer;
      const user = byUser.get(userId);
      const person: Person = {
        id,
        settings: own,
        zone: zoneFor(own.timeZone, user?.timeZone ?? null, companies[0]?.timeZone ?? "UTC"),
        policyVersion: (said?.version ?? 0) + (user?.version ?? 0) + (companies[0]?.version ?? 0),
        schedules: weeksOf.get(id) ?? [],
        overrides: datesOf.get(id) ?? [],
        timeOff: awayOf.get(id) ?? [],
        travel: tripsOf.get(id) ?? [],
        dates: { first, last },
      };
      return [id, person];
    }),
  );
}

const byMember = <R extends { memberId: Id<"member"> }>(rows: readonly R[]): ReadonlyMap<Id<"member">, R[]> =>
  Map.groupBy(rows, (row) => row.memberId);

/** A person as a host of the engine: by the schedule that is named, if it is still theirs, else by their default. */
export function hostOf(
  person: Person,
  as: { pool: string | null; schedule?: Id<"schedule"> | null; busy: readonly Busy[] },
): Host {
  const { settings, zone } = person;
  const schedule =
    person.schedules.find(({ id }) => id === as.schedule) ?? person.schedules.find(({ isDefault }) => isDefault);
  return {
    id: person.id,
    pool: as.pool,
    hours: {
      zone: schedule?.timeZone ?? zone,
      weekly: schedule?.weekly ?? [],
      overrides: otherHours(person, schedule?.id),
      travel: person.travel.map(({ startsAt, endsAt, timeZone }) => ({ from: startsAt, to: endsAt, zone: timeZone })),
    },
    timeOff: person.timeOff.flatMap(({ firstDate, lastDate }) =>
      firstDate === null || lastDate === null ? [] : [{ first: firstDate, last: lastDate }],
    ),
    busy: [...as.busy, ...person.timeOff.flatMap(awayUntil)],
    zone,
    weekStart: settings.weekStart,
    limits: limitsOf(settings),
    beforeMinutes: settings.beforeMinutes,
    afterMinutes: settings.afterMinutes,
    noticeMinutes: settings.noticeMinutes,
    advanceDays: settings.advanceDays,
    pausedUntil: settings.pausedUntil,
  };
}

/** Date by date, as far as was asked; what a schedule says of a date goes before what the member says of it. */
function otherHours({ overrides: all, dates }: Person, schedule: Id<"schedule"> | undefined): OtherHours[] {
  const byDate = new Map<Day, OtherHours>();
  const inOrder = [
    ...all.filter(({ scheduleId }) => scheduleId === null),
    ...all.filter(({ scheduleId }) => scheduleId !== null && scheduleId === schedule),
  ];
  for (const { firstDate, lastDate, ranges } of inOrder) {
    for (let date = Math.max(firstDate, dates.first); date <= Math.min(lastDate, dates.last); date++) {
      byDate.set(asDay(date), { date: asDay(date), ranges });
    }
  }
  return [...byDate.values()];
}

/** Off from one instant to another is time that is taken, by nothing that counts as a meeting. */
function awayUntil({ firstDate, startsAt, endsAt }: TimeOff): Busy[] {
  if (firstDate !== null) return [];
  const plain = { beforeMinutes: 0, afterMinutes: 0, active: true, own: false, session: null };
  return [{ ...plain, what: "calendar", start: startsAt, end: endsAt }];
}

const limitsOf = ({ limits }: Settings): Limit[] =>
  periods.flatMap((per) => {
    const { count, minutes } = limits[per];
    return count === null && minutes === null ? [] : [{ per, count, minutes }];
  });
