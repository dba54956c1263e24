// Breaches that are put into a page on its way to the browser: whoever judges must find each of them.
import type { Page } from "playwright-core";
import type { Company } from "./company.ts";
import { guarded, unharmed } from "./judge.ts";
import { heardOf } from "./strings.ts";

/** Each with what must be said of it. */
const breaches: readonly { put: (nonce: string) => string; found: RegExp }[] = [
  { put: (nonce) => `<script nonce="${nonce}">console.log(${heardOf})</script>`, found: /a script ran/ },
  { put: () => `<p><nobr>${"W".repeat(190)}</nobr></p>`, found: /pixels wide on a screen of 320/ },
  { put: () => `<script>console.log(${heardOf})</script>`, found: /Content Security Policy/i },
  { put: () => "", found: /^nothing$/ },
];

/** Throws when one of them passes, or when what is whole does not. */
export async function planted(company: Company): Promise<void> {
  const page = await company.people.page("anyone");
  for (const { put, found } of breaches) {
    const told = await toldOf(page, put);
    if (!found.test(told)) throw new Error(`${put("…")} was told of as: ${told}`);
  }
  await page.close();
  for (let tries = 0; company.reports.length === 0; tries++) {
    if (tries > 50) throw new Error("the browser's report did not come");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function toldOf(page: Page, put: (nonce: string) => string): Promise<string> {
  await page.route("**/lumen", async (route) => {
    const answer = await route.fetch();
    const text = await answer.text();
    const nonce = /nonce="([^"]+)"/.exec(text)?.[1] ?? "";
    await route.fulfill({ response: answer, body: text.replace("</main>", `${put(nonce)}</main>`) });
  });
  const faults = await guarded(page);
  await page.goto("/lumen");
  const told = await unharmed(page, faults).then(
    () => "nothing",
    (error: unknown) => String(error),
  );
  await page.unrouteAll();
  page.removeAllListeners();
  return told;
}
