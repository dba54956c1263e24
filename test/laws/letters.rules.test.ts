import { describe, expect, it } from "vitest";
import { factTypes, reactions, templates } from "../../src/facts.ts";
import { asidePlan, factsToldAside } from "#outreach/letters/aside-rules.ts";
import { factsTold, letterPlan } from "#outreach/letters/rules.ts";
import { keysSentBy } from "#outreach/templates/rules.ts";

type Plan = Readonly<Record<string, readonly string[] | { silent: string }>>;

/** Facts about bookings, interviews and applications that cause no letter and give no reason; letters nobody causes, or nobody can write. */
function faultsOf(plan: Plan, facts: readonly string[], written: readonly string[], letters: readonly string[]) {
  const about = facts.filter((type) => /^(?:booking|reschedule_request|interview|application)\./.test(type));
  const caused = Object.values(plan).flatMap((told) => ("silent" in told ? [] : told));
  return [
    ...about.filter((type) => !Object.hasOwn(plan, type)).map((type) => `${type} is neither told nor silent`),
    ...Object.entries(plan).flatMap(([type, told]) =>
      "silent" in told && told.silent.length < 20 ? [`${type} is silent without a reason`] : [],
    ),
    ...Object.entries(plan).flatMap(([type, told]) =>
      !("silent" in told) && told.length === 0 ? [`${type} tells nobody`] : [],
    ),
    ...Object.keys(plan)
      .filter((type) => !facts.includes(type))
      .map((type) => `${type} is no fact`),
    ...caused.filter((key) => !letters.includes(key)).map((key) => `${key} is no letter`),
    ...caused.filter((key) => !written.includes(key)).map((key) => `${key} cannot be sent`),
    ...letters
      .filter((key) => !key.startsWith("reminder.") && !caused.includes(key))
      .map((key) => `${key} is caused by nothing`),
  ];
}

describe("every fact about bookings, interviews and applications", () => {
  it("has its letters, or a reason for having none", () => {
    const plan: Plan = { ...letterPlan, ...asidePlan };
    expect(faultsOf(plan, Object.keys(factTypes), Object.keys(templates), keysSentBy("mail"))).toEqual([]);
  });

  it("is heard by the one who writes them", () => {
    const listener = reactions.find((one) => one.listener === "letters.tell_of_bookings");
    expect(listener?.on).toEqual(factsTold);
    expect(factsTold).toContain("booking.canceled");
    expect(factsTold).not.toContain("booking.completed");
    expect(reactions.find((one) => one.listener === "letters.tell_candidates")?.on).toEqual(factsToldAside);
    expect(factsToldAside).toContain("interview.offered");
  });

  it.each([
    ["booking.paused is neither told nor silent", {}, ["booking.paused"], []],
    ["interview.paused is neither told nor silent", {}, ["interview.paused"], []],
    ["booking.paused is silent without a reason", { "booking.paused": { silent: "no" } }, ["booking.paused"], []],
    ["booking.paused tells nobody", { "booking.paused": [] }, ["booking.paused"], []],
    ["booking.paused is no fact", { "booking.paused": ["a"] }, [], ["a"]],
    ["a is no letter", { "booking.paused": ["a"] }, ["booking.paused"], []],
    ["a cannot be sent", { "booking.paused": ["a"] }, ["booking.paused"], ["a"]],
    ["b is caused by nothing", {}, [], ["b"]],
  ])("a breach is seen: %s", (fault, plan: Plan, facts: string[], letters: string[]) => {
    expect(faultsOf(plan, facts, [], letters)).toContain(fault);
  });
});
