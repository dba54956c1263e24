// The editor of somebody's hours: Mei Tanaka's own, and at the desk Lena Brandt's. Nothing is left other than it was.
import type { State, StateVisit } from "../states.ts";

const mei = "mei.tanaka";

/** The id of somebody of the demo company. */
async function memberOf({ url, key }: StateVisit, name: string): Promise<string> {
  const answer = await fetch(new URL(`/v1/members?q=${name}`, url), { headers: { Authorization: `Bearer ${key}` } });
  const { data } = (await answer.json()) as { data: { id: string }[] };
  if (data[0] === undefined) throw new Error(`nobody is called ${name}`);
  return data[0].id;
}

async function textIs({ page }: StateVisit, text: string): Promise<void> {
  await page.goto("/my/hours");
  await page.locator("#hours_text").fill(text);
  await page.locator("form[data-text] button[value=save]").click();
  await page.locator(".faults").waitFor();
}

/** Hours that are typed but not saved. */
async function edited({ page }: StateVisit): Promise<void> {
  await page.goto("/my/hours");
  await page.locator("[data-day='6'] [data-add]").click();
  await page.locator("[data-part=preview] strong").waitFor();
}

/** A line that runs into another. */
async function overlap({ page }: StateVisit): Promise<void> {
  await page.goto("/my/hours");
  await page.locator("[data-day='1'] [data-add]").click();
  await page.locator("[data-day='1'] li").last().locator("input").first().fill("09:00");
  await page.locator("[data-day='1'] li").last().locator("input").last().fill("10:00");
  await page.locator("form[data-week] p button[value=save]").click();
  await page.locator(".faults").waitFor();
}

/** The same text again: a note, a way back, and nothing changed. */
async function saved({ page }: StateVisit): Promise<void> {
  await page.goto("/my/hours");
  await page.locator("form[data-text] button[value=save]").click();
  await page.locator(".note form").waitFor();
}

/** Somebody else has saved while this page stood open. */
async function clash(visit: StateVisit): Promise<void> {
  const { page, url, key } = visit;
  await page.goto("/my/hours");
  const id = (await page.locator("form[data-week]").getAttribute("action"))?.split("/").at(-2);
  await fetch(new URL(`/v1/schedules/${id}`, url), {
    method: "PATCH",
    headers: {
      Authorization: `Bearer ${key}`,
      "Content-Type": "application/json",
      "Idempotency-Key": crypto.randomUUID(),
    },
    body: JSON.stringify({ description: `Looked at ${new Date().toISOString()}` }),
  });
  await page.locator("#hours_text").fill("Mon-Thu 9:00-12:00, 13:00-17:00");
  await page.locator("form[data-text] button[value=save]").click();
  await page.locator("#clash").waitFor();
}

const at = (path: string) => (visit: StateVisit) => visit.page.goto(path);

/** What was filled in by hand of a form, sent as it is. */
async function refused({ page }: StateVisit, path: string, fill: [selector: string, text: string][]): Promise<void> {
  await page.goto(path);
  for (const [selector, text] of fill) await page.locator(selector).fill(text);
  await page.locator("main form button").last().click();
  await page.locator(".faults").waitFor();
}

export const states: State[] = [
  { name: "hours-week-unasked", as: mei, open: at("/my/hours") },
  { name: "hours-week", as: "lena.brandt", picture: true, open: at("/my/hours") },
  { name: "hours-week-edited", as: "lena.brandt", open: edited },
  { name: "hours-week-wrong", as: mei, open: overlap },
  { name: "hours-text-wrong", as: mei, open: (visit) => textIs(visit, "Mon 9:00-12:00, 13:0") },
  { name: "hours-saved", as: mei, open: saved },
  { name: "hours-clash", as: mei, picture: true, open: clash },
  { name: "hours-week-arabic", as: mei, open: at("/my/hours?lang=ar") },
  { name: "hours-none", as: "jonas.weber", open: at("/my/hours") },
  {
    name: "hours-of-others",
    as: "salma.haddad",
    open: async (visit) => visit.page.goto(`/desk/people/${await memberOf(visit, "lena")}/hours`),
  },
  { name: "hours-dates", as: mei, open: at("/my/hours/dates") },
  {
    name: "hours-dates-other",
    as: mei,
    open: async ({ page }) => {
      await page.goto("/my/hours/dates");
      await page.locator("input[value=available]").check();
    },
  },
  {
    name: "hours-date",
    as: mei,
    open: async ({ page }) => {
      await page.goto("/my/hours/dates");
      await page.locator("main .card a.button").first().click();
      await page.locator("form.h-dated").waitFor();
    },
  },
  {
    name: "hours-dates-wrong",
    as: mei,
    open: (visit) =>
      refused(visit, "/my/hours/dates", [
        ["#first_date", "2027-02-03"],
        ["#last_date", "2027-02-01"],
      ]),
  },
  { name: "hours-away", as: "arjun.sen", open: at("/my/hours/away") },
  { name: "hours-travel", as: "lena.brandt", open: at("/my/hours/away") },
  { name: "hours-limits", as: "lena.brandt", picture: true, open: at("/my/hours/limits") },
  { name: "hours-limits-wrong", as: mei, open: (visit) => refused(visit, "/my/hours/limits", [["#before", "soon"]]) },
  { name: "hours-why", as: "arjun.sen", open: at("/my/hours/why") },
  { name: "hours-why-unasked", as: mei, open: at("/my/hours/why") },
  { name: "hours-why-day", as: "lena.brandt", picture: true, open: at("/my/hours/why?lang=en&date=2026-11-25") },
  { name: "hours-why-moment", as: "lena.brandt", open: at("/my/hours/why?date=2026-11-22&time=10:00") },
  { name: "hours-why-wrong", as: mei, open: at("/my/hours/why?date=x&time=25:00") },
];
