// 20,000 random questions against the minute oracle, some round every change of every zone; and six faults that must
// be seen.
import * as fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { type Question, slots } from "#availability/slots/rules.ts";
import { countsTwice, misreadings } from "../availability/faults.ts";
import { laws } from "../availability/laws.ts";
import { oracle } from "../availability/oracle.ts";
import { changing, questionIn, tellingQuestion } from "../availability/questions.ts";

const total = 20_000;

describe("the engine says what the words mean", () => {
  it(`${total} random questions, some in every zone that has a change, differ nowhere from the minute oracle`, () => {
    const each = Math.ceil(total / changing.length);
    let asked = 0;
    let answered = 0;
    let shared = 0;
    let decided = 0;
    for (const zone of changing) {
      const property = fc.property(questionIn(zone), (question) => {
        const offers = slots(question);
        expect(offers).toEqual(oracle(question));
        asked++;
        if (offers.some(({ starts }) => starts.length > 0)) answered++;
        if (new Set(question.hosts.map(({ id }) => id)).size === question.hosts.length) return;
        shared++;
        if (JSON.stringify(slots(countsTwice(question))) !== JSON.stringify(offers)) decided++;
      });
      fc.assert(property, { numRuns: each });
    }
    console.log(`${asked} questions in ${changing.length} zones, ${answered} of them with slots, 0 differences`);
    console.log(`${shared} with somebody in two places, which decided the answer in ${decided}`);
    expect(decided).toBeGreaterThan(total / 100);
    expect(asked).toBeGreaterThanOrEqual(total);
    expect(answered).toBeGreaterThan(total / 2);
  });

  it.each(laws.map(({ title, holds }) => [title, holds] as const))("%s", (_, holds) => {
    expect(() => holds(1_000)).not.toThrow();
  });
});

describe("a planted fault is seen", () => {
  const questions = fc.sample(tellingQuestion, { numRuns: 600, seed: 20_261_120 });
  const answers = questions.map(oracle);
  const differences = (faulty: (question: Question) => unknown) =>
    questions.filter((question, place) => JSON.stringify(faulty(question)) !== JSON.stringify(answers[place])).length;

  it.each(misreadings)("%s", (name, misread) => {
    const seen = differences((question) => slots(misread(question)));
    console.log(`${name}: seen in ${seen} of ${questions.length} questions`);
    expect(seen).toBeGreaterThan(0);
  });

  it("the grid is laid on the clock of UTC", async () => {
    vi.resetModules();
    vi.doMock("#availability/slots/minutes.ts", async (original) => ({
      ...(await original<typeof import("#availability/slots/minutes.ts")>()),
      clockOf: (_: unknown, from: number, to: number) => [from, to, 0],
    }));
    const faulty = await import("#availability/slots/slots.ts");
    const seen = differences((question) =>
      question.recipe.horizon === null ? faulty.slots(question) : oracle(question),
    );
    console.log(`the grid is laid on the clock of UTC: seen in ${seen} of ${questions.length} questions`);
    expect(seen).toBeGreaterThan(0);
    vi.doUnmock("#availability/slots/minutes.ts");
  });

  it("and without a fault nothing is seen", () => {
    expect(differences(slots)).toBe(0);
  });
});
