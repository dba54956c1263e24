import { expect, it } from "vitest";
import { madeOnce } from "#kernel/made-once.ts";

it("what is the same for one name is made once, however many names strangers send", () => {
  const asked: string[] = [];
  const length = madeOnce((name) => {
    asked.push(name);
    return name.length === 0 ? undefined : name.length;
  });
  expect([length("ada"), length("ada"), length(""), length("")]).toEqual([3, 3, undefined, undefined]);
  expect(asked).toEqual(["ada", ""]);
  for (let at = 0; at < 600; at++) length(`name ${at}`);
  expect(length("ada")).toBe(3);
  expect(asked.filter((name) => name === "ada")).toHaveLength(2);
});
