// Somebody who has never been here makes a company and shares its link; somebody else books by it, and both read what was sent.
import type { Page } from "playwright-core";
import { newContext } from "./people.ts";
import { axe, type Visit } from "./scenario.ts";

export const name =
  "a newcomer signs up, says their hours, shares the link; a stranger books by it, and the invitation in the mailbox says the same time";

const owner = "mira@newcomer.example";
const guest = "noor@newcomer.example";
const zone = "Asia/Kolkata";

export async function run({ page, url, mailbox }: Visit): Promise<void> {
  const browser = page.context().browser();
  if (browser === null) throw new Error("there is no browser");
  await signUp(page, mailbox);
  const link = await setUp(page);
  const [one, other] = await Promise.all([
    newContext(browser, url, { timezoneId: zone }),
    newContext(browser, url, { locale: "de-DE", timezoneId: "Europe/Berlin" }),
  ]);
  try {
    const booked = await book(await other.newPage(), link);
    await mailbox.find(new RegExp(`Meet Mira[\\s\\S]*${guest}|${guest}[\\s\\S]*Meet Mira`));
    await readsInvitation(await one.newPage(), booked);
    await seesIt(page, booked);
  } finally {
    await Promise.all([one.close(), other.close()]);
  }
}

async function signUp(page: Page, mailbox: Visit["mailbox"]): Promise<void> {
  await page.goto("/");
  await page.getByRole("link", { name: "Sign in" }).click();
  await page.locator("input[name=email]").fill(owner);
  await page.locator("main button[type=submit]").click();
  await page.locator("input[name=code]").waitFor();
  const [, code = ""] = await mailbox.find(new RegExp(String.raw`${owner}[\s\S]*?^ *(\d{6})$`, "m"));
  await page.locator("input[name=code]").fill(code);
  await page.locator("main button[type=submit]").click();
  await page.waitForURL(/\/welcome$/);
}

/** Three forms, and the link stands there to be copied. */
async function setUp(page: Page): Promise<string> {
  await page.locator("#name").fill("Newcomer Studio");
  await page.locator("#zone").selectOption(zone);
  await page.locator("main form button").click();
  await page.waitForURL(/\/welcome\/hours/);
  await page.locator("#hours").fill("Mon-Sun 08:00-20:00");
  await page.locator("#zone").selectOption(zone);
  await page.locator("main form button").click();
  await page.waitForURL(/\/welcome\/event/);
  await page.locator("#title").fill("Meet Mira");
  await page.locator("#minutes").fill("40");
  await page.locator("main form button").click();
  await page.waitForURL(/\/welcome\/done/);
  await axe(page);
  const link = await page.locator("#link").inputValue();
  equal(new URL(link).pathname, "/newcomer-studio/meet-mira", "the link to share");
  return link;
}

type Booked = { id: string; startsAt: string };

async function book(page: Page, link: string): Promise<Booked> {
  await page.goto(link);
  await page.waitForURL(/zone=Europe%2FBerlin/);
  const time = page.locator("label.time").first();
  await time.waitFor();
  const startsAt = (await time.locator("time").getAttribute("datetime")) ?? "";
  await time.click();
  await page.locator(".times .go button").click();
  await page.locator("#name").fill("Noor Haddad");
  await page.locator("#email").fill(guest);
  await page.locator("#consent").check();
  await page.locator(".fields .go button").click();
  const done = page.locator("[data-booked]");
  await done.waitFor();
  const id = (await done.getAttribute("data-booked")) ?? "";
  equal(await done.getAttribute("data-starts"), startsAt, "the time that was booked");
  equal((await page.context().cookies()).length, 0, "cookies of whoever books");
  return { id, startsAt };
}

/** Not a word about it, but the invitation itself: as it stands on the page, and as the file that a calendar takes. */
async function readsInvitation(page: Page, { id, startsAt }: Booked): Promise<void> {
  await page.goto("/dev/mail");
  const line = page.getByRole("listitem").filter({ hasText: guest });
  await line.first().getByRole("link").click();
  await page.getByRole("heading", { name: "Invitation" }).waitFor();
  await axe(page);
  const shown = await page.locator("section[aria-labelledby=invitation] pre").textContent();
  const file = page.getByRole("link", { name: "invite.ics" });
  const answer = await page.request.get((await file.getAttribute("href")) ?? "");
  equal(answer.headers()["content-type"], "text/calendar; charset=utf-8; method=REQUEST", "what the file is");
  const text = await answer.text();
  equal(shown?.replaceAll("\r\n", "\n"), text.replaceAll("\r\n", "\n"), "the file and what the page shows");

  const lines = text.replaceAll(/\r\n[ \t]/g, "").split("\r\n");
  equal(
    lines.find((one) => one.startsWith("METHOD:")),
    "METHOD:REQUEST",
    "what is asked",
  );
  // What is told of the zone begins at another time.
  const event = lines.slice(lines.indexOf("BEGIN:VEVENT"));
  const at = (property: string) => event.find((one) => one.startsWith(property));
  equal(at("UID:"), `UID:${id}@127.0.0.1`, "what it is called in every calendar");
  equal(at("DTSTART"), `DTSTART;TZID=${zone}:${onWall(startsAt)}`, "when it begins");
  equal(at("DTEND"), `DTEND;TZID=${zone}:${onWall(startsAt, 40)}`, "when it ends");
  equal(at("SEQUENCE:"), "SEQUENCE:0", "how often it was changed");
  equal(lines.filter((one) => one.startsWith("ATTENDEE") && one.includes(guest)).length, 1, "whom it asks");
}

/** "20261123T133000": what the owner's wall shows then. */
function onWall(startsAt: string, later = 0): string {
  const at = new Date(Date.parse(startsAt) + later * 60_000);
  return new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" })
    .format(at)
    .replaceAll(/[-:]/g, "")
    .replace(" ", "T");
}

async function seesIt(page: Page, { startsAt }: Booked): Promise<void> {
  const date = onWall(startsAt).replace(/^(\d{4})(\d\d)(\d\d).*/, "$1-$2-$3");
  await page.goto(`/my/day?date=${date}`);
  await page.getByText("Noor Haddad").first().waitFor();
}

function equal<T>(found: T, wanted: T, what: string): void {
  if (found !== wanted) throw new Error(`${what}: ${String(found)}, not ${String(wanted)}`);
}
