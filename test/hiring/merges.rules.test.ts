import { describe, expect, it } from "vitest";
import { planOf } from "#hiring/merges/rules.ts";

const of = (jobId: string, status: "active" | "hired" | "rejected" | "withdrawn") =>
  ({ jobId: `job_${jobId}`, status }) as const;

describe("whose applications go over", () => {
  it("those for other jobs do; of two for one job the one that goes stays behind", () => {
    const plan = planOf([of("a", "active")], [of("a", "active"), of("b", "rejected")]);
    expect(plan).toMatchObject({
      ok: true,
      value: { moving: [of("b", "rejected")], doubled: [{ from: of("a", "active") }] },
    });
  });
  it.each([
    ["active", "rejected"],
    ["active", "withdrawn"],
    ["hired", "active"],
    ["hired", "rejected"],
  ] as const)("one that is %s never stays behind one that is %s", (loser, winner) => {
    expect(planOf([of("a", winner)], [of("a", loser)])).toMatchObject({
      ok: false,
      refusal: { code: "candidate.merge_open", job_ids: ["job_a"] },
    });
    expect(planOf([of("a", loser)], [of("a", winner)]).ok).toBe(true);
  });
});
