// The demo company's people, each in a browser context of their own, signed in once.
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import type { Mailbox } from "./scenario.ts";
import type { Who } from "./states.ts";

const patienceMs = 15_000;

export class People {
  readonly #browser: Browser;
  readonly #url: string;
  readonly #mailbox: Mailbox;
  readonly #contexts = new Map<Who, Promise<BrowserContext>>();

  constructor(browser: Browser, url: string, mailbox: Mailbox) {
    this.#browser = browser;
    this.#url = url;
    this.#mailbox = mailbox;
  }

  /** A new page of theirs. Whoever is `anyone` has no cookie, ever. */
  async page(who: Who): Promise<Page> {
    const known = this.#contexts.get(who) ?? this.#open(who);
    this.#contexts.set(who, known);
    return (await known).newPage();
  }

  async close(): Promise<void> {
    for (const opened of this.#contexts.values()) await (await opened).close();
  }

  async #open(who: Who): Promise<BrowserContext> {
    const context = await newContext(this.#browser, this.#url, {});
    if (who !== "anyone") await signIn(await context.newPage(), `${who}@lumen.example`, this.#mailbox);
    return context;
  }
}

export async function newContext(
  browser: Browser,
  url: string,
  options: BrowserContextOptions,
): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: url, locale: "en-GB", timezoneId: "Europe/Paris", ...options });
  context.setDefaultTimeout(patienceMs);
  return context;
}

export async function signIn(page: Page, email: string, mailbox: Mailbox): Promise<void> {
  await page.goto("/sign-in");
  await page.locator("input[name=email]").fill(email);
  await page.locator("main button[type=submit]").click();
  await page.locator("input[name=code]").waitFor();
  const [, code = ""] = await mailbox.find(new RegExp(String.raw`${email}[\s\S]*?^ *(\d{6})$`, "m"));
  await page.locator("input[name=code]").fill(code);
  await page.locator("main button[type=submit]").click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}

/** One machine is everybody here, and holds more times than strangers of one network may. */
export async function letOneNetworkHold(url: string, key: string): Promise<void> {
  const answer = await fetch(new URL("/v1/booking-settings", url), {
    method: "PATCH",
    headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" },
    body: JSON.stringify({ public_holds_per_network: 1_000, public_hold_percent: 100 }),
  });
  if (!answer.ok) throw new Error(`the settings answered ${answer.status}: ${await answer.text()}`);
}
