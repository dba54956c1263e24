import { and, asc, eq, getTableColumns, isNull, sql } from "drizzle-orm";
import { applications } from "#hiring/applications/tables.ts";
import { interviews } from "#hiring/interviews/tables.ts";
import { type Tag, tagAssignments, tags } from "#hiring/tags/tables.ts";
import { members } from "#identity/members/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import { failUnlessStill } from "#platform/commit.ts";
import type { Statement } from "#platform/d1.ts";
import { type Cut, keyset } from "#platform/paging.ts";
import { withoutKey } from "#platform/rows.ts";
import type { Scope } from "#platform/scope.ts";
import { type CandidateWhole, skillKey } from "./rules.ts";
import {
  type Candidate,
  candidateDocs,
  candidateEmails,
  type CandidateMerge,
  candidateMerges,
  candidateSkills,
  candidates,
} from "./tables.ts";
import { type Sought, wordsFor } from "./words.ts";

const own = (scope: Scope) => eq(candidates.tenantId, scope.tenant.id);
const mine = (scope: Scope) => and(own(scope), isNull(candidates.deletedAt));

export type CandidateFilter = Sought & { email?: string | undefined; external_id?: string | undefined };

/** All of them, newest first; whoever asks for some asks the index. */
export async function listCandidates(scope: Scope, cut: Cut): Promise<Page<Candidate>> {
  const page = keyset(cut, candidates.createdAt, candidates.id);
  const rows = await scope.db
    .select()
    .from(candidates)
    .where(and(mine(scope), page.where))
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return pageOf(rows, cut.limit, (row) => ({ key: row.createdAt, id: row.id }));
}

/** Those the index names, in the order they came: it is asked for one page, whatever it holds. */
export async function seekCandidates(
  scope: Scope,
  match: string,
  only: Id<"candidate"> | undefined,
  cut: Cut,
): Promise<Page<Candidate>> {
  const direction = sql.raw(cut.descending ? "desc" : "asc");
  const beyond =
    cut.after === null
      ? sql``
      : sql`and rowid ${sql.raw(cut.descending ? "<" : ">")} cast(${cut.after.key} as integer)`;
  const alone =
    only === undefined
      ? sql``
      : sql`and rowid = (select doc from candidate_docs where tenant_id = ${scope.tenant.id} and candidate_id = ${only})`;
  const found = sql`(select rowid from candidate_search where candidate_search match ${match} ${beyond} ${alone}
    order by rowid ${direction} limit ${cut.limit + 1})`;
  // Crossed, so that the index leads and the numbers follow.
  const docs = await scope.db.all<{ doc: number; id: Id<"candidate"> }>(sql`
    select d.doc as doc, d.candidate_id as id from ${found} f cross join candidate_docs d
    where d.doc = f.rowid and d.tenant_id = ${scope.tenant.id}`);
  const rows = await findCandidates(
    scope,
    docs.map(({ id }) => id),
  );
  const place = new Map(docs.map(({ id, doc }) => [id, doc]));
  const inOrder = rows
    .map((row) => ({ row, doc: place.get(row.id) ?? 0 }))
    .toSorted((a, b) => (cut.descending ? b.doc - a.doc : a.doc - b.doc));
  const page = pageOf(inOrder, cut.limit, ({ row, doc }) => ({ key: doc, id: row.id }));
  return { ...page, rows: page.rows.map(({ row }) => row) };
}

export const findCandidates = (scope: Scope, ids: readonly Id<"candidate">[]): Promise<Candidate[]> =>
  scope.db
    .select()
    .from(candidates)
    .where(and(mine(scope), sql`${candidates.id} in ${among(ids)}`));

/** Who has one of these ids of the company's own. */
export const holdersOf = (scope: Scope, externalIds: readonly string[]) =>
  scope.db
    .select({ id: candidates.id, externalId: candidates.externalId })
    .from(candidates)
    .where(and(mine(scope), sql`external_id is not null`, sql`${candidates.externalId} in ${among(externalIds)}`));

export const findByExternalId = (scope: Scope, externalId: string): Promise<Candidate | undefined> =>
  scope.db
    .select()
    .from(candidates)
    .where(and(mine(scope), eq(candidates.externalId, externalId)))
    .get();

