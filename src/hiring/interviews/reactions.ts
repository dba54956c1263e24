import { findBooking } from "#booking/bookings/actions.ts";
import { isId } from "#kernel/ids.ts";
import type { Outcome } from "#kernel/outcome.ts";
import type { Reaction } from "#platform/facts/reactions.ts";
import { cancel } from "./actions/cancel.ts";
import { follow, joinCandidate } from "./actions/follow.ts";
import { applicationOf, openOf } from "./mentioned.ts";
import { findByBooking } from "./store.ts";

const mostTries = 3;

/** What was decided on may be no longer so; then it is looked at again, and at last left to the fact's next hearing. */
async function insisted(act: () => Promise<Outcome<unknown>>): Promise<void> {
  for (let tries = 1; ; tries++) {
    const outcome = await act();
    if (outcome.ok || !passing.includes(outcome.refusal.code)) return;
    if (tries === mostTries) throw new Error(`An interview did not follow: ${outcome.refusal.code}`);
  }
}

const passing: readonly string[] = ["commit.missed", "booking.raced", "storage.unavailable", "version.conflict"];

/**
 * What others do to an interview's booking: a candidate books by the interview's link, hosts are replaced, somebody calls it off. The
 * panel is seated as the booking has it, and what has become of the interview is told; what was done through the interview itself
 * stands already.
 */
export const followBookings: Reaction = {
  listener: "interviews.follow_bookings",
  on: [
    "booking.created",
    "booking.rescheduled",
    "booking.reassigned",
    "booking.canceled",
    "booking.declined",
    "booking.expired",
  ],
  async react(scope, { entityId, actor }) {
    if (!isId("booking", entityId)) return [];
    await insisted(async () => {
      const interview = await findByBooking(scope, entityId);
      const booking = interview && (await findBooking(scope, entityId));
      return booking === undefined || interview === undefined
        ? { ok: true, value: null }
        : follow(scope, interview, booking, actor);
    });
    return [];
  },
};

const why = { rejected: "The application was rejected.", withdrawn: "The application was withdrawn." } as const;

/** Nobody is interviewed for what they are no longer considered for: whatever lies ahead is called off, once. */
export const endWithApplication: Reaction = {
  listener: "interviews.end_with_application",
  on: ["application.rejected", "application.withdrawn"],
  async react(scope, { entityId }) {
    if (!isId("application", entityId)) return [];
    const application = await applicationOf(scope, entityId);
    const status = application?.status;
    // Reopened meanwhile, it goes on.
    if (status !== "rejected" && status !== "withdrawn") return [];
    for (const id of await openOf(scope, entityId)) await insisted(() => cancel(scope, id, why[status], undefined));
    return [];
  },
};

/** A guest turned out to be somebody: their interviews are that candidate's. */
export const joinCandidates: Reaction = {
  listener: "interviews.join_candidates",
  on: ["application.joined"],
  async react(scope, { entityId }) {
    if (!isId("application", entityId)) return [];
    await insisted(() => joinCandidate(scope, entityId));
    return [];
  },
};
