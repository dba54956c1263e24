// Who is in an interview, as staff say. Whose time it takes comes and goes with the booking, or not at all.
import { recast, type BookingWhole } from "#booking/bookings/actions.ts";
import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { seen } from "#kernel/version.ts";
import { type Announcement, commit } from "#platform/commit.ts";
import type { Statement } from "#platform/d1.ts";
import { answeringWith, type Scope } from "#platform/scope.ts";
import { cardOf, faultsOfPanel, inOrder, judged, may, type MemberRole, stateOf, takesTime } from "../rules.ts";
import { isHere } from "../mentioned.ts";
import * as store from "../store.ts";
import type { Participant } from "../tables.ts";
import { openTo } from "./open.ts";
import { seated } from "./panel.ts";
import { memberSeat, nextOf, rowOf, type SeatWords, toldOfSeat } from "./rows.ts";
import { settledWith, theirParty } from "./with-booking.ts";

/** Its booking, while that has hours. */
const bookingOf = (interview: store.InterviewWhole): Id<"booking"> | null =>
  stateOf(interview) === "pending_schedule" ? null : interview.bookingId;

/** Of an interview that is booked, with their time: at its hour, or not at all. */
export async function addSeat(
  scope: Scope,
  id: Id<"interview">,
  words: SeatWords,
  ifMatch: number | undefined,
): Promise<Outcome<store.InterviewWhole>> {
  const [opened, here] = await Promise.all([openTo(scope, id, "seat", ifMatch), isHere(scope, words.member_id)]);
  if (!opened.ok) return opened;
  const interview = opened.value;
  const faults = faultsOfPanel([words], interview.participants, "").map(({ pointer, code }) => ({
    pointer: pointer.slice("/0".length),
    code,
  }));
  const verdict = judged(here ? faults : [{ pointer: "/member_id", code: "interview.member_unknown" }, ...faults]);
  if (!verdict.ok) return verdict;

  const booking = bookingOf(interview);
  const seat = memberSeat(scope, id, words);
  if (booking === null || !takesTime(words.role)) return addedAlone(scope, interview, seat);
  return recastWith(scope, interview, booking, { add: [words.member_id], drop: [] }, (before, after) => {
    const row = nextOf(scope, before, {});
    const seats = seated(scope, before, [...before.participants, seat], after);
    return {
      after: { ...row, participants: seats.participants },
      also: [
        ...store.followingUpdate(scope, rowOf(before), row),
        ...store.insertParticipants(scope, [seat]),
        ...seats.statements,
      ],
      alsoFacts: [toldOfSeat("interview.participant_added", row, null, seat)],
    };
  });
}

function addedAlone(scope: Scope, interview: store.InterviewWhole, seat: Participant) {
  const row = nextOf(scope, interview, {});
  return commit(scope, {
    change: store.updateInterview(scope, interview, row),
    fact: toldOfSeat("interview.participant_added", row, null, seat),
    also: store.insertParticipants(scope, [seat]),
    result: { ...row, participants: inOrder([...interview.participants, seat]) },
  });
}

type Joined = { after: store.InterviewWhole; also: readonly Statement[]; alsoFacts: readonly Announcement[] };

/** The booking with other people, and the interview with it. */
async function recastWith(
  scope: Scope,
  interview: store.InterviewWhole,
  booking: Id<"booking">,
  words: Parameters<typeof recast>[2],
  write: (before: store.InterviewWhole, booking: BookingWhole) => Joined,
): Promise<Outcome<store.InterviewWhole>> {
  const kept: { it?: store.InterviewWhole } = {};
  const along = async () => {
    const now = await openTo(scope, interview.id, "seat", undefined);
    if (!now.ok) return now;
    // Who is in it was judged on what is no longer so.
    if (now.value.version !== interview.version) return refuse("commit.missed");
    return done((after: BookingWhole) => {
      const joined = write(now.value, after);
      kept.it = joined.after;
      return joined;
    });
  };
  const outcome = await recast(
    answeringWith(scope, () => kept.it),
    booking,
    words,
    { party: theirParty(scope), along },
  );
  return settledWith(scope, interview.id, outcome, kept);
}

