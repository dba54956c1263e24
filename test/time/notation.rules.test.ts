import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asLocalTime, type Weekday } from "#time/dates.ts";
import { faultsOfWeek, type WeeklyRange } from "#time/hours.ts";
import { parseHours, printHours, type WrittenHours } from "#time/notation.ts";
import { zoneNames } from "#time/zones.ts";

const read = (text: string): WrittenHours => {
  const hours = parseHours(text);
  if (!hours.ok) throw new Error(hours.refusal.detail);
  return hours.value;
};
const refusedAt = (text: string): string | undefined => {
  const hours = parseHours(text);
  return hours.ok ? undefined : hours.refusal.detail;
};

describe("hours as people write them", () => {
  it("are read as they are meant", () => {
    expect(read("Mon-Tue 09:00-12:00, 22:00-02:00 Europe/Paris; Fri 9:00–24:00")).toEqual({
      zone: "Europe/Paris",
      weekly: [
        { weekday: 1, start: 540, end: 720 },
        { weekday: 1, start: 1_320, end: 120 },
        { weekday: 2, start: 540, end: 720 },
        { weekday: 2, start: 1_320, end: 120 },
        { weekday: 5, start: 540, end: 1_440 },
      ],
    });
  });

  it("may be loosely typed: blanks, capitals, long dashes, a week that goes round, the zone anywhere", () => {
    const canonical = "Mon, Sat-Sun 09:00-17:00 Asia/Kolkata; Wed 10:00-11:00";
    for (const text of [
      canonical,
      "  sat – MON 9:00 – 17:00;Wed 10:00-11:00 Asia/Kolkata ;",
      "Asia/Kolkata; Wed 10:00-11:00; Sat,Sun,Mon 9:00-17:00",
    ]) {
      expect(printHours(read(text))).toBe(canonical);
    }
  });

  it("may be none at all", () => {
    expect(read("")).toEqual({ zone: null, weekly: [] });
    expect(read("UTC")).toEqual({ zone: "UTC", weekly: [] });
    expect(printHours({ zone: null, weekly: [] })).toBe("");
  });

  it("are read back exactly as they were printed", () => {
    const anyRange = fc
      .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 0, max: 1_439 }), fc.integer({ min: 0, max: 1_440 }))
      .map(([weekday, start, end]): WeeklyRange => {
        return { weekday: weekday as Weekday, start: asLocalTime(start), end: asLocalTime(end) };
      });
    // A week without overlaps, grown range by range, with days that are alike among them.
    const anyWeek = fc
      .tuple(fc.array(anyRange, { maxLength: 12 }), fc.array(fc.integer({ min: 1, max: 7 }), { maxLength: 6 }))
      .map(([ranges, copies]) => {
        const alike = copies.flatMap((weekday) =>
          ranges.slice(0, 2).map((range) => ({ ...range, weekday: weekday as Weekday })),
        );
        return [...alike, ...ranges].reduce<WeeklyRange[]>(
          (week, range) => (faultsOfWeek([...week, range]).length === 0 ? [...week, range] : week),
          [],
        );
      });
    fc.assert(
      fc.property(anyWeek, fc.option(fc.constantFrom(...zoneNames())), (weekly, zone) => {
        const sorted = weekly.toSorted((a, b) => a.weekday - b.weekday || a.start - b.start);
        const text = printHours({ zone, weekly });
        expect(read(text)).toEqual({ zone, weekly: sorted });
        expect(printHours(read(text))).toBe(text);
      }),
      { numRuns: 3_000 },
    );
  });

  it("say what is wrong, and where", () => {
    const wrong: Record<string, string> = {
      Mon: "column 4: a time such as 09:00 is missing",
      "Mon-": "column 5: a weekday is missing after the dash",
      "Mon, 09:00-10:00": "column 6: a weekday is missing",
      "Mon 09:00": "column 10: a dash and an end are missing",
      "Mon 09:00-25:00": "column 11: 25:00 is no time of day",
      "Mon 09:60-10:00": "column 5: 09:60 is no time of day",
      "Mon 24:00-01:00": "column 5: 24:00 can only be an end",
      "Mon 09:00-10:00,": "column 17: a time such as 09:00 is missing",
      "Mon 09:00-10:00 Mars/Olympus": "column 17: Mars/Olympus is no IANA time zone",
      "Monday 09:00-10:00 UTC": "column 1: Monday is neither a weekday such as Mon nor an IANA time zone",
      "Mon 09:00-10:00 UTC; Tue 09:00-10:00 UTC": "column 38: the zone is already said",
      "Mon 09:00-10:00 Tue 09:00-10:00": "column 17: Tue is no IANA time zone",
      "Mon 09:00-10:00 UTC Tue": "column 21: a semicolon or the end is missing",
      "Mon 09:00-10:00; ; Tue 09:00-10:00": "column 18: a weekday such as Mon, or a time zone, is missing",
      "Mon 09:00-12:00; Sun-Mon 11:00-13:00": "column 26: overlaps another range",
      "Mon 9:000-10:00": "column 5: a time such as 09:00 is missing",
    };
    expect(Object.fromEntries(Object.keys(wrong).map((text) => [text, refusedAt(text)]))).toEqual(wrong);
    expect(parseHours("Mon 1:00")).toMatchObject({ ok: false, refusal: { code: "hours.notation", column: 9 } });
  });

  it("end in hours or in a refusal, whatever is typed", () => {
    const words = fc.constantFrom("Mon", "-", "09:00", ",", ";", " ", "UTC", "24:00", "–", "Sun", "x", ":", "9");
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(words, { maxLength: 14 }).map((parts) => parts.join("")),
        ),
        (text) => {
          const hours = parseHours(text);
          const again = hours.ok ? parseHours(printHours(hours.value)) : hours;
          expect(again).toEqual(hours);
          expect(hours.ok ? 1 : hours.refusal.column).toBeLessThanOrEqual(text.length + 1);
        },
      ),
      { numRuns: 3_000 },
    );
  });
});
