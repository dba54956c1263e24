// Which bookings were promised by another edition of the zone table. An index of editions would cost a written row for each booking, ever;
// the question is asked a few times a year. So the agenda is read instead, so much of it at a time.
import { and, asc, gt, inArray, ne, type SQL, sql } from "drizzle-orm";
import type { Page } from "#kernel/page.ts";
import type { Cut } from "#platform/paging.ts";
import type { Scope } from "#platform/scope.ts";
import { tzVersion } from "#time/zones.ts";
import { mine } from "./store.ts";
import { type Booking, bookings } from "./tables.ts";
import { type Drift, driftOf } from "./wall.ts";

/** A page reads no more of the agenda than that, whatever it finds. */
const readAtMost = 10_000;

const columns = {
  id: bookings.id,
  eventTypeId: bookings.eventTypeId,
  status: bookings.status,
  startsAt: bookings.startsAt,
  timeZone: bookings.timeZone,
  localStartsAt: bookings.localStartsAt,
  tzVersion: bookings.tzVersion,
};

export type MovedBooking = Pick<Booking, keyof typeof columns> & { drift: Drift };

/** What is ahead, by its start. A page that found little of it may have more after it. */
export async function movedByZones(scope: Scope, { after, limit }: Cut): Promise<Page<MovedBooking>> {
  const ahead = after === null ? gt(bookings.startsAt, scope.now) : beyond(after.key, after.id);
  const [[last], rows] = await scope.db.batch([lastRead(scope, ahead), promisedOtherwise(scope, ahead)]);
  const moved = rows.flatMap((row) => {
    const drift = driftOf(row);
    return drift === null ? [] : [{ ...row, drift }];
  });
  const shown = moved.slice(0, limit);
  const left = moved.length > limit ? shown.at(-1) : last;
  return { rows: shown, next: left === undefined ? null : { key: left.startsAt, id: left.id } };
}

const beyond = (key: number | string, id: string): SQL => sql`(${bookings.startsAt}, ${bookings.id}) > (${key}, ${id})`;

/** Where the reading ends that began there; nothing where all of it is read. */
const lastRead = (scope: Scope, ahead: SQL) =>
  scope.db
    .select({ startsAt: bookings.startsAt, id: bookings.id })
    .from(bookings)
    .where(and(mine(scope), ahead))
    .orderBy(asc(bookings.startsAt), asc(bookings.id))
    .limit(1)
    .offset(readAtMost - 1);

/** Of what is read, whatever stands and was promised by another edition. */
function promisedOtherwise(scope: Scope, ahead: SQL) {
  const read = scope.db
    .select(columns)
    .from(bookings)
    .where(and(mine(scope), ahead))
    .orderBy(asc(bookings.startsAt), asc(bookings.id))
    .limit(readAtMost)
    .as("read");
  return scope.db
    .select()
    .from(read)
    .where(and(ne(read.tzVersion, tzVersion), inArray(read.status, ["pending", "confirmed"])))
    .orderBy(asc(read.startsAt), asc(read.id));
}
