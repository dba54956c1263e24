import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asInstant, type Instant } from "#kernel/instant.ts";
import {
  instantsOf,
  localMinutes,
  offsetMinutes,
  pieces,
  toInstant,
  tzVersion,
  type ZoneId,
  zoneNames,
  zoneOf,
} from "#time/zones.ts";

type Change = [minute: number, offset: number];
type Group = { names: string[]; start: number; changes: Change[] };
type Fixture = { tzVersion: string; firstYear: number; lastYear: number; groups: Group[] };

/** What Python's zoneinfo makes of Debian's tzdata (scripts/zone-fixture.py). */
const fixture = JSON.parse(
  gunzipSync(readFileSync(join(import.meta.dirname, `../fixtures/zoneinfo-${tzVersion}.json.gz`))).toString(),
) as Fixture;

const known = (name: string): ZoneId => {
  const zone = zoneOf(name);
  if (zone === undefined) throw new Error(`${name} is missing`);
  return zone;
};
const at = (text: string): Instant => asInstant(Date.parse(text));
const wall = (text: string): number => Date.parse(`${text}Z`) / 60_000;
const minute = (count: number): Instant => asInstant(count * 60_000);
const printed = (instants: readonly Instant[]): string[] =>
  instants.map((instant) => `${new Date(instant).toISOString().slice(0, 16)}Z`);

/** Every zone and link with each of its changes: what the wall did before and after. */
function* everyChange(firstYear = fixture.firstYear, lastYear = fixture.lastYear) {
  for (const { names, start, changes } of fixture.groups) {
    for (const name of names) {
      let before = start;
      for (const [change, after] of changes) {
        const year = new Date(change * 60_000).getUTCFullYear();
        if (year >= firstYear && year <= lastYear) yield { name, zone: known(name), change, before, after };
        before = after;
      }
    }
  }
}

describe("the zone table, against Python's zoneinfo on Debian's tzdata", () => {
  it("knows the same zones and links", () => {
    expect(fixture.tzVersion).toBe(tzVersion);
    expect(zoneNames()).toEqual(fixture.groups.flatMap(({ names }) => names).toSorted());
    expect(zoneNames().length).toBeGreaterThan(590);
  });

  it("agrees before, at and after every change that any of them makes, to the end of the century", () => {
    const differences: string[] = [];
    let asked = 0;
    for (const { name, zone, change, before, after } of everyChange()) {
      for (const [moment, offset] of [
        [change * 60_000 - 1, before],
        [change * 60_000, after],
        [change * 60_000 + 60_000, after],
      ] as const) {
        asked += 1;
        const answer = offsetMinutes(zone, asInstant(moment));
        if (answer !== offset) differences.push(`${name} ${new Date(moment).toISOString()}: ${answer}, not ${offset}`);
      }
    }
    expect(differences).toEqual([]);
    expect(asked).toBeGreaterThan(80_000);
  });

  it("makes no change that the other does not make", () => {
    const from = Date.UTC(fixture.firstYear, 0, 1);
    const to = Date.UTC(fixture.lastYear + 1, 0, 1);
    for (const { names, start, changes } of fixture.groups) {
      const expected = [[from / 60_000, start], ...changes];
      for (const name of names) {
        const found = pieces(known(name), asInstant(from), asInstant(to));
        expect([name, found.map((piece) => [piece.from / 60_000, piece.offsetMinutes])]).toEqual([name, expected]);
        expect(found.at(-1)?.to).toBe(to);
      }
    }
  });

  it("finds no instant for a wall time in any gap, two in any overlap and one beside them", () => {
    const differences: string[] = [];
    const expectOn = (zone: ZoneId, local: number, expected: number[]) => {
      const found = instantsOf(zone, local).map((instant) => instant / 60_000);
      if (found.join() !== expected.join())
        differences.push(`${zone} ${local}: ${found.join()}, not ${expected.join()}`);
    };
    for (const { zone, change, before, after } of everyChange(2024, 2040)) {
      const first = change + Math.min(before, after);
      const last = change + Math.max(before, after) - 1;
      expectOn(zone, first - 1, [first - 1 - before]);
      expectOn(zone, last + 1, [last + 1 - after]);
      for (const local of [first, last]) expectOn(zone, local, after > before ? [] : [local - before, local - after]);
    }
    expect(differences).toEqual([]);
  });
});

