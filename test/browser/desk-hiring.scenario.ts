import type { Page } from "playwright-core";
import { signIn } from "./people.ts";
import type { Visit } from "./scenario.ts";

export const name =
  "the hiring desk: a card is moved by its form, without scripts, and by dragging; an import tells by itself that it is done";

export async function run({ page, mailbox, url }: Visit): Promise<void> {
  await signIn(page, "jonas.weber@lumen.example", mailbox);
  await byForm(page, url);
  await byDragging(page);
  await imported(page);
}

const cardIn = (page: Page, stage: string) =>
  page.locator(".board .column", { has: page.getByRole("heading", { name: stage }) }).locator("[data-card]");

/** The browser of this company's other desk: it has the same cookies and no scripts. */
async function byForm(page: Page, url: string): Promise<void> {
  const browser = page.context().browser();
  if (browser === null) throw new Error("there is no browser");
  const storageState = await page.context().storageState();
  const plain = await browser.newContext({ baseURL: url, storageState, javaScriptEnabled: false });
  const board = await plain.newPage();
  await board.goto("/desk/pipeline?lang=en");
  const card = cardIn(board, "Applied").first();
  await card.locator("summary").click();
  await card.locator("select").selectOption({ label: "First call" });
  await card.getByRole("button").click();
  await board.getByRole("status").filter({ hasText: /./ }).first().waitFor();
  if ((await cardIn(board, "First call").count()) !== 1) throw new Error("the card did not move");
  await plain.close();
}

async function byDragging(page: Page): Promise<void> {
  await page.goto("/desk/pipeline?lang=en");
  const before = await cardIn(page, "Offer").count();
  await cardIn(page, "First call").first().dragTo(page.locator(".board .column").last());
  await page.waitForURL(/said=moved/);
  if ((await cardIn(page, "Offer").count()) !== before + 1) throw new Error("the card was not dropped");
}

async function imported(page: Page): Promise<void> {
  await page.goto("/desk/imports?lang=en");
  const rows = Array.from({ length: 400 }, (_, at) => `Person ${at},person-${at}@import-of-lumen.example`);
  const buffer = Buffer.from(`name,email\n${rows.join("\n")}\nNobody,no address\n`);
  await page.locator("input[type=file]").setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer });
  await page.locator("main form[method=post] button[type=submit]").click();
  await page.waitForURL(/\/desk\/imports\/imp_/);
  // Nobody presses anything: the page looks again by itself until it is over.
  await page.locator("[data-part=import]:not([data-again])").waitFor({ timeout: 60_000 });
  const told = await page.locator("[data-part=import]").innerText();
  if (!told.includes("401")) throw new Error(`the page does not tell of 401 rows: ${told}`);
  if ((await page.locator("[data-part=import] tbody tr").count()) !== 1) throw new Error("the bad row is not told of");
}
