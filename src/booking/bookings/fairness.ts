import type { Pool, PoolMember } from "#booking/pools/tables.ts";
import type { Id } from "#kernel/ids.ts";

type Before = (one: PoolMember, other: PoolMember) => number;

const never = Number.NEGATIVE_INFINITY;
const compare = <T extends number | string>(one: T, other: T): number => (one < other ? -1 : one > other ? 1 : 0);

const fewestTurns: Before = (one, other) => compare(one.assignedCount, other.assignedCount);
const longestAgo: Before = (one, other) => compare(one.lastAssignedAt ?? never, other.lastAssignedAt ?? never);
const highestPriority: Before = (one, other) => compare(other.priority, one.priority);
const smallestShare: Before = (one, other) =>
  compare(one.assignedCount / one.weight, other.assignedCount / other.weight);
const seatedFirst: Before = (one, other) => compare(one.createdAt, other.createdAt);
const byId: Before = (one, other) => compare(one.memberId, other.memberId);

const orders: Readonly<Record<Pool["strategy"], readonly Before[]>> = {
  rotate: [fewestTurns, longestAgo, seatedFirst, byId],
  weighted: [smallestShare, longestAgo, seatedFirst, byId],
  least_recent: [longestAgo, fewestTurns, seatedFirst, byId],
  priority: [highestPriority, fewestTurns, longestAgo, seatedFirst, byId],
};

/** Who is asked first, and who next: always the same for the same seats, in whichever order they were read. */
export function inFairOrder(strategy: Pool["strategy"], seats: readonly PoolMember[]): Id<"member">[] {
  const rules = orders[strategy];
  const firstOf: Before = (one, other) => {
    for (const rule of rules) {
      const said = rule(one, other);
      if (said !== 0) return said;
    }
    return 0;
  };
  return seats.toSorted(firstOf).map(({ memberId }) => memberId);
}
