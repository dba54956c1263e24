import { describe, expect, it } from "vitest";
import { judgedKit } from "#hiring/questions/rules.ts";
import { mintId } from "#kernel/ids.ts";

const [a, b, c] = [mintId("bank_question", 1), mintId("bank_question", 2), mintId("bank_question", 3)];
const known = new Map([
  [a, { active: true }],
  [b, { active: false }],
]);

describe("the kit of a stage", () => {
  it("asks what is in the bank, and goes on asking what is asked there already", () => {
    expect(judgedKit([a], known, []).ok).toBe(true);
    expect(judgedKit([a, b], known, [b]).ok).toBe(true);
    expect(judgedKit([], known, [b]).ok).toBe(true);
  });

  it("asks nothing twice, nothing new that is not active, and nothing unknown, each said where it stands", () => {
    const verdict = judgedKit([a, a, b, c], known, []);
    expect(verdict).toMatchObject({
      ok: false,
      refusal: {
        code: "stage.question_twice",
        errors: [
          { pointer: "/question_ids/1", code: "stage.question_twice" },
          { pointer: "/question_ids/2", code: "stage.question_inactive" },
          { pointer: "/question_ids/3", code: "stage.question_unknown" },
        ],
      },
    });
  });
});
