import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asInstant, type Instant } from "#kernel/instant.ts";
import { asDay, asLocalTime, type Day, parseDate, type Weekday, weekdayOf } from "#time/dates.ts";
import {
  faultsOfDate,
  faultsOfWeek,
  type Hours,
  type LocalRange,
  openDates,
  openTimes,
  type Travel,
  type WeeklyRange,
  whereaboutsPieces,
} from "#time/hours.ts";
import { type Intervals, listOf } from "#time/intervals.ts";
import { parseHours } from "#time/notation.ts";
import { offsetMinutes, pieces, type ZoneId, zoneNames, zoneOf } from "#time/zones.ts";

const at = (text: string): Instant => asInstant(Date.parse(text));
const date = (text: string): Day => parseDate(text) ?? asDay(Number.NaN);
const zone = (name: string): ZoneId => zoneOf(name) ?? ("nowhere" as ZoneId);
const range = (start: number, end: number): LocalRange => ({ start: asLocalTime(start), end: asLocalTime(end) });

function hours(text: string, more: Partial<Hours> = {}): Hours {
  const read = parseHours(text);
  if (!read.ok) throw new Error(read.refusal.detail);
  return { zone: read.value.zone ?? zone("UTC"), weekly: read.value.weekly, overrides: [], travel: [], ...more };
}

/** `10-25 00:30 – 10-25 00:45`, in UTC. */
const printed = (set: Intervals): string[] =>
  listOf(set).map(({ start, end }) =>
    [start, end].map((moment) => new Date(moment).toISOString().slice(5, 16).replace("T", " ")).join(" – "),
  );

/** How many hours a date has. */
const lengthOf = (name: string, day: string) => {
  const all = hours(`Mon-Sun 00:00-24:00 ${name}`);
  const first = date(day);
  const [whole] = listOf(openDates(all, first, asDay(first + 1), at("2027-01-01T00:00Z"), at("2028-01-01T00:00Z")));
  return ((whole?.end ?? 0) - (whole?.start ?? 0)) / 3_600_000;
};

/** Counted on from the midnight before it, so that a night is one range. */
const holds = ({ start, end }: LocalRange, now: number) => now >= start && now < (end > start ? end : end + 1_440);

/** Round times as well as odd ones, so that ranges touch. */
const anyTime = (most: number) =>
  fc.oneof(
    fc.integer({ min: 0, max: most }),
    fc.integer({ min: 0, max: Math.floor(most / 30) }).map((halves) => halves * 30),
  );

const on = (weekday: number, start: number, end: number): WeeklyRange => ({
  ...range(start, end),
  weekday: weekday as Weekday,
});
const places = (week: readonly WeeklyRange[]) => faultsOfWeek(week).map(({ pointer, code }) => `${pointer} ${code}`);

describe("weekly hours on a wall", () => {
  it("are nine to five on either side of a clock change", () => {
    const week = hours("Mon-Sun 09:00-17:00 Europe/London");
    expect(printed(openTimes(week, at("2026-10-24T00:00Z"), at("2026-10-26T00:00Z")))).toEqual([
      "10-24 08:00 – 10-24 16:00",
      "10-25 09:00 – 10-25 17:00",
    ]);
  });

  it("hold what an autumn night repeats twice, and nothing of what a spring night leaves out", () => {
    const night = hours("Sun 01:30-01:45 America/New_York");
    expect(printed(openTimes(night, at("2026-11-01T00:00Z"), at("2026-11-02T00:00Z")))).toEqual([
      "11-01 05:30 – 11-01 05:45",
      "11-01 06:30 – 11-01 06:45",
    ]);
    const gone = hours("Sun 02:10-02:50 America/New_York");
    expect(openTimes(gone, at("2027-03-14T00:00Z"), at("2027-03-15T00:00Z"))).toEqual([]);
    const around = hours("Sun 01:30-03:30 America/New_York");
    expect(printed(openTimes(around, at("2027-03-14T00:00Z"), at("2027-03-15T00:00Z")))).toEqual([
      "03-14 06:30 – 03-14 07:30",
    ]);
  });

  it("make days of 23, 25 and 24½ hours", () => {
    expect(lengthOf("Asia/Beirut", "2027-03-28")).toBe(23);
    expect(lengthOf("America/Santiago", "2027-09-05")).toBe(23);
    expect(lengthOf("Africa/Cairo", "2027-04-30")).toBe(23);
    expect(lengthOf("Europe/Paris", "2027-10-31")).toBe(25);
    expect(lengthOf("Australia/Lord_Howe", "2027-04-04")).toBe(24.5);
  });

  it("begin at one where midnight does not exist", () => {
    const early = hours("Fri 00:00-02:00 Africa/Cairo");
    expect(printed(openTimes(early, at("2027-04-29T00:00Z"), at("2027-05-01T00:00Z")))).toEqual([
      "04-29 22:00 – 04-29 23:00",
    ]);
  });

  it("run past midnight into the next day, from Sunday into Monday too, and join what begins there", () => {
    const nights = hours("Sun 22:00-02:00; Mon 02:00-03:00 UTC");
    expect(printed(openTimes(nights, at("2026-11-22T00:00Z"), at("2026-11-24T00:00Z")))).toEqual([
      "11-22 22:00 – 11-23 03:00",
    ]);
    expect(printed(openTimes(nights, at("2026-11-23T01:00Z"), at("2026-11-23T01:30Z")))).toEqual([
      "11-23 01:00 – 11-23 01:30",
    ]);
  });
});

