// `npm run pictures`: every page as it looks, light and dark, on a desktop and on a phone, into docs/pictures. Words narrow it by name.
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Page } from "playwright-core";
import { loadStates } from "../test/browser/pages.scenario.ts";
import { People } from "../test/browser/people.ts";
import { Mailbox } from "../test/browser/scenario.ts";
import type { State } from "../test/browser/states.ts";
import { demo, root, temporaryFolder } from "./local.ts";
import { buildBundle, startBundle } from "./start-bundle.ts";

const folder = join(root, "docs/pictures");
const sizes = { desktop: { width: 1280, height: 860 }, phone: { width: 390, height: 844 } };
const schemes = ["light", "dark"] as const;

const words = process.argv.slice(2);
const states = (await loadStates("pictures")).filter(
  ({ name, picture }) => picture === true && (words.length === 0 || words.some((word) => name.includes(word))),
);
if (states.length === 0) throw new Error("there is no such page");

mkdirSync(folder, { recursive: true });
const dist = temporaryFolder("pictures");
await buildBundle(dist);
const bundle = await startBundle({ dist, seeded: true, quiet: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-color-profile=srgb"],
});
const mailbox = new Mailbox(bundle.url);
const people = new People(browser, bundle.url, mailbox);
const key = (await demo()).keys[0]?.key ?? "";
try {
  // Only what is drawn anew is taken away, so that a page that went leaves no picture behind when all are drawn.
  if (words.length === 0) for (const file of readdirSync(folder)) rmSync(join(folder, file));
  for (const state of states) await draw(state);
} finally {
  await people.close();
  await browser.close();
  await bundle.stop();
  rmSync(dist, { recursive: true, force: true });
}

async function draw(state: State): Promise<void> {
  const page = await people.page(state.as);
  await page.setViewportSize(sizes.desktop);
  await page.emulateMedia({ reducedMotion: "reduce", colorScheme: "light" });
  await state.open({ page, url: bundle.url, mailbox, key });
  await page.waitForLoadState("networkidle");
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport);
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      await shoot(page, `${state.name}-${size}-${colorScheme}`);
    }
  }
  await page.close();
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.evaluate("scrollTo(0, 0)");
  await page.screenshot({ path: join(folder, `${name}.jpg`), type: "jpeg", quality: 72, animations: "disabled" });
  console.log(`${name}.jpg`);
}
