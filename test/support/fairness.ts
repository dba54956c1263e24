/** What a pool's member counts, against the turns since their seat was given: told anew from nothing but attendees. */
const counted = `
  select seat.pool_id as pool, seat.member_id as member,
    seat.assigned_count as counts, seat.starting_count + count(turn.assigned_at) as took,
    seat.last_assigned_at as last, max(turn.assigned_at) as newest
  from pool_members seat left join attendees turn
    on turn.tenant_id = seat.tenant_id and turn.pool_id = seat.pool_id and turn.member_id = seat.member_id
    and turn.role = 'host' and turn.assigned_at >= seat.created_at
  group by seat.tenant_id, seat.pool_id, seat.member_id
  having counts <> took or last is not newest
  order by pool, member`;

/** A turn is undone when the meeting does not take place, or somebody else takes it. */
const undone = `
  select turn.pool_id as pool, turn.member_id as member, turn.booking_id as booking
  from attendees turn join bookings meeting on meeting.tenant_id = turn.tenant_id and meeting.id = turn.booking_id
  where turn.assigned_at is not null
    and (turn.removed_at is not null or meeting.status in ('canceled', 'declined', 'expired'))
  order by pool, member, booking`;

type Count = {
  pool: string;
  member: string;
  counts: number;
  took: number;
  last: number | null;
  newest: number | null;
};
type Turn = { pool: string | null; member: string; booking: string };

/** Everything in which the counters of pools have drifted from the meetings they count, in all companies. */
export async function faultsOfFairness(db: D1Database): Promise<string[]> {
  const [counts, turns] = await Promise.all([db.prepare(counted).all<Count>(), db.prepare(undone).all<Turn>()]);
  return [
    ...counts.results.flatMap(({ pool, member, counts: said, took, last, newest }) => [
      ...(said === took ? [] : [`${member} of ${pool} counts ${said} and took ${took}`]),
      ...(last === newest ? [] : [`${member} of ${pool} was last sent at ${newest}, not at ${last}`]),
    ]),
    ...turns.results.map(({ pool, member, booking }) => `${member} of ${pool} still counts ${booking}`),
  ];
}
