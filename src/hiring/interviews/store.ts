import { and, asc, eq, gte, inArray, isNotNull, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { attendees } from "#booking/bookings/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import { failIfMissed } from "#platform/commit.ts";
import type { Statement } from "#platform/d1.ts";
import { type Cut, keyset } from "#platform/paging.ts";
import { withoutKey } from "#platform/rows.ts";
import type { Scope } from "#platform/scope.ts";
import { inOrder, type State } from "./rules.ts";
import { type Interview, interviews, type Participant, participants } from "./tables.ts";

/** An interview with everybody in it. */
export type InterviewWhole = Interview & { participants: readonly Participant[] };

const mine = ({ tenant }: Scope) => and(eq(interviews.tenantId, tenant.id), isNull(interviews.deletedAt));
const one = (scope: Scope, id: Id<"interview">) => and(mine(scope), eq(interviews.id, id));
export const among = (ids: readonly string[]) => sql`(select value from json_each(${JSON.stringify(ids)}))`;

export const interviewStatement = (scope: Scope, id: Id<"interview">) =>
  scope.db.select().from(interviews).where(one(scope, id));

/** Unsent: everybody who is in these interviews now. */
export const participantsStatement = (scope: Scope, ids: readonly Id<"interview">[]) =>
  scope.db
    .select()
    .from(participants)
    .where(
      and(
        eq(participants.tenantId, scope.tenant.id),
        sql`${participants.interviewId} in ${among(ids)}`,
        isNull(participants.removedAt),
      ),
    )
    .orderBy(asc(participants.createdAt), asc(participants.id));

export async function findInterview(scope: Scope, id: Id<"interview">): Promise<InterviewWhole | undefined> {
  const [[interview], people] = await scope.db.batch([
    interviewStatement(scope, id),
    participantsStatement(scope, [id]),
  ]);
  return interview && { ...interview, participants: inOrder(people) };
}

/** The interview that a booking is of. */
export async function findByBooking(scope: Scope, booking: Id<"booking">): Promise<InterviewWhole | undefined> {
  const row = await scope.db
    .select()
    .from(interviews)
    .where(and(mine(scope), eq(interviews.bookingId, booking)))
    .get();
  return row && { ...row, participants: await participantsOf(scope, row.id) };
}

export const participantsOf = async (scope: Scope, id: Id<"interview">): Promise<Participant[]> =>
  inOrder(await participantsStatement(scope, [id]));

/** A member's part in an interview, while they have one. */
export const participantOf = (
  scope: Scope,
  interview: Id<"interview">,
  member: Id<"member">,
): Promise<Participant | undefined> =>
  scope.db
    .select()
    .from(participants)
    .where(
      and(
        eq(participants.tenantId, scope.tenant.id),
        eq(participants.interviewId, interview),
        eq(participants.memberId, member),
        isNull(participants.removedAt),
      ),
    )
    .get();

export async function wholeOf(scope: Scope, rows: readonly Interview[]): Promise<InterviewWhole[]> {
  if (rows.length === 0) return [];
  const people = await participantsStatement(
    scope,
    rows.map(({ id }) => id),
  );
  const peopleOf = Map.groupBy(people, ({ interviewId }) => interviewId);
  return rows.map((row) => ({ ...row, participants: inOrder(peopleOf.get(row.id) ?? []) }));
}

export type InterviewFilter = {
  status?: State[] | undefined;
  mode?: Interview["mode"][] | undefined;
  audience?: Interview["audience"] | undefined;
  job_id?: Id<"job">[] | undefined;
  stage_id?: Id<"stage">[] | undefined;
  application_id?: Id<"application">[] | undefined;
  candidate_id?: Id<"candidate">[] | undefined;
  organizer_id?: Id<"member">[] | undefined;
  member_id?: Id<"member">[] | undefined;
  parent_id?: Id<"interview"> | undefined;
  external_id?: string | undefined;
  starts_after?: Instant | undefined;
  starts_before?: Instant | undefined;
};

export type InterviewCut = Cut & { by: "created_at" | "starts_at" };

export async function listInterviews(
  scope: Scope,
  filter: InterviewFilter,
  cut: InterviewCut,
): Promise<Page<Interview>> {
  const byStart = cut.by === "starts_at";
  const page = keyset(cut, byStart ? interviews.startsAt : interviews.createdAt, interviews.id);
  const rows = await scope.db
    .select()
    .from(interviews)
    .where(
      and(
        mine(scope),
        // What has no time has no place in a list by times.
        byStart ? isNotNull(interviews.startsAt) : undefined,
        filter.status && or(...filter.status.map(stateIs)),
        filter.mode && inArray(interviews.mode, filter.mode),
        filter.audience && eq(interviews.audience, filter.audience),
        filter.job_id && inArray(interviews.jobId, filter.job_id),
        filter.stage_id && inArray(interviews.stageId, filter.stage_id),
        filter.application_id && inArray(interviews.applicationId, filter.application_id),
        filter.candidate_id && inArray(interviews.candidateId, filter.candidate_id),
        filter.organizer_id && inArray(interviews.organizerId, filter.organizer_id),
        filter.member_id && sql`${interviews.id} in ${interviewsOf(scope, filter)}`,
        filter.parent_id && eq(interviews.parentId, filter.parent_id),
        filter.external_id === undefined ? undefined : eq(interviews.externalId, filter.external_id),
        filter.starts_after && gte(interviews.startsAt, filter.starts_after),
        filter.starts_before && lt(interviews.startsAt, filter.starts_before),
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return pageOf(rows, cut.limit, (row) => ({
    key: (byStart ? row.startsAt : row.createdAt) ?? row.createdAt,
    id: row.id,
  }));
}

/** Of some members, within the time that is asked about: a stretch of each one's agenda. */
const interviewsOf = (
  { tenant }: Scope,
  { member_id = [], starts_after, starts_before }: InterviewFilter,
): SQL => sql`(select seat.interview_id from participants seat indexed by participants_agenda
  where seat.tenant_id = ${tenant.id} and seat.member_id in ${among(member_id)} and seat.removed_at is null
  ${starts_after === undefined ? sql`` : sql`and seat.starts_at >= ${starts_after}`}
  ${starts_before === undefined ? sql`` : sql`and seat.starts_at < ${starts_before}`})`;

const stillOn = sql`${interviews.canceledAt} is null`;
const unbegun = sql`${interviews.actualStart} is null and ${interviews.actualEnd} is null`;

/** `stateOf` as a condition. */
function stateIs(state: State): SQL {
  const { bookingStatus, actualStart, actualEnd } = interviews;
  switch (state) {
    case "canceled":
      return sql`(${interviews.canceledAt} is not null or ${bookingStatus} in ('canceled', 'declined', 'expired'))`;
    case "no_show":
      return sql`(${stillOn} and ${bookingStatus} = 'no_show')`;
    case "completed":
      return sql`(${stillOn} and (${bookingStatus} = 'completed'
        or (${actualEnd} is not null and (${bookingStatus} is null or ${bookingStatus} in ('pending', 'confirmed')))))`;
    case "in_progress":
      return sql`(${stillOn} and ${actualStart} is not null and ${actualEnd} is null
        and (${bookingStatus} is null or ${bookingStatus} in ('pending', 'confirmed')))`;
    case "held":
      return sql`(${stillOn} and ${unbegun} and ${bookingStatus} = 'pending')`;
    case "confirmed":
      return sql`(${stillOn} and ${unbegun} and ${bookingStatus} = 'confirmed')`;
    case "pending_schedule":
      return sql`(${stillOn} and ${unbegun} and ${interviews.bookingId} is null and ${bookingStatus} is null)`;
  }
}

export const insertInterview = (scope: Scope, interview: Interview): Statement =>
  scope.db.insert(interviews).values(interview);

/** Guarded by the version it was decided on. */
export const updateInterview = (scope: Scope, before: Interview, after: Interview): Statement =>
  scope.db
    .update(interviews)
    .set(withoutKey(after))
    .where(and(one(scope, before.id), eq(interviews.version, before.version)));

/** The same where it hangs on another change: the whole batch is undone when somebody was faster. */
export const followingUpdate = (scope: Scope, before: Interview, after: Interview): Statement[] => [
  updateInterview(scope, before, after),
  failIfMissed(scope),
];

/** No version of it was made since. */
export const isStill = ({ tenant }: Scope, { id, version }: Interview): SQL =>
  sql`exists (select 1 from interviews where tenant_id = ${tenant.id} and id = ${id} and version = ${version})`;

export const insertParticipants = (scope: Scope, rows: readonly Participant[]): Statement[] =>
  rows.map((row) => scope.db.insert(participants).values(row));

export const updateParticipant = (
  scope: Scope,
  { id }: Pick<Participant, "id">,
  change: Partial<Omit<Participant, "tenantId" | "id" | "interviewId">>,
): Statement =>
  scope.db
    .update(participants)
    .set({ ...change, updatedAt: scope.now })
    .where(and(eq(participants.tenantId, scope.tenant.id), eq(participants.id, id), isNull(participants.removedAt)));

/** Whoever is the invitee of its booking, as a part in it says so. */
export async function inviteeOf({ db, tenant }: Scope, { bookingId }: Interview) {
  if (bookingId === null) return {};
  const row = await db
    .select({ attendeeId: attendees.id, rsvp: attendees.rsvp })
    .from(attendees)
    .where(
      and(
        eq(attendees.tenantId, tenant.id),
        eq(attendees.bookingId, bookingId),
        eq(attendees.role, "invitee"),
        isNull(attendees.removedAt),
      ),
    )
    .get();
  return row ?? {};
}
