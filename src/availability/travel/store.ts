import { and, asc, eq, gt, inArray, isNull, lt, ne, notExists, or, sql } from "drizzle-orm";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import type { Statement } from "#platform/d1.ts";
import { type Cut, keyset } from "#platform/paging.ts";
import type { Scope } from "#platform/scope.ts";
import { isAmong, memberHere, ownerIsHere, untempting } from "../people.ts";
import { type Travel, travel } from "./tables.ts";

const mine = (scope: Scope) => and(eq(travel.tenantId, scope.tenant.id), isNull(travel.deletedAt));
const one = (scope: Scope, id: Id<"travel">) => and(mine(scope), eq(travel.id, id));
const goesOnAfter = (at: Instant) => or(gt(travel.endsAt, at), isNull(travel.endsAt));

export type TravelFilter = {
  member_id?: Id<"member">[] | undefined;
  time_zone?: readonly string[] | undefined;
  ends_after?: Instant | undefined;
  starts_before?: Instant | undefined;
};

export async function listTravel(scope: Scope, filter: TravelFilter, cut: Cut): Promise<Page<Travel>> {
  const page = keyset(cut, travel.startsAt, travel.id);
  const rows = await scope.db
    .select()
    .from(travel)
    .where(
      and(
        mine(scope),
        filter.member_id && inArray(travel.memberId, filter.member_id),
        filter.time_zone && isAmong(travel.timeZone, filter.time_zone),
        filter.ends_after === undefined ? undefined : goesOnAfter(filter.ends_after),
        filter.starts_before === undefined ? undefined : lt(travel.startsAt, filter.starts_before),
        ownerIsHere(scope, travel.memberId),
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return pageOf(rows, cut.limit, (row) => ({ key: row.startsAt, id: row.id }));
}

export const findTravel = (scope: Scope, id: Id<"travel">): Promise<Travel | undefined> =>
  scope.db
    .select()
    .from(travel)
    .where(and(one(scope, id), ownerIsHere(scope, travel.memberId)))
    .get();

type Placed = Pick<Travel, "id" | "memberId" | "startsAt" | "endsAt">;

const clashing = (scope: Scope, { id, memberId, startsAt, endsAt }: Placed) =>
  scope.db
    .select({ id: travel.id })
    .from(travel)
    .where(
      and(
        mine(scope),
        eq(travel.memberId, memberId),
        goesOnAfter(startsAt),
        endsAt === null ? undefined : sql`${untempting(travel.startsAt)} < ${endsAt}`,
        ne(travel.id, id),
      ),
    );

/** A trip's owner, and another trip at the same time. */
export async function readAround(scope: Scope, placed: Placed) {
  const [here, clashes] = await scope.db.batch([
    memberHere(scope, placed.memberId),
    clashing(scope, placed).orderBy(asc(travel.startsAt)).limit(1),
  ]);
  return { memberIsHere: here.length > 0, clash: clashes[0] };
}

/** Whatever was read before: at no time in two places. */
export const isAlone = (scope: Scope, placed: Placed) => notExists(clashing(scope, placed));

export const insertTravel = (scope: Scope, trip: Travel): Statement => scope.db.insert(travel).values(trip);

/** Changes the version that was read or none. */
export const updateTravel = (scope: Scope, before: Travel, after: Travel): Statement =>
  scope.db
    .update(travel)
    .set(after)
    .where(and(one(scope, before.id), eq(travel.version, before.version)));