/** What candidates may be labelled with; a company has few. */
export const labelsOf = (scope: Scope) =>
  scope.db
    .select({ id: tags.id, name: tags.name })
    .from(tags)
    .where(and(eq(tags.tenantId, scope.tenant.id), eq(tags.kind, "candidate"), isNull(tags.deletedAt)));

/** By which words somebody is found from now on. */
export const setWords = (scope: Scope, one: CandidateWhole): Statement =>
  scope.db
    .update(candidateDocs)
    .set({ words: wordsFor(one) })
    .where(and(eq(candidateDocs.tenantId, scope.tenant.id), eq(candidateDocs.candidateId, one.id)));

/** One that is still there, or that turned out to be somebody else. */
export const readCandidate = (scope: Scope, id: Id<"candidate">): Promise<Candidate | undefined> =>
  scope.db
    .select()
    .from(candidates)
    .where(and(own(scope), eq(candidates.id, id), sql`(deleted_at is null or merged_into is not null)`))
    .get();

export const findCandidate = (scope: Scope, id: Id<"candidate">): Promise<Candidate | undefined> =>
  scope.db
    .select()
    .from(candidates)
    .where(and(mine(scope), eq(candidates.id, id)))
    .get();

const among = (ids: readonly string[]) => sql`(select value from json_each(${JSON.stringify(ids)}))`;

/** The rows with what stands beside them: addresses, skills, how far along. */
export async function wholeOf(scope: Scope, rows: readonly Candidate[]): Promise<CandidateWhole[]> {
  if (rows.length === 0) return [];
  const ids = among(rows.map(({ id }) => id));
  const [emails, skills, rounds] = await scope.db.batch([
    scope.db
      .select({ candidateId: candidateEmails.candidateId, email: candidateEmails.email })
      .from(candidateEmails)
      .where(and(eq(candidateEmails.tenantId, scope.tenant.id), sql`${candidateEmails.candidateId} in ${ids}`))
      .orderBy(asc(candidateEmails.createdAt), asc(candidateEmails.email)),
    scope.db
      .select({ candidateId: candidateSkills.candidateId, label: candidateSkills.label })
      .from(candidateSkills)
      .where(and(eq(candidateSkills.tenantId, scope.tenant.id), sql`${candidateSkills.candidateId} in ${ids}`))
      .orderBy(asc(candidateSkills.position)),
    scope.db
      .select({ candidateId: applications.candidateId, round: applications.round })
      .from(applications)
      .where(
        and(
          eq(applications.tenantId, scope.tenant.id),
          sql`${applications.candidateId} in ${ids}`,
          eq(applications.status, "active"),
          isNull(applications.deletedAt),
        ),
      ),
  ]);
  return rows.map((row) => ({
    ...row,
    emails: emails.filter(({ candidateId }) => candidateId === row.id).map(({ email }) => email),
    skills: skills.filter(({ candidateId }) => candidateId === row.id).map(({ label }) => label),
    round: Math.max(0, ...rounds.filter(({ candidateId }) => candidateId === row.id).map(({ round }) => round)),
  }));
}

/** The tags several candidates wear, for `expand`. */
export async function tagsOf(scope: Scope, ids: readonly Id<"candidate">[]): Promise<Map<string, Tag[]>> {
  const rows = await scope.db
    .select({ ...getTableColumns(tags), subjectId: tagAssignments.subjectId })
    .from(tagAssignments)
    .innerJoin(tags, and(eq(tags.tenantId, tagAssignments.tenantId), eq(tags.id, tagAssignments.tagId)))
    .where(
      and(
        eq(tagAssignments.tenantId, scope.tenant.id),
        sql`${tagAssignments.subjectId} in ${among(ids)}`,
        isNull(tags.deletedAt),
      ),
    )
    .orderBy(asc(tags.name));
  return Map.groupBy(rows, (row) => row.subjectId);
}

/** Whose addresses these are. */
export const ownersOf = (scope: Scope, emails: readonly string[]) =>
  scope.db
    .select()
    .from(candidateEmails)
    .where(and(eq(candidateEmails.tenantId, scope.tenant.id), sql`${candidateEmails.email} in ${among(emails)}`));

