// Two browsers want one time: one books it, the other is offered the nearest three and types nothing twice.
import type { Browser, Page } from "playwright-core";
import { newContext } from "./people.ts";
import { axe, type Visit } from "./scenario.ts";

export const name =
  "two browsers race for one time: one books, the other is offered the nearest three and types nothing twice";

export async function run({ page: first, url }: Visit): Promise<void> {
  const browser = first.context().browser();
  if (browser === null) throw new Error("there is no browser");
  await atOnce(browser, url);
  await atTheEnd(browser, url);
}

const wanted = 3;

/** Both press the same time in the same moment. */
async function atOnce(browser: Browser, url: string): Promise<void> {
  const contexts = await Promise.all([newContext(browser, url, {}), newContext(browser, url, {})]);
  const pages = await Promise.all(contexts.map((context) => context.newPage()));
  for (const page of pages) await choose(page, wanted);
  await Promise.all(pages.map((page) => goOn(page)));
  const ends = await Promise.all(pages.map((page) => endOf(page)));
  equal(ends.toSorted().join(" "), "details taken", "what the two were shown");
  const loser = pages[ends.indexOf("taken")];
  if (loser === undefined) throw new Error("nobody lost");
  equal(await loser.locator("form.taken input[type=radio]").count(), 3, "times offered to the slower one");
  await axe(loser);
  for (const context of contexts) await context.close();
}

/** The slower one had the time, filled everything in, let it go in another window, and somebody took it. */
async function atTheEnd(browser: Browser, url: string): Promise<void> {
  const slow = await newContext(browser, url, {});
  const fast = await newContext(browser, url, {});
  const page = await slow.newPage();
  await choose(page, wanted + 2);
  await goOn(page);
  await page.locator("[name=name]").waitFor();
  await fill(page, "Mohammed Al-Khatib", "slow@example.com");
  await page.locator("[name=help]").fill("Captions, please");
  await letGo(page);

  const other = await fast.newPage();
  await choose(other, wanted + 2);
  await goOn(other);
  await other.locator("[name=name]").waitFor();
  await fill(other, "Quick", "fast@example.com");
  await confirm(other);
  await other.locator('main a[href^="/manage/"]').first().waitFor();

  await confirm(page);
  await page.locator("form.taken").waitFor();
  equal(await page.locator("form.taken input[type=radio]").count(), 3, "times offered to the slower one");
  equal(await page.locator("[name=name]").inputValue(), "Mohammed Al-Khatib", "the name that was typed");
  await axe(page);
  await page.locator("form.taken input[type=radio]").nth(1).check({ force: true });
  await goOn(page);
  await page.locator("[name=consent]").waitFor();
  equal(await page.locator("[name=name]").inputValue(), "Mohammed Al-Khatib", "the name, one page on");
  equal(await page.locator("[name=email]").inputValue(), "slow@example.com", "the address, one page on");
  equal(await page.locator("[name=help]").inputValue(), "Captions, please", "the wish, one page on");
  await page.locator("[name=consent]").check();
  await confirm(page);
  await page.locator('main a[href^="/manage/"]').first().waitFor();
  await Promise.all([slow.close(), fast.close()]);
}

async function choose(page: Page, place: number): Promise<void> {
  await page.goto("/lumen/first-call?zone=Europe%2FParis");
  // The last free day of the month, of which nobody has taken anything yet.
  const day = await page.locator("main table[data-grid=dates] a").last().getAttribute("href");
  await page.goto(day ?? "");
  await page.waitForLoadState("networkidle");
  await page.locator("main input[type=radio]").nth(place).check({ force: true });
}

const goOn = (page: Page): Promise<void> =>
  page.locator("main form:has(input[name=slot]) button[type=submit]").last().click();

const confirm = (page: Page): Promise<void> =>
  page.locator("main button[name=do][value=book]:not([aria-hidden])").click();

async function endOf(page: Page): Promise<"details" | "taken"> {
  const details = page.locator("main [name=consent]");
  const taken = page.locator("main form.taken");
  await details.or(taken).first().waitFor();
  return (await taken.count()) > 0 ? "taken" : "details";
}

async function fill(page: Page, who: string, email: string): Promise<void> {
  await page.locator("[name=name]").fill(who);
  await page.locator("[name=email]").fill(email);
  await page.locator("[name=consent]").check();
}

/** What the button does, from another window of the same person: the form that is filled in stays as it is. */
async function letGo(page: Page): Promise<void> {
  const status = await page.evaluate(async () => {
    const button = document.querySelector<HTMLButtonElement>("button[value=another]");
    if (button?.form == null) throw new Error("there is nothing to let go");
    const words = new URLSearchParams();
    for (const [field, value] of new FormData(button.form, button))
      if (typeof value === "string") words.append(field, value);
    const answer = await fetch(button.form.action, { method: "POST", body: words });
    return answer.status;
  });
  if (status >= 400) throw new Error(`letting go answered ${status}`);
}

function equal<T>(found: T, expected: T, what: string): void {
  if (found !== expected) throw new Error(`${what}: ${String(found)}, not ${String(expected)}`);
}
