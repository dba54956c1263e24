import { describe, expect, it } from "vitest";
import { countsAfter, startingCount } from "#booking/pools/rules.ts";

const seat = (standing: "qualified" | "paused" | "trainee" | "shadow", assignedCount: number) => ({
  standing,
  assignedCount,
  startingCount: 0,
});

describe("where a pool's member begins to count", () => {
  it("at the mean of those who take turns, rounded; learners are not asked", () => {
    expect(startingCount([])).toBe(0);
    expect(startingCount([seat("trainee", 50)])).toBe(0);
    expect(startingCount([seat("qualified", 4), seat("paused", 7), seat("shadow", 100)])).toBe(6);
  });

  it("once: a change of weight or a pause moves nothing", () => {
    const before = { standing: "qualified" as const, startingCount: 3, assignedCount: 9 };
    const others = [seat("qualified", 40)];
    expect(countsAfter(before, "qualified", others)).toEqual({ startingCount: 3, assignedCount: 9 });
    expect(countsAfter(before, "paused", others)).toEqual({ startingCount: 3, assignedCount: 9 });
    expect(countsAfter({ ...before, standing: "paused" }, "qualified", others)).toEqual({
      startingCount: 3,
      assignedCount: 9,
    });
  });

  it("again when a learner is qualified, on top of the turns they took", () => {
    const others = [seat("qualified", 10)];
    expect(countsAfter(undefined, "trainee", others)).toEqual({ startingCount: 0, assignedCount: 0 });
    const back = { standing: "shadow" as const, startingCount: 4, assignedCount: 6 };
    expect(countsAfter(back, "qualified", others)).toEqual({ startingCount: 10, assignedCount: 12 });
  });
});
