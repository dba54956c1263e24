import { describe, expect, it } from "vitest";
import { asInstant, hour, minute } from "#kernel/instant.ts";
import { backIn, dateIn, saying, strung, stretchOf } from "#pages/my/rules.ts";
import { asDay, civilDay } from "#time/dates.ts";
import { type ZoneId, zoneOf } from "#time/zones.ts";

const berlin = zoneOf("Europe/Berlin") as ZoneId;
const at = (name: string, from: number, until: number) => ({
  name,
  from: asInstant(from * hour),
  until: asInstant(until * hour),
});
const told = (items: ReturnType<typeof at>[], counts: (item: ReturnType<typeof at>) => boolean = () => true) =>
  strung(items, counts).map(({ item, freeMs, collides }) => [
    item.name,
    freeMs / minute,
    collides.map(({ name }) => name).join(),
  ]);

const hours = (month: number, day: number, days?: number) => {
  const { from, until } = stretchOf(berlin, civilDay(2026, month, day), days);
  return (until - from) / hour;
};

describe("a day in its order", () => {
  it("tells what is free before each, and what is at the same time", () => {
    expect(told([at("c", 12, 13), at("a", 9, 11), at("b", 10, 10.5), at("d", 13, 14)])).toEqual([
      ["a", 0, "b"],
      ["b", 0, "a"],
      ["c", 60, ""],
      ["d", 0, ""],
    ]);
  });

  it("what was called off takes no time: it neither collides nor ends what is free", () => {
    const called = told([at("a", 9, 10), at("off", 9.5, 12), at("b", 13, 14)], ({ name }) => name !== "off");
    expect(called).toEqual([
      ["a", 0, ""],
      ["off", 0, ""],
      ["b", 180, ""],
    ]);
  });

  it("is as long as its clocks make it", () => {
    expect([hours(3, 29), hours(10, 25), hours(11, 23), hours(10, 19, 7)]).toEqual([23, 25, 24, 169]);
  });
});

describe("addresses", () => {
  it("a date that is none, or beyond all calendars, is the one that is looked at anyway", () => {
    const today = civilDay(2026, 11, 20);
    expect(dateIn("2026-11-23", today)).toBe(civilDay(2026, 11, 23));
    for (const text of [null, "", "tomorrow", "2026-02-30", "9999-12-31", "0001-01-01"])
      expect(dateIn(text, today)).toBe(today);
    expect(dateIn("1970-01-01", today)).not.toBe(asDay(0));
  });

  it("a form leads back to one of these pages only", () => {
    for (const path of ["/my/day", "/my/day?date=2026-11-23", "/my/week?week=2026-11-23", "/my/interviews/itv_01h4"])
      expect(backIn(path, "/else")).toBe(path);
    for (const path of [null, "", "//evil.example", "/my/../desk", "https://evil.example/my/day", "/my/day#x", "/desk"])
      expect(backIn(path, "/else")).toBe("/else");
    expect(saying("/my/day?date=2026-11-23&said=old", "answered", "#x")).toBe(
      "/my/day?date=2026-11-23&said=answered#x",
    );
  });
});