describe("the zone table", () => {
  const anyZone = fc.constantFrom(...zoneNames());
  const anyInstant = fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2300, 0, 1) }).map(asInstant);

  it("takes a name as it is spelled, and no other spelling", () => {
    expect(zoneOf("Europe/Paris")).toBe("Europe/Paris");
    expect(zoneOf("US/Eastern")).toBe("US/Eastern");
    for (const name of ["europe/paris", "Europe/Paris ", "Mars/Olympus", "", "+02:00", "__proto__", "localtime"]) {
      expect(zoneOf(name)).toBeUndefined();
    }
  });

  it("reads on the wall the time it was asked about", () => {
    fc.assert(
      fc.property(anyZone, anyInstant, (zone, instant) => {
        const local = localMinutes(zone, instant);
        const found = instantsOf(zone, local);
        expect(found).toContain(Math.floor(instant / 60_000) * 60_000);
        for (const one of found) expect(localMinutes(zone, one)).toBe(local);
        expect([toInstant(zone, local, "earlier"), toInstant(zone, local, "later")]).toEqual([found[0], found.at(-1)]);
      }),
      { numRuns: 5_000 },
    );
  });

  it("cuts any stretch into pieces that join without a seam and hold the offset they name", () => {
    fc.assert(
      fc.property(anyZone, anyInstant, fc.integer({ min: -5, max: 1_500 }), (zone, from, days) => {
        const to = asInstant(from + days * 86_400_000 + 1);
        const cut = pieces(zone, from, to);
        expect(cut.map((piece) => piece.from)).toEqual(
          to <= from ? [] : [from, ...cut.slice(0, -1).map((piece) => piece.to)],
        );
        expect(cut.at(-1)?.to).toBe(to > from ? to : undefined);
        for (const [index, piece] of cut.entries()) {
          expect(piece.offsetMinutes).not.toBe(cut[index + 1]?.offsetMinutes);
          for (const moment of [piece.from, piece.to - 1]) {
            expect(offsetMinutes(zone, asInstant(moment))).toBe(piece.offsetMinutes);
          }
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("shifts a wall time that a gap swallows by the gap, whichever reading is asked", () => {
    const paris = known("Europe/Paris");
    for (const choice of ["earlier", "later"] as const) {
      expect(printed([toInstant(paris, wall("2027-03-28T02:30"), choice)])).toEqual(["2027-03-28T01:30Z"]);
    }
    expect(localMinutes(paris, at("2027-03-28T01:30Z"))).toBe(wall("2027-03-28T03:30"));
  });

  it("knows a wall time of an autumn night twice", () => {
    const paris = known("Europe/Paris");
    expect(printed(instantsOf(paris, wall("2026-10-25T02:30")))).toEqual(["2026-10-25T00:30Z", "2026-10-25T01:30Z"]);
    expect(printed([toInstant(paris, wall("2026-10-25T02:30"), "earlier")])).toEqual(["2026-10-25T00:30Z"]);
    expect(printed([toInstant(paris, wall("2026-10-25T02:30"), "later")])).toEqual(["2026-10-25T01:30Z"]);
  });

  it("knows zones that change by half an hour, at midnight, and for good", () => {
    const lordHowe = known("Australia/Lord_Howe");
    expect(instantsOf(lordHowe, wall("2027-10-03T02:15"))).toEqual([]);
    expect(instantsOf(lordHowe, wall("2027-04-04T01:45"))).toHaveLength(2);
    expect(instantsOf(known("Asia/Beirut"), wall("2027-03-28T00:30"))).toEqual([]);
    expect(offsetMinutes(known("Africa/Casablanca"), at("2026-09-19T00:00Z"))).toBe(60);
    expect(offsetMinutes(known("Africa/Casablanca"), at("2026-11-20T00:00Z"))).toBe(0);
    expect(offsetMinutes(known("America/Vancouver"), at("2026-11-20T00:00Z"))).toBe(-420);
  });

  it("goes on by its yearly rules after the last year it keeps, and stands still before its first", () => {
    const newYork = known("America/New_York");
    expect(
      pieces(newYork, at("2099-06-01T00:00Z"), at("2101-06-01T00:00Z")).map(({ from }) => printed([from])[0]),
    ).toEqual([
      "2099-06-01T00:00Z",
      "2099-11-01T06:00Z",
      "2100-03-14T07:00Z",
      "2100-11-07T06:00Z",
      "2101-03-13T07:00Z",
    ]);
    expect(offsetMinutes(newYork, asInstant(Date.UTC(9_999, 6, 1)))).toBe(-240);
    expect(offsetMinutes(known("Asia/Tokyo"), asInstant(Date.UTC(9_999, 6, 1)))).toBe(540);
    expect(offsetMinutes(newYork, at("1987-07-01T00:00Z"))).toBe(-300);
    expect(minute(localMinutes(newYork, at("2019-07-01T00:00Z")))).toBe(at("2019-06-30T19:00Z"));
  });
});
