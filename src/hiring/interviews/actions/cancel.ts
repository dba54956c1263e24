import { cancel as cancelBooking } from "#booking/bookings/actions.ts";
import { takeBack } from "#booking/links/client.ts";
import type { Id } from "#kernel/ids.ts";
import { done, type Outcome } from "#kernel/outcome.ts";
import { commit } from "#platform/commit.ts";
import { actorWord, answeringWith, type Scope } from "#platform/scope.ts";
import * as store from "../store.ts";
import type { Interview } from "../tables.ts";
import { openTo } from "./open.ts";
import { nextOf, rowOf, told } from "./rows.ts";
import { settledWith, theirParty } from "./with-booking.ts";

/** With its booking, where it has one: the hours are free again at once, and whoever was to come is told once. */
export async function cancel(
  scope: Scope,
  id: Id<"interview">,
  reason: string | null,
  ifMatch: number | undefined,
): Promise<Outcome<store.InterviewWhole>> {
  const opened = await openTo(scope, id, "cancel", ifMatch);
  if (!opened.ok) return opened;
  const interview = opened.value;
  if (interview.bookingId === null) return cancelUnbooked(scope, interview, reason);

  const after: { it?: store.InterviewWhole } = {};
  const along = async () => {
    const now = await openTo(scope, id, "cancel", ifMatch);
    if (!now.ok) return now;
    return done(() => {
      const before = now.value;
      // The booking's own change has given the interview its next version, with the booking's status.
      const followed: Interview = { ...rowOf(before), bookingStatus: "canceled", version: before.version + 1 };
      const canceled = canceledRow(scope, followed, reason);
      after.it = { ...canceled, participants: before.participants };
      return {
        also: store.followingUpdate(scope, followed, canceled),
        alsoFacts: [told("interview.canceled", rowOf(before), canceled)],
      };
    });
  };
  const outcome = await cancelBooking(
    answeringWith(scope, () => after.it),
    interview.bookingId,
    reason,
    undefined,
    { party: theirParty(scope), along },
  );
  return settledWith(scope, id, outcome, after);
}

/** Nothing is taken yet; whoever has its link finds it over. */
function cancelUnbooked(
  scope: Scope,
  interview: store.InterviewWhole,
  reason: string | null,
): Promise<Outcome<store.InterviewWhole>> {
  const canceled = canceledRow(scope, interview, reason);
  return commit(scope, {
    change: store.updateInterview(scope, interview, canceled),
    fact: told("interview.canceled", rowOf(interview), canceled),
    also: interview.linkId === null ? [] : [takeBack(scope, interview.linkId)],
    result: { ...canceled, participants: interview.participants },
  });
}

const canceledRow = (scope: Scope, before: Interview, reason: string | null): Interview =>
  nextOf(scope, before, { canceledAt: scope.now, canceledBy: actorWord(scope.actor), cancelReason: reason });
