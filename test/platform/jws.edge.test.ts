import type { JWK } from "jose";
import { describe, expect, it } from "vitest";
import { isCanonicalJws, maxTokenLength, verifyJws } from "#platform/jws.ts";
import vectors from "../vectors/jws.json";
import refusedThoughValid from "../vectors/jws-refused.json";

type Case = { tcId: number; comment: string; jws: string; result: string };
// The file is JSON: its keys are of four kinds, and only `jose` cares which.
const cases = vectors.groups.flatMap((group) =>
  (group.tests as Case[]).map((test) => ({ ...test, key: group.key as JWK })),
);

const verdicts = await Promise.all(
  cases.map(async (test) => ({ ...test, accepted: (await verifyJws(test.jws, test.key, {})) !== undefined })),
);
const listed = (kept: typeof verdicts) => kept.map(({ tcId, comment }) => `${tcId} ${comment}`);

/** Letter for letter case 357, which is valid: the padding these two are about was lost when the file was written. */
const contradicting = ["367 invalidBase64Padding", "370 invalidBase64PaddingInPayload"];

describe("Wycheproof's 401 JWS cases", () => {
  it("none is accepted that should not be", () => {
    expect(verdicts).toHaveLength(401);
    const valid = new Set(
      cases.filter(({ result }) => result === "valid").map(({ jws, key }) => JSON.stringify([jws, key])),
    );
    const bad = verdicts.filter(({ result }) => result !== "valid");
    const isAlsoValid = ({ jws, key }: Case & { key: JWK }) => valid.has(JSON.stringify([jws, key]));
    expect(listed(bad.filter(isAlsoValid))).toEqual(contradicting);
    expect(listed(bad.filter((test) => test.accepted && !isAlsoValid(test)))).toEqual([]);
  });

  it("the valid ones that we refuse are these and no others", () => {
    const refused = verdicts.filter(({ result, accepted }) => !accepted && result === "valid");
    expect(listed(refused)).toEqual(Object.keys(refusedThoughValid));
    expect(verdicts.filter(({ accepted }) => accepted).length).toBeGreaterThan(30);
  });
});

describe("a token's spelling", () => {
  const good = "eyJhbGciOiJFZERTQSJ9.e30.AAAA";
  it.each([
    ["as we write it", good, true],
    ["padding", `${good}=`, false],
    ["bits that no byte needs", "eyJhbGciOiJFZERTQSJ9.e31.AAAA", false],
    ["the other alphabet", "eyJhbGciOiJFZERTQSJ9.e30.AA+/", false],
    ["a space", "eyJhbGciOiJFZERTQSJ9.e30.AAA A", false],
    ["a line's end", `${good}\n`, false],
    ["a length no bytes have", "eyJhbGciOiJFZERTQSJ9.e30.AAAAA", false],
    ["two parts", "eyJhbGciOiJFZERTQSJ9.e30", false],
    ["four parts", `${good}.AAAA`, false],
    ["an empty part", "eyJhbGciOiJFZERTQSJ9..AAAA", false],
    ["too long", `eyJhbGciOiJFZERTQSJ9.e30.${"A".repeat(maxTokenLength)}`, false],
  ])("%s", (_, token, isGood) => {
    expect(isCanonicalJws(token)).toBe(isGood);
  });
});
