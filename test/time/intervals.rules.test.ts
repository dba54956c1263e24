import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  clip,
  contains,
  covers,
  firstEndingAfter,
  type Intervals,
  intersect,
  intersectAll,
  intervalsOf,
  listOf,
  normalise,
  subtract,
  total,
  touches,
  union,
  unionAll,
} from "#time/intervals.ts";

/** Sets live on 0–63 here, so that the other opinion can be 64 bits, one for each moment. */
const size = 64;

const bitsOf = (pairs: readonly number[]): bigint => {
  let bits = 0n;
  for (let i = 0; i < pairs.length; i += 2) {
    for (let at = pairs[i] as number; at < (pairs[i + 1] as number); at++) bits |= 1n << BigInt(at);
  }
  return bits;
};

const setOf = (bits: bigint): number[] => {
  const set: number[] = [];
  for (let at = 0; at <= size; at++) {
    const here = at < size && (bits >> BigInt(at)) & 1n;
    const before = at > 0 && (bits >> BigInt(at - 1)) & 1n;
    if (Boolean(here) !== Boolean(before)) set.push(at);
  }
  return set;
};

const anyMoment = fc.integer({ min: 0, max: size });
const anyPairs = fc.array(fc.tuple(anyMoment, anyMoment), { maxLength: 12 }).map((pairs) => pairs.flat());
/** Dense and sparse sets alike: the bits are drawn, not the intervals. */
const anySet: fc.Arbitrary<Intervals> = fc.oneof(
  fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }).map(setOf),
  anyPairs.map((pairs) => setOf(bitsOf(pairs))),
);
const runs = { numRuns: 5_000 };

describe("interval sets, against a bit for each moment", () => {
  it("cover what their pairs covered, sorted and joined", () => {
    fc.assert(
      fc.property(anyPairs, (pairs) => {
        expect(normalise(pairs)).toEqual(setOf(bitsOf(pairs)));
        const list = Array.from({ length: pairs.length / 2 }, (_, i) => ({
          start: pairs[2 * i] as number,
          end: pairs[2 * i + 1] as number,
        }));
        expect(intervalsOf(list)).toEqual(setOf(bitsOf(pairs)));
      }),
      runs,
    );
  });

  it("are joined, cut and taken away", () => {
    fc.assert(
      fc.property(anySet, anySet, (one, other) => {
        const [a, b] = [bitsOf(one), bitsOf(other)];
        expect(union(one, other)).toEqual(setOf(a | b));
        expect(intersect(one, other)).toEqual(setOf(a & b));
        expect(subtract(one, other)).toEqual(setOf(a & ~b));
      }),
      runs,
    );
  });

  it("are joined and cut in any number", () => {
    fc.assert(
      fc.property(fc.array(anySet, { maxLength: 7 }), (sets) => {
        const bits = sets.map(bitsOf);
        expect(unionAll(sets)).toEqual(setOf(bits.reduce((a, b) => a | b, 0n)));
        expect(intersectAll(sets)).toEqual(bits.length === 0 ? [] : setOf(bits.reduce((a, b) => a & b)));
      }),
    );
  });

  it("answer for a moment and for a stretch", () => {
    fc.assert(
      fc.property(anySet, anyMoment, anyMoment, (set, start, end) => {
        const bits = bitsOf(set);
        const window = bitsOf([start, end]);
        expect(clip(set, start, end)).toEqual(setOf(bits & window));
        expect(contains(set, start)).toBe(((bits >> BigInt(start)) & 1n) === 1n);
        expect(start < end && covers(set, start, end)).toBe(start < end && (bits & window) === window);
        expect(touches(set, start, end)).toBe((bits & window) !== 0n);
        expect(total(set)).toBe(bits.toString(2).replaceAll("0", "").length);
        const next = set.findIndex((moment, place) => place % 2 === 1 && moment > start);
        expect(firstEndingAfter(set, start)).toBe(next === -1 ? set.length : next - 1);
      }),
      runs,
    );
  });

  it("leave what they were given as it was", () => {
    const one = Object.freeze([0, 4, 6, 9]);
    const other = Object.freeze([3, 7]);
    expect([union(one, other), intersect(one, other), subtract(one, other)]).toEqual([
      [0, 9],
      [3, 4, 6, 7],
      [0, 3, 7, 9],
    ]);
    expect([union(one, []), subtract(one, [])]).toEqual([one, one]);
    expect(listOf(one)).toEqual([
      { start: 0, end: 4 },
      { start: 6, end: 9 },
    ]);
  });
});
