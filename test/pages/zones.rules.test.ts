import { describe, expect, it } from "vitest";
import { asInstant } from "#kernel/instant.ts";
import { speechFor } from "#pages/kit/language.ts";
import { findZones } from "#pages/slots/finding.ts";
import { countriesKnown, otherNames } from "#pages/slots/whereabouts.ts";

const at = asInstant(Date.UTC(2026, 10, 20));
const found = (text: string, lang = "en") => findZones(text, { speech: speechFor({ chosen: lang }), at });

describe("looking for a zone", () => {
  it.each([
    ["vienn", "en", "Europe/Vienna"],
    ["Wien", "de", "Europe/Vienna"],
    ["münchen", "en", "Europe/Berlin"],
    ["MUNCHEN", "fr", "Europe/Berlin"],
    ["mumbai", "en", "Asia/Kolkata"],
    ["Calcutta", "en", "Asia/Kolkata"],
    ["San Fran", "es", "America/Los_Angeles"],
    ["القاهرة", "ar", "Africa/Cairo"],
    ["Österreich", "de", "Europe/Vienna"],
    ["Japón", "es", "Asia/Tokyo"],
    ["Inde", "fr", "Asia/Kolkata"],
    ["ألمانيا", "ar", "Europe/Berlin"],
    ["United States", "de", "America/New_York"],
    ["PST", "en", "America/Los_Angeles"],
    ["Kiev", "en", "Europe/Kyiv"],
    ["new york", "en", "America/New_York"],
    ["America/Los_Angeles", "en", "America/Los_Angeles"],
    ["UTC", "en", "Etc/UTC"],
  ])("%s, typed in %s, leads to %s first", (text, lang, zone) => {
    expect(found(text, lang)[0]?.zone).toBe(zone);
  });

  it("knows zones by their distance from UTC on the day that is looked at", () => {
    expect(found("UTC+5:30").map(({ zone }) => zone)).toContain("Asia/Kolkata");
    expect(found("gmt -8").map(({ zone }) => zone)).toContain("America/Los_Angeles");
    expect(found("\u22123:30").map(({ zone }) => zone)).toEqual(["America/St_Johns"]);
    expect(found("+14").map(({ zone }) => zone)).toEqual(["Pacific/Kiritimati"]);
    expect(found("+25")).toEqual([]);
  });

  it("says by what a zone was found where its name does not say so, names each zone once, and eight at most", () => {
    expect(found("Munich")).toEqual([{ zone: "Europe/Berlin", by: "Munich" }]);
    expect(found("Berlin")[0]).toEqual({ zone: "Europe/Berlin", by: undefined });
    const all = found("United States").map(({ zone }) => zone);
    expect(all).toHaveLength(8);
    expect(new Set(all).size).toBe(8);
    for (const nothing of ["", "   ", "<script>", "nowhere at all", "+", "🦜"]) expect(found(nothing)).toEqual([]);
  });

  it("has every country and no name that leads nowhere", () => {
    expect(countriesKnown().length).toBeGreaterThan(240);
    expect(countriesKnown().every(({ code }) => /^[A-Z]{2}$/.test(code))).toBe(true);
    expect(new Set(otherNames().map(({ zone }) => zone)).size).toBe(65);
  });
});
