// What becomes of an interview once its hour has come.
import { type Along, complete as completeBooking, noShow as bookingNoShow } from "#booking/bookings/actions.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { seen } from "#kernel/version.ts";
import { commit } from "#platform/commit.ts";
import { answeringWith, type Scope } from "#platform/scope.ts";
import { may, mayEnd, mayStart, type State } from "../rules.ts";
import * as store from "../store.ts";
import type { Interview, Participant } from "../tables.ts";
import { nextOf, rowOf, told } from "./rows.ts";
import { settledWith } from "./with-booking.ts";

type Party = "staff" | "host" | "system";
type Opened = { interview: store.InterviewWhole; party: Party };

/** For staff, and for whoever is in it. */
async function openTheirs(
  scope: Scope,
  id: Id<"interview">,
  ifMatch: number | undefined,
  judge: (interview: store.InterviewWhole) => Outcome<State>,
): Promise<Outcome<Opened>> {
  const interview = await store.findInterview(scope, id);
  if (interview === undefined) return refuse("interview.unknown");
  const party = partyIn(scope, interview);
  if (!party.ok) return party;
  const current = seen(interview, ifMatch);
  if (!current.ok) return current;
  const state = judge(interview);
  return state.ok ? done({ interview, party: party.value }) : state;
}

function partyIn({ actor, permissions }: Scope, { participants }: store.InterviewWhole): Outcome<Party> {
  if (actor.kind === "system") return done("system");
  const isIn = actor.kind === "member" && participants.some(({ memberId }) => memberId === actor.member);
  if (isIn) return done("host");
  return permissions.has("interviews:write") ? done("staff") : refuse("interview.not_yours");
}

/** It has begun; whoever says so was there. */
export async function start(
  scope: Scope,
  id: Id<"interview">,
  at: Instant | undefined,
  ifMatch: number | undefined,
): Promise<Outcome<store.InterviewWhole>> {
  const actualStart = at ?? scope.now;
  const opened = await openTheirs(scope, id, ifMatch, (one) => mayStart(one, actualStart, scope.now));
  if (!opened.ok) return opened;
  const { interview } = opened.value;
  const started = nextOf(scope, interview, { actualStart });
  const { actor } = scope;
  const isThere = ({ memberId }: Participant) => actor.kind === "member" && memberId === actor.member;
  const set = { attended: true, joinedAt: actualStart };
  return commit(scope, {
    change: store.updateInterview(scope, interview, started),
    fact: told("interview.started", rowOf(interview), started),
    also: interview.participants.filter(isThere).map((one) => store.updateParticipant(scope, one, set)),
    result: {
      ...started,
      participants: interview.participants.map((one) =>
        isThere(one) ? { ...one, ...set, updatedAt: scope.now } : one,
      ),
    },
  });
}

export type EndWords = { at?: Instant | undefined; absent_ids: readonly Id<"participant">[] };

/** It is over, and its booking with it. Of whom nobody says that they were not there, and who was to be, it is noted that they were. */
export async function end(
  scope: Scope,
  id: Id<"interview">,
  { at, absent_ids }: EndWords,
  ifMatch: number | undefined,
): Promise<Outcome<store.InterviewWhole>> {
  const actualEnd = at ?? scope.now;
  const open = () => openTheirs(scope, id, ifMatch, (one) => mayEnd(one, actualEnd, scope.now));
  const opened = await open();
  if (!opened.ok) return opened;
  const { interview, party } = opened.value;
  const stranger = absent_ids.findIndex((one) => !interview.participants.some((here) => here.id === one));
  if (stranger >= 0) return refuse("participant.unknown", { pointer: `/absent_ids/${stranger}` });
  const presence = (one: Participant) => one.attended ?? (absent_ids.includes(one.id) ? false : expected(one));

  const { bookingId, bookingStatus, startsAt } = interview;
  // What ended before its hour had struck is completed by the clock.
  if (bookingId === null || bookingStatus !== "confirmed" || startsAt === null || startsAt > scope.now)
    return endedAlone(scope, interview, actualEnd, presence);
  return withBooking(scope, id, presence, {
    open,
    set: { actualEnd },
    fact: "interview.ended",
    status: "completed",
    act: (inside, along) => completeBooking(inside, bookingId, undefined, { party, along }),
  });
}