export async function isMember(scope: Scope, id: Id<"member">): Promise<boolean> {
  const row = await scope.db
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.tenantId, scope.tenant.id), eq(members.id, id), isNull(members.deletedAt)))
    .get();
  return row !== undefined;
}

/** Who of these works here. */
export const membersAmong = (scope: Scope, ids: readonly string[]) =>
  scope.db
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.tenantId, scope.tenant.id), isNull(members.deletedAt), sql`${members.id} in ${among(ids)}`));

/** What tells a candidate's status. */
export async function readCourse(scope: Scope, id: Id<"candidate">) {
  const [considered, talks] = await scope.db.batch([
    scope.db
      .select({ status: applications.status, round: applications.round })
      .from(applications)
      .where(
        and(
          eq(applications.tenantId, scope.tenant.id),
          eq(applications.candidateId, id),
          isNull(applications.deletedAt),
        ),
      ),
    scope.db
      .select({
        bookingStatus: interviews.bookingStatus,
        actualStart: interviews.actualStart,
        canceledAt: interviews.canceledAt,
      })
      .from(interviews)
      .where(
        and(eq(interviews.tenantId, scope.tenant.id), eq(interviews.candidateId, id), isNull(interviews.deletedAt)),
      ),
  ]);
  return {
    considered,
    talks: talks.map(({ bookingStatus, actualStart, canceledAt }) => ({
      bookingStatus,
      hasBegun: actualStart !== null,
      isCanceled: canceledAt !== null,
    })),
  };
}

function rowOf(one: CandidateWhole): Candidate {
  const { emails: _, skills: __, round: ___, ...row } = one;
  return row;
}

export const insertCandidate = (scope: Scope, one: CandidateWhole): Statement =>
  scope.db.insert(candidates).values(rowOf(one));

/** What stands beside a new row. */
export const insertBeside = (scope: Scope, one: CandidateWhole): Statement[] => [
  ...giveEmails(scope, one, one.emails),
  ...setSkills(scope, one),
  setWords(scope, one),
];

export const updateCandidate = (scope: Scope, before: Candidate, after: CandidateWhole): Statement =>
  scope.db
    .update(candidates)
    .set(withoutKey(rowOf(after)))
    .where(and(mine(scope), eq(candidates.id, before.id), eq(candidates.version, before.version)));

/** What was changed beside the row. */
export const changeBeside = (scope: Scope, before: CandidateWhole, after: CandidateWhole): Statement[] => [
  ...takeEmails(scope, before, after.emails),
  ...giveEmails(
    scope,
    after,
    after.emails.filter((email) => !before.emails.includes(email)),
  ),
  ...(JSON.stringify(before.skills) === JSON.stringify(after.skills) ? [] : setSkills(scope, after)),
  ...(wordsFor(before) === wordsFor(after) ? [] : [setWords(scope, after)]),
];

function giveEmails(scope: Scope, { id }: Candidate, emails: readonly string[]): Statement[] {
  if (emails.length === 0) return [];
  const row = { tenantId: scope.tenant.id, candidateId: id, createdAt: scope.now };
  return [scope.db.insert(candidateEmails).values(emails.map((email) => ({ ...row, email })))];
}

/** All addresses go that are not among those kept. */
const takeEmails = (scope: Scope, { id, emails }: CandidateWhole, kept: readonly string[]): Statement[] =>
  emails.every((email) => kept.includes(email))
    ? []
    : [
        scope.db
          .delete(candidateEmails)
          .where(
            and(
              eq(candidateEmails.tenantId, scope.tenant.id),
              eq(candidateEmails.candidateId, id),
              sql`${candidateEmails.email} not in ${among(kept)}`,
            ),
          ),
      ];

export function setSkills(scope: Scope, { id, skills }: CandidateWhole): Statement[] {
  const rows = skills.map((label) => ({ skill: skillKey(label), label }));
  return [
    scope.db
      .delete(candidateSkills)
      .where(and(eq(candidateSkills.tenantId, scope.tenant.id), eq(candidateSkills.candidateId, id))),
    scope.db.run(sql`
      insert into candidate_skills (tenant_id, candidate_id, skill, label, position)
      select ${scope.tenant.id}, ${id}, value ->> 'skill', value ->> 'label', key from json_each(${JSON.stringify(rows)})`),
  ];
}

