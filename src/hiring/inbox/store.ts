import { type SQL, sql } from "drizzle-orm";
import type { Id } from "#kernel/ids.ts";
import { after, day, hour, type Instant } from "#kernel/instant.ts";
import type { PlaceInList } from "#kernel/page.ts";
import { sendBatch, type Statement } from "#platform/d1.ts";
import type { Scope } from "#platform/scope.ts";
import type { ZoneId } from "#time/zones.ts";
import type { Day } from "#time/dates.ts";
import type { Kind } from "./rules.ts";

export type InboxFilter = {
  job_id?: Id<"job">[] | undefined;
  application_id?: Id<"application">[] | undefined;
  organizer_id?: Id<"member">[] | undefined;
};

/** What every row tells of its interview, and where it stands among the others. */
type About = {
  at: Instant;
  id: string;
  interview_id: Id<"interview">;
  title: string;
  application_id: Id<"application"> | null;
  candidate_id: Id<"candidate"> | null;
  job_id: Id<"job"> | null;
  organizer_id: Id<"member"> | null;
  booking_id: Id<"booking"> | null;
  starts_at: Instant | null;
};
type Seat = { participant_id: Id<"participant">; member_id: Id<"member"> | null };

export type Open = About & { waits: "link_open" | "windows_asked" | "windows_given" | "planned" };
export type Declined = About &
  Seat & { pool_id: Id<"pool"> | null; attendee_id: Id<"attendee"> | null; swaps: number; reason: string | null } & {
    booking_status: "pending" | "confirmed";
    actual_start: Instant | null;
  };
export type Expiring = About & { expires_at: Instant };
export type Overdue = About & Seat;
export type Clashing = About &
  Seat & {
    ends_at: Instant;
    has_left: 0 | 1;
    is_twice: 0 | 1;
    away: string;
    said: ZoneId | null;
    person: string | null;
    company: string;
  };
export type DaysOff = [first: Day | null, last: Day | null][];

export type Sources = {
  open: readonly Open[];
  declined: readonly Declined[];
  expiring: readonly Expiring[];
  overdue: readonly Overdue[];
  clashing: readonly Clashing[];
};

/** So far ahead people are still looked for who cannot come. */
const clashDays = 30;

const about = sql`itv.id as interview_id, itv.title, itv.application_id, itv.candidate_id, itv.job_id, itv.organizer_id,
  itv.booking_id, itv.starts_at`;
const stands = sql`itv.canceled_at is null and itv.deleted_at is null and itv.booking_status in ('pending', 'confirmed')`;
const takesTime = (seat: SQL): SQL => sql`${seat}.role in ('lead', 'panelist', 'shadow', 'reverse_shadow')`;

const among = (column: SQL, ids: readonly string[] | undefined): SQL =>
  ids === undefined ? sql`` : sql`and ${column} in (select value from json_each(${JSON.stringify(ids)}))`;

const narrowed = ({ job_id, application_id, organizer_id }: InboxFilter): SQL => sql`
  ${among(sql`itv.job_id`, job_id)} ${among(sql`itv.application_id`, application_id)}
  ${among(sql`itv.organizer_id`, organizer_id)}`;

/** Behind a place in the one order of all kinds; the key stands alone, so that it is looked up by an index. */
function behind(place: PlaceInList | null, key: SQL, id: SQL, shift = 0): SQL {
  if (place === null) return sql``;
  const from = Number(place.key) - shift;
  return sql`and ${key} >= ${from} and (${key} > ${from} or ${id} > ${place.id})`;
}

type Asked = { filter: InboxFilter; place: PlaceInList | null; most: number; cardDueHours: number };

const nothing = (scope: Scope): Statement => scope.db.run(sql`select 1 where 0`);

/** Of every kind that is asked for its first rows behind a place, each kind a stretch of an index; in one trip. */
export async function readInbox(scope: Scope, wanted: ReadonlySet<Kind>, asked: Asked): Promise<Sources> {
  const isOpen = wanted.has("to_schedule") || wanted.has("waiting_for_candidate");
  const results = await sendBatch(scope.db, [
    isOpen ? openStatement(scope, wanted, asked) : nothing(scope),
    wanted.has("declined") ? declinedStatement(scope, asked) : nothing(scope),
    wanted.has("expiring_hold") ? expiringStatement(scope, asked) : nothing(scope),
    wanted.has("overdue_scorecard") ? overdueStatement(scope, asked) : nothing(scope),
    wanted.has("conflict") ? clashingStatement(scope, asked) : nothing(scope),
  ]);
  const [open, declined, expiring, overdue, clashing] = results.map(({ results: rows }) => rows);
  // Each is selected below in these very words.
  return { open, declined, expiring, overdue, clashing } as Sources;
}

/** Who has a good link, or was asked when they can, has the next word. */
function openStatement(scope: Scope, wanted: ReadonlySet<Kind>, { filter, place, most }: Asked): Statement {
  const { db, tenant, now } = scope;
  const invited = sql`(itv.link_id is not null and exists (select 1 from links lent where lent.tenant_id = ${tenant.id}
    and lent.id = itv.link_id and lent.revoked_at is null and lent.expires_at > ${now}))`;
  const waits = sql`case when ${invited} then 'link_open' when itv.windows_given_at is not null then 'windows_given'
    when itv.windows_asked_at is not null then 'windows_asked' else 'planned' end`;
  const theirs = sql`(${waits}) in ('link_open', 'windows_asked')`;
  const both = wanted.has("to_schedule") && wanted.has("waiting_for_candidate");
  const which = both ? sql`` : wanted.has("to_schedule") ? sql`and not ${theirs}` : sql`and ${theirs}`;
  return db.run(sql`
    select itv.created_at as at, 'open:' || itv.id as id, ${about}, ${waits} as waits
    from interviews itv
    where itv.tenant_id = ${tenant.id} and itv.booking_id is null and itv.canceled_at is null
      and itv.actual_start is null and itv.deleted_at is null and itv.booking_status is null and itv.audience = 'one'
      ${narrowed(filter)} ${which} ${behind(place, sql`itv.created_at`, sql`'open:' || itv.id`)}
    order by itv.created_at, itv.id limit ${most}`);
}