describe("an override", () => {
  const monday = date("2026-11-23");
  const week = (ranges: LocalRange[], day = monday) =>
    printed(
      openTimes(
        hours("Sun-Tue 22:00-02:00 UTC", { overrides: [{ date: day, ranges }] }),
        at("2026-11-22T00:00Z"),
        at("2026-11-26T00:00Z"),
      ),
    );

  it("of nothing leaves nothing of its date: neither the night it begins nor the night that runs into it", () => {
    expect(week([])).toEqual(["11-22 22:00 – 11-23 00:00", "11-24 22:00 – 11-25 02:00"]);
  });

  it("of other hours replaces its date, and its own night runs on into the week", () => {
    expect(week([range(600, 660), range(1_380, 60)])).toEqual([
      "11-22 22:00 – 11-23 00:00",
      "11-23 10:00 – 11-23 11:00",
      "11-23 23:00 – 11-24 01:00",
      "11-24 22:00 – 11-25 02:00",
    ]);
  });

  it("keeps the night of an override before it, unless it leaves nothing of its date", () => {
    const nights = (last: LocalRange[]) =>
      printed(
        openTimes(
          hours("UTC", {
            overrides: [
              { date: monday, ranges: [range(1_320, 120)] },
              { date: asDay(monday + 1), ranges: last },
            ],
          }),
          at("2026-11-22T00:00Z"),
          at("2026-11-26T00:00Z"),
        ),
      );
    expect(nights([range(1_320, 120)])).toEqual(["11-23 22:00 – 11-24 02:00", "11-24 22:00 – 11-25 02:00"]);
    expect(nights([])).toEqual(["11-23 22:00 – 11-24 00:00"]);
  });
});

describe("travel", () => {
  it("reads the same hours on another wall for its time, and home's again after", () => {
    const away: Travel = { from: at("2026-11-24T00:00Z"), to: at("2026-11-25T00:00Z"), zone: zone("Asia/Tokyo") };
    const week = hours("Mon-Sun 09:00-12:00 Europe/Paris", { travel: [away] });
    expect(printed(openTimes(week, at("2026-11-23T06:00Z"), at("2026-11-26T00:00Z")))).toEqual([
      "11-23 08:00 – 11-23 11:00",
      "11-24 00:00 – 11-24 03:00",
      "11-25 08:00 – 11-25 11:00",
    ]);
  });

  it("may have no end, and of two at once the one that began later holds", () => {
    const travel: Travel[] = [
      { from: at("2026-11-25T00:00Z"), to: at("2026-11-26T00:00Z"), zone: zone("America/New_York") },
      { from: at("2026-11-24T00:00Z"), to: null, zone: zone("Asia/Tokyo") },
    ];
    const found = whereaboutsPieces({ zone: zone("UTC"), travel }, at("2026-11-23T00:00Z"), at("2026-11-27T00:00Z"));
    expect(found.map((piece) => [piece.zone, new Date(piece.from).getUTCDate(), piece.offsetMinutes])).toEqual([
      ["UTC", 23, 0],
      ["Asia/Tokyo", 24, 540],
      ["America/New_York", 25, -300],
      ["Asia/Tokyo", 26, 540],
    ]);
  });
});

