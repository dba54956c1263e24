import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isLoopback, outsideUrl } from "#platform/outbound-guard.ts";
import { refused, taken } from "../support/addresses.ts";

const production = { ours: ["interlock.example"], loopback: false };
const isTaken = (text: string, where = production): boolean => "url" in outsideUrl(text, where);

const fault = (text: string) => {
  const judged = outsideUrl(text, production);
  return "fault" in judged ? judged.fault : "none";
};

describe("the guard before everything that is sent outside", () => {
  it("refuses every spelling of what is inside, malformed or not ours to ask", () => {
    const different = new Set(refused);
    expect(different.size).toBeGreaterThanOrEqual(400);
    expect([...different].filter((text) => isTaken(text))).toEqual([]);
    console.info(`guard: ${different.size} spellings refused`);
  });

  it("takes addresses anybody may have", () => {
    const different = new Set(taken);
    expect(different.size).toBeGreaterThanOrEqual(200);
    expect([...different].filter((text) => !isTaken(text))).toEqual([]);
    console.info(`guard: ${different.size} addresses taken`);
  });

  it("says what is wrong", () => {
    expect(
      [
        "https:example.com",
        "http://example.com",
        "https://a@example.com",
        "https://example.com:80",
        "https://10.1",
        "https://a.internal",
        "https://b.interlock.example",
      ].map(fault),
    ).toEqual(["malformed", "scheme", "userinfo", "port", "no_name", "reserved", "ours"]);
  });

  it("hands on the address as it will be asked, not as it was typed", () => {
    const judged = outsideUrl("HTTPS://BÜCHER.Example:443/a/../b#c", production);
    expect("url" in judged ? judged.url.href : "").toBe("https://xn--bcher-kva.example/b#c");
  });

  it("refuses the zone it stands in, above and below, wherever it stands", () => {
    const staging = { ours: ["staging.interlock.example"], loopback: false };
    expect(isTaken("https://interlock.example/", staging)).toBe(false);
    expect(isTaken("https://a.staging.interlock.example/", staging)).toBe(false);
    expect(isTaken("https://hooks.interlock.example/", staging)).toBe(true);
  });

  it("takes no number whatever, however it is written", () => {
    const part = fc.nat(255);
    const style = fc.constantFrom(
      (value: number) => String(value),
      (value: number) => `0x${value.toString(16)}`,
      (value: number) => `0${value.toString(8)}`,
    );
    const address = fc.array(fc.tuple(part, style), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(address, fc.constantFrom(".", "。", "．", "｡", "%2e"), (parts, dot) => {
        expect(isTaken(`https://${parts.map(([value, print]) => print(value)).join(dot)}/`)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
    fc.assert(
      fc.property(fc.ipV6(), (address6) => {
        expect(isTaken(`https://[${address6}]/`)).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });

  it("lets a machine that is told so write to itself, and to nothing else inside", () => {
    const local = { ours: ["127.0.0.1"], loopback: true };
    const here = ["http://127.0.0.1:4000/hook", "http://localhost:4000", "https://[::1]:9/", "http://127.1:80/"];
    expect(here.filter((text) => !isTaken(text, local))).toEqual([]);
    const elsewhere = [
      "http://127.0.0.2/",
      "ftp://localhost/",
      "http://10.0.0.1/",
      "http://example.com/",
      "http://a@localhost/",
    ];
    expect(elsewhere.filter((text) => isTaken(text, local))).toEqual([]);
    expect(here.map((text) => isLoopback(new URL(text)))).toEqual([true, true, true, true]);
  });
});
