import { answerFor } from "#booking/bookings/actions.ts";
import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { type Announcement, commit } from "#platform/commit.ts";
import type { Statement } from "#platform/d1.ts";
import { answeringWith, type Scope } from "#platform/scope.ts";
import { may } from "../rules.ts";
import * as store from "../store.ts";
import type { Participant } from "../tables.ts";
import { nextOf, toldOfSeat } from "./rows.ts";
import { settledWith } from "./with-booking.ts";

export type AnswerWords = {
  answer: Exclude<Participant["rsvp"], "needs_action">;
  /** Why not; of who comes there is nothing to keep. */
  reason: string | null;
  /** What is written with it. */
  also?: readonly Statement[];
  alsoFacts?: readonly Announcement[];
};

/** Whether somebody comes to an interview, as they say themselves: in their booking's own words where they have a place in it. */
export async function respond(
  scope: Scope,
  id: Id<"interview">,
  who: Id<"participant">,
  words: AnswerWords,
): Promise<Outcome<store.InterviewWhole>> {
  const opened = await openToAnswer(scope, id, who);
  if (!opened.ok) return opened;
  const { interview, seat } = opened.value;
  const { bookingId } = interview;
  if (bookingId === null || seat.attendeeId === null || seat.rsvp === words.answer) {
    const { also, fact, after } = answered(scope, opened.value, words);
    const [change, ...rest] = also;
    if (change === undefined) throw new Error("An answer that changes nothing.");
    return commit(scope, { change, fact, also: rest, alsoFacts: words.alsoFacts ?? [], result: after });
  }

  const kept: { it?: store.InterviewWhole } = {};
  const along = async () => {
    const now = await openToAnswer(scope, id, who);
    if (!now.ok) return now;
    return done(() => {
      const { also, fact, after } = answered(scope, now.value, words);
      kept.it = after;
      return { also, alsoFacts: [fact, ...(words.alsoFacts ?? [])] };
    });
  };
  const outcome = await answerFor(
    answeringWith(scope, () => kept.it),
    bookingId,
    seat.attendeeId,
    words.answer,
    { party: "host", along },
  );
  return settledWith(scope, id, outcome, kept);
}

/** For whoever asks, who has a part in it. */
export async function respondMyself(
  scope: Scope,
  id: Id<"interview">,
  words: Pick<AnswerWords, "answer" | "reason">,
): Promise<Outcome<store.InterviewWhole>> {
  const interview = await store.findInterview(scope, id);
  if (interview === undefined) return refuse("interview.unknown");
  const { actor } = scope;
  const seat = interview.participants.find(({ memberId }) => actor.kind === "member" && memberId === actor.member);
  return seat === undefined ? refuse("interview.not_yours") : respond(scope, id, seat.id, words);
}

type Opened = { interview: store.InterviewWhole; seat: Participant };

async function openToAnswer(scope: Scope, id: Id<"interview">, who: Id<"participant">): Promise<Outcome<Opened>> {
  const interview = await store.findInterview(scope, id);
  if (interview === undefined) return refuse("interview.unknown");
  const seat = interview.participants.find((one) => one.id === who);
  if (seat === undefined) return refuse("participant.unknown");
  const state = may(interview, "respond");
  return state.ok ? done({ interview, seat }) : state;
}

function answered(scope: Scope, { interview, seat }: Opened, { answer, reason, also = [] }: AnswerWords) {
  const set = { rsvp: answer, respondedAt: scope.now, declineReason: answer === "declined" ? reason : null };
  const said: Participant = { ...seat, ...set, updatedAt: scope.now };
  const after = nextOf(scope, interview, {});
  const participants = interview.participants.map((one) => (one.id === seat.id ? said : one));
  return {
    also: [
      ...store.followingUpdate(scope, interview, after),
      store.updateParticipant(scope, seat, set),
      ...also,
    ] as readonly Statement[],
    fact: toldOfSeat("interview.responded", after, seat, said),
    after: { ...after, participants },
  };
}
