import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { candidates } from "#hiring/candidates/tables.ts";
import { members } from "#identity/members/tables.ts";
import { type Id, isId } from "#kernel/ids.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import { failUnlessStill } from "#platform/commit.ts";
import type { Statement } from "#platform/d1.ts";
import { type Cut, contains, keyset } from "#platform/paging.ts";
import { withoutKey } from "#platform/rows.ts";
import type { Scope } from "#platform/scope.ts";
import { maxTags } from "./rules.ts";
import { type Tag, type TagAssignment, tagAssignments, tags } from "./tables.ts";

/** Who wears tags. */
export type Wearer = Id<"candidate"> | Id<"member">;

const mine = (scope: Scope) => and(eq(tags.tenantId, scope.tenant.id), isNull(tags.deletedAt));
const one = (scope: Scope, id: Id<"tag">) => and(mine(scope), eq(tags.id, id));

export type TagFilter = { kind?: Tag["kind"][] | undefined; name?: string | undefined };

export async function listTags(
  scope: Scope,
  filter: TagFilter,
  cut: Cut & { by: "created_at" | "name" },
): Promise<Page<Tag>> {
  const page = keyset(cut, cut.by === "name" ? tags.name : tags.createdAt, tags.id);
  const rows = await scope.db
    .select()
    .from(tags)
    .where(
      and(
        mine(scope),
        filter.kind && inArray(tags.kind, filter.kind),
        filter.name === undefined ? undefined : contains(tags.name, filter.name),
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return pageOf(rows, cut.limit, (row) => ({ key: cut.by === "name" ? row.name : row.createdAt, id: row.id }));
}

export const findTag = (scope: Scope, id: Id<"tag">): Promise<Tag | undefined> =>
  scope.db.select().from(tags).where(one(scope, id)).get();

/** How many of a kind there are. */
export async function countTags(scope: Scope, kind: Tag["kind"]): Promise<number> {
  const row = await scope.db
    .select({ count: sql<number>`count(*)` })
    .from(tags)
    .where(and(mine(scope), eq(tags.kind, kind)))
    .get();
  return row?.count ?? 0;
}

/** Undoes the batch when, with those others made meanwhile, there are more than may be. */
export const stillFew = (scope: Scope, kind: Tag["kind"]): Statement =>
  failUnlessStill(
    scope,
    sql`(select count(*) from tags where tenant_id = ${scope.tenant.id} and kind = ${kind} and deleted_at is null)
      <= ${maxTags}`,
  );

export const insertTag = (scope: Scope, tag: Tag): Statement => scope.db.insert(tags).values(tag);

export const updateTag = (scope: Scope, before: Tag, after: Tag): Statement =>
  scope.db
    .update(tags)
    .set(withoutKey(after))
    .where(and(one(scope, before.id), eq(tags.version, before.version)));

/** Who would wear it is there. */
export async function isThere(scope: Scope, id: Wearer): Promise<boolean> {
  const row = isId("member", id)
    ? await scope.db
        .select({ id: members.id })
        .from(members)
        .where(and(eq(members.tenantId, scope.tenant.id), eq(members.id, id), isNull(members.deletedAt)))
        .get()
    : await scope.db
        .select({ id: candidates.id })
        .from(candidates)
        .where(and(eq(candidates.tenantId, scope.tenant.id), eq(candidates.id, id), isNull(candidates.deletedAt)))
        .get();
  return row !== undefined;
}

const worn = (scope: Scope, tag: Id<"tag">, by: Wearer) =>
  and(eq(tagAssignments.tenantId, scope.tenant.id), eq(tagAssignments.tagId, tag), eq(tagAssignments.subjectId, by));

export const findAssignment = (scope: Scope, tag: Id<"tag">, by: Wearer): Promise<TagAssignment | undefined> =>
  scope.db
    .select()
    .from(tagAssignments)
    .where(worn(scope, tag, by))
    .get();

export type Worn = Pick<Tag, "name" | "colour"> & TagAssignment;

/** The tags of one wearer, by name; few. */
export async function listWorn(scope: Scope, by: Wearer, cut: Cut): Promise<Page<Worn>> {
  const page = keyset(cut, tags.name, tags.id);
  const rows = await scope.db
    .select({
      tenantId: sql<Id<"tenant">>`${tagAssignments.tenantId}`.as("tenant_id"),
      tagId: sql<Id<"tag">>`${tagAssignments.tagId}`.as("tag_id"),
      subjectId: sql<Wearer>`${tagAssignments.subjectId}`.as("subject_id"),
      assignedBy: sql<string>`${tagAssignments.assignedBy}`.as("assigned_by"),
      assignedAt: sql<TagAssignment["assignedAt"]>`${tagAssignments.assignedAt}`.as("assigned_at"),
      name: sql<string>`${tags.name}`.as("name"),
      colour: sql<string | null>`${tags.colour}`.as("colour"),
    })
    .from(tagAssignments)
    .innerJoin(tags, and(eq(tags.tenantId, tagAssignments.tenantId), eq(tags.id, tagAssignments.tagId)))
    .where(
      and(
        eq(tagAssignments.tenantId, scope.tenant.id),
        eq(tagAssignments.subjectId, by),
        isNull(tags.deletedAt),
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return pageOf(rows, cut.limit, (row) => ({ key: row.name, id: row.tagId }));
}

/** Only while tag and wearer are both there, whatever was read before. */
export const assign = (scope: Scope, { tagId, subjectId, assignedBy, assignedAt }: TagAssignment): Statement =>
  scope.db.run(sql`
    insert into tag_assignments (tenant_id, tag_id, subject_id, assigned_by, assigned_at)
    select ${scope.tenant.id}, ${tagId}, ${subjectId}, ${assignedBy}, ${assignedAt}
    where exists (select 1 from tags where tenant_id = ${scope.tenant.id} and id = ${tagId} and deleted_at is null)
      and (exists (select 1 from candidates where tenant_id = ${scope.tenant.id} and id = ${subjectId} and deleted_at is null)
        or exists (select 1 from members where tenant_id = ${scope.tenant.id} and id = ${subjectId} and deleted_at is null))`);

export const unassign = (scope: Scope, { tagId, subjectId }: TagAssignment): Statement =>
  scope.db.delete(tagAssignments).where(worn(scope, tagId, subjectId));
