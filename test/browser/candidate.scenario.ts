// Eight people with eight ways of using a browser: each books, moves and cancels for real, and the API knows of it.
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { demo } from "../../scripts/local.ts";
import { newContext } from "./people.ts";
import { axe, type Tally, type Visit } from "./scenario.ts";
import { watch } from "./pages.scenario.ts";
import { keepShifts, sameShape, shapeOf, shifted } from "./shape.ts";

export const name = "eight ways to use a browser: each books, moves and cancels for real";

type Hand = {
  press: (page: Page, target: Locator) => Promise<void>;
  write: (page: Page, target: Locator, text: string) => Promise<void>;
};

type Way = {
  name: string;
  options: BrowserContextOptions;
  hand: Hand;
  /** What else the address says. */
  query?: string;
  prepare?: (page: Page) => Promise<void>;
};

const mouse: Hand = {
  press: (_, target) => target.click(),
  write: (_, target, text) => target.fill(text),
};

const finger: Hand = { press: (_, target) => target.tap(), write: mouse.write };

/** Nothing but Tab, arrows, space and Enter: what cannot be reached so cannot be reached by many. */
const keyboard: Hand = {
  async press(page, target) {
    await reach(page, target);
    const isRadio = (await target.getAttribute("type")) === "radio";
    await page.keyboard.press(isRadio || (await target.getAttribute("type")) === "checkbox" ? "Space" : "Enter");
  },
  async write(page, target, text) {
    await reach(page, target);
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type(text);
  },
};

const steps = 80;

async function reach(page: Page, target: Locator): Promise<void> {
  const holds = () => target.evaluate((node) => node === document.activeElement);
  for (let pressed = 0; pressed < steps; pressed++) {
    if (await holds()) return;
    // Inside a group of radios, and inside a month, the arrows lead on.
    const inGroup = await target.evaluate((node) => {
      const here = document.activeElement;
      const radio = node instanceof HTMLInputElement && here instanceof HTMLInputElement && here.name === node.name;
      const month = node.closest("table[data-grid]");
      return (radio && node.type === "radio") || (month !== null && month.contains(here));
    });
    await page.keyboard.press(inGroup ? "ArrowRight" : "Tab");
  }
  throw new Error(`${steps} keys did not lead to ${await target.evaluate((node) => node.outerHTML.slice(0, 200))}`);
}

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

const ways: Way[] = [
  { name: "desktop-keyboard", options: { viewport: { width: 1280, height: 800 } }, hand: keyboard },
  { name: "phone-touch", options: phone, hand: finger },
  { name: "no-javascript", options: { javaScriptEnabled: false }, hand: mouse },
  { name: "arabic-dark", options: { locale: "ar-EG", colorScheme: "dark", timezoneId: "Africa/Cairo" }, hand: mouse },
  {
    name: "kolkata-still",
    options: { locale: "en-IN", timezoneId: "Asia/Kolkata", reducedMotion: "reduce" },
    hand: mouse,
  },
  // A window of 1280 by 1024 at four times the size.
  { name: "zoom-400", options: { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 }, hand: mouse },
  { name: "forced-colours", options: { forcedColors: "active", contrast: "more" }, hand: mouse },
  { name: "slow-network", options: {}, hand: mouse, prepare: slow },
];

async function slow(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const slow3g = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
  await session.send("Network.emulateNetworkConditions", slow3g);
}