const declinedStatement = ({ db, tenant, now }: Scope, { filter, place, most }: Asked): Statement =>
  db.run(sql`
    select seat.starts_at as at, 'declined:' || seat.id as id, ${about}, seat.id as participant_id, seat.member_id,
      seat.pool_id, seat.attendee_id, itv.swaps, itv.booking_status, itv.actual_start, seat.decline_reason as reason
    from participants seat cross join interviews itv
    where seat.tenant_id = ${tenant.id} and seat.rsvp = 'declined' and seat.removed_at is null
      and seat.starts_at > ${now} and itv.tenant_id = ${tenant.id} and itv.id = seat.interview_id and ${stands}
      ${narrowed(filter)} ${behind(place, sql`seat.starts_at`, sql`'declined:' || seat.id`)}
    order by seat.starts_at, seat.id limit ${most}`);

const expiringStatement = ({ db, tenant, now }: Scope, { filter, place, most }: Asked): Statement =>
  db.run(sql`
    select kept.starts_at as at, 'hold:' || kept.id as id, ${about}, kept.decide_by as expires_at
    from bookings kept cross join interviews itv
    where kept.tenant_id = ${tenant.id} and kept.status = 'pending' and kept.decide_by is not null
      and kept.starts_at > ${now} and itv.tenant_id = ${tenant.id} and itv.booking_id = kept.id
      and itv.canceled_at is null and itv.deleted_at is null
      ${narrowed(filter)} ${behind(place, sql`kept.starts_at`, sql`'hold:' || kept.id`)}
    order by kept.starts_at, kept.id limit ${most}`);

function overdueStatement({ db, tenant, now }: Scope, { filter, place, most, cardDueHours }: Asked): Statement {
  const due = cardDueHours * hour;
  return db.run(sql`
    select seat.ends_at + ${due} as at, 'card:' || seat.id as id, ${about}, seat.id as participant_id, seat.member_id
    from participants seat indexed by participants_due cross join interviews itv
    where seat.tenant_id = ${tenant.id} and seat.card = 'required' and seat.card_submitted_at is null
      and seat.removed_at is null and seat.ends_at is not null and seat.ends_at <= ${after(now, -due)}
      and itv.tenant_id = ${tenant.id} and itv.id = seat.interview_id and itv.canceled_at is null
      and itv.deleted_at is null and itv.booking_status in ('confirmed', 'completed')
      ${narrowed(filter)} ${behind(place, sql`seat.ends_at`, sql`'card:' || seat.id`, due)}
    order by seat.ends_at, seat.id limit ${most}`);
}

/** Who has an hour ahead and has left, has days off that touch it, or has another interview beside it. */
function clashingStatement({ db, tenant, now }: Scope, { filter, place, most }: Asked): Statement {
  const hasLeft = sql`not exists (select 1 from members here where here.tenant_id = ${tenant.id}
    and here.id = seat.member_id and here.status = 'active' and here.deleted_at is null)`;
  const isTwice = sql`exists (select 1 from participants twin where twin.tenant_id = ${tenant.id}
    and twin.member_id = seat.member_id and twin.removed_at is null and twin.starts_at < itv.ends_at
    and twin.starts_at > itv.starts_at - ${day} and twin.ends_at > itv.starts_at and twin.interview_id <> itv.id
    and twin.rsvp <> 'declined' and ${takesTime(sql`twin`)})`;
  const off = sql`from time_off away where away.tenant_id = ${tenant.id} and away.member_id = seat.member_id
    and away.deleted_at is null and away.ends_at > itv.starts_at and away.starts_at < itv.ends_at`;
  return db.run(sql`
    select itv.starts_at as at, 'conflict:' || seat.id as id, ${about}, itv.ends_at, seat.id as participant_id,
      seat.member_id, ${hasLeft} as has_left, ${isTwice} as is_twice,
      (select json_group_array(json_array(away.first_date, away.last_date)) ${off}) as away,
      (select how.time_zone from interviewers how where how.tenant_id = ${tenant.id} and how.member_id = seat.member_id) as said,
      (select who.time_zone from users who where who.id = (select me.user_id from members me
        where me.tenant_id = ${tenant.id} and me.id = seat.member_id)) as person,
      (select house.time_zone from tenants house where house.id = ${tenant.id}) as company
    from interviews itv cross join participants seat
    where itv.tenant_id = ${tenant.id} and itv.starts_at > ${now} and itv.starts_at < ${after(now, clashDays * day)}
      and ${stands} and itv.actual_start is null and seat.tenant_id = ${tenant.id} and seat.interview_id = itv.id
      and seat.member_id is not null and seat.removed_at is null and seat.rsvp <> 'declined' and ${takesTime(sql`seat`)}
      and (${hasLeft} or ${isTwice} or exists (select 1 ${off}))
      ${narrowed(filter)} ${behind(place, sql`itv.starts_at`, sql`'conflict:' || seat.id`)}
    order by itv.starts_at, seat.id limit ${most}`);
}
