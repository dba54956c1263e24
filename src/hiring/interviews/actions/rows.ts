// Rows as they begin, and what an auditor reads of them.
import type { Id } from "#kernel/ids.ts";
import { toWireOrNull } from "#kernel/instant.ts";
import { type Announcement, announcer } from "#platform/commit.ts";
import { actorWord, type Scope } from "#platform/scope.ts";
import { interviewFacts } from "../facts.ts";
import { cardOf, type MemberRole } from "../rules.ts";
import type { Interview, Participant } from "../tables.ts";

const tell = announcer(interviewFacts);

/** What is told of an interview: its row, never who has handed in a card. */
export function told(type: keyof typeof interviewFacts, before: Interview | null, after: Interview): Announcement {
  return tell(type, after.id, after.version, before && toldOf(before), toldOf(after));
}

/** What is told of somebody's part in it. */
export const toldOfSeat = (
  type: keyof typeof interviewFacts,
  interview: Pick<Interview, "id" | "version">,
  before: Participant | null,
  after: Participant | null,
): Announcement => tell(type, interview.id, interview.version, before && toldSeat(before), after && toldSeat(after));

function toldOf(interview: Interview) {
  const { participants: _, actualStart, actualEnd, ...row } = { participants: [], ...interview };
  return { ...row, actualStart: toWireOrNull(actualStart), actualEnd: toWireOrNull(actualEnd) };
}

const toldSeat = ({
  id,
  role,
  memberId,
  candidateId,
  rsvp,
  declineReason,
  card,
  attended,
  replacesId,
}: Participant) => ({
  id,
  role,
  memberId,
  candidateId,
  rsvp,
  declineReason,
  card,
  attended,
  replacesId,
});

export type SeatWords = {
  member_id: Id<"member">;
  role: MemberRole;
  card?: Participant["card"] | undefined;
};

type Born = Pick<Scope, "newId" | "now" | "tenant">;

function seat(scope: Born, interviewId: Id<"interview">): Participant {
  return {
    tenantId: scope.tenant.id,
    id: scope.newId("participant"),
    interviewId,
    role: "panelist",
    memberId: null,
    candidateId: null,
    poolId: null,
    attendeeId: null,
    rsvp: "needs_action",
    respondedAt: null,
    declineReason: null,
    card: "none",
    cardSubmittedAt: null,
    invitedAt: scope.now,
    joinedAt: null,
    leftAt: null,
    attended: null,
    startsAt: null,
    endsAt: null,
    replacesId: null,
    removedAt: null,
    createdAt: scope.now,
    updatedAt: scope.now,
  };
}

export const memberSeat = (scope: Born, interview: Id<"interview">, words: SeatWords): Participant => ({
  ...seat(scope, interview),
  role: words.role,
  memberId: words.member_id,
  card: words.card ?? cardOf(words.role),
});

export const candidateSeat = (scope: Born, interview: Id<"interview">, candidate: Id<"candidate">): Participant => ({
  ...seat(scope, interview),
  role: "candidate",
  candidateId: candidate,
});

/** An interview that has nothing yet but a name. */
export const blank = (scope: Scope, said: Pick<Interview, "audience" | "mode" | "title" | "timeZone">): Interview => ({
  tenantId: scope.tenant.id,
  id: scope.newId("interview"),
  parentId: null,
  candidateId: null,
  applicationId: null,
  jobId: null,
  stageId: null,
  eventTypeId: null,
  formId: null,
  organizerId: null,
  description: null,
  minutes: null,
  location: null,
  bookingId: null,
  bookingStatus: null,
  startsAt: null,
  endsAt: null,
  linkId: null,
  linkSentAt: null,
  windowsAskedAt: null,
  windowsGivenAt: null,
  windows: [],
  actualStart: null,
  actualEnd: null,
  canceledAt: null,
  canceledBy: null,
  cancelReason: null,
  replacesId: null,
  swaps: 0,
  externalId: null,
  metadata: {},
  createdBy: actorWord(scope.actor),
  createdAt: scope.now,
  updatedAt: scope.now,
  version: 1,
  deletedAt: null,
  deletedBy: null,
  ...said,
});

/** An interview by its own columns alone. */
export function rowOf(interview: Interview & { participants?: unknown }): Interview {
  const { participants: _, ...row } = interview;
  return row;
}

/** Its next version. */
export const nextOf = (
  scope: Scope,
  before: Interview & { participants?: unknown },
  set: Partial<Interview>,
): Interview => ({
  ...rowOf(before),
  ...set,
  updatedAt: scope.now,
  version: before.version + 1,
});
