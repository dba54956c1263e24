// What a screen reader is told of a page, as a text that stays the same from one day to the next; and what moved on the screen.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";

const folder = join(import.meta.dirname, "shapes");

const day = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day";
const month = "(?:January|February|March|April|May|June|July|August|September|October|November|December)";

/** What changes with the calendar is said by its kind, and what then repeats itself is said once. */
export async function shapeOf(page: Page): Promise<string> {
  const told = (await page.locator("body").ariaSnapshot())
    .replaceAll(/[\u2066-\u2069]/g, "")
    .replaceAll(new RegExp(`${day}, \\d{1,2} ${month} \\d{4}`, "g"), "‹date›")
    .replaceAll(new RegExp(`${month} \\d{4}`, "g"), "‹month›")
    .replaceAll(/\d{1,2}:\d\d/g, "‹time›")
    .replaceAll(/‹time›\s*–\s*‹time›/g, "‹time›–‹time›")
    .replaceAll(/\b\d+ (times?|minutes?|hours?)\b/g, "‹n› $1")
    .replaceAll(/‹n› (time|minute)s?/g, "‹n› $1s")
    .replaceAll(/(?:Night|Morning|Afternoon|Evening)/g, "‹part of day›")
    .replaceAll(/- row "(?!Monday)[^"]*"/g, '- row "‹week›"')
    .replaceAll(/- cell "\d{1,2}"/g, '- cell "‹day›"')
    .replaceAll(/- text: "\d{1,2}"/g, '- text: "‹day›"')
    .replaceAll(/- \/url: .*/g, "- /url: …")
    .replaceAll(/UTC[+−]\d+(?::\d+)?/g, "‹offset›");
  const seen = new Set<string>();
  return `${told
    .split("\n")
    .filter((line) => !line.endsWith("/url: …"))
    .filter((line) => !seen.has(line) && seen.add(line))
    .join("\n")}\n`;
}

/** Compares with what was committed; `SHAPES=write` commits to what is. */
export async function sameShape(step: string, shape: string): Promise<void> {
  const path = join(folder, `${step}.yaml`);
  if (process.env.SHAPES === "write" || !existsSync(path)) {
    if (process.env.CI === "true") throw new Error(`${step}: no shape was committed`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, shape);
    return;
  }
  const wanted = readFileSync(path, "utf8");
  if (wanted === shape) return;
  const [old, now] = [new Set(wanted.split("\n")), new Set(shape.split("\n"))];
  const gone = [...old].filter((line) => !now.has(line)).map((line) => `- ${line}`);
  const fresh = [...now].filter((line) => !old.has(line)).map((line) => `+ ${line}`);
  throw new Error(`${step}: a screen reader is told something else:\n${[...gone, ...fresh].join("\n")}`);
}

declare global {
  interface Window {
    shifts?: number;
  }
}

/** Counts, on every page from now on, what moves without anybody having asked for it. */
export async function keepShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.shifts = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
        if (!entry.hadRecentInput) window.shifts = (window.shifts ?? 0) + entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
}

export const shifted = (page: Page): Promise<number> => page.evaluate(() => window.shifts ?? 0);
