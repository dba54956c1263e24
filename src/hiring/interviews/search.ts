// Interviews as they are looked for. A page costs what it shows, in whichever way it is asked for.
import { and, eq, getTableColumns, gte, inArray, isNotNull, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import { type Cut, keyset } from "#platform/paging.ts";
import type { Scope } from "#platform/scope.ts";
import type { State } from "./rules.ts";
import { among } from "./store.ts";
import { type Interview, interviews, participants } from "./tables.ts";

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
  const rows = await rowsFor(scope, filter, cut);
  const keyOf = ({ startsAt, createdAt }: Interview) => (cut.by === "starts_at" ? (startsAt ?? createdAt) : createdAt);
  return pageOf(rows, cut.limit, (row) => ({ key: keyOf(row), id: row.id }));
}

function rowsFor(scope: Scope, filter: InterviewFilter, cut: InterviewCut): Promise<Interview[]> {
  const [member, ...others] = filter.member_id ?? [];
  if (cut.by === "starts_at" && member !== undefined && others.length === 0)
    return agendaOf(scope, member, filter, cut);
  return filter.member_id === undefined ? plain(scope, filter, cut) : theirs(scope, filter.member_id, filter, cut);
}

/** Everything that is asked but whose it is. */
const asked = ({ tenant }: Scope, filter: InterviewFilter, { by }: InterviewCut): SQL | undefined =>
  and(
    eq(interviews.tenantId, tenant.id),
    isNull(interviews.deletedAt),
    // What has no time has no place in a list by times.
    by === "starts_at" ? isNotNull(interviews.startsAt) : undefined,
    filter.status && or(...filter.status.map(stateIs)),
    filter.mode && inArray(interviews.mode, filter.mode),
    filter.audience && eq(interviews.audience, filter.audience),
    filter.job_id && inArray(interviews.jobId, filter.job_id),
    filter.stage_id && inArray(interviews.stageId, filter.stage_id),
    filter.application_id && inArray(interviews.applicationId, filter.application_id),
    filter.candidate_id && inArray(interviews.candidateId, filter.candidate_id),
    filter.organizer_id && inArray(interviews.organizerId, filter.organizer_id),
    filter.parent_id && eq(interviews.parentId, filter.parent_id),
    filter.external_id === undefined ? undefined : eq(interviews.externalId, filter.external_id),
    filter.starts_after && gte(interviews.startsAt, filter.starts_after),
    filter.starts_before && lt(interviews.startsAt, filter.starts_before),
  );

const keyOf = ({ by }: InterviewCut) => (by === "starts_at" ? interviews.startsAt : interviews.createdAt);

function plain(scope: Scope, filter: InterviewFilter, cut: InterviewCut): Promise<Interview[]> {
  const page = keyset(cut, keyOf(cut), interviews.id);
  return scope.db
    .select()
    .from(interviews)
    .where(and(asked(scope, filter, cut), page.where))
    .orderBy(...page.orderBy)
    .limit(page.limit);
}

/** One member's agenda is one stretch of an index: what stands for them, in the order of its times. */
async function agendaOf(
  scope: Scope,
  member: Id<"member">,
  filter: InterviewFilter,
  cut: InterviewCut,
): Promise<Interview[]> {
  const page = keyset(cut, participants.startsAt, interviews.id);
  const { starts_after, starts_before } = filter;
  return scope.db
    .select(getTableColumns(interviews))
    .from(participants)
    .innerJoin(
      interviews,
      and(eq(interviews.tenantId, participants.tenantId), eq(interviews.id, participants.interviewId)),
    )
    .where(
      and(
        eq(participants.tenantId, scope.tenant.id),
        eq(participants.memberId, member),
        isNull(participants.removedAt),
        isNotNull(participants.startsAt),
        starts_after && gte(participants.startsAt, starts_after),
        starts_before && lt(participants.startsAt, starts_before),
        // Their times are the participants' own.
        asked(scope, { ...filter, starts_after: undefined, starts_before: undefined }, { ...cut, by: "created_at" }),
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit);
}

/** Of these members all that they were ever in is looked at, and nothing of anybody else's. */
function theirs(
  scope: Scope,
  members: readonly Id<"member">[],
  filter: InterviewFilter,
  cut: InterviewCut,
): Promise<Interview[]> {
  const { after, descending, limit } = cut;
  // Told as it is, the order would tempt SQLite to an index that holds the whole company's.
  const key = sql`+${keyOf(cut)}`;
  const direction = sql.raw(descending ? "desc" : "asc");
  const beyond = sql.raw(descending ? "<" : ">");
  const seats = sql`(select seat.interview_id from participants seat indexed by participants_agenda
    where seat.tenant_id = ${scope.tenant.id} and seat.member_id in ${among(members)} and seat.removed_at is null)`;
  return scope.db
    .select()
    .from(interviews)
    .where(
      and(
        asked(scope, filter, cut),
        sql`${interviews.id} in ${seats}`,
        after === null ? undefined : sql`(${key}, ${interviews.id}) ${beyond} (${after.key}, ${after.id})`,
      ),
    )
    .orderBy(sql`${key} ${direction}`, sql`${interviews.id} ${direction}`)
    .limit(limit + 1);
}

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