/** Who was to be there. */
const expected = ({ role, rsvp }: Participant): boolean | null =>
  role === "coordinator" || role === "observer" || rsvp === "declined" ? null : true;

type Presence = (one: Participant) => boolean | null;

/** Everybody as they were there, and the writes of who that changes. */
function present(scope: Scope, people: readonly Participant[], presence: Presence) {
  const participants = people.map((one) => {
    const attended = presence(one);
    return attended === one.attended ? one : { ...one, attended, updatedAt: scope.now };
  });
  const changed = participants.filter((one, place) => one !== people[place]);
  return {
    participants,
    statements: changed.map((one) => store.updateParticipant(scope, one, { attended: one.attended })),
  };
}

function endedAlone(scope: Scope, interview: store.InterviewWhole, actualEnd: Instant, presence: Presence) {
  const ended = nextOf(scope, interview, { actualEnd });
  const { participants, statements } = present(scope, interview.participants, presence);
  return commit(scope, {
    change: store.updateInterview(scope, interview, ended),
    fact: told("interview.ended", rowOf(interview), ended),
    also: statements,
    result: { ...ended, participants },
  });
}

type Judging = {
  open: () => Promise<Outcome<Opened>>;
  set: Partial<Interview>;
  fact: "interview.ended" | "interview.no_show";
  status: "completed" | "no_show";
  act: (scope: Scope, along: Along) => Promise<Outcome<unknown>>;
};

/** What is said of the interview and of its booking at once. */
async function withBooking(
  scope: Scope,
  id: Id<"interview">,
  presence: Presence,
  { open, set, fact, status, act }: Judging,
): Promise<Outcome<store.InterviewWhole>> {
  const kept: { it?: store.InterviewWhole } = {};
  const along: Along = async () => {
    const now = await open();
    if (!now.ok) return now;
    const before = now.value.interview;
    return done(() => {
      // Where the booking's status changes, the interview's next version is made by that.
      const followed: Interview =
        before.bookingStatus === status ? rowOf(before) : nextOf(scope, before, { bookingStatus: status });
      const row = nextOf(scope, followed, set);
      const { participants, statements } = present(scope, before.participants, presence);
      kept.it = { ...row, participants };
      return {
        also: [...store.followingUpdate(scope, followed, row), ...statements],
        alsoFacts: [told(fact, rowOf(before), row)],
      };
    });
  };
  const outcome = await act(
    answeringWith(scope, () => kept.it),
    along,
  );
  return settledWith(scope, id, outcome, kept);
}

export type NoShowWho = "candidate" | "panel" | "both";
const whoInBooking = { candidate: "invitee", panel: "host", both: "both" } as const;

/** Somebody did not come, from its hour on. */
export async function noShow(
  scope: Scope,
  id: Id<"interview">,
  who: NoShowWho,
  ifMatch: number | undefined,
): Promise<Outcome<store.InterviewWhole>> {
  const open = () => openTheirs(scope, id, ifMatch, (one) => may(one, "no_show"));
  const opened = await open();
  if (!opened.ok) return opened;
  const { interview, party } = opened.value;
  const { bookingId } = interview;
  if (bookingId === null) return refuse("interview.wrong_state", { interview_status: "in_progress" });
  const presence = ({ role, attendeeId, attended }: Participant) => {
    if (role === "candidate") return who === "panel" ? attended : false;
    return attendeeId !== null && who !== "candidate" ? false : attended;
  };
  return withBooking(scope, id, presence, {
    open,
    set: {},
    fact: "interview.no_show",
    status: "no_show",
    act: (inside, along) => bookingNoShow(inside, bookingId, whoInBooking[who], undefined, { party, along }),
  });
}
