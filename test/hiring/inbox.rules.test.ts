import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clashOf, merged, type Stretch } from "#hiring/inbox/rules.ts";
import { asInstant, hour } from "#kernel/instant.ts";
import type { PlaceInList } from "#kernel/page.ts";
import { asDay, parseDate } from "#time/dates.ts";

type Row = { at: number; id: string };

const compare = (a: Row, b: Row) => a.at - b.at || (a.id < b.id ? -1 : 1);
const isBehind = (row: Row, place: PlaceInList | null) =>
  place === null || row.at > Number(place.key) || (row.at === place.key && row.id > place.id);

/** As a store reads: so many rows and one behind a place, of which some turn out to be none. */
function read(
  rows: readonly Row[],
  place: PlaceInList | null,
  limit: number,
  isNone: (row: Row) => boolean,
): Stretch<Row> {
  const found = rows.filter((row) => isBehind(row, place)).slice(0, limit + 1);
  const last = found.at(-1);
  return {
    rows: found.filter((row) => !isNone(row)),
    read: found.length > limit && last !== undefined ? { key: last.at, id: last.id } : null,
  };
}

describe("an inbox of several lists", () => {
  it("shows every row once and in order, page by page, however long each list is and whatever turns out to be none", () => {
    const list = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 14 });
    fc.assert(
      fc.property(
        fc.tuple(list, list, list),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 2, max: 4 }),
        (ats, limit, none) => {
          const lists = ats.map((one, kind) =>
            one.map((at, place): Row => ({ at, id: `${kind}:${String(place).padStart(3, "0")}` })).toSorted(compare),
          );
          const isNone = (row: Row) => Number(row.id.slice(2)) % none === 0;
          const shown: Row[] = [];
          let place: PlaceInList | null = null;
          for (let pages = 0; pages < 100; pages++) {
            const page = merged(
              lists.map((rows) => read(rows, place, limit, isNone)),
              limit,
            );
            expect(page.rows.length).toBeLessThanOrEqual(limit);
            shown.push(...page.rows);
            place = page.next;
            if (place === null) break;
          }
          expect(place).toBeNull();
          expect(shown).toEqual(
            lists
              .flat()
              .filter((row) => !isNone(row))
              .toSorted(compare),
          );
        },
      ),
    );
  });
});

const date = (text: string) => parseDate(text) ?? asDay(0);
const off = (first: string, last = first) => [{ firstDate: date(first), lastDate: date(last) }];

describe("somebody who cannot come to an hour they have", () => {
  const startsAt = asInstant(Date.UTC(2027, 10, 22, 20));
  const base = {
    startsAt,
    endsAt: asInstant(startsAt + hour),
    hasLeft: false,
    isTwice: false,
    away: [],
    said: null,
    person: "Asia/Kolkata",
    company: "Europe/Paris",
  };

  it("has left, is away, or is in two places", () => {
    expect(clashOf(base)).toBeNull();
    expect(clashOf({ ...base, hasLeft: true, isTwice: true, away: off("2027-11-23") })).toBe("left");
    expect(clashOf({ ...base, isTwice: true })).toBe("double_booked");
    expect(clashOf({ ...base, away: [{ firstDate: null, lastDate: null }] })).toBe("away");
  });

  it("is away by the dates on their own wall", () => {
    // At half past one in Kolkata it is still the evening before in Paris.
    expect(clashOf({ ...base, away: off("2027-11-23") })).toBe("away");
    expect(clashOf({ ...base, away: off("2027-11-22") })).toBeNull();
    expect(clashOf({ ...base, person: null, away: off("2027-11-22") })).toBe("away");
    expect(clashOf({ ...base, person: null, away: off("2027-11-23") })).toBeNull();
  });
});
