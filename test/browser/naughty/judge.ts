// What must not come of a naughty text: a script that runs, a breach of the page's policy, a page wider than its screen, a fault of ours.
import type { Page } from "playwright-core";
import { watch, widest } from "../pages.scenario.ts";
import { heardOf } from "./strings.ts";

/** Hears of everything on the way as well: a page that was only passed through is a page. */
export async function guarded(page: Page): Promise<string[]> {
  const faults = await watch(page);
  page.on("console", (message) => {
    if (message.text() === heardOf) faults.push(`a script ran at ${message.location().url || page.url()}`);
  });
  page.on("dialog", (dialog) => {
    faults.push(`asked by a ${dialog.type()}`);
    void dialog.dismiss();
  });
  page.on("response", (response) => {
    const status = response.status();
    if (status === 429 || status >= 500) faults.push(`${status} from ${response.request().method()} ${response.url()}`);
  });
  return faults;
}

const narrow = { width: 320, height: 800 };

/** Throws what is wrong with the page as it stands, wide and narrow. */
export async function unharmed(page: Page, faults: readonly string[]): Promise<void> {
  const wide = page.viewportSize();
  const harms = [await sticksOut(page)];
  await page.setViewportSize(narrow);
  harms.push(await sticksOut(page));
  if (wide !== null) await page.setViewportSize(wide);
  const found = [...faults, ...harms.filter((harm) => harm !== undefined)];
  if (found.length > 0) throw new Error(`${page.url()}\n${found.join("\n")}`);
}

async function sticksOut(page: Page): Promise<string | undefined> {
  const measure = () => page.evaluate<number[]>("[innerWidth, document.documentElement.scrollWidth]");
  // A script may lead on to the same page on its reader's own clock just now.
  const [room = 0, wide = 0] = await measure().catch(async () => {
    await page.waitForLoadState();
    return measure();
  });
  return wide > room ? `${wide} pixels wide on a screen of ${room}: ${await widest(page)}` : undefined;
}
