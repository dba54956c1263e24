import { describe, expect, it } from "vitest";
import { isOpenForApplications, skillKey, slugOf, stepped } from "#hiring/jobs/rules.ts";
import { jobKinds, jobStatuses } from "#hiring/jobs/tables.ts";
import { asInstant } from "#kernel/instant.ts";

const now = asInstant(1_000);
const steps = ["open", "pause", "close"] as const;

/** Every edge there is; what is not here is refused. */
const edges: Record<string, string> = {
  "draft open": "open",
  "draft close": "closed",
  "open pause": "paused",
  "open close": "closed",
  "paused open": "open",
  "paused close": "closed",
  "closed open": "open",
};

describe("the way of a job", () => {
  it.each(jobStatuses.flatMap((status) => steps.map((step) => [status, step] as const)))(
    "from %s, to %s it leads where the table says",
    (status, step) => {
      const verdict = stepped({ kind: "job", status, deadline: null }, step, now);
      expect(verdict.ok ? verdict.value : verdict.refusal.code).toBe(edges[`${status} ${step}`] ?? "job.no_edge");
    },
  );

  it.each(["template", "draft"] as const)("a %s goes nowhere", (kind) => {
    for (const step of steps)
      expect(stepped({ kind, status: "draft", deadline: null }, step, now)).toMatchObject({
        refusal: { code: "job.not_a_job" },
      });
  });

  it("is not entered again after the deadline, but left at any time", () => {
    const late = { kind: "job", status: "paused", deadline: now } as const;
    expect(stepped(late, "open", now)).toMatchObject({ refusal: { code: "job.deadline_past" } });
    expect(stepped(late, "close", now).ok).toBe(true);
  });

  it("one applies for an open job until its deadline, and for nothing else", () => {
    for (const kind of jobKinds)
      for (const status of jobStatuses)
        expect(isOpenForApplications({ kind, status, deadline: null }, now)).toBe(kind === "job" && status === "open");
    const open = { kind: "job", status: "open" } as const;
    expect(isOpenForApplications({ ...open, deadline: asInstant(1_001) }, now)).toBe(true);
    expect(isOpenForApplications({ ...open, deadline: now }, now)).toBe(false);
  });
});

describe("the words of a job", () => {
  it.each([
    ["  Post\u00a0 greSQL ", "post gresql"],
    ["ＲＵＳＴ", "rust"],
  ])("a skill is looked for as it is compared: %s", (said, kept) => {
    expect(skillKey(said)).toBe(kept);
  });

  it.each([
    ["Développeur·se, Ünïcode!", "developpeur-se-unicode-sn02q7"],
    ["日本語", "job-sn02q7"],
    ["x".repeat(100), `${"x".repeat(48)}-sn02q7`],
    [`${"x".repeat(47)} y`, `${"x".repeat(47)}-sn02q7`],
  ])("an address is made of %s in plain letters, and fits", (title, slug) => {
    expect(slugOf(title, "job_01h455vb4pex5vsknk08sn02q7")).toBe(slug);
  });
});
