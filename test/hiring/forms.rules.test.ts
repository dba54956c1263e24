import { describe, expect, it } from "vitest";
import { criteriaOf, judgedForm } from "#hiring/forms/rules.ts";

const criterion = (id: string, label: string) => ({ id, label, description: null, required: true, weight: 1 });
const form = (criteria: ReturnType<typeof criterion>[], labels: string[] = [], scale = 4) => ({
  scale,
  scaleLabels: labels,
  criteria,
});

describe("scorecard forms", () => {
  it("a criterion keeps the id it is said by, and a new one is given one of its own", () => {
    const words = [criterion("design", "System design"), { ...criterion("", "Coding"), id: undefined }];
    const kept = criteriaOf(words, () => "fresh");
    expect(kept.map(({ id }) => id)).toEqual(["design", "fresh"]);
  });

  it.each([
    ["different criteria and no labels", form([criterion("a", "A"), criterion("b", "B")])],
    ["a label for each step", form([criterion("a", "A")], ["1", "2", "3", "4"])],
  ])("%s stand", (_, words) => {
    expect(judgedForm(words).ok).toBe(true);
  });

  it.each([
    ["one id twice", form([criterion("a", "A"), criterion("a", "B")]), ["/criteria/1/id"]],
    ["one label twice, in any case", form([criterion("a", "A"), criterion("b", "a")]), ["/criteria/1/label"]],
    ["a label too few", form([criterion("a", "A")], ["1", "2", "3"]), ["/scale_labels"]],
    ["both at once", form([criterion("a", "A"), criterion("a", "B")], ["1"]), ["/criteria/1/id", "/scale_labels"]],
  ])("%s is refused where it stands", (_, words, pointers) => {
    const verdict = judgedForm(words);
    if (verdict.ok) throw new Error("should have been refused");
    expect(verdict.refusal.errors?.map(({ pointer }) => pointer)).toEqual(pointers);
  });
});
