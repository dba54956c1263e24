// A company's own site on another origin, with a policy as careful as ours, shows our booking page and hears of a booking.
import { createServer, type Server } from "node:http";
import type { Frame, Page } from "playwright-core";
import { demo } from "../../scripts/local.ts";
import { axe, type Visit } from "./scenario.ts";

export const name =
  "embedding: refused until the company lets it be, then as high as it is, booked inside, told outside; above the page with the focus kept";

const path = "lumen/first-call";

export async function run({ page, url }: Visit): Promise<void> {
  const site = await serveSite(url);
  try {
    await refusedFirst(page, url, site);
    await allow(url, [site.url]);
    await inline(page, url, site);
    await deafToStrangers(page, site);
    await bookedInside(page, url);
    await above(page, url, site);
    await onItsOwn(page, url);
    const cookies = await page.context().cookies();
    if (cookies.length > 0) throw new Error(`cookies were set: ${cookies.map((cookie) => cookie.name).join(", ")}`);
  } finally {
    await allow(url, []);
    site.server.close();
    site.server.closeAllConnections();
  }
}

/** Nobody may show it yet: the browser refuses, and a plain link stands there instead. */
async function refusedFirst(page: Page, url: string, site: Site): Promise<void> {
  await page.goto(site.url);
  const link = page.getByRole("link", { name: "Choose a time" });
  await link.waitFor();
  equal(await link.getAttribute("href"), `${url}/${path}?colour=ffd500&scheme=dark`, "the plain link");
  equal(await page.locator("iframe").count(), 0, "frames");
}

async function inline(page: Page, url: string, site: Site): Promise<void> {
  await page.goto(site.url);
  const frame = await frameIn(page, url);
  await frame.getByRole("heading", { name: "First call", level: 1 }).waitFor();
  await page.waitForFunction(() => document.querySelector("iframe")?.style.height !== "640px");
  await fits(page, frame);
  equal(await frame.locator("header").count(), 0, "heads of the page inside");
  await page.waitForFunction(() => document.querySelector("iframe")?.title.startsWith("First call"));
  const scheme = await frame.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  equal(scheme, "dark", "the scheme that was asked for");
  // Narrower is higher.
  const before = await heightOf(page);
  await page.setViewportSize({ width: 360, height: 800 });
  await page.waitForFunction((was) => (document.querySelector("iframe")?.clientHeight ?? 0) > was, before);
  await page.waitForTimeout(200);
  await fits(page, frame);
  await page.setViewportSize({ width: 1_280, height: 800 });
  await fits(page, frame);
}

/** What comes from elsewhere is not heard, whoever says it; and a page inside says nothing to whom it does not know. */
async function deafToStrangers(page: Page, site: Site): Promise<void> {
  const before = await heightOf(page);
  const told = await toldIn(page);
  await page.evaluate(
    (origin) => {
      window.postMessage({ type: "interlock:height", height: 5 }, "*");
      window.postMessage({ type: "interlock:booked", booking: "x", starts_at: "y" }, "*");
      const stranger = document.createElement("iframe");
      stranger.id = "stranger";
      stranger.src = `${origin}/stranger`;
      document.body.append(stranger);
    },
    site.url.replace("127.0.0.1", "localhost"),
  );
  await page.frameLocator("#stranger").getByText("said").waitFor();
  await page.waitForTimeout(200);
  equal(await heightOf(page), before, "the height after strangers spoke");
  equal(await toldIn(page), told, "what the site was told after strangers spoke");
  await page.evaluate(() => document.querySelector("#stranger")?.remove());
}

async function bookedInside(page: Page, url: string): Promise<void> {
  const frame = await frameIn(page, url);
  await frame.locator("table a").first().click();
  await frame.waitForURL(/[?&]date=/);
  await frame.locator("input[name=slot]").first().check();
  await frame.locator("form.times button[type=submit]").click();
  await frame.getByLabel("Name").waitFor();
  await fits(page, frame);
  await frame.getByLabel("Name").fill("Iris Lindqvist");
  await frame.getByLabel("E-mail").first().fill("iris@candidate.example");
  for (const required of await frame.locator("form.details [required]:not([name=name]):not([name=email])").all()) {
    const type = await required.getAttribute("type");
    if (type === "checkbox") await required.check();
    else if (type === null || type === "text") await required.fill("Yes");
  }
  await frame.locator("button[name=do][value=book]:visible").last().click();
  await frame.locator("[data-booked]").waitFor();
  await page.waitForFunction(() => document.querySelector("#told")?.textContent?.includes("interlock:booked"));
  const told = await toldIn(page);
  if (!/"booking":"bkg_\w{26}","starts_at":"\d{4}-[^"]+Z"/.test(told)) throw new Error(`the site was told ${told}`);
  if (/Iris|candidate/.test(told)) throw new Error("the site was told who booked");
  // What leads out of the frame opens beside it.
  for (const link of await frame.locator("main a[href^='/manage'], main a[href='/lumen']").all())
    if ((await link.getAttribute("download")) === null) equal(await link.getAttribute("target"), "_blank", "a way out");
}