export async function run({ page: first, url, mailbox }: Visit): Promise<Tally> {
  const browser = first.context().browser();
  if (browser === null) throw new Error("there is no browser");
  const tally = { passed: 0, failed: 0 };
  const wanted = process.env.WAYS;
  for (const way of ways.filter((one) => wanted === undefined || new RegExp(wanted).test(one.name))) {
    try {
      await live(browser, url, way, mailbox);
      tally.passed++;
    } catch (error) {
      tally.failed++;
      console.log(`  FAIL  ${way.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return tally;
}

/** One candidate, from the page they were sent to the letter that says it is over. */
async function live(browser: Browser, url: string, way: Way, mailbox: Visit["mailbox"]): Promise<void> {
  const context = await newContext(browser, url, way.options);
  try {
    const page = await context.newPage();
    const faults = await watch(page);
    await way.prepare?.(page);
    const scripted = way.options.javaScriptEnabled !== false;
    if (scripted) await keepShifts(page);
    const email = `${way.name}@example.com`;
    const look = async (step: string) => {
      if (scripted) await axe(page);
      if (way.name === "desktop-keyboard") await sameShape(step, await shapeOf(page));
      if (scripted) equal(await shifted(page), 0, `${step}: what had been drawn moved by`);
    };

    await book(page, way, email, look);
    await confirmed(url, email, { status: "confirmed", moved: 0 });
    await mailbox.find(new RegExp(email));
    await move(page, way, look);
    await confirmed(url, email, { status: "confirmed", moved: 1 });
    await cancel(page, way, look);
    await confirmed(url, email, { status: "canceled", moved: 1 });
    if (faults.length > 0) throw new Error(faults.join("\n"));
    equal((await context.cookies()).length, 0, "cookies of a candidate");
  } catch (error) {
    const page = context.pages()[0];
    throw new Error(`at ${page?.url()}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  } finally {
    await context.close();
  }
}

type Look = (step: string) => Promise<void>;

async function book(page: Page, { hand, query = "" }: Way, email: string, look: Look): Promise<void> {
  await page.goto(`/lumen/first-call${query}`);
  await settled(page);
  await look("choose");
  await pick(page, hand);
  const who = page.locator("[name=name]");
  await who.waitFor();
  await settled(page);
  await look("details");
  await hand.write(page, who, "Zoë O’Neil");
  await hand.write(page, page.locator("[name=email]"), email);
  await hand.press(page, page.locator("[name=consent]"));
  await hand.press(page, page.locator("main button[name=do][value=book]:not([aria-hidden])"));
  await page.locator('main a[href^="/manage/"]').first().waitFor();
  await settled(page);
  await look("booked");
}

/** The last day that has times, and a time of it. */
async function pick(page: Page, hand: Hand): Promise<void> {
  const day = page.locator("table[data-grid] a").last();
  const date = new URL((await day.getAttribute("href")) ?? "", page.url()).searchParams.get("date");
  await hand.press(page, day);
  await page.waitForURL((url) => url.searchParams.get("date") === date);
  await settled(page);
  const times = page.locator("main input[type=radio]");
  await times.first().waitFor();
  // Whoever points at a day sees its times, also where they stand below the month.
  if (hand !== keyboard) await inSight(page.locator("#times"));
  const time = times.nth(Math.floor((await times.count()) / 2));
  const label = page.locator(`label[for="${await time.getAttribute("id")}"]`);
  // A radio that is drawn as its label is pressed where it is drawn; keys go to the control itself.
  await hand.press(page, hand === keyboard || (await label.count()) === 0 ? time : label);
  await hand.press(page, page.locator("main form:has(input[type=radio]) button[type=submit]").last());
}

async function inSight(heading: Locator): Promise<void> {
  const box = await heading.boundingBox();
  const high = await heading.evaluate(() => innerHeight);
  if (box === null || box.y < 0 || box.y + box.height > high)
    throw new Error(`the times of the day that was pressed are out of sight: ${JSON.stringify(box)} of ${high}`);
}

async function move(page: Page, { hand }: Way, look: Look): Promise<void> {
  await hand.press(page, page.locator('main a[href^="/manage/"]:not([href*=".ics"])').first());
  await page.locator('main a[href*="/move"]').first().waitFor();
  await settled(page);
  await look("manage");
  await hand.press(page, page.locator('main a[href*="/move"]').first());
  await page.locator("table[data-grid]").waitFor();
  await settled(page);
  await pick(page, hand);
  const confirm = page.locator("main form:has(input[name=hold]) button[type=submit]:not([name=release])").first();
  await confirm.waitFor();
  await settled(page);
  await look("move");
  await hand.press(page, confirm);
  await page.locator('main a[href*="/cancel"]').first().waitFor();
  await settled(page);
  await look("moved");
}

async function cancel(page: Page, { hand }: Way, look: Look): Promise<void> {
  await hand.press(page, page.locator('main a[href*="/cancel"]').first());
  const reason = page.locator("main [name=reason]");
  await reason.waitFor();
  await settled(page);
  await look("cancel");
  await hand.write(page, reason, "Another time, gladly.");
  await hand.press(page, page.locator("main form:has([name=reason]) button[type=submit]").first());
  await page.waitForURL((url) => !url.pathname.endsWith("/cancel"));
  await settled(page);
  await look("canceled");
}

/** Scripts have had their say: what they were fetching is there. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.locator("[aria-busy=true]").waitFor({ state: "detached" });
}

type Booking = {
  status: string;
  rescheduled_count: number;
  attendees?: { email: string | null }[];
  invitee?: { email: string | null } | null;
};

/** What the API says of the one booking of this address. */
async function confirmed(url: string, email: string, wanted: { status: string; moved: number }): Promise<void> {
  const { keys } = await demo();
  const answer = await fetch(`${url}/v1/bookings?invitee_email=${encodeURIComponent(email)}&limit=100`, {
    headers: { Authorization: `Bearer ${keys[0]?.key}` },
  });
  const { data = [], ...rest } = (await answer.json()) as { data?: Booking[] };
  const [booking] = data;
  if (booking === undefined || data.length !== 1) {
    throw new Error(`${data.length} bookings of ${email}: ${JSON.stringify(rest)}`);
  }
  equal(booking.status, wanted.status, "the booking's status");
  equal(booking.rescheduled_count, wanted.moved, "how often it was moved");
}

function equal<T>(found: T, wanted: T, what: string): void {
  if (found !== wanted) throw new Error(`${what}: ${String(found)}, not ${String(wanted)}`);
}
