// The zones we tell others: what each wall time is, by three readers of our VTIMEZONE and by Python's zoneinfo.
import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import { asInstant, day } from "#kernel/instant.ts";
import { type CalendarEvent, feed, publication } from "#outreach/calendar/rules.ts";
import { instantsOf, pieces, tzVersion, type ZoneId, zoneNames } from "#time/zones.ts";
import { grammarFaults } from "../../support/ical.ts";
import { event, zoneNamed } from "../../support/meetings.ts";
import { ask, read } from "./peers.ts";

const minuteMs = 60_000;
const firstYear = 2025;
const lastYear = 2034;

/** One name for each way in which clocks are changed in these years. */
const zones: ZoneId[] = [
  ...new Map(
    zoneNames()
      .filter((zone) => !/^(?:Etc\/)?(?:UTC|UCT|Universal|Zulu)$/.test(zone))
      .map((zone) => [waysOf(zone), zone]),
  ).values(),
];

type Question = { zone: ZoneId; text: string; walls: number[] };

const questions: Question[] = zones.flatMap((zone) =>
  Array.from({ length: lastYear - firstYear + 1 }, (_, turn) => {
    const year = firstYear + turn;
    const startsAt = asInstant(Date.UTC(year, 5, 15, 12, 7));
    const text = publication({ ...event, zone, startsAt, endsAt: asInstant(startsAt + 45 * minuteMs) });
    return { zone, text, walls: wallsIn(zone, year) };
  }),
);

/** The zone of a feed that spans three years. */
const feeds: Question[] = zones.map((zone) => {
  const starts = [Date.UTC(2026, 0, 3, 12), Date.UTC(2028, 11, 20, 12)].map(asInstant);
  const events = starts.map((startsAt) => ({ ...event, zone, startsAt, endsAt: asInstant(startsAt + 45 * minuteMs) }));
  const text = feed({ name: "Ada", zone, refreshMinutes: 60, alarmMinutes: null }, events, asInstant(newYear(2027)));
  return { zone, text, walls: [2026, 2027, 2028].flatMap((year) => wallsIn(zone, year)) };
});

const all = [...questions, ...feeds];

/** Around every change, and once a month; the hours that a clock shows twice or never have no one meaning. */
function wallsIn(zone: ZoneId, year: number): number[] {
  const from = newYear(year);
  const cut = pieces(zone, asInstant(from + day), asInstant(newYear(year + 1) - day));
  const changes = cut.slice(1).flatMap((piece, index) => {
    const change = piece.from / minuteMs;
    const walls = [cut[index]?.offsetMinutes ?? 0, piece.offsetMinutes].map((offset) => change + offset);
    return [-1_440, -61, -60, -31, -30, -1, 0, 1, 30, 60, 61, 1_440].flatMap((shift) =>
      walls.map((wall) => wall + shift),
    );
  });
  const months = Array.from({ length: 12 }, (_, month) => Date.UTC(year, month, 15, 9) / minuteMs);
  return [...new Set([...changes, ...months])].filter((wall) => instantsOf(zone, wall).length === 1);
}

const ours = ({ zone, walls }: Question): number[] => walls.map((wall) => (instantsOf(zone, wall)[0] ?? 0) / minuteMs);

