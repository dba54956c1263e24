import type { PoolMember } from "./tables.ts";

export type PoolCode = "pool.unknown" | "pool.name_taken" | "pool.in_use" | "pool.member_unknown";

type Standing = PoolMember["standing"];

/** Who takes turns, now or when their pause is over: the mean is taken over these. */
export const takesTurns = (standing: Standing): boolean => standing === "qualified" || standing === "paused";

/** Somebody whose turns begin now owes none of the past: they start at the mean of those who took it. */
export function startingCount(others: readonly Pick<PoolMember, "standing" | "assignedCount">[]): number {
  const counts = others.filter(({ standing }) => takesTurns(standing)).map(({ assignedCount }) => assignedCount);
  return counts.length === 0 ? 0 : Math.round(counts.reduce((sum, count) => sum + count, 0) / counts.length);
}

/** What a member counts after their standing has changed; learners count nothing until they take turns. */
export function countsAfter(
  before: Pick<PoolMember, "standing" | "startingCount" | "assignedCount"> | undefined,
  standing: Standing,
  others: readonly Pick<PoolMember, "standing" | "assignedCount">[],
): Pick<PoolMember, "startingCount" | "assignedCount"> {
  const begins = takesTurns(standing) && (before === undefined || !takesTurns(before.standing));
  if (!begins) return { startingCount: before?.startingCount ?? 0, assignedCount: before?.assignedCount ?? 0 };
  const start = startingCount(others);
  // Turns a learner took earlier stay on top of where they now begin.
  const taken = before === undefined ? 0 : before.assignedCount - before.startingCount;
  return { startingCount: start, assignedCount: start + taken };
}
