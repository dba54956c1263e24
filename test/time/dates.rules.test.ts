import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDays,
  addMonths,
  asDay,
  asLocalTime,
  civilOf,
  type Day,
  dayOf,
  dayOfLocal,
  monthStart,
  parseDate,
  parseTime,
  printDate,
  printTime,
  timeOfLocal,
  type Weekday,
  weekdayOf,
  weekStart,
  yearStart,
} from "#time/dates.ts";

/** The language's own calendar, in UTC, as the other opinion. */
const utc = (day: Day) => new Date(day * 86_400_000);
const anyDay = fc.integer({ min: -719_162, max: 2_932_896 }).map(asDay);
const date = (text: string): Day => {
  const day = parseDate(text);
  if (day === undefined) throw new Error(text);
  return day;
};

describe("civil dates", () => {
  it("agree with the language's calendar from year 1 to year 9999", () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const { year, month, day: dayOfMonth } = civilOf(day);
        const other = utc(day);
        expect([year, month, dayOfMonth]).toEqual([
          other.getUTCFullYear(),
          other.getUTCMonth() + 1,
          other.getUTCDate(),
        ]);
        expect(dayOf(year, month, dayOfMonth)).toBe(day);
        expect(weekdayOf(day)).toBe(other.getUTCDay() || 7);
        expect(printDate(day)).toBe(other.toISOString().slice(0, 10));
        expect(parseDate(printDate(day))).toBe(day);
        expect(printDate(monthStart(day)).slice(8)).toBe("01");
        expect(printDate(yearStart(day))).toBe(`${printDate(day).slice(0, 4)}-01-01`);
      }),
      { numRuns: 3_000 },
    );
  });

  it("are refused when no calendar has them", () => {
    for (const text of [
      "2026-02-29",
      "2100-02-29",
      "2026-13-01",
      "2026-00-10",
      "2026-04-31",
      "2026-1-1",
      "0000-01-01",
      "x",
    ]) {
      expect([text, parseDate(text)]).toEqual([text, undefined]);
    }
    expect(parseDate("2028-02-29")).toBeDefined();
  });

  it("have a 29th of February in exactly the years the language's calendar gives one", () => {
    for (let year = 1; year <= 9_999; year++) {
      const last = new Date(0);
      last.setUTCFullYear(year, 2, 0);
      expect(dayOf(year, 2, 29)).toBe(last.getUTCDate() === 29 ? last.getTime() / 86_400_000 : undefined);
    }
  });

  it("begin their week on the day the week is said to begin", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 7 }), (day, first) => {
        const start = weekStart(day, first as Weekday);
        expect(weekdayOf(start)).toBe(first);
        expect(day - start).toBeGreaterThanOrEqual(0);
        expect(day - start).toBeLessThan(7);
      }),
    );
  });

  it("move by months to the same day, or to the last one there is", () => {
    expect(printDate(addMonths(date("2027-01-31"), 1))).toBe("2027-02-28");
    expect(printDate(addMonths(date("2027-10-15"), 5))).toBe("2028-03-15");
    expect(printDate(addMonths(date("2028-02-29"), -12))).toBe("2027-02-28");
    expect(printDate(addMonths(date("2027-03-31"), -13))).toBe("2026-02-28");
    expect(printDate(addDays(date("2026-12-31"), 1))).toBe("2027-01-01");
  });

  it("come from the wall's minutes on either side of 1970", () => {
    expect([dayOfLocal(-1), timeOfLocal(-1)]).toEqual([-1, 1_439]);
    expect([dayOfLocal(1_440), timeOfLocal(1_440)]).toEqual([1, 0]);
    expect([dayOfLocal(1_439), timeOfLocal(1_439)]).toEqual([0, 1_439]);
  });
});

describe("times of day", () => {
  it("are printed as they are read, from midnight to midnight", () => {
    for (let time = 0; time <= 1_440; time++) expect(parseTime(printTime(asLocalTime(time)))).toBe(time);
    expect(printTime(asLocalTime(1_440))).toBe("24:00");
  });

  it("are refused when no clock shows them", () => {
    for (const text of ["24:01", "25:00", "12:60", "9:00", "0900", "12:00:00", ""])
      expect(parseTime(text)).toBeUndefined();
  });
});
