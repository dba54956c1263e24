import { describe, expect, it } from "vitest";
import { periodsAround } from "#booking/slots/counted.ts";
import { faultsOfNeed, namedIn, needOf, type NeedWords, rangeOf } from "#booking/slots/rules.ts";
import type { Id } from "#kernel/ids.ts";
import { asInstant, day, minute, toWire } from "#kernel/instant.ts";

const now = asInstant(Date.UTC(2026, 10, 20, 9));
const [ada, lena] = ["mem_ada", "mem_lena"] as [Id<"member">, Id<"member">];
const pool = "pol_one" as Id<"pool">;

describe("the range of a question", () => {
  it("is a fortnight from now, or what is said, up to 62 days", () => {
    expect(rangeOf({}, now, "")).toEqual({ ok: true, value: { start: now, end: now + 14 * day } });
    const from = asInstant(now + day);
    const until = (days: number) => ({ starts_after: from, starts_before: asInstant(from + days * day) });
    expect(rangeOf(until(62), now, "").ok).toBe(true);
    expect(rangeOf({ ...until(62), starts_before: asInstant(from + 62 * day + 1) }, now, "")).toMatchObject({
      refusal: { code: "slots.range_too_long" },
    });
    expect(rangeOf(until(0), now, "/query")).toMatchObject({
      refusal: { code: "slots.range_reversed", pointer: "/query/starts_before" },
    });
  });
});

const holds = (from: number, to: number) =>
  Object.fromEntries(
    periodsAround({ start: asInstant(from), end: asInstant(to) }).map((period) => [
      period.per,
      [toWire(period.from).slice(0, 10), toWire(period.to).slice(0, 10)],
    ]),
  );

describe("the periods in which meetings are counted", () => {
  it("hold every date, week, month and year that a wall anywhere could put the range into", () => {
    const start = Date.UTC(2027, 0, 1);
    const { day: dates, week, month, year } = holds(start, start + 30 * minute);
    // On the first of January in UTC it is still last year in Honolulu.
    expect(year?.[0] ?? "").toBe("2025-12-30");
    expect(month?.[0] ?? "").toBe("2026-11-29");
    expect([year?.[1], month?.[1]]).toEqual(["2028-01-03", "2027-02-03"]);
    expect(dates).toEqual(["2026-12-30", "2027-01-04"]);
    expect(week).toEqual(["2026-12-24", "2027-01-10"]);
  });
});

describe("a need", () => {
  const need: NeedWords = {
    any: [{ all: [{ member_id: ada }, { pool_id: pool, at_least: 2 }] }, { of: [{ member_id: lena }], at_least: 1 }],
  };
  const here = { members: new Set([ada, lena]), pools: new Map([[pool, [ada, lena]]]) };

  it("names everybody in it, however deep", () => {
    expect(namedIn(need)).toEqual({ members: [ada, lena], pools: [pool] });
  });

  it("of a pool is so many of those it can send", () => {
    expect(needOf(need, here)).toEqual({
      any: [
        { all: [{ host: ada }, { atLeast: 2, of: [{ host: ada }, { host: lena }] }] },
        { atLeast: 1, of: [{ host: lena }] },
      ],
    });
    expect(faultsOfNeed(need, here)).toEqual([]);
  });

  it("that cannot be met by anybody here is told where it stands", () => {
    const nobody = { members: new Set<string>(), pools: new Map() };
    expect(faultsOfNeed(need, nobody)).toEqual([
      { pointer: "/need/any/0/all/0/member_id", code: "slots.member_unknown" },
      { pointer: "/need/any/0/all/1/pool_id", code: "slots.pool_unknown" },
      { pointer: "/need/any/1/of/0/member_id", code: "slots.member_unknown" },
    ]);
    expect(faultsOfNeed({ of: [{ member_id: ada }], at_least: 2 }, here)).toEqual([
      { pointer: "/need/at_least", code: "slots.too_many_needed" },
    ]);
  });
});
