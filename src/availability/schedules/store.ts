import { and, eq, gte, inArray, isNull, lt, ne, type SQL, sql } from "drizzle-orm";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import type { Statement } from "#platform/d1.ts";
import { type Cut, contains, keyset } from "#platform/paging.ts";
import { withoutKey } from "#platform/rows.ts";
import type { Scope } from "#platform/scope.ts";
import { isAmong, memberHere, ownerIsHere } from "../people.ts";
import { type Schedule, schedules } from "./tables.ts";

const mine = (scope: Scope) => and(eq(schedules.tenantId, scope.tenant.id), isNull(schedules.deletedAt));
const one = (scope: Scope, id: Id<"schedule">) => and(mine(scope), eq(schedules.id, id));

export type ScheduleFilter = {
  member_id?: Id<"member">[] | undefined;
  is_default?: boolean | undefined;
  time_zone?: readonly string[] | undefined;
  name?: string | undefined;
  created_after?: Instant | undefined;
  created_before?: Instant | undefined;
};

export async function listSchedules(
  scope: Scope,
  filter: ScheduleFilter,
  cut: Cut & { by: "created_at" | "name" },
): Promise<Page<Schedule>> {
  const page = keyset(cut, cut.by === "name" ? schedules.name : schedules.createdAt, schedules.id);
  const rows = await scope.db
    .select()
    .from(schedules)
    .where(
      and(
        mine(scope),
        filter.member_id && inArray(schedules.memberId, filter.member_id),
        filter.is_default === undefined ? undefined : eq(schedules.isDefault, filter.is_default),
        filter.time_zone && isAmong(schedules.timeZone, filter.time_zone),
        filter.name === undefined ? undefined : contains(schedules.name, filter.name),
        filter.created_after && gte(schedules.createdAt, filter.created_after),
        filter.created_before && lt(schedules.createdAt, filter.created_before),
        ownerIsHere(scope, schedules.memberId),
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return pageOf(rows, cut.limit, (row) => ({ key: cut.by === "name" ? row.name : row.createdAt, id: row.id }));
}

export const findSchedule = (scope: Scope, id: Id<"schedule">): Promise<Schedule | undefined> =>
  scope.db
    .select()
    .from(schedules)
    .where(and(one(scope, id), ownerIsHere(scope, schedules.memberId)))
    .get();

const ofMember = (scope: Scope, member: Id<"member">) => and(mine(scope), eq(schedules.memberId, member));

/** The owner, if they are here, and the schedule that is their default. */
export async function readOwner(scope: Scope, member: Id<"member">) {
  const [here, defaults] = await scope.db.batch([
    memberHere(scope, member),
    scope.db
      .select()
      .from(schedules)
      .where(and(ofMember(scope, member), eq(schedules.isDefault, true))),
  ]);
  return { isHere: here.length > 0, standing: defaults[0] };
}

/** A schedule with the owner's default, which may be the same. */
export async function readSchedule(scope: Scope, id: Id<"schedule">) {
  const owner = scope.db.select({ id: schedules.memberId }).from(schedules).where(one(scope, id));
  const [found, defaults] = await scope.db.batch([
    scope.db
      .select()
      .from(schedules)
      .where(and(one(scope, id), ownerIsHere(scope, schedules.memberId))),
    scope.db
      .select()
      .from(schedules)
      .where(and(mine(scope), inArray(schedules.memberId, owner), eq(schedules.isDefault, true))),
  ]);
  return { schedule: found[0], standing: defaults[0] };
}

export async function hasOthers(scope: Scope, { id, memberId }: Schedule): Promise<boolean> {
  const row = await scope.db
    .select({ id: schedules.id })
    .from(schedules)
    .where(and(ofMember(scope, memberId), ne(schedules.id, id)))
    .limit(1)
    .get();
  return row !== undefined;
}

export const insertSchedule = (scope: Scope, schedule: Schedule): Statement =>
  scope.db.insert(schedules).values(schedule);

/** Changes the version that was read or none. */
export const updateSchedule = (scope: Scope, before: Schedule, after: Schedule): Statement =>
  scope.db
    .update(schedules)
    .set(withoutKey(after))
    .where(and(one(scope, before.id), eq(schedules.version, before.version)));

export const memberHasDefault = (scope: Scope, member: Id<"member">): SQL =>
  sql`exists (select 1 from schedules standing where standing.tenant_id = ${scope.tenant.id}
    and standing.member_id = ${member} and standing.is_default = 1 and standing.deleted_at is null)`;

export const memberHasNone = (scope: Scope, member: Id<"member">): SQL =>
  sql`not exists (select 1 from schedules other where other.tenant_id = ${scope.tenant.id}
    and other.member_id = ${member} and other.deleted_at is null)`;
