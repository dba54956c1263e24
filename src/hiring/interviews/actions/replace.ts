import { type BookingWhole, reassign } from "#booking/bookings/actions.ts";
import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { answeringWith, type Scope } from "#platform/scope.ts";
import { declinersOf } from "../decliners.ts";
import * as store from "../store.ts";
import type { Participant } from "../tables.ts";
import { followedBy } from "./schedule.ts";
import { settledWith, theirParty } from "./with-booking.ts";

export type ReplaceWords = {
  /** Who comes; the fairest of the pool that sent whom they replace, without it. */
  to?: Id<"member"> | undefined;
  reason: string | null;
  /** What must still be so, asked anew at each try. */
  stillSo?: (interview: store.InterviewWhole, leaving: Participant) => boolean;
};

export type Replaced = { interview: store.InterviewWhole; left: Participant; came: Participant | null };

const gone = refuse("participant.unknown");

/**
 * Somebody else comes to the same hour in a host's place: their time is taken, and the panel told, in one batch. Whoever has said of
 * this interview that they do not come is not sent to it again.
 */
export async function replaceHost(
  scope: Scope,
  id: Id<"interview">,
  who: Id<"participant">,
  words: ReplaceWords,
): Promise<Outcome<Replaced>> {
  const opened = await openToReplace(scope, id, who, words);
  if (!opened.ok) return opened;
  const { interview, leaving, bookingId } = opened.value;

  const kept: { it?: store.InterviewWhole } = {};
  const along = async () => {
    const now = await openToReplace(scope, id, who, words);
    if (!now.ok) return now;
    return done((booking: BookingWhole) => {
      const joined = followedBy(scope, now.value.interview, booking);
      kept.it = joined.after;
      return joined;
    });
  };
  const besides = words.to === undefined ? await declinersOf(scope, interview.id) : [];
  const outcome = await reassign(
    answeringWith(scope, () => kept.it && replacedIn(kept.it, leaving)),
    bookingId,
    { from: leaving.memberId, to: words.to, besides, reason: words.reason },
    undefined,
    { party: theirParty(scope), along },
  );
  const settled = await settledWith(scope, id, outcome, kept);
  return settled.ok ? done(replacedIn(settled.value, leaving)) : settled;
}

/** Who came has the other's part, or looked on before and has a part of their own now. */
const replacedIn = (interview: store.InterviewWhole, left: Participant): Replaced => ({
  interview,
  left,
  came: interview.participants.find(({ replacesId }) => replacesId === left.id) ?? null,
});

type Host = Participant & { memberId: Id<"member"> };

async function openToReplace(
  scope: Scope,
  id: Id<"interview">,
  who: Id<"participant">,
  { stillSo }: ReplaceWords,
): Promise<Outcome<{ interview: store.InterviewWhole; leaving: Host; bookingId: Id<"booking"> }>> {
  const interview = await store.findInterview(scope, id);
  if (interview === undefined) return refuse("interview.unknown");
  const leaving = interview.participants.find((one): one is Host => one.id === who && one.memberId !== null);
  const { bookingId } = interview;
  if (leaving === undefined || (stillSo !== undefined && !stillSo(interview, leaving))) return gone;
  // Who takes no time of their own is no host of the booking: nobody has to come for them.
  if (bookingId === null || leaving.attendeeId === null) return refuse("interview.panel_not_held");
  return done({ interview, leaving, bookingId });
}