/** A person nobody looks for any more gives their addresses back. */
export const giveBackEmails = (scope: Scope, one: CandidateWhole): Statement[] => takeEmails(scope, one, []);

/** Undoes the batch when what a status is told by has changed since it was read. */
export const stillTold = (scope: Scope, { id, status }: Candidate): Statement =>
  failUnlessStill(scope, sql`${status} = ${toldStatus(scope, id)}`);

/** A candidate's status as the database tells it; a law holds this, the triggers and `statusOf` to one another. */
export const toldStatus = (scope: Scope, id: Id<"candidate">) => sql`(
  select case
    when exists (select 1 from applications a where a.tenant_id = ${scope.tenant.id} and a.candidate_id = ${id}
      and a.status = 'hired' and a.deleted_at is null) then 'accepted'
    when c.said_status = 'on_hold' then 'on_hold'
    when exists (select 1 from applications a where a.tenant_id = ${scope.tenant.id} and a.candidate_id = ${id}
      and a.deleted_at is null)
      and not exists (select 1 from applications a where a.tenant_id = ${scope.tenant.id} and a.candidate_id = ${id}
      and a.status = 'active' and a.deleted_at is null) then 'rejected'
    when exists (select 1 from interviews i where i.tenant_id = ${scope.tenant.id} and i.candidate_id = ${id}
      and i.booking_status in ('pending', 'confirmed') and i.actual_start is null and i.canceled_at is null
      and i.deleted_at is null) then 'scheduled'
    when exists (select 1 from interviews i where i.tenant_id = ${scope.tenant.id} and i.candidate_id = ${id}
      and (i.actual_start is not null or i.booking_status in ('completed', 'no_show')) and i.canceled_at is null
      and i.deleted_at is null)
      or exists (select 1 from applications a where a.tenant_id = ${scope.tenant.id} and a.candidate_id = ${id}
      and a.status = 'active' and a.round > 0 and a.deleted_at is null) then 'in_progress'
    when c.said_status = 'contacted' then 'contacted'
    else 'new' end
  from candidates c where c.tenant_id = ${scope.tenant.id} and c.id = ${id})`;

/** Undoes the batch when somebody is considered, or about to be talked to, after all. */
export const stillIdle = (scope: Scope, { id }: Candidate): Statement =>
  failUnlessStill(
    scope,
    sql`not exists (select 1 from applications a where a.tenant_id = ${scope.tenant.id} and a.candidate_id = ${id}
      and a.status = 'active' and a.deleted_at is null)
      and not exists (select 1 from interviews i where i.tenant_id = ${scope.tenant.id} and i.candidate_id = ${id}
      and i.booking_status in ('pending', 'confirmed') and i.actual_start is null and i.canceled_at is null
      and i.deleted_at is null)`,
  );

/** The addresses of somebody who turned out to be somebody else. */
export const handEmails = (scope: Scope, from: Id<"candidate">, to: Id<"candidate">): Statement =>
  scope.db
    .update(candidateEmails)
    .set({ candidateId: to })
    .where(and(eq(candidateEmails.tenantId, scope.tenant.id), eq(candidateEmails.candidateId, from)));

/** A row that was looked at before in the same batch; its version has risen since with what went over. */
export const overwriteCandidate = (scope: Scope, after: CandidateWhole): Statement =>
  scope.db
    .update(candidates)
    .set(withoutKey(rowOf(after)))
    .where(and(mine(scope), eq(candidates.id, after.id)));

/** What there was, whole; whoever was merged into the one who goes has become the one who stays. */
export const insertMerge = (scope: Scope, row: CandidateMerge): Statement[] => [
  scope.db
    .update(candidates)
    .set({ mergedInto: row.winnerId })
    .where(
      and(
        own(scope),
        sql`${candidates.id} in (select loser_id from candidate_merges where tenant_id = ${scope.tenant.id}
          and winner_id = ${row.loserId})`,
      ),
    ),
  scope.db.insert(candidateMerges).values(row),
];
