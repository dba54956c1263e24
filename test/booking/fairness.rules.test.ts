import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inFairOrder } from "#booking/bookings/fairness.ts";
import { type PoolMember, strategies } from "#booking/pools/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { asInstant } from "#kernel/instant.ts";

const named = (name: string): Id<"member"> => `mem_${name}`;

const seat = (name: string, change: Partial<PoolMember> = {}): PoolMember => ({
  tenantId: "ten_x",
  poolId: "pol_x",
  memberId: named(name),
  weight: 1,
  priority: 1,
  standing: "qualified",
  startingCount: 0,
  assignedCount: 0,
  lastAssignedAt: null,
  createdAt: asInstant(0),
  updatedAt: asInstant(0),
  version: 1,
  ...change,
});
const turns = (assignedCount: number, last: number | null = null) => ({
  assignedCount,
  lastAssignedAt: last === null ? null : asInstant(last),
});
const order = (strategy: (typeof strategies)[number], seats: PoolMember[]) =>
  inFairOrder(strategy, seats).map((id) => id.slice("mem_".length));

describe("who is asked first", () => {
  it("in turn: whoever had the fewest turns, then whose last is longest ago, then who was seated first", () => {
    const seats = [
      seat("second_seat", { ...turns(2, 10), createdAt: asInstant(2) }),
      seat("first_seat", { ...turns(2, 10), createdAt: asInstant(1) }),
      seat("often", turns(3, 1)),
      seat("lately", turns(2, 20)),
      seat("seldom", turns(1, 99)),
      seat("never", turns(2)),
    ];
    expect(order("rotate", seats)).toEqual(["seldom", "never", "first_seat", "second_seat", "lately", "often"]);
  });

  it("by weight: whoever had the smallest part of their share, exactly", () => {
    const seats = [
      seat("half", { ...turns(5), weight: 10 }),
      seat("two_thirds", { ...turns(2), weight: 3 }),
      seat("third", { ...turns(1), weight: 3 }),
      seat("third_again", { ...turns(33, 5), weight: 99 }),
      seat("none", { ...turns(0, 100), weight: 1 }),
    ];
    expect(order("weighted", seats)).toEqual(["none", "third", "third_again", "half", "two_thirds"]);
  });

  it("longest not asked: never comes first, the number of turns only settles a tie", () => {
    const seats = [
      seat("old_often", turns(9, 5)),
      seat("old_seldom", turns(4, 5)),
      seat("new", turns(0, 6)),
      seat("never", turns(50)),
      seat("epoch", turns(0, 0)),
    ];
    expect(order("least_recent", seats)).toEqual(["never", "epoch", "old_seldom", "old_often", "new"]);
  });

  it("by priority: the highest, and equals in turn", () => {
    const seats = [
      seat("low", { ...turns(0), priority: 1 }),
      seat("high_often", { ...turns(8), priority: 9 }),
      seat("high", { ...turns(7, 50), priority: 9 }),
      seat("middle", { ...turns(0), priority: 5 }),
    ];
    expect(order("priority", seats)).toEqual(["high", "high_often", "middle", "low"]);
  });

  it("by id when nothing else tells them apart", () => {
    for (const strategy of strategies)
      expect(order(strategy, [seat("c"), seat("a"), seat("b")])).toEqual(["a", "b", "c"]);
  });
});

const seatsOf = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "h"),
    weight: fc.integer({ min: 1, max: 4 }),
    priority: fc.integer({ min: 0, max: 2 }),
    assignedCount: fc.integer({ min: 0, max: 4 }),
    lastAssignedAt: fc.option(fc.integer({ min: 0, max: 3 }).map(asInstant)),
    createdAt: fc.integer({ min: 0, max: 2 }).map(asInstant),
  }),
  { selector: ({ name }) => name, maxLength: 8 },
);

describe.each(strategies)("the order of %s", (strategy) => {
  it("is total: everybody once, the same however the seats were read, and nobody's place hangs on a third", () => {
    fc.assert(
      fc.property(
        seatsOf.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }), fc.subarray(list)),
        ),
        ([list, shuffled, some]) => {
          const said = (of: typeof list) =>
            order(
              strategy,
              of.map(({ name, ...rest }) => seat(name, rest)),
            );
          const all = said(list);
          expect(all.toSorted()).toEqual(list.map(({ name }) => name).toSorted());
          expect(said(shuffled)).toEqual(all);
          const names = new Set<string>(some.map(({ name }) => name));
          expect(said(some)).toEqual(all.filter((name) => names.has(name)));
        },
      ),
    );
  });
});

/** The turns everybody has had after so many meetings, one after another. */
const afterTurns = (strategy: "rotate" | "weighted" | "least_recent", weights: readonly number[], times: number) => {
  let seats = weights.map((weight, place) => seat(`m${place}`, { weight }));
  for (let at = 1; at <= times; at++) {
    const [first] = inFairOrder(strategy, seats);
    seats = seats.map((one) =>
      one.memberId === first ? { ...one, assignedCount: one.assignedCount + 1, lastAssignedAt: asInstant(at) } : one,
    );
  }
  return seats.map(({ assignedCount }) => assignedCount);
};

describe("taking turns over a long time", () => {
  it("in turn, nobody is ever two ahead of another", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 0, max: 60 }), (people, times) => {
        for (const strategy of ["rotate", "least_recent"] as const) {
          const counts = afterTurns(
            strategy,
            Array.from({ length: people }, () => 1),
            times,
          );
          expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it("by weight, each has their share to the turn after every full round", () => {
    const weights = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(weights, fc.integer({ min: 1, max: 4 }), (shares, rounds) => {
        const round = shares.reduce((sum, weight) => sum + weight, 0);
        expect(afterTurns("weighted", shares, round * rounds)).toEqual(shares.map((weight) => weight * rounds));
      }),
    );
  });
});
