import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { attendees } from "#booking/bookings/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { failIfMissed } from "#platform/commit.ts";
import type { Statement } from "#platform/d1.ts";
import { withoutKey } from "#platform/rows.ts";
import type { Scope } from "#platform/scope.ts";
import { inOrder } from "./rules.ts";
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

export async function wholeOf(scope: Scope, rows: readonly Interview[]): Promise<InterviewWhole[]> {
  if (rows.length === 0) return [];
  const people = await participantsStatement(
    scope,
    rows.map(({ id }) => id),
  );
  const peopleOf = Map.groupBy(people, ({ interviewId }) => interviewId);
  return rows.map((row) => ({ ...row, participants: inOrder(peopleOf.get(row.id) ?? []) }));
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
