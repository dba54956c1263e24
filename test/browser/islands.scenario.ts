// What the scripts do to any page that is marked up for them: pages of a made-up server, the scripts and the policy ours.
import type { Page } from "playwright-core";
import { type Made, serve } from "./made-pages.ts";
import type { Visit } from "./scenario.ts";

export const name =
  "scripts: parts are swapped, the focus is kept or led, a month is walked by keys, and nothing typed is lost offline";

export async function run({ page }: Visit): Promise<void> {
  const made = await serve();
  try {
    await swaps(page, made);
    await walks(page, made);
    await backAndForth(page, made);
    await sends(page, made);
    await survives(page, made);
    await counts(page, made);
    await knowsTheZone(page, made);
    await comesBack(page, made);
    await obeys(page, made);
  } finally {
    made.server.close();
    made.server.closeAllConnections();
  }
}

async function swaps(page: Page, { url }: Made): Promise<void> {
  await page.goto(`${url}/month?month=11`);
  const live = page.locator("#live");
  await page.getByRole("link", { name: "4 November" }).click();
  await page.waitForURL(/date=4/);
  await page.getByRole("heading", { name: "Times on 4" }).waitFor();
  await said(live, "2 times on 4 November");
  await focused(page, "a#d-4", "the day that was pressed keeps the focus");
  equal(await page.title(), "Times on 4", "the title");
  // What was loaded once was not loaded again.
  equal(await page.evaluate("performance.getEntriesByType('navigation').length"), 1, "navigations");

  await page.getByRole("link", { name: "Only the times" }).click();
  await page.getByRole("heading", { name: "Times on 6" }).waitFor();
  await focused(page, "h2#times", "a control that has gone hands the focus to the heading");

  await page.getByRole("link", { name: "Deutsch" }).click();
  await page.waitForURL(/lang=de/);
  await page.waitForFunction("document.documentElement.lang === 'de'");
  equal(await page.evaluate("performance.getEntriesByType('navigation')[0].type"), "navigate", "another language");
}

/** APG's keys of a date grid; one Tab stop. */
async function walks(page: Page, { url }: Made): Promise<void> {
  await page.goto(`${url}/month?month=11&date=4`);
  equal(await page.locator("table a[tabindex='0']").count(), 1, "Tab stops of the month");
  await page.locator("#d-4").focus();
  const steps: [key: string, id: string][] = [
    ["ArrowRight", "d-6"],
    ["ArrowDown", "d-13"],
    ["Home", "d-10"],
    ["End", "d-13"],
    ["ArrowUp", "d-6"],
    ["ArrowLeft", "d-4"],
  ];
  for (const [key, id] of steps) {
    await page.keyboard.press(key);
    await focused(page, `#${id}`, key);
  }
  await page.keyboard.press("PageDown");
  await page.waitForURL(/month=12/);
  await page.waitForFunction("document.activeElement?.id === 'd-4'");
  await page.keyboard.press("ArrowLeft");
  await page.waitForURL(/month=11/);
  await page.waitForFunction("document.activeElement?.id === 'd-13'");
  await page.keyboard.press("Space");
  await page.waitForURL(/date=13/);

  await page.goto(`${url}/month?month=11&date=4&lang=ar`);
  await page.locator("#d-4").focus();
  await page.keyboard.press("ArrowLeft");
  await focused(page, "#d-6", "from right to left, left is the next day");
}

async function backAndForth(page: Page, { url }: Made): Promise<void> {
  await page.goto(`${url}/month?month=11`);
  await page.locator("#d-4").click();
  await page.waitForURL(/date=4/);
  await page.locator("#d-6").click();
  await page.waitForURL(/date=6/);
  await page.goBack();
  await page.getByRole("heading", { name: "Times on 4" }).waitFor();
  await page.goBack();
  await page.getByRole("heading", { name: "No day" }).waitFor();
  await page.goForward();
  await page.getByRole("heading", { name: "Times on 4" }).waitFor();
  // A way within the page is none to another.
  await page.evaluate("location.hash = '#times'");
  await page.getByRole("heading", { name: "Times on 4" }).waitFor();
}

async function sends(page: Page, made: Made): Promise<void> {
  await page.goto(`${made.url}/form`);
  await page.getByRole("button", { name: "Book" }).click();
  await page.getByRole("alert").getByText("Say your name").waitFor();
  await focused(page, ".faults", "what is wrong takes the focus");
  equal(new URL(page.url()).pathname, "/form", "a form with faults stays where it is");
  equal(await page.title(), "Error: Form", "the title");
  await page.getByLabel("Name").fill("Iris");
  made.wrong = "slow";
  const before = made.posted.length;
  await page.getByRole("button", { name: "Book" }).dblclick();
  await page.getByRole("heading", { name: "Booked: Iris" }).waitFor();
  made.wrong = "no";
  equal(made.posted.length - before, 1, "sent once, though pressed twice");
  equal(new URL(page.url()).pathname, "/done", "where the form led");
  await focused(page, "h1", "the new heading");

  // A form may be answered by another page at once; going back leads to where it was sent from.
  await page.goto(`${made.url}/month?month=11`);
  await page.getByRole("button", { name: "Hold" }).click();
  await page.getByRole("heading", { name: "Held" }).waitFor();
  equal(new URL(page.url()).pathname, "/held", "the page that answered");
  await page.goBack();
  await page.getByRole("heading", { name: "No day" }).waitFor();
}

