import { and, eq, gt, inArray, isNull, lt, sql } from "drizzle-orm";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import type { Statement } from "#platform/d1.ts";
import { type Cut, keyset } from "#platform/paging.ts";
import type { Scope } from "#platform/scope.ts";
import { memberHere, ownerIsHere } from "../people.ts";
import { type TimeOff, timeOff } from "./tables.ts";

const mine = (scope: Scope) => and(eq(timeOff.tenantId, scope.tenant.id), isNull(timeOff.deletedAt));
const one = (scope: Scope, id: Id<"time_off">) => and(mine(scope), eq(timeOff.id, id));

export type TimeOffFilter = {
  member_id?: Id<"member">[] | undefined;
  kind?: TimeOff["kind"][] | undefined;
  ends_after?: Instant | undefined;
  starts_before?: Instant | undefined;
};

export async function listTimeOff(scope: Scope, filter: TimeOffFilter, cut: Cut): Promise<Page<TimeOff>> {
  const page = keyset(cut, timeOff.startsAt, timeOff.id);
  const rows = await scope.db
    .select()
    .from(timeOff)
    .where(
      and(
        mine(scope),
        filter.member_id && inArray(timeOff.memberId, filter.member_id),
        filter.kind && and(inArray(timeOff.kind, filter.kind), kindIsTold(scope)),
        filter.ends_after === undefined ? undefined : gt(timeOff.endsAt, filter.ends_after),
        filter.starts_before === undefined ? undefined : lt(timeOff.startsAt, filter.starts_before),
        ownerIsHere(scope, timeOff.memberId),
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return pageOf(rows, cut.limit, (row) => ({ key: row.startsAt, id: row.id }));
}

/** A filter must not tell what the answer leaves out. */
const kindIsTold = ({ actor, permissions }: Scope) =>
  permissions.has("availability:write")
    ? undefined
    : actor.kind === "member"
      ? eq(timeOff.memberId, actor.member)
      : sql`0`;

export async function readOwner(scope: Scope, member: Id<"member">): Promise<boolean> {
  return (await memberHere(scope, member).get()) !== undefined;
}

export const findTimeOff = (scope: Scope, id: Id<"time_off">): Promise<TimeOff | undefined> =>
  scope.db
    .select()
    .from(timeOff)
    .where(and(one(scope, id), ownerIsHere(scope, timeOff.memberId)))
    .get();

export const insertTimeOff = (scope: Scope, away: TimeOff): Statement => scope.db.insert(timeOff).values(away);

/** Changes the version that was read or none. */
export const updateTimeOff = (scope: Scope, before: TimeOff, after: TimeOff): Statement =>
  scope.db
    .update(timeOff)
    .set(after)
    .where(and(one(scope, before.id), eq(timeOff.version, before.version)));
