import { and, asc, eq, exists, gte, inArray, isNull, lte, ne, notExists, type SQL, sql } from "drizzle-orm";
import type { Id } from "#kernel/ids.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import type { Statement } from "#platform/d1.ts";
import { type Cut, keyset } from "#platform/paging.ts";
import { actorWord, type Scope } from "#platform/scope.ts";
import type { Day } from "#time/dates.ts";
import { memberHere, ownerIsHere, untempting } from "../people.ts";
import { schedules } from "../schedules/tables.ts";
import { type Override, overrides } from "./tables.ts";

const mine = (scope: Scope) => and(eq(overrides.tenantId, scope.tenant.id), isNull(overrides.deletedAt));
const one = (scope: Scope, id: Id<"override">) => and(mine(scope), eq(overrides.id, id));

export type OverrideFilter = {
  member_id?: Id<"member">[] | undefined;
  schedule_id?: Id<"schedule">[] | undefined;
  kind?: Override["kind"][] | undefined;
  on_or_after?: Day | undefined;
  on_or_before?: Day | undefined;
};

export async function listOverrides(scope: Scope, filter: OverrideFilter, cut: Cut): Promise<Page<Override>> {
  const page = keyset(cut, overrides.firstDate, overrides.id);
  const rows = await scope.db
    .select()
    .from(overrides)
    .where(
      and(
        mine(scope),
        filter.member_id && inArray(overrides.memberId, filter.member_id),
        filter.schedule_id && inArray(overrides.scheduleId, filter.schedule_id),
        filter.kind && inArray(overrides.kind, filter.kind),
        filter.on_or_after === undefined ? undefined : gte(overrides.lastDate, filter.on_or_after),
        filter.on_or_before === undefined ? undefined : lte(overrides.firstDate, filter.on_or_before),
        ownerIsHere(scope, overrides.memberId),
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return pageOf(rows, cut.limit, (row) => ({ key: row.firstDate, id: row.id }));
}

export const findOverride = (scope: Scope, id: Id<"override">): Promise<Override | undefined> =>
  scope.db
    .select()
    .from(overrides)
    .where(and(one(scope, id), ownerIsHere(scope, overrides.memberId)))
    .get();

type Placed = Pick<Override, "id" | "memberId" | "scheduleId" | "firstDate" | "lastDate">;

const clashing = (scope: Scope, { id, memberId, scheduleId, firstDate, lastDate }: Placed) =>
  scope.db
    .select({ id: overrides.id })
    .from(overrides)
    .where(
      and(
        mine(scope),
        eq(overrides.memberId, memberId),
        scheduleId === null ? isNull(overrides.scheduleId) : eq(overrides.scheduleId, scheduleId),
        gte(overrides.lastDate, firstDate),
        sql`${untempting(overrides.firstDate)} <= ${lastDate}`,
        ne(overrides.id, id),
      ),
    );

const scheduleHere = (scope: Scope, { memberId, scheduleId }: Placed) =>
  scope.db
    .select({ id: schedules.id })
    .from(schedules)
    .where(
      and(
        eq(schedules.tenantId, scope.tenant.id),
        eq(schedules.id, scheduleId ?? sql`''`),
        eq(schedules.memberId, memberId),
        isNull(schedules.deletedAt),
      ),
    );

/** What stands around an override: its owner, its schedule, and another on one of its dates. */
export async function readAround(scope: Scope, placed: Placed) {
  const [here, found, clashes] = await scope.db.batch([
    memberHere(scope, placed.memberId),
    scheduleHere(scope, placed),
    clashing(scope, placed).orderBy(asc(overrides.firstDate)).limit(1),
  ]);
  return {
    memberIsHere: here.length > 0,
    scheduleIsHere: placed.scheduleId === null || found.length > 0,
    clash: clashes[0],
  };
}

/** Whatever was read before: alone on its dates, and its schedule still there. */
export const fits = (scope: Scope, placed: Placed): SQL =>
  placed.scheduleId === null
    ? notExists(clashing(scope, placed))
    : sql`${notExists(clashing(scope, placed))} and ${exists(scheduleHere(scope, placed))}`;

export const insertOverride = (scope: Scope, override: Override): Statement =>
  scope.db.insert(overrides).values(override);

/** Changes the version that was read or none. */
export const updateOverride = (scope: Scope, before: Override, after: Override): Statement =>
  scope.db
    .update(overrides)
    .set(after)
    .where(and(one(scope, before.id), eq(overrides.version, before.version)));

/** All that belong to one schedule. */
export const retireOverridesOf = (scope: Scope, schedule: Id<"schedule">): Statement =>
  scope.db
    .update(overrides)
    .set({
      deletedAt: scope.now,
      deletedBy: actorWord(scope.actor),
      updatedAt: scope.now,
      version: sql`${overrides.version} + 1`,
    })
    .where(and(mine(scope), eq(overrides.scheduleId, schedule)));
