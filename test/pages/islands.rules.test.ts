import { describe, expect, it } from "vitest";
import { aimOf, embedPathOf, pathOf } from "#pages/islands/parts/aim.ts";
import { cellAfter, stepOf } from "#pages/islands/parts/months.ts";
import { originFits } from "#pages/islands/parts/origins.ts";
import { leftOf, markPassed } from "#pages/islands/parts/remaining.ts";

describe("keys of a month", () => {
  // Mon 0 … Sun 6; the days that lead somewhere, by week and weekday.
  const cells = [
    { row: 1, column: 2 },
    { row: 1, column: 4 },
    { row: 2, column: 0 },
    { row: 4, column: 3 },
    { row: 4, column: 5 },
  ];
  const after = (at: number, key: string, isRtl = false) => cellAfter(cells, at, stepOf(key, isRtl) ?? "next");

  it("go to the day before and after, over days on which nothing is free", () => {
    expect(after(1, "ArrowRight")).toBe(2);
    expect(after(2, "ArrowLeft")).toBe(1);
    expect(after(4, "ArrowRight")).toBeUndefined();
    expect(after(0, "ArrowLeft")).toBeUndefined();
  });

  it("go to the nearest week that has any, as near to the weekday as can be", () => {
    expect(after(0, "ArrowDown")).toBe(2);
    expect(after(2, "ArrowDown")).toBe(3);
    expect(after(4, "ArrowUp")).toBe(2);
    expect(after(2, "ArrowUp")).toBe(0);
    expect(after(3, "ArrowDown")).toBeUndefined();
  });

  it("go to the ends of the week", () => {
    expect([after(0, "End"), after(4, "Home"), after(2, "Home"), after(2, "End")]).toEqual([1, 3, 2, 2]);
  });

  it("mean the other way round where one reads from right to left", () => {
    expect(after(1, "ArrowLeft", true)).toBe(2);
    expect(after(2, "ArrowRight", true)).toBe(1);
    expect(after(0, "ArrowDown", true)).toBe(2);
    expect(stepOf("a", false)).toBeUndefined();
    expect(cellAfter(cells, 9, "next")).toBeUndefined();
  });
});

describe("what is left of a hold", () => {
  it("is said in whole minutes, then in tens of seconds, then not at all", () => {
    const minute = 60_000;
    expect(leftOf(5 * minute)).toEqual({ value: 5, unit: "minute" });
    expect(leftOf(4 * minute + 1)).toEqual({ value: 4, unit: "minute" });
    expect(leftOf(4 * minute + 1_001)).toEqual({ value: 5, unit: "minute" });
    expect(leftOf(61_000)).toEqual({ value: 1, unit: "minute" });
    expect(leftOf(62_000)).toEqual({ value: 2, unit: "minute" });
    expect(leftOf(minute)).toEqual({ value: 1, unit: "minute" });
    expect(leftOf(50_000)).toEqual({ value: 50, unit: "second" });
    expect(leftOf(41_000)).toEqual({ value: 50, unit: "second" });
    expect(leftOf(1)).toEqual({ value: 10, unit: "second" });
    expect(leftOf(0)).toBeUndefined();
    expect(leftOf(-1)).toBeUndefined();
  });

  it("is said aloud once at each mark, and only the last one of several that were slept through", () => {
    expect(markPassed(121_000, 120_000)).toBe(120);
    expect(markPassed(120_000, 119_000)).toBeUndefined();
    expect(markPassed(61_000, 59_000)).toBe(60);
    expect(markPassed(200_000, 20_000)).toBe(30);
    expect(markPassed(200_000, -5_000)).toBe(0);
    expect(markPassed(-1, -2)).toBeUndefined();
  });
});

describe("the page round a frame", () => {
  const allowed = ["https://lumen.example", "https://*.lumen.example", "http://localhost:5173"];

  it.each([
    "https://lumen.example",
    "https://jobs.lumen.example",
    "https://a.b.lumen.example",
    "http://localhost:5173",
  ])("is known by its origin: %s", (origin) => expect(originFits(origin, allowed)).toBe(true));

  it.each([
    "http://lumen.example",
    "http://jobs.lumen.example",
    "https://lumen.example:8443",
    "https://evillumen.example",
    "https://lumen.example.evil.example",
    "https://.lumen.example",
    "http://localhost:51730",
    "null",
    "",
  ])("is a stranger's otherwise: %s", (origin) => expect(originFits(origin, allowed)).toBe(false));
});

describe("what a site asks for", () => {
  it("is a page of a company, with what fits of all that is said", () => {
    const said = {
      tenant: "lumen",
      event: "technical",
      colour: "#0a7d4f",
      scheme: "dark",
      lang: "de-AT",
      into: "#here",
    };
    const aim = aimOf(said);
    expect(aim && embedPathOf(aim)).toBe("/embed/lumen/technical?lang=de-AT&colour=0a7d4f&scheme=dark");
    expect(aim && pathOf(aim)).toBe("/lumen/technical?lang=de-AT&colour=0a7d4f&scheme=dark");
    const unfit = {
      colour: "red;}",
      scheme: "sepia",
      lang: "<b>",
      zone: "../..",
      hours: "13",
      minutes: "x",
      name: "Iris",
    };
    const plain = aimOf({ interlock: "lumen/technical", ...unfit });
    expect(plain && embedPathOf(plain)).toBe("/embed/lumen/technical");
    const full = aimOf({
      interlock: "lumen/technical",
      zone: "America/New_York",
      hours: "24",
      minutes: "45",
      prefill: "ten_1.1.a-b_c.d",
    });
    expect(full && embedPathOf(full)).toBe(
      "/embed/lumen/technical?zone=America%2FNew_York&hours=24&minutes=45&p=ten_1.1.a-b_c.d",
    );
  });

  it.each([
    {},
    { tenant: "lumen" },
    { interlock: "lumen" },
    { interlock: "../x" },
    { interlock: "//evil.example/x" },
    { tenant: "Lumen", event: "x" },
  ])("is nothing when it names no page: %j", (said) => expect(aimOf(said)).toBeUndefined());
});
