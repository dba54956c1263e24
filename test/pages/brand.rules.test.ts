import * as fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { brandStyle, contrast, type Scheme, surfaces, tonesOf } from "#pages/kit/brand.ts";

const schemes: readonly Scheme[] = ["light", "dark"];
const anyColour = fc.integer({ min: 0, max: 0xff_ff_ff }).map((value) => `#${value.toString(16).padStart(6, "0")}`);

/** Text that may stand on the soft tone: ink and what is quiet. */
const inks = { light: ["#1b1f24", "#57606a"], dark: ["#e8ebef", "#a3acb8"] } as const;

describe("a company's colour", () => {
  it("can be read on every paper, and what stands on it can be read, whatever the colour", () => {
    fc.assert(
      fc.property(anyColour, (colour) => {
        for (const scheme of schemes) {
          const { accent, onAccent, soft } = tonesOf(colour, scheme);
          for (const paper of [...surfaces[scheme].papers, soft])
            expect(contrast(accent, paper), `${colour} ${scheme} ${accent} on ${paper}`).toBeGreaterThanOrEqual(4.5);
          expect(contrast(accent, onAccent)).toBeGreaterThanOrEqual(4.5);
          for (const ink of inks[scheme])
            expect(contrast(ink, soft), `${colour} ${scheme} ${ink} on ${soft}`).toBeGreaterThanOrEqual(4.5);
        }
      }),
      { numRuns: 4_000 },
    );
  });

  it("stays as it is where it can be read already, and keeps its hue where it cannot", () => {
    expect(tonesOf("#1f4b99", "light").accent).toBe("#1f4b99");
    expect(tonesOf("#9cc0ff", "dark").accent).toBe("#9cc0ff");
    // Yellow on white turns to dark gold, not to grey.
    const gold = tonesOf("#ffd500", "light").accent;
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(gold.slice(at, at + 2), 16));
    expect(red).toBeGreaterThan(blue + 60);
    expect(green).toBeGreaterThan(blue + 60);
    expect(tonesOf("#000000", "dark").accent).toMatch(/^#([0-9a-f]{2})\1\1$/);
    expect(tonesOf("#ffffff", "light").accent).toMatch(/^#([0-9a-f]{2})\1\1$/);
  });

  it("is written as colours that were computed, and as nothing else", () => {
    const tone = "#[0-9a-f]{6}";
    const both = String.raw`light-dark\(${tone},${tone}\)`;
    const shape = new RegExp(`^:root{--accent:${both};--on-accent:${both};--soft:${both}}$`);
    fc.assert(
      fc.property(
        fc.oneof(
          anyColour,
          fc.string(),
          fc.string().map((text) => `#123456${text}`),
        ),
        (text) => {
          expect(brandStyle(text) ?? "none").toMatch(/^#?[0-9a-f]{6}$/i.test(text) ? shape : /^none$/);
        },
      ),
    );
    expect(brandStyle("#1F4B99")).toMatch(shape);
    expect(brandStyle("red;}body{display:none")).toBeUndefined();
    expect(brandStyle(null)).toBeUndefined();
    expect(brandStyle(undefined, "dark")).toBe(":root{color-scheme:dark;}");
    expect(brandStyle("#1f4b99", "light")).toContain("{color-scheme:light;--accent:");
  });

  it("is measured as WCAG measures", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
    expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
    expect(contrast("#777777", "#ffffff")).toBeLessThan(4.5);
  });

  it("lies on the papers that the stylesheet has", () => {
    const css = readFileSync("src/pages/styles/base.css", { encoding: "utf8" });
    const tonesIn = (name: string) =>
      new RegExp(String.raw`--${name}: light-dark\((#[0-9a-f]+), (#[0-9a-f]+)\)`).exec(css)?.slice(1).map(long);
    const papers = (at: 0 | 1) => schemes.map((scheme) => surfaces[scheme].papers[at]);
    expect(tonesIn("paper")).toEqual(papers(0));
    expect(tonesIn("panel")).toEqual(papers(1));
    expect(tonesIn("ink")).toEqual(schemes.map((scheme) => inks[scheme][0]));
    expect(tonesIn("quiet")).toEqual(schemes.map((scheme) => inks[scheme][1]));
    expect(tonesIn("on-accent")).toEqual(schemes.map((scheme) => surfaces[scheme].onAccent));
  });
});

const long = (hex: string): string => (hex.length === 4 ? hex.replaceAll(/[0-9a-f]/g, "$&$&") : hex);
