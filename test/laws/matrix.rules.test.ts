import { expect, it } from "vitest";
import { readFiles, readText } from "./source.ts";

it("the authorization matrix is played in all its parts, each by a file of its own", () => {
  const files = [...readFiles("test", /^test\/laws\/matrix-.*\.edge\.test\.ts$/).values()];
  const played = files.map((text) => Number(/^playMatrix\((\d+)\);$/m.exec(text)?.[1]));
  const parts = Number(/^export const parts = (\d+);$/m.exec(readText("test/laws/matrix.ts"))?.[1]);
  expect(played.toSorted((a, b) => a - b)).toEqual(Array.from({ length: parts }, (_, place) => place + 1));
});