/** A modal dialog: the focus stays in it, Escape closes it from inside the frame as well, and the focus returns. */
async function above(page: Page, url: string, site: Site): Promise<void> {
  await page.goto(`${site.url}/?above`);
  const button = page.getByRole("button", { name: "Book a time" });
  await button.click();
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  const frame = await frameIn(page, url);
  await frame.getByRole("heading", { name: "First call", level: 1 }).waitFor();
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press("Tab");
    const out = await page.evaluate(() => document.activeElement?.matches("#outside, [data-interlock]"));
    if (out === true) throw new Error("the focus went behind the dialog");
  }
  await frame.locator("table a").first().focus();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await focused(page, "button[data-interlock]");

  const link = page.getByRole("link", { name: "by this link" });
  await link.click();
  await dialog.waitFor();
  equal(new URL(page.url()).origin, site.url, "the link stays on the site");
  await page.getByRole("button", { name: "Close" }).click();
  await dialog.waitFor({ state: "detached" });
  await focused(page, "a[data-interlock]");
}

async function onItsOwn(page: Page, url: string): Promise<void> {
  for (const scheme of ["light", "dark"]) {
    await page.goto(`${url}/embed/${path}?scheme=${scheme}&colour=ffd500`);
    await axe(page);
  }
}

async function frameIn(page: Page, url: string): Promise<Frame> {
  const started = Date.now();
  for (;;) {
    const frame = page.frames().find((one) => one.url().startsWith(`${url}/embed/`));
    if (frame !== undefined) return frame;
    if (Date.now() - started > 5_000) throw new Error("there is no frame of ours");
    await page.waitForTimeout(50);
  }
}

/** As high as what it shows: nothing is cut off, and nothing scrolls in two places. */
async function fits(page: Page, frame: Frame): Promise<void> {
  const started = Date.now();
  for (;;) {
    const [shown, needed] = [await heightOf(page), await frame.evaluate(() => document.documentElement.scrollHeight)];
    const isBare = await frame.evaluate(() => document.body.getBoundingClientRect().height);
    if (shown === needed && Math.abs(isBare - shown) <= 1) return;
    if (Date.now() - started > 3_000)
      throw new Error(`the frame is ${shown} high, the page in it ${needed} (${isBare})`);
    await page.waitForTimeout(50);
  }
}

const heightOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.querySelector("iframe")?.clientHeight ?? 0);
const toldIn = async (page: Page): Promise<string> => (await page.locator("#told").textContent()) ?? "";

async function focused(page: Page, selector: string): Promise<void> {
  const has = await page.locator(selector).evaluate((node) => node === document.activeElement);
  if (!has) throw new Error(`${selector} has no focus`);
}

function equal(got: unknown, wanted: unknown, what: string): void {
  if (got !== wanted) throw new Error(`${what}: ${JSON.stringify(got)}, not ${JSON.stringify(wanted)}`);
}

async function allow(url: string, origins: readonly string[]): Promise<void> {
  const [first] = (await demo()).keys;
  const answer = await fetch(`${url}/v1/booking-settings`, {
    method: "PATCH",
    headers: { Authorization: `Bearer ${first?.key ?? ""}`, "Content-Type": "application/json" },
    body: JSON.stringify({ embed_origins: origins }),
  });
  if (!answer.ok) throw new Error(`the list was not changed: ${answer.status} ${await answer.text()}`);
}

type Site = { server: Server; url: string };

async function serveSite(ours: string): Promise<Site> {
  const server = createServer((request, response) => {
    const asked = new URL(request.url ?? "/", "http://here");
    const isStranger = asked.pathname === "/stranger";
    const policy = `default-src 'none'; script-src 'nonce-bm9uY2U'; frame-src ${ours} http://localhost:*; require-trusted-types-for 'script'`;
    response.writeHead(asked.pathname === "/favicon.ico" ? 204 : 200, {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": policy,
    });
    response.end(isStranger ? stranger : siteOf(ours, asked.searchParams.has("above")));
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("nobody listens");
  return { server, url: `http://127.0.0.1:${address.port}` };
}

const siteOf = (
  ours: string,
  isAbove: boolean,
): string => `<!DOCTYPE html><html lang="en"><head><title>Jobs</title></head><body>
  <h1>Jobs</h1><a id="outside" href="#">Outside</a><p id="told"></p>
  <script nonce="bm9uY2U">
    for (const type of ["interlock:booked", "interlock:language"])
      document.addEventListener(type, ({ detail }) => { document.querySelector("#told").textContent += type + JSON.stringify(detail); });
  </script>
  ${
    isAbove
      ? `<button data-interlock="${path}">Book a time</button> <a href="${ours}/${path}" data-interlock="${path}">by this link</a>
         <script nonce="bm9uY2U" src="${ours}/embed.js"></script>`
      : `<script nonce="bm9uY2U" src="${ours}/embed.js" data-tenant="lumen" data-event="first-call" data-colour="#ffd500" data-scheme="dark"></script>`
  }</body></html>`;

/** Says what our own page would say. */
const stranger = `<!DOCTYPE html><html lang="en"><title>Stranger</title><body><script nonce="bm9uY2U">
  parent.postMessage({ type: "interlock:height", height: 7 }, "*");
  parent.postMessage({ type: "interlock:booked", booking: "x", starts_at: "y" }, "*");
  document.body.append("said");
</script></body></html>`;
