import { describe, expect, it } from "vitest";
import { carriedIn, dateIn, reachOf, stretchesOf, weighted } from "#hiring/load/rules.ts";
import { asInstant } from "#kernel/instant.ts";
import { asDay, parseDate, printDate, type Weekday } from "#time/dates.ts";
import { type ZoneId, zoneOf } from "#time/zones.ts";

const zone = (name: string) => zoneOf(name) as ZoneId;
const date = (text: string) => parseDate(text) ?? asDay(0);
const at = (text: string) => asInstant(Date.parse(text));
const meeting = (start: string, minutes: number, share: string | null = null) => ({
  startsAt: at(start),
  endsAt: asInstant(at(start) + minutes * 60_000),
  share,
});
const free = { count: null, minutes: null };
const limits = { day: { count: 2, minutes: null }, week: { count: null, minutes: 150 }, month: free, year: free };
const printed = (on: string, first: Weekday) =>
  Object.values(stretchesOf(date(on), first)).map(({ from, until }) => `${printDate(from)} ${printDate(until)}`);

describe("what somebody carries", () => {
  it("is counted in the day, week and month of a date, by their own first day of the week", () => {
    expect(printed("2026-11-01", 1)).toEqual([
      "2026-11-01 2026-11-02",
      "2026-10-26 2026-11-02",
      "2026-11-01 2026-12-01",
    ]);
    expect(printed("2026-11-01", 7)[1]).toBe("2026-11-01 2026-11-08");
  });

  it("belongs to the date on which it begins on their own wall", () => {
    const late = [meeting("2026-11-20T19:00:00Z", 60)];
    const on = (name: string) => carriedIn(stretchesOf(date("2026-11-20"), 1), zone(name), limits, late).day.meetings;
    expect([on("Europe/Paris"), on("Asia/Kolkata")]).toEqual([1, 0]);
    expect(printDate(dateIn(zone("Asia/Kolkata"), at("2026-11-20T19:00:00Z")))).toBe("2026-11-21");
  });

  it("counts a session once, however many seats of it are taken, and says when a limit is reached", () => {
    const paris = (...meetings: ReturnType<typeof meeting>[]) =>
      carriedIn(stretchesOf(date("2026-11-20"), 1), zone("Europe/Paris"), limits, meetings);
    const session = [1, 2, 3].map(() => meeting("2026-11-20T09:00:00Z", 90, "one"));
    expect(paris(...session)).toMatchObject({
      day: { meetings: 1, minutes: 90, full: false },
      week: { meetings: 1, minutes: 90, full: false },
    });
    expect(paris(...session, meeting("2026-11-20T12:00:00Z", 60))).toMatchObject({
      day: { meetings: 2, minutes: 150, full: true },
      week: { minutes: 150, full: true },
      month: { minutes: 150, full: false },
    });
    // On Monday another week begins, in the same month.
    expect(paris(meeting("2026-11-23T09:00:00Z", 60))).toMatchObject({
      day: { meetings: 0 },
      week: { meetings: 0 },
      month: { meetings: 1 },
    });
  });

  it("weighs by the share they take of it", () => {
    expect([weighted(120, 100), weighted(120, 50), weighted(120, 0)]).toEqual([120, 240, null]);
  });

  it("lies within what is read for it, whatever their zone and first day of the week", () => {
    for (const on of ["2026-01-01", "2026-02-28", "2026-11-30", "2026-12-31"].map(date)) {
      const reach = reachOf(on);
      for (const shift of [-1, 0, 1])
        for (const first of [1, 2, 3, 4, 5, 6, 7] as const)
          for (const { from, until } of Object.values(stretchesOf(asDay(on + shift), first))) {
            expect(reach.from).toBeLessThan(from);
            expect(reach.until).toBeGreaterThan(until);
          }
    }
  });
});
