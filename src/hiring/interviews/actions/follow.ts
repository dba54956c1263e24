// An interview behind what others did: to its booking, to its application.
import type { BookingWhole } from "#booking/bookings/actions.ts";
import type { Id } from "#kernel/ids.ts";
import { done, type Outcome } from "#kernel/outcome.ts";
import { commit } from "#platform/commit.ts";
import type { Scope } from "#platform/scope.ts";
import { applicationOf, candidatelessOf } from "../mentioned.ts";
import { endedWithout } from "../rules.ts";
import * as store from "../store.ts";
import type { Interview } from "../tables.ts";
import { seated } from "./panel.ts";
import { candidateSeat, nextOf, rowOf, told, toldOfSeat } from "./rows.ts";
import { followedFacts } from "./schedule.ts";

/** `actor`: who did it to the booking. Nothing is written where the interview stands as its booking does. */
export async function follow(
  scope: Scope,
  interview: store.InterviewWhole,
  booking: BookingWhole,
  actor: string,
): Promise<Outcome<unknown>> {
  if (endedWithout.includes(booking.status)) return calledOff(scope, interview, booking, actor);
  const seats = seated(scope, interview, interview.participants, booking);
  if (seats.statements.length === 0) return done(null);
  const before = rowOf(interview);
  // Its panel has no seat yet: whoever has its link has booked it.
  const isNew = interview.participants.every(({ attendeeId }) => attendeeId === null);
  const swapped = isNew ? 0 : seats.came.filter(({ replacesId }) => replacesId !== null).length;
  const row = nextOf(scope, interview, { swaps: interview.swaps + swapped });
  const [fact = told("interview.changed", before, row), ...more] = isNew
    ? [told("interview.scheduled", before, row)]
    : followedFacts(row, seats);
  return commit(scope, {
    change: store.updateInterview(scope, before, row),
    fact,
    also: seats.statements,
    alsoFacts: more,
    result: null,
  });
}

async function calledOff(
  scope: Scope,
  interview: Interview,
  booking: BookingWhole,
  actor: string,
): Promise<Outcome<unknown>> {
  if (interview.canceledAt !== null) return done(null);
  const before = rowOf(interview);
  const row = nextOf(scope, interview, {
    canceledAt: booking.updatedAt,
    canceledBy: actor,
    cancelReason: booking.endedReason,
  });
  return commit(scope, {
    change: store.updateInterview(scope, before, row),
    fact: told("interview.canceled", before, row),
    result: null,
  });
}

/** One interview at a time: the next is found when this one has its candidate. */
export async function joinCandidate(scope: Scope, id: Id<"application">): Promise<Outcome<unknown>> {
  const application = await applicationOf(scope, id);
  const candidate = application?.candidateId ?? null;
  if (candidate === null) return done(null);
  for (const interview of await candidatelessOf(scope, id)) {
    const row = nextOf(scope, interview, { candidateId: candidate });
    const invitee = await store.inviteeOf(scope, interview);
    const seat = { ...candidateSeat(scope, interview.id, candidate), ...invitee };
    const outcome = await commit(scope, {
      change: store.updateInterview(scope, rowOf(interview), row),
      fact: told("interview.changed", rowOf(interview), row),
      also: store.insertParticipants(scope, [seat]),
      alsoFacts: [toldOfSeat("interview.participant_added", row, null, seat)],
      result: null,
    });
    if (!outcome.ok) return outcome;
  }
  return done(null);
}