async function survives(page: Page, made: Made): Promise<void> {
  await page.goto(`${made.url}/form`);
  await page.getByLabel("Name").fill("Iris");
  const before = made.posted.length;
  for (const wrong of ["fault", "cut"] as const) {
    made.wrong = wrong;
    await page.getByRole("button", { name: wrong === "fault" ? "Book" : "Again", exact: true }).click();
    await page.getByRole("alert").getByText("Did not get through").waitFor();
  }
  equal(await page.getByLabel("Name").inputValue(), "Iris", "what was typed");
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Again", exact: true }).click();
  await page.getByRole("alert").getByText("You are offline").waitFor();
  await page.context().setOffline(false);
  made.wrong = "no";
  await page.getByRole("button", { name: "Again", exact: true }).click();
  await page.getByRole("heading", { name: "Booked: Iris" }).waitFor();
  equal(new Set(made.posted.slice(before)).size, 1, "all tries bear the same name");

  // What is only looked at is fetched as soon as there is a network.
  await page.goto(`${made.url}/month?month=11`);
  await page.context().setOffline(true);
  await page.locator("#d-4").click();
  await page.getByRole("alert").getByText("You are offline").waitFor();
  await page.context().setOffline(false);
  await page.getByRole("heading", { name: "Times on 4" }).waitFor();
  equal(await page.getByRole("alert").count(), 0, "what is over");
}

async function counts(page: Page, { url }: Made): Promise<void> {
  await page.clock.install({ time: new Date("2026-11-23T11:00:00Z") });
  // The device is an hour late; the server knows better.
  await page.goto(`${url}/held?now=2026-11-23T10:00:00Z`);
  const hold = page.locator("[data-countdown]");
  const live = page.locator("#live");
  const reads = async (text: string) => equal(await hold.textContent(), text, "the countdown");
  await page.clock.runFor(1_000);
  await reads("Held for 5 minutes.");
  equal((await live.textContent()) ?? "", "", "nothing is said before its time");
  await page.clock.runFor(179_500);
  await reads("Held for 2 minutes.");
  await said(live, "Held for 2 minutes.");
  await page.clock.runFor(90_000);
  await reads("Held for 30 seconds.");
  await page.clock.runFor(31_000);
  await reads("No longer held.");
  await said(live, "No longer held.");
}

async function knowsTheZone(page: Page, { url }: Made): Promise<void> {
  const context = await page.context().browser()?.newContext({ timezoneId: "Asia/Kolkata" });
  if (context === undefined) throw new Error("there is no browser");
  try {
    const there = await context.newPage();
    await there.goto(`${url}/zone`);
    await there.waitForURL(/zone=Asia/);
    await there.getByRole("heading", { name: /^Asia\/(?:Kolkata|Calcutta)$/ }).waitFor();
    equal(await there.locator("[data-zone-note]").isVisible(), false, "the zones agree");
    await there.goto(`${url}/zone?zone=Europe/Paris`);
    await there.getByText("Your device is in Kolkata.").waitFor();
    await there.getByRole("link", { name: "Show the times there" }).click();
    await there.getByRole("heading", { name: /^Asia\/(?:Kolkata|Calcutta)$/ }).waitFor();
  } finally {
    await context.close();
  }
}

/** Back in the tab after a while: times are fetched again, what was chosen and typed stays, what is gone is said. */
async function comesBack(page: Page, made: Made): Promise<void> {
  await page.goto(`${made.url}/times`);
  await page.getByLabel("10:00").check();
  await page.getByLabel("Word").fill("hello");
  const away = async () => {
    await page.evaluate("Object.defineProperty(document, 'hidden', { value: true, configurable: true })");
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    await page.clock.runFor(61_000);
    await page.evaluate("Object.defineProperty(document, 'hidden', { value: false, configurable: true })");
    const fetched = page.waitForResponse(/\/times$/);
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    await (await fetched).finished();
    await page.clock.runFor(200);
  };
  made.taken.add("09:00");
  await away();
  await page.getByLabel("09:00").waitFor({ state: "detached" });
  equal(await page.getByLabel("10:00").isChecked(), true, "the chosen time");
  equal(await page.getByLabel("Word").inputValue(), "hello", "the word");
  made.taken.add("10:00");
  await away();
  await page.getByLabel("10:00").waitFor({ state: "detached" });
  await said(page.locator("#live"), "Your time is no longer free.");
}

/** Text becomes markup in one place only; what tries elsewhere is held back, and told. */
async function obeys(page: Page, made: Made): Promise<void> {
  await page.goto(`${made.url}/form`);
  equal(made.reports, 0, "breaches of the policy by our own scripts");
  const report = page.waitForRequest(/\/csp-reports$/);
  const held = await page.evaluate(() => {
    try {
      document.body.insertAdjacentHTML("beforeend", "<img src=x onerror=alert(1)>");
      return false;
    } catch {
      return true;
    }
  });
  equal(held, true, "a string is no markup");
  await report;
  equal(await page.locator("img").count(), 0, "images");
}

async function said(live: ReturnType<Page["locator"]>, words: string): Promise<void> {
  await live
    .page()
    .waitForFunction((wanted) => document.getElementById("live")?.textContent === wanted, words, {
      polling: 50,
      timeout: 3_000,
    })
    .catch(async () => equal(await live.textContent(), words, "what is said"));
}

async function focused(page: Page, selector: string, why: string): Promise<void> {
  const has = await page
    .locator(selector)
    .first()
    .evaluate((node) => node === document.activeElement);
  if (has) return;
  const holder = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200) ?? "nobody");
  throw new Error(`${why}: ${selector} has no focus, but ${holder}`);
}

function equal(got: unknown, wanted: unknown, what: string): void {
  if (got !== wanted) throw new Error(`${what}: ${JSON.stringify(got)}, not ${JSON.stringify(wanted)}`);
}
