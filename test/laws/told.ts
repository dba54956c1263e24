// One event row, one fact: what the books say of a booking's past, what the log says, and what copies are kept by.

/** Where books and log of a company differ, each row of which is one sentence. */
const differences: readonly (readonly [sql: string, says: string])[] = [
  [
    `select e.booking_id || ' ' || e.version || ' ' || e.type as what from booking_events e
     where e.tenant_id = ?1 and 1 <> (select count(*) from facts f where f.tenant_id = e.tenant_id and f.entity_type = 'booking'
       and f.entity_id = e.booking_id and f.version = e.version and f.type = 'booking.' || e.type)`,
    "is not told by one fact",
  ],
  [
    `select f.entity_id || ' ' || f.version || ' ' || f.type as what from facts f
     where f.tenant_id = ?1 and f.entity_type = 'booking' and not exists (select 1 from booking_events e
       where e.tenant_id = f.tenant_id and e.booking_id = f.entity_id and e.version = f.version
         and f.type = 'booking.' || e.type)`,
    "is told and never was",
  ],
  [
    `select b.id || ' ' || b.version as what from bookings b
     where b.tenant_id = ?1 and b.version <> (select count(*) from booking_events e
       where e.tenant_id = b.tenant_id and e.booking_id = b.id and e.version between 1 and b.version)`,
    "has a version that nothing made",
  ],
  [
    `select b.id || ' ' || b.version as what from bookings b
     where b.tenant_id = ?1 and not exists (select 1 from booking_events e where e.tenant_id = b.tenant_id
       and e.booking_id = b.id and e.version = b.version and e.status = b.status and e.sequence = b.sequence
       and e.starts_at = b.starts_at and e.ends_at = b.ends_at)`,
    "stands otherwise than its last event left it",
  ],
  [
    `select b.id || ' ' || b.seq as what from bookings b
     where b.tenant_id = ?1 and b.seq is not (select f.seq from facts f where f.tenant_id = b.tenant_id
       and f.entity_type = 'booking' and f.entity_id = b.id and f.version = b.version)`,
    "is not where its last fact stands in the log",
  ],
  [
    `select a.booking_id || ' ' || a.member_id as what from attendees a join bookings b
       on b.tenant_id = a.tenant_id and b.id = a.booking_id
     where a.tenant_id = ?1 and a.member_id is not null and a.starts_at is not b.starts_at`,
    "stands in the host's agenda at another time",
  ],
];

export async function differencesOf(db: D1Database, tenant: string): Promise<string[]> {
  const found = await db.batch<{ what: string }>(differences.map(([sql]) => db.prepare(sql).bind(tenant)));
  return found.flatMap(({ results }, place) => results.map(({ what }) => `${what} ${differences[place]?.[1]}`));
}