/** Out of it, and on record. Their hour is free again at once. */
export async function removeSeat(
  scope: Scope,
  id: Id<"interview">,
  who: Id<"participant">,
  ifMatch: number | undefined,
): Promise<Outcome<store.InterviewWhole>> {
  const opened = await openTo(scope, id, "seat", ifMatch);
  if (!opened.ok) return opened;
  const interview = opened.value;
  const seat = interview.participants.find((one) => one.id === who);
  if (seat === undefined) return refuse("participant.unknown");
  if (seat.memberId === null) return refuse("interview.role_unfit", { detail: "An interview is with its candidate." });

  const booking = bookingOf(interview);
  if (booking === null || seat.attendeeId === null) return removedAlone(scope, interview, seat);
  const hosts = interview.participants.filter(({ memberId, attendeeId }) => memberId !== null && attendeeId !== null);
  if (hosts.length === 1) return refuse("interview.last_host");
  return recastWith(scope, interview, booking, { add: [], drop: [seat.memberId] }, (before, after) => {
    const row = nextOf(scope, before, {});
    const seats = seated(scope, before, before.participants, after);
    return {
      after: { ...row, participants: seats.participants },
      also: [...store.followingUpdate(scope, rowOf(before), row), ...seats.statements],
      alsoFacts: [toldOfSeat("interview.participant_removed", row, seat, null)],
    };
  });
}

function removedAlone(scope: Scope, interview: store.InterviewWhole, seat: Participant) {
  const row = nextOf(scope, interview, {});
  return commit(scope, {
    change: store.updateInterview(scope, interview, row),
    fact: toldOfSeat("interview.participant_removed", row, seat, null),
    also: [store.updateParticipant(scope, seat, { removedAt: scope.now })],
    result: { ...row, participants: interview.participants.filter(({ id }) => id !== seat.id) },
  });
}

export type SeatPatch = {
  role?: MemberRole | undefined;
  card?: Participant["card"] | undefined;
  attended?: boolean | null | undefined;
};

/** Another part in it, as long as that takes no other time; whether a card is asked of them; whether they were there. */
export async function changeSeat(
  scope: Scope,
  id: Id<"interview">,
  who: Id<"participant">,
  patch: SeatPatch,
  ifMatch: number | undefined,
): Promise<Outcome<store.InterviewWhole>> {
  const interview = await store.findInterview(scope, id);
  if (interview === undefined) return refuse("interview.unknown");
  const seat = interview.participants.find((one) => one.id === who);
  if (seat === undefined) return refuse("participant.unknown");
  const current = seen(interview, ifMatch);
  if (!current.ok) return current;
  const state = may(interview, patch.role === undefined ? "change" : "seat");
  if (!state.ok) return state;
  const fits = roleFits(interview, seat, patch);
  if (!fits.ok) return fits;

  const role = patch.role ?? seat.role;
  const set = {
    role,
    card: patch.card ?? (role === seat.role ? seat.card : cardOf(role)),
    attended: patch.attended === undefined ? seat.attended : patch.attended,
  };
  const changed: Participant = { ...seat, ...set, updatedAt: scope.now };
  const row = nextOf(scope, interview, {});
  const others = interview.participants.filter((one) => one.id !== who);
  return commit(scope, {
    change: store.updateInterview(scope, interview, row),
    fact: toldOfSeat("interview.participant_changed", row, seat, changed),
    also: [store.updateParticipant(scope, seat, set)],
    result: { ...row, participants: inOrder([...others, changed]) },
  });
}

function roleFits(interview: store.InterviewWhole, seat: Participant, { role, card }: SeatPatch): Outcome<true> {
  if (seat.memberId === null && (role !== undefined || card !== undefined))
    return refuse("interview.role_unfit", { detail: "The candidate has one part, and judges nobody." });
  if (role === undefined || role === seat.role) return done(true);
  if (bookingOf(interview) !== null && takesTime(role) !== takesTime(seat.role))
    return refuse("interview.role_unfit", { pointer: "/role" });
  const isLed = role === "lead" && interview.participants.some((one) => one.role === "lead");
  return isLed ? refuse("interview.lead_twice", { pointer: "/role" }) : done(true);
}
