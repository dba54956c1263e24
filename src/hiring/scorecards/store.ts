import { and, desc, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { applicationStatement } from "#hiring/applications/client.ts";
import { type Interview, interviews, type Participant, participants } from "#hiring/interviews/tables.ts";
import { settingsStatement } from "#hiring/settings/actions.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import type { Statement } from "#platform/d1.ts";
import { type Cut, keyset } from "#platform/paging.ts";
import { withoutKey } from "#platform/rows.ts";
import type { Scope } from "#platform/scope.ts";
import { type Duty, isTrainee, type Subject } from "./rules.ts";
import { type Scorecard, type ScorecardVersion, scorecards, scorecardVersions } from "./tables.ts";

const mine = (scope: Scope) => eq(scorecards.tenantId, scope.tenant.id);

export const findCard = (scope: Scope, id: Id<"scorecard">): Promise<Scorecard | undefined> =>
  scope.db
    .select()
    .from(scorecards)
    .where(and(mine(scope), eq(scorecards.id, id)))
    .get();

export type CardFilter = {
  application_id?: Id<"application"> | undefined;
  interview_id?: Id<"interview"> | undefined;
  candidate_id?: Id<"candidate"> | undefined;
  author_id?: Id<"member"> | undefined;
  kind?: Scorecard["kind"][] | undefined;
  status?: Scorecard["status"] | undefined;
  training?: boolean | undefined;
};

/** Whose cards a list may hold: one's own, and those of others that were handed in, but for those of some subjects. */
export type Sight = { author: Id<"member"> | null; others: { except: readonly Subject[] } | null };

function inSight({ author, others }: Sight): SQL | undefined {
  const own = author === null ? undefined : eq(scorecards.authorId, author);
  if (others === null) return own ?? sql`false`;
  const { except } = others;
  const theirs = and(
    eq(scorecards.status, "submitted"),
    except.length === 0
      ? undefined
      : sql`coalesce(${scorecards.applicationId}, ${scorecards.interviewId}) not in
          (select value from json_each(${JSON.stringify(except)}))`,
  );
  return or(own, theirs);
}

/** A trainee's card is shown to who asks for trainees', and to its author. */
const learned = (training: boolean | undefined, { author }: Sight): SQL | undefined =>
  training === undefined
    ? or(eq(scorecards.isTraining, false), author === null ? undefined : eq(scorecards.authorId, author))
    : eq(scorecards.isTraining, training);

export async function listCards(scope: Scope, filter: CardFilter, sight: Sight, cut: Cut): Promise<Page<Scorecard>> {
  const page = keyset(cut, scorecards.createdAt, scorecards.id);
  const rows = await scope.db
    .select()
    .from(scorecards)
    .where(
      and(
        mine(scope),
        filter.application_id && eq(scorecards.applicationId, filter.application_id),
        filter.interview_id && eq(scorecards.interviewId, filter.interview_id),
        filter.candidate_id && eq(scorecards.candidateId, filter.candidate_id),
        filter.author_id && eq(scorecards.authorId, filter.author_id),
        filter.kind && inArray(scorecards.kind, filter.kind),
        filter.status && eq(scorecards.status, filter.status),
        learned(filter.training, sight),
        inSight(sight),
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return pageOf(rows, cut.limit, (row) => ({ key: row.createdAt, id: row.id }));
}

export async function listVersions(scope: Scope, card: Id<"scorecard">, cut: Cut): Promise<Page<ScorecardVersion>> {
  const { after } = cut;
  const beyond = sql.raw(cut.descending ? "<" : ">");
  const rows = await scope.db
    .select()
    .from(scorecardVersions)
    .where(
      and(
        eq(scorecardVersions.tenantId, scope.tenant.id),
        eq(scorecardVersions.scorecardId, card),
        after === null ? undefined : sql`${scorecardVersions.version} ${beyond} ${Number(after.key)}`,
      ),
    )
    .orderBy(cut.descending ? desc(scorecardVersions.version) : scorecardVersions.version)
    .limit(cut.limit + 1);
  return pageOf(rows, cut.limit, (row) => ({ key: row.version, id: row.scorecardId }));
}

type DutyRow = Omit<Duty, "isTraining"> & {
  applicationId: Id<"application"> | null;
  role: Participant["role"];
  standing: Parameters<typeof isTrainee>[1];
};

export type DutyFound = Duty & { subject: Subject };

/** In the very words of the index `participants_owed`, which a bound value would not be. */
const isAsked = sql`${participants.card} <> 'none'`;

const standingInPool = (scope: Scope) => sql<DutyRow["standing"]>`(select sent.standing from pool_members sent
  where sent.tenant_id = ${scope.tenant.id} and sent.pool_id = ${participants.poolId}
    and sent.member_id = ${participants.memberId})`;

/** Everybody of whom a card is asked, in interviews that were not called off. */
const selectDuties = (scope: Scope, where: SQL | undefined) =>
  scope.db
    .select({
      participantId: sql<Id<"participant">>`${participants.id}`.as("participant_id"),
      interviewId: sql<Id<"interview">>`${participants.interviewId}`.as("interview_id"),
      applicationId: sql<Id<"application"> | null>`${interviews.applicationId}`.as("application_id"),
      memberId: sql<Id<"member">>`${participants.memberId}`.as("member_id"),
      role: sql<Participant["role"]>`${participants.role}`.as("role"),
      card: sql<Duty["card"]>`${participants.card}`.as("card"),
      submittedAt: sql<Instant | null>`${participants.cardSubmittedAt}`.as("submitted_at"),
      attended: sql<0 | 1 | null>`${participants.attended}`.as("attended"),
      bookingStatus: sql<Interview["bookingStatus"]>`${interviews.bookingStatus}`.as("booking_status"),
      endsAt: sql<Instant | null>`coalesce(${interviews.actualEnd}, ${participants.endsAt})`.as("ends_at"),
      standing: standingInPool(scope).as("standing"),
    })
    .from(participants)
    .innerJoin(interviews, and(eq(interviews.tenantId, scope.tenant.id), eq(interviews.id, participants.interviewId)))
    .where(
      and(
        eq(participants.tenantId, scope.tenant.id),
        sql`${participants.memberId} is not null`,
        isNull(participants.removedAt),
        isAsked,
        isNull(interviews.canceledAt),
        isNull(interviews.deletedAt),
        where,
      ),
    )
    // Told as they are, they would tempt the planner along the primary key: past everybody who was ever in an interview.
    .orderBy(sql`+${participants.memberId}`, sql`+${participants.id}`);

type RowOfDuty = Awaited<ReturnType<typeof selectDuties>>[number];

const dutyOf = ({ role, standing, applicationId, attended, ...row }: RowOfDuty): DutyFound => ({
  ...row,
  attended: attended === null ? null : attended === 1,
  isTraining: isTrainee(role, standing),
  subject: applicationId ?? row.interviewId,
});

const oneOf = (ids: readonly string[]): SQL => sql`(select value from json_each(${JSON.stringify(ids)}))`;

/** The duties of these subjects. An interview without an application is a subject of its own. */
export async function dutiesOn(scope: Scope, subjects: readonly Subject[]): Promise<DutyFound[]> {
  if (subjects.length === 0) return [];
  const rows = await selectDuties(
    scope,
    or(
      sql`${interviews.applicationId} in ${oneOf(subjects)}`,
      and(isNull(interviews.applicationId), sql`${interviews.id} in ${oneOf(subjects)}`),
    ),
  );
  return rows.map(dutyOf);
}

/** What this member still owes, whenever its interview is. */
export async function dutiesOwedBy(scope: Scope, member: Id<"member">): Promise<DutyFound[]> {
  const rows = await selectDuties(scope, and(eq(participants.memberId, member), isNull(participants.cardSubmittedAt)));
  return rows.map(dutyOf);
}

/** The duties of one interview. */
export async function dutiesIn(scope: Scope, interview: Id<"interview">): Promise<DutyFound[]> {
  const rows = await selectDuties(scope, eq(participants.interviewId, interview));
  return rows.map(dutyOf);
}

/** Of which of these subjects the debrief is open. */
export async function openAmong(scope: Scope, subjects: readonly Subject[]): Promise<ReadonlySet<Subject>> {
  if (subjects.length === 0) return new Set();
  const rows = await scope.db.all<{ id: Subject }>(sql`select application_id as id from debriefs
    where tenant_id = ${scope.tenant.id} and application_id in ${oneOf(subjects)}`);
  return new Set(rows.map(({ id }) => id));
}

export type Owed = {
  participantId: Id<"participant">;
  interviewId: Id<"interview">;
  applicationId: Id<"application"> | null;
  candidateId: Id<"candidate"> | null;
  title: string;
  card: Participant["card"];
  endsAt: Instant;
};

/** Cards this member owes for interviews that are over, by when those ended. */
export async function listOwed(
  scope: Scope,
  member: Id<"member">,
  { required }: { required?: boolean | undefined },
  cut: Cut,
): Promise<Page<Owed>> {
  const page = keyset(cut, participants.endsAt, participants.id);
  const rows = await scope.db
    .select({
      participantId: sql<Id<"participant">>`${participants.id}`.as("participant_id"),
      interviewId: sql<Id<"interview">>`${interviews.id}`.as("interview_id"),
      applicationId: sql<Id<"application"> | null>`${interviews.applicationId}`.as("application_id"),
      candidateId: sql<Id<"candidate"> | null>`${interviews.candidateId}`.as("candidate_id"),
      title: sql<string>`${interviews.title}`.as("title"),
      card: sql<Participant["card"]>`${participants.card}`.as("card"),
      endsAt: sql<Instant>`${participants.endsAt}`.as("ends_at"),
    })
    .from(participants)
    .innerJoin(interviews, and(eq(interviews.tenantId, scope.tenant.id), eq(interviews.id, participants.interviewId)))
    .where(
      and(
        eq(participants.tenantId, scope.tenant.id),
        eq(participants.memberId, member),
        isNull(participants.removedAt),
        isNull(participants.cardSubmittedAt),
        isAsked,
        required === undefined ? undefined : eq(participants.card, required ? "required" : "optional"),
        sql`${participants.endsAt} <= ${scope.now}`,
        sql`${participants.attended} is not 0`,
        isNull(interviews.canceledAt),
        isNull(interviews.deletedAt),
        sql`${interviews.bookingStatus} in ('pending', 'confirmed', 'completed')`,
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return pageOf(rows, cut.limit, (row) => ({ key: row.endsAt, id: row.participantId }));
}

/** Nobody's seat, nobody's card: what a key finds. */
const by = (column: typeof participants.memberId | typeof scorecards.authorId, member: Id<"member"> | null): SQL =>
  member === null ? sql`false` : eq(column, member);

const cardBy = (scope: Scope, author: Id<"member"> | null, where: SQL | undefined) =>
  scope.db
    .select()
    .from(scorecards)
    .where(and(mine(scope), by(scorecards.authorId, author), where));

/** An interview, this member's place in it, and the card of this kind they have of it. */
export async function readDesk(
  scope: Scope,
  id: Id<"interview">,
  kind: "panelist" | "overall",
  author: Id<"member"> | null,
) {
  const [found, seats, cards, settings] = await scope.db.batch([
    scope.db
      .select()
      .from(interviews)
      .where(and(eq(interviews.tenantId, scope.tenant.id), eq(interviews.id, id), isNull(interviews.deletedAt))),
    scope.db
      .select()
      .from(participants)
      .where(
        and(
          eq(participants.tenantId, scope.tenant.id),
          eq(participants.interviewId, id),
          by(participants.memberId, author),
          isNull(participants.removedAt),
        ),
      ),
    cardBy(scope, author, and(eq(scorecards.interviewId, id), eq(scorecards.kind, kind))),
    settingsStatement(scope),
  ]);
  return { interview: found[0], seat: seats[0], card: cards[0], settings };
}

/** An application, and this member's card of it that needs no interview. */
export async function readDeskApart(scope: Scope, id: Id<"application">, author: Id<"member"> | null) {
  const [found, cards] = await scope.db.batch([
    applicationStatement(scope, id),
    cardBy(scope, author, and(eq(scorecards.applicationId, id), isNull(scorecards.interviewId))),
  ]);
  return { application: found[0], card: cards[0] };
}

export const findInterview = (scope: Scope, id: Id<"interview">): Promise<Interview | undefined> =>
  scope.db
    .select()
    .from(interviews)
    .where(and(eq(interviews.tenantId, scope.tenant.id), eq(interviews.id, id), isNull(interviews.deletedAt)))
    .get();

export const insertCard = (scope: Scope, card: Scorecard): Statement => scope.db.insert(scorecards).values(card);

export const updateCard = (scope: Scope, before: Scorecard, after: Scorecard): Statement =>
  scope.db
    .update(scorecards)
    .set(withoutKey(after))
    .where(and(mine(scope), eq(scorecards.id, before.id), eq(scorecards.version, before.version)));

export const insertVersion = (scope: Scope, version: ScorecardVersion): Statement =>
  scope.db.insert(scorecardVersions).values(version);

/** Only this column: whatever else a participant's row says of when it changed, others may read. */
export const settleDuty = (scope: Scope, participant: Id<"participant">): Statement =>
  scope.db
    .update(participants)
    .set({ cardSubmittedAt: scope.now })
    .where(
      and(
        eq(participants.tenantId, scope.tenant.id),
        eq(participants.id, participant),
        isNull(participants.cardSubmittedAt),
      ),
    );
