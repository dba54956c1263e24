import { sql } from "drizzle-orm";
import { diaryFor } from "#booking/diary/client.ts";
import type { Fact } from "#kernel/fact.ts";
import type { Id } from "#kernel/ids.ts";
import type { Reaction } from "#platform/facts/reactions.ts";
import { settleEach } from "#platform/parallel.ts";
import type { Scope } from "#platform/scope.ts";

const atOnce = 6;

/**
 * Whatever a booking has given up in the books is given back in the diaries. Whoever gave it up sends the same errand at once; this one
 * is for when that is lost, and is sent until every diary has heard it. A diary that knows already changes nothing.
 */
export const giveBackHours: Reaction = {
  listener: "bookings.give_back_hours",
  on: [
    "booking.canceled",
    "booking.declined",
    "booking.expired",
    "booking.rescheduled",
    "booking.reassigned",
    "booking.wall_time_kept",
  ],
  async react(scope, fact) {
    const hours = await givenUp(scope, fact);
    const ended = await settleEach(hours, atOnce, ({ member, txn }) =>
      diaryFor(scope, scope.tenant.id, member, "give_back").release(txn, "canceled", "canceled"),
    );
    for (const end of ended) if (end.status === "rejected") throw end.reason;
    return [];
  },
};

/**
 * Every hour that was this booking's and of which nothing is taken any more. Left alone, SQLite groups along the intents of the whole
 * company.
 */
const givenUp = ({ db, tenant }: Scope, { entityId }: Fact): Promise<{ member: Id<"member">; txn: string }[]> =>
  db.all(sql`
    select member_id as member, txn from reservations indexed by reservations_booking
    where tenant_id = ${tenant.id} and booking_id = ${entityId}
    group by member_id, txn having max(active) = 0`);