describe(`${zones.length} zones in the years ${firstYear} to ${lastYear}`, () => {
  it("are all the ways there are, each with many moments", () => {
    const moments = all.reduce((sum, { walls }) => sum + walls.length, 0);
    const rules = all.filter(({ text }) => text.includes("RRULE")).length;
    const single = all.filter(({ text }) => text.split("BEGIN:STANDARD").length === 2 && !text.includes("DAYLIGHT"));
    console.log(
      `${zones.length} zones, ${all.length} of our VTIMEZONEs`,
      `(${rules} by rule, ${single.length} of one offset), ${moments} wall times`,
    );
    expect(zones.length).toBeGreaterThanOrEqual(40);
    expect(zones).toEqual(expect.arrayContaining(["Africa/Casablanca", "Australia/Lord_Howe", "Asia/Gaza"].map(alike)));
    expect(all.flatMap(({ text }) => grammarFaults(Buffer.from(text)))).toEqual([]);
  });

  it("mean to ical.js what they mean to us", () => {
    for (const question of all) {
      const found = withIcalJs(question);
      expect([question.zone, found]).toEqual([question.zone, ours(question)]);
    }
  });

  it("mean to python-icalendar and libical what they mean to us, and to zoneinfo, which reads other files", () => {
    const { tzdata, found } = differences(all);
    console.log(
      `system tzdata ${tzdata}, ours ${tzVersion}${tzdata === tzVersion ? "" : ": zoneinfo was not compared"}`,
    );
    expect(found).toEqual([]);
  });

  it.each([
    ["an offset that is an hour off", (text: string) => text.replaceAll(/TZOFFSETTO:\+01/g, "TZOFFSETTO:+02")],
    ["a rule of another week", (text: string) => text.replace("BYMONTH=3;BYDAY=-1SU", "BYMONTH=3;BYDAY=2SU")],
    ["a change at another hour", (text: string) => text.replace("T020000\r\nRRULE", "T040000\r\nRRULE")],
  ])("and would not with %s", (_, wrong) => {
    const honest = all.filter(
      ({ text }) => text.includes("TZID:Europe/Paris") || text.includes(`TZID:${alike("Europe/Paris")}`),
    );
    const changed = honest.map((question) => ({ ...question, text: wrong(question.text) }));
    expect(honest.length).toBeGreaterThan(0);
    expect(changed.filter((question) => withIcalJs(question).join() !== ours(question).join())).toEqual(changed);
    expect(differences(changed).found.length).toBeGreaterThan(changed.length);
  });
});

/** Where python-icalendar, libical or, when it is of our edition, zoneinfo reads something else than we mean. */
function differences(those: readonly Question[]) {
  const { tzdata, answers } = ask<[number | null, number, number][]>("zones", those);
  const found = those.flatMap((question, index) => {
    const expected = ours(question);
    return read(answers[index]).flatMap(([icalendar, libical, system], place) => {
      const meant = expected[place];
      const isEqual = icalendar === meant && libical === meant && (tzdata !== tzVersion || system === meant);
      return isEqual
        ? []
        : [`${question.zone} ${question.walls[place]}: ${[meant, icalendar, libical, system].join()}`];
    });
  });
  return { tzdata, found };
}

describe("a meeting at a change of the clock", () => {
  it("begins and ends for ical.js when it does for us, in every zone and at every change", () => {
    let asked = 0;
    for (const zone of zones) {
      const cut = pieces(zone, newYear(2026), newYear(2029));
      for (const { from } of cut.slice(1)) {
        for (const shift of [-90, -60, -45, -30, -1, 0, 15, 30, 59, 60, 90]) {
          const startsAt = asInstant(from + shift * minuteMs);
          const meeting = { ...event, zone, startsAt, endsAt: asInstant(startsAt + 45 * minuteMs) };
          expect([zone, hoursOf(meeting)]).toEqual([zone, [meeting.startsAt, meeting.endsAt]]);
          asked += 1;
        }
      }
    }
    console.log(`${asked} meetings at changes`);
    expect(asked).toBeGreaterThan(1_000);
  });
});

function hoursOf(meeting: CalendarEvent): number[] {
  const component = new ICAL.Component(ICAL.parse(publication(meeting)) as unknown[]).getFirstSubcomponent("vevent");
  const { startDate, endDate } = new ICAL.Event(component ?? undefined);
  return [startDate, endDate].map((time) => time.toUnixTime() * 1_000);
}

function withIcalJs({ text, walls }: Question): number[] {
  const component = new ICAL.Component(ICAL.parse(text) as unknown[]).getFirstSubcomponent("vtimezone");
  if (component === null) throw new Error("There is no zone in it.");
  const zone = new ICAL.Timezone(component);
  return walls.map((wall) => {
    const at = new Date(wall * minuteMs);
    const [year, month, date] = [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()];
    const told = {
      year,
      month,
      day: date,
      hour: at.getUTCHours(),
      minute: at.getUTCMinutes(),
      second: 0,
      isDate: false,
    };
    return ICAL.Time.fromData(told, zone).toUnixTime() / 60;
  });
}

/** The zone that stands for this one among those asked. */
function alike(name: string): ZoneId | undefined {
  return zones.find((zone) => waysOf(zone) === waysOf(zoneNamed(name)));
}

/** How its clocks go, in these years and those beside them. */
function waysOf(zone: ZoneId): string {
  return JSON.stringify(pieces(zone, newYear(firstYear - 1), newYear(lastYear + 2)));
}

function newYear(year: number) {
  return asInstant(Date.UTC(year, 0, 1));
}
