import { describe, expect, it } from "vitest";
import { inTurn } from "#booking/diary/rounds.ts";
import { after, asInstant, minute } from "#kernel/instant.ts";

const now = asInstant(1_795_000_000_000);
const owners = (count: number) => Array.from({ length: count }, (_, place) => place);

describe("whoever is to be asked each minute", () => {
  it("is, while there are not too many", () => {
    expect(inTurn(owners(200), now)).toEqual(owners(200));
    expect(inTurn([], now)).toEqual([]);
  });

  it.each([201, 399, 1_000, 1_999])(
    "is asked in turns when there are %i, two hundred a minute, and nobody is passed by",
    (count) => {
      const minutes = Math.ceil(count / 200) + 1;
      const asked = Array.from({ length: minutes }, (_, place) => inTurn(owners(count), after(now, place * minute)));
      for (const some of asked) expect(new Set(some).size).toBe(200);
      expect(new Set(asked.flat()).size).toBe(count);
    },
  );
});
