// What a company offers, says and is: its desk, as its founder and its recruiter see it.
import type { Page } from "playwright-core";
import type { State, StateVisit } from "../states.ts";

const founder = "ada.okafor";

const at =
  (path: string) =>
  ({ page }: StateVisit): Promise<unknown> =>
    page.goto(path);

/** The one that asks a question of who books. */
const asking = "/desk/event-types?q=First%20call";

/** The first card's page, and from there the one whose address ends so. */
async function beyond({ page }: StateVisit, list: string, ...ends: string[]): Promise<void> {
  await page.goto(list);
  await follow(page, ".firm .card h2 a");
  for (const end of ends) await follow(page, `.firm a[href$="${end}"]`);
}

async function follow(page: Page, link: string): Promise<void> {
  const href = await page.locator(link).first().getAttribute("href");
  await page.goto(href ?? "/nowhere");
}

/** Sends the page's own form as it is, without the browser's look at it first. */
async function sendForm({ page }: StateVisit, path: string, typed: Record<string, string>): Promise<void> {
  await page.goto(path);
  for (const [name, value] of Object.entries(typed))
    await page.locator(`.firm form [name="${name}"]`).first().fill(value);
  await page.evaluate("document.querySelector('.firm form[method=post]').noValidate = true");
  await page.locator(".firm form[method=post] button[type=submit]").first().click();
  await page.locator(".faults").waitFor();
}

/** Somebody else saves in between. */
async function clash(visit: StateVisit): Promise<void> {
  await beyond(visit, "/desk/pools", "/edit");
  const { page, url, key } = visit;
  const id = new URL(page.url()).pathname.split("/").at(-2) ?? "";
  const answer = await fetch(new URL(`/v1/pools/${id}`, url), {
    method: "PATCH",
    headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" },
    body: JSON.stringify({ description: `Who asks about systems, and why. ${Date.now()}` }),
  });
  if (!answer.ok) throw new Error(`the pool was not changed: ${answer.status}`);
  await page.locator(".firm form [name=description]").fill("Those who ask about systems.");
  await page.locator(".firm form[method=post] button[type=submit]").first().click();
  await page.locator(".firm table").waitFor();
}

const fault = "/desk/templates/booking.created.invitee?words=en&by=mail";

export const states: State[] = [
  { name: "event-types", as: founder, open: at("/desk/event-types"), picture: true },
  { name: "event-types-none-fit", as: founder, open: at("/desk/event-types?q=nothing-like-this") },
  { name: "event-type-new", as: founder, open: at("/desk/event-types/new") },
  { name: "event-type", as: founder, open: (visit) => beyond(visit, asking), picture: true },
  { name: "event-type-edit", as: founder, open: (visit) => beyond(visit, asking, "/edit"), picture: true },
  {
    name: "event-type-hosts",
    as: founder,
    async open(visit) {
      await beyond(visit, asking);
      await visit.page.goto(`${new URL(visit.page.url()).pathname}/people`);
    },
  },
  { name: "event-type-questions", as: founder, open: (visit) => beyond(visit, asking, "/questions") },
  {
    name: "event-type-question",
    as: founder,
    open: (visit) => beyond(visit, asking, "/questions", "/questions/new"),
  },
  { name: "event-type-delete", as: founder, open: (visit) => beyond(visit, asking, "/delete") },
  {
    name: "event-type-faults",
    as: founder,
    open: (visit) => sendForm(visit, "/desk/event-types/new", { title: "Panel", slug: "Not a slug", durations: "3" }),
  },
  { name: "pools", as: founder, open: at("/desk/pools") },
  { name: "pool", as: founder, open: (visit) => beyond(visit, "/desk/pools"), picture: true },
  { name: "pool-clash", as: founder, open: clash, picture: true },
  { name: "letters", as: founder, open: at("/desk/templates"), picture: true },
  { name: "letters-arabic", as: founder, open: at("/desk/templates?words=ar&by=sms&lang=ar") },
  { name: "letter", as: founder, open: at("/desk/templates/reminder.invitee?words=de&by=mail"), picture: true },
  {
    name: "letter-faults",
    as: founder,
    open: (visit) => sendForm(visit, fault, { subject: "See you {{ nobody }}", body: "Hello {{ reader_name" }),
  },
  { name: "workflows", as: founder, open: at("/desk/templates/workflows") },
  {
    name: "workflow-dry-run",
    as: founder,
    async open(visit) {
      await beyond(visit, "/desk/templates/workflows");
      await visit.page.locator(".firm form.filters button").click();
      await visit.page.waitForURL(/booking=/);
    },
  },
  { name: "workflow-edit", as: founder, open: (visit) => beyond(visit, "/desk/templates/workflows", "/edit") },
  { name: "webhooks", as: founder, open: at("/desk/webhooks") },
  { name: "webhook-new", as: founder, open: at("/desk/webhooks/new") },
  {
    name: "webhook-faults",
    as: founder,
    open: (visit) => sendForm(visit, "/desk/webhooks/new", { url: "http://localhost/hook" }),
  },
  { name: "webhook-events", as: founder, open: at("/desk/webhooks/events?types=booking.*"), picture: true },
  { name: "settings", as: founder, open: at("/desk/settings"), picture: true },
  { name: "settings-arabic", as: founder, open: at("/desk/settings?lang=ar") },
  { name: "settings-booking", as: founder, open: at("/desk/settings/booking") },
  { name: "settings-hiring", as: founder, open: at("/desk/settings/hiring") },
  { name: "settings-suppressions", as: founder, open: at("/desk/settings/suppressions") },
  { name: "settings-close", as: founder, open: at("/desk/settings/close") },
  { name: "company-desk-refused", as: "salma.haddad", open: at("/desk/webhooks") },
];
