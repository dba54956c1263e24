// When an interview is: its booking says, and is made with it.
import {
  type BookingWhole,
  book,
  reschedule as rescheduleBooking,
  type StaffWords,
} from "#booking/bookings/actions.ts";
import { takeBack } from "#booking/links/client.ts";
import type { Id } from "#kernel/ids.ts";
import { minute } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { type Announcement, failUnlessStill } from "#platform/commit.ts";
import { answeringWith, type Scope } from "#platform/scope.ts";
import { judged, namedIn, type InterviewFault, type Verb } from "../rules.ts";
import * as around from "../mentioned.ts";
import * as store from "../store.ts";
import type { Interview } from "../tables.ts";
import { judgedFor, openTo } from "./open.ts";
import { type Seated, seated } from "./panel.ts";
import { nextOf, rowOf, told, toldOfSeat } from "./rows.ts";
import { settledWith, theirParty } from "./with-booking.ts";

type TimeWords = Pick<StaffWords, "slot_token" | "hold_token" | "starts_at" | "minutes" | "host_ids" | "force">;

export type ScheduleWords = TimeWords &
  Pick<StaffWords, "guests" | "answers" | "location"> & { with_member_ids: readonly Id<"member">[] };

/**
 * By staff, at a time they choose: for the event type's hosts and everybody who is named, all of them or nobody. The interview has its
 * booking in the booking's own batch, so of two who schedule it at once one makes a booking.
 */
export async function schedule(
  scope: Scope,
  id: Id<"interview">,
  words: ScheduleWords,
  ifMatch: number | undefined,
): Promise<Outcome<store.InterviewWhole>> {
  const found = await around.readToSchedule(scope, id, words.with_member_ids);
  const opened = judgedFor(found.interview, "schedule", ifMatch);
  if (!opened.ok) return opened;
  const interview = opened.value;
  const verdict = judged(faultsOfNamed(interview, words.with_member_ids, found.members));
  if (!verdict.ok) return verdict;
  const { invitee } = found;
  if (invitee === undefined) return refuse("interview.aim_missing");
  if (interview.eventTypeId === null && words.starts_at !== undefined) return refuse("interview.event_type_missing");
  const named = [...namedIn(interview.participants), ...words.with_member_ids];
  if (named.length > 0 && found.kind === "group") return refuse("interview.panel_unfit");

  const after: { it?: store.InterviewWhole } = {};
  const outcome = await book(
    answeringWith(scope, () => after.it),
    {
      ...words,
      event_type_id: interview.eventTypeId ?? undefined,
      minutes: words.minutes ?? interview.minutes ?? undefined,
      invitee,
      metadata: {},
    },
    {
      named,
      along: async () => {
        const still = await stillAs(scope, interview, "schedule");
        if (!still.ok) return still;
        return done((booking) => {
          const joined = scheduledBy(scope, interview, booking);
          after.it = joined.after;
          return joined;
        });
      },
    },
  );
  return settledWith(scope, id, outcome, after);
}

function faultsOfNamed(
  { participants }: store.InterviewWhole,
  named: readonly Id<"member">[],
  here: ReadonlySet<string>,
): InterviewFault[] {
  return named.flatMap((member, place): InterviewFault[] => {
    const pointer = `/with_member_ids/${place}`;
    const isTwice = named.indexOf(member) < place || participants.some(({ memberId }) => memberId === member);
    if (isTwice) return [{ pointer, code: "interview.person_twice" }];
    return here.has(member) ? [] : [{ pointer, code: "interview.member_unknown" }];
  });
}

/** Nothing has become of it since it was read; what has is judged anew, by whoever asks again. */
async function stillAs(scope: Scope, interview: Interview, verb: Verb): Promise<Outcome<true>> {
  const opened = await openTo(scope, interview.id, verb, undefined);
  if (!opened.ok) return opened;
  return opened.value.version === interview.version ? done(true) : refuse("commit.missed");
}

/** The interview with its booking, the panel in its seats; its link leads nowhere from now on. */
function scheduledBy(scope: Scope, before: store.InterviewWhole, booking: BookingWhole) {
  const row = nextOf(scope, before, {
    bookingId: booking.id,
    bookingStatus: booking.status,
    startsAt: booking.startsAt,
    endsAt: booking.endsAt,
    minutes: (booking.endsAt - booking.startsAt) / minute,
    eventTypeId: booking.eventTypeId,
  });
  const seats = seated(scope, before, before.participants, booking);
  return {
    after: { ...row, participants: seats.participants },
    also: [
      ...store.followingUpdate(scope, rowOf(before), row),
      ...seats.statements,
      ...(before.linkId === null ? [] : [takeBack(scope, before.linkId)]),
    ],
    alsoFacts: [told("interview.scheduled", rowOf(before), row)],
  };
}

export type MoveWords = TimeWords & { reason: string | null };

/** To another time; who comes by name comes then too, all or nobody. */
export async function reschedule(
  scope: Scope,
  id: Id<"interview">,
  words: MoveWords,
  ifMatch: number | undefined,
): Promise<Outcome<store.InterviewWhole>> {
  const opened = await openTo(scope, id, "reschedule", ifMatch);
  if (!opened.ok) return opened;
  const interview = opened.value;
  if (interview.bookingId === null) return refuse("interview.wrong_state");
  const after: { it?: store.InterviewWhole } = {};
  const outcome = await rescheduleBooking(
    answeringWith(scope, () => after.it),
    interview.bookingId,
    words,
    undefined,
    {
      party: theirParty(scope),
      along: async () => {
        const still = await stillAs(scope, interview, "reschedule");
        if (!still.ok) return still;
        return done((booking) => {
          const joined = followedBy(scope, interview, booking);
          after.it = joined.after;
          return joined;
        });
      },
    },
  );
  return settledWith(scope, id, outcome, after);
}

/** The interview behind a change of its booking: times by the trigger, the panel by who hosts now. */
export function followedBy(scope: Scope, before: store.InterviewWhole, booking: BookingWhole) {
  const moves =
    before.startsAt !== booking.startsAt || before.endsAt !== booking.endsAt || before.bookingStatus !== booking.status;
  const followed: Interview = moves
    ? {
        ...nextOf(scope, before, {}),
        startsAt: booking.startsAt,
        endsAt: booking.endsAt,
        bookingStatus: booking.status,
      }
    : rowOf(before);
  const seats = seated(scope, before, before.participants, booking);
  const { came, gone } = seats;
  if (came.length + gone.length === 0)
    return {
      after: { ...followed, participants: seats.participants },
      also: [failUnlessStill(scope, store.isStill(scope, followed)), ...seats.statements],
      alsoFacts: [],
    };
  const swapped = came.filter(({ replacesId }) => replacesId !== null).length;
  const row = nextOf(scope, followed, { swaps: followed.swaps + swapped });
  return {
    after: { ...row, participants: seats.participants },
    also: [...store.followingUpdate(scope, followed, row), ...seats.statements],
    alsoFacts: followedFacts(row, seats),
  };
}

/** Who came, who went, and who came in whose place. */
export const followedFacts = (row: Interview, { came, gone }: Pick<Seated, "came" | "gone">): Announcement[] => [
  ...came.map((one) => {
    const replaced = gone.find(({ id }) => id === one.replacesId) ?? null;
    const type = replaced === null ? "interview.participant_added" : "interview.participant_replaced";
    return toldOfSeat(type, row, replaced, one);
  }),
  ...gone
    .filter(({ id }) => !came.some(({ replacesId }) => replacesId === id))
    .map((one) => toldOfSeat("interview.participant_removed", row, one, null)),
];
