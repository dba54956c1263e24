import { describe, expect, it } from "vitest";
import { periodsAround } from "#booking/slots/counted.ts";
import {
  around,
  faultsOfNeed,
  type LiveHold,
  namedIn,
  nearestTo,
  needOf,
  type NeedWords,
  rangeOf,
  reservedBy,
} from "#booking/slots/rules.ts";
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

describe("a live hold", () => {
  const hold: LiveHold = {
    host: ada,
    txn: "x",
    start: now,
    end: asInstant(now + 30 * minute),
    from: asInstant(now - 5 * minute),
    to: asInstant(now + 45 * minute),
    eventType: "ety_one",
    share: "a-session",
  };
  const none = { taken: [] };

  it("is busy for its host, with the buffers it brings", () => {
    const { start, end } = hold;
    const busy = { host: ada, start, end, beforeMinutes: 5, afterMinutes: 15, what: "hold", active: true };
    expect(reservedBy([hold], none)).toEqual([{ ...busy, own: false, session: "a-session" }]);
    expect(reservedBy([hold], { ...none, eventType: "ety_one" })).toMatchObject([{ own: true }]);
    expect(reservedBy([hold], { ...none, eventType: "ety_two" })).toMatchObject([{ own: false }]);
    expect(reservedBy([{ ...hold, eventType: null }], none)).toMatchObject([{ own: false }]);
  });

  it("is left to the books where they have it, member by member, and to whoever moves it", () => {
    const both = [hold, { ...hold, host: lena }, { ...hold, txn: "y" }];
    expect(reservedBy(both, { taken: [{ memberId: ada, txn: "x" }] })).toEqual(reservedBy(both.slice(1), none));
    expect(reservedBy(both, { ...none, without: "x" })).toEqual(reservedBy(both.slice(2), none));
  });
});

const minutesOff = (found: readonly number[]) => found.map((start) => (start - now) / minute);

describe("the nearest starts", () => {
  const starts = [-90, -60, -30, 0, 30, 60].map((minutes) => asInstant(now + minutes * minute));

  it("are three at most, by distance, the earlier first of two", () => {
    expect(minutesOff(nearestTo(now, starts, []))).toEqual([-30, 30, -60]);
    expect(minutesOff(nearestTo(now, starts, [asInstant(now - 30 * minute)]))).toEqual([30, -60, 60]);
    expect(minutesOff(nearestTo(asInstant(now + day), starts, []))).toEqual([60, 30, 0]);
    expect(nearestTo(now, [now], [])).toEqual([]);
  });

  it("are looked for from three days before to a fortnight after, never before now", () => {
    const far = asInstant(now + 30 * day);
    expect(around(far, now)).toEqual({ start: far - 3 * day, end: far + 14 * day });
    expect(around(asInstant(now + day), now)).toEqual({ start: now, end: now + 15 * day });
    expect(around(asInstant(now - 13 * day), now)).toEqual({ start: now, end: now + day });
    expect(around(asInstant(now - 14 * day), now)).toBeUndefined();
    const within = { start: asInstant(far - day), end: asInstant(far + day) };
    expect(around(far, now, within)).toEqual(within);
    expect(around(far, now, { start: now, end: asInstant(far + 20 * day) })).toEqual(around(far, now));
    expect(around(far, now, { start: now, end: asInstant(far - 3 * day) })).toBeUndefined();
  });
});
