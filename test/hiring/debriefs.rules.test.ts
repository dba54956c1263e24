import { describe, expect, it } from "vitest";
import { type DebriefState, mayDecide, mayOpen, stateOf, summaryOf } from "#hiring/debriefs/rules.ts";
import type { Debrief } from "#hiring/debriefs/tables.ts";
import { emptyCard } from "#hiring/scorecards/rules.ts";
import { mintId } from "#kernel/ids.ts";
import { asInstant } from "#kernel/instant.ts";

const now = asInstant(Date.UTC(2026, 10, 20, 12));
const open: Debrief = {
  tenantId: mintId("tenant", now),
  applicationId: mintId("application", now),
  openedAt: now,
  openedBy: "system",
  overrideReason: null,
  missing: 0,
  version: 1,
};
const codeOf = (of: { ok: true } | { ok: false; refusal: { code: string } }) => (of.ok ? "done" : of.refusal.code);

describe("a debrief", () => {
  it("waits for what is missing, is ready without, and open once it was opened", () => {
    expect(stateOf(undefined, { required: 2, submitted: 1, missing: 1 })).toBe("waiting");
    expect(stateOf(undefined, { required: 2, submitted: 2, missing: 0 })).toBe("ready");
    expect(stateOf(undefined, { required: 0, submitted: 0, missing: 0 })).toBe("ready");
    expect(stateOf(open, { required: 2, submitted: 1, missing: 1 })).toBe("open");
  });

  it.each<[DebriefState, string, string]>([
    ["waiting", "debrief.cards_missing", "done"],
    ["ready", "done", "done"],
    ["open", "debrief.already_open", "debrief.already_open"],
  ])("that is %s opens, or does not, without a reason and with one", (state, plainly, withReason) => {
    const counts = { required: 2, submitted: 1, missing: 1 };
    expect(codeOf(mayOpen(state, counts, null))).toBe(plainly);
    expect(codeOf(mayOpen(state, counts, "She has left."))).toBe(withReason);
  });
});

describe("a decision", () => {
  it.each(["counts", "status", "contents"] as const)(
    "of somebody who reads %s, before and after the opening",
    (reading) => {
      const active = { status: "active" } as const;
      expect(codeOf(mayDecide(undefined, reading, active))).toBe("decision.debrief_closed");
      expect(codeOf(mayDecide(open, reading, active))).toBe(reading === "contents" ? "done" : "decision.card_owed");
    },
  );

  it.each(["hired", "rejected", "withdrawn"] as const)("is made on no application that was %s", (status) => {
    expect(codeOf(mayDecide(open, "contents", { status }))).toBe("decision.application_over");
  });
});

const card = (recommendation: "yes" | "no" | null, rating: number | null, isTraining = false) => ({
  content: { ...emptyCard, recommendation, rating },
  isTraining,
});

describe("what cards come to", () => {
  it("leaves trainees' out, and is nothing where nobody said a number", () => {
    expect(summaryOf([card("yes", 4), card("yes", 3), card("no", 3), card("no", 1, true), card(null, null)])).toEqual({
      recommendations: { strong_yes: 0, yes: 2, no: 1, strong_no: 0 },
      meanRating: 3.33,
    });
    expect(summaryOf([card("yes", 5, true)]).meanRating).toBeNull();
  });
});