describe("hours, against one minute after another", () => {
  const minuteMs = 60_000;

  /** The definition, read for a single minute; it shares nothing with the code but the offsets. */
  function isOpen({ zone: home, travel, weekly, overrides }: Hours, minute: number): boolean {
    const here = travel
      .filter(({ from, to }) => from <= minute * minuteMs && (to === null || minute * minuteMs < to))
      .reduce<Travel | undefined>((best, one) => (best === undefined || one.from >= best.from ? one : best), undefined);
    const wall = minute + offsetMinutes(here?.zone ?? home, asInstant(minute * minuteMs));
    const today = asDay(Math.floor(wall / 1_440));
    const yesterday = asDay(today - 1);
    const time = wall - today * 1_440;
    const overridden = (day: Day) => overrides.find((one) => one.date === day)?.ranges;
    const begunOn = (day: Day) => overridden(day) ?? weekly.filter((one) => one.weekday === weekdayOf(day));
    if (begunOn(today).some((one) => holds(one, time))) return true;
    const nightStands =
      overridden(today) === undefined || (overridden(today)?.length !== 0 && overridden(yesterday) !== undefined);
    return nightStands && begunOn(yesterday).some((one) => holds(one, time + 1_440));
  }

  function minuteByMinute(week: Hours, from: number, to: number): number[] {
    const set: number[] = [];
    for (let minute = from; minute < to; minute++) {
      if (!isOpen(week, minute)) continue;
      if (set.at(-1) === minute * minuteMs) set[set.length - 1] = (minute + 1) * minuteMs;
      else set.push(minute * minuteMs, (minute + 1) * minuteMs);
    }
    return set;
  }

  const changing = zoneNames().flatMap((name) =>
    pieces(name, at("2024-01-01T00:00Z"), at("2041-01-01T00:00Z"))
      .slice(1)
      .map((piece) => ({ name, change: piece.from / minuteMs })),
  );
  const anyRange = fc.tuple(anyTime(1_439), anyTime(1_440)).map(([start, end]) => range(start, end));
  const anyWeek = fc.array(
    fc
      .tuple(anyRange, fc.integer({ min: 1, max: 7 }))
      .map(([one, weekday]) => ({ ...one, weekday: weekday as Weekday })),
    { maxLength: 10 },
  );

  it("are open exactly when the wall says so, round every zone's changes", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...changing),
        anyWeek,
        fc.uniqueArray(fc.tuple(fc.integer({ min: -2, max: 2 }), fc.array(anyRange, { maxLength: 3 })), {
          selector: ([day]) => day,
          maxLength: 3,
        }),
        fc.array(
          fc.tuple(
            fc.integer({ min: -2_000, max: 2_000 }),
            fc.option(fc.integer({ min: 1, max: 3_000 })),
            fc.constantFrom(...changing),
          ),
          { maxLength: 2 },
        ),
        fc.integer({ min: -2_900, max: 0 }),
        fc.integer({ min: 1, max: 2_900 }),
        ({ name, change }, weekly, overrides, trips, before, after) => {
          const around = Math.floor(change / 1_440);
          const week: Hours = {
            zone: name,
            weekly,
            overrides: overrides.map(([day, ranges]) => ({ date: asDay(around + day), ranges })),
            travel: trips.map(([start, length, other]) => ({
              from: asInstant((change + start) * minuteMs),
              to: length === null ? null : asInstant((change + start + length) * minuteMs),
              zone: other.name,
            })),
          };
          const [from, to] = [change + before, change + after];
          expect(openTimes(week, asInstant(from * minuteMs), asInstant(to * minuteMs))).toEqual(
            minuteByMinute(week, from, to),
          );
        },
      ),
      { numRuns: 1_500 },
    );
  });
});

describe("a week that is written down", () => {
  it("may hold ranges that touch, across midnight and from Sunday to Monday as well", () => {
    expect(places([on(1, 540, 720), on(1, 720, 1_440), on(2, 0, 60), on(7, 1_380, 540)])).toEqual([]);
  });

  it("holds no two ranges at once: the later in the list is at fault", () => {
    expect(places([on(1, 540, 720), on(1, 700, 800)])).toEqual(["/1 hours.overlap"]);
    expect(places([on(1, 700, 800), on(1, 540, 720)])).toEqual(["/1 hours.overlap"]);
    expect(places([on(1, 540, 720), on(1, 540, 720), on(1, 550, 560)])).toEqual([
      "/1 hours.overlap",
      "/2 hours.overlap",
    ]);
    expect(places([on(1, 540, 720), on(1, 550, 560), on(1, 600, 610)])).toEqual([
      "/1 hours.overlap",
      "/2 hours.overlap",
    ]);
    expect(places([on(2, 60, 120), on(1, 1_320, 90)])).toEqual(["/1 hours.overlap"]);
    expect(places([on(1, 0, 60), on(7, 1_320, 30)])).toEqual(["/1 hours.overlap"]);
    expect(faultsOfWeek([on(1, 0, 60), on(7, 1_320, 30)])[0]?.detail).toBe("overlaps the range at /0");
  });

  it("finds an overlap exactly when some minute of the week is taken twice", () => {
    const anyOn = fc
      .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 24 }))
      .map(([weekday, start, end]) => on(weekday, start * 60, end * 60));
    fc.assert(
      fc.property(fc.array(anyOn, { maxLength: 6 }), (week) => {
        const taken = new Map<number, number>();
        for (const { weekday, start, end } of week) {
          const length = (end > start ? end : end + 1_440) - start;
          for (let i = 0; i < length / 60; i++) {
            const hour = ((weekday - 1) * 24 + start / 60 + i) % 168;
            taken.set(hour, (taken.get(hour) ?? 0) + 1);
          }
        }
        expect(faultsOfWeek(week).length > 0).toBe([...taken.values()].some((count) => count > 1));
      }),
      { numRuns: 3_000 },
    );
  });

  it("knows no 25:00, no start at 24:00 and no fraction of a minute", () => {
    expect(places([on(1, 540, 1_500), on(1, 1_440, 60), on(2, 0.5, 60), on(3, -1, Number.NaN)])).toEqual([
      "/0/end hours.time",
      "/1/start hours.time",
      "/2/start hours.time",
      "/3/start hours.time",
      "/3/end hours.time",
    ]);
  });

  it("lets the ranges of one date run past midnight without meeting themselves", () => {
    expect(faultsOfDate([range(0, 60), range(1_320, 120)])).toEqual([]);
    expect(faultsOfDate([range(1_320, 120), range(1_430, 1_440)]).map(({ pointer }) => pointer)).toEqual(["/1"]);
  });
});
