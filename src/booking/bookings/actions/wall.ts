import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { minute } from "#kernel/instant.ts";
import type { Page } from "#kernel/page.ts";
import type { Cut } from "#platform/paging.ts";
import type { Scope } from "#platform/scope.ts";
import { type MovedBooking, movedByZones } from "../moved-by-zones.ts";
import { stayingPlan } from "../plan.ts";
import { shareOf } from "../seek.ts";
import * as store from "../store.ts";
import { driftOf } from "../wall.ts";
import { moved, type Moving } from "./move.ts";

export const listMoved = async (scope: Scope, cut: Cut): Promise<Outcome<Page<MovedBooking>>> =>
  done(await movedByZones(scope, cut));

/** Everything of a meeting stays as it was promised but the instant. */
export const keepWallTime = (
  scope: Scope,
  id: Id<"booking">,
  ifMatch: number | undefined,
): Promise<Outcome<store.BookingWhole>> => moved(scope, id, { ...keeping, ifMatch });

const keeping: Moving = {
  purpose: "reschedule",
  edge: "keep_wall_time",
  fact: "booking.wall_time_kept",
  reason: null,
  async seek(booking) {
    if (booking.eventTypeId === null) return refuse("event_type.unknown");
    const start = driftOf(booking)?.to ?? booking.startsAt;
    const minutes = (booking.endsAt - booking.startsAt) / minute;
    return done({ eventType: booking.eventTypeId, start, minutes, force: true, link: null });
  },
  check(booking) {
    const drift = driftOf(booking);
    if (drift === null) return refuse("booking.not_moved");
    return drift.to === null ? refuse("booking.wall_time_gone") : done(true);
  },
  async plan(scope, found, { start, minutes }, booking) {
    // What has begun by its wall time is not moved any more.
    if (start < scope.now) return refuse("slot.unavailable", { reasons: ["notice"] });
    const hours = await store.hoursTaken(scope, booking.txn);
    const [host] = hours;
    const isSeat = booking.share !== null && host !== undefined;
    const share = isSeat ? await shareOf(scope, found.eventType.id, host.memberId, start) : null;
    return stayingPlan(found, { start, minutes: minutes ?? 0, force: true }, share, hours);
  },
};
