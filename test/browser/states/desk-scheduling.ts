import type { State, StateVisit } from "../states.ts";

const as = "salma.haddad";

/** The first link of a list that leads where one wants to go. */
async function follow({ page, url }: StateVisit, list: string, to: RegExp): Promise<void> {
  await page.goto(list);
  const hrefs = await page
    .locator("main a[href]")
    .evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? ""));
  const found = hrefs.find((href) => to.test(href));
  if (found === undefined) throw new Error(`${url}${list} leads nowhere like ${to}`);
  await page.goto(found);
}

const openAll = (visit: StateVisit): Promise<void> =>
  visit.page.locator("main details").evaluateAll((all) => {
    for (const one of all) one.setAttribute("open", "");
  });

const anInterview = /^\/desk\/interviews\/itv_/;
const aTime = /^\/desk\/schedule\/itv_/;
const aBooking = /^\/desk\/bookings\/bkg_/;

/** A page as it stands at its address. */
const at = (name: string, path: string, more: Partial<State> = {}): State => ({
  name: `scheduling-${name}`,
  as,
  open: ({ page }) => page.goto(path),
  ...more,
});

const led = (name: string, list: string, to: RegExp, more: Partial<State> = {}): State => ({
  name: `scheduling-${name}`,
  as,
  open: (visit) => follow(visit, list, to),
  ...more,
});

export const states: State[] = [
  at("interviews", "/desk/interviews?lang=en", { picture: true }),
  at("interviews-none", "/desk/interviews?view=past&until=2020-01-01&lang=en"),
  at("interviews-ar", "/desk/interviews?view=all&lang=ar"),
  led("interview", "/desk/interviews?lang=en", anInterview, { picture: true }),
  {
    name: "scheduling-interview-open",
    as,
    open: async (visit) => {
      await follow(visit, "/desk/interviews?lang=en", anInterview);
      await openAll(visit);
    },
  },
  {
    name: "scheduling-interview-edit",
    as,
    open: async (visit) => {
      await follow(visit, "/desk/interviews?lang=en", anInterview);
      await visit.page.goto(`${new URL(visit.page.url()).pathname}/edit?lang=de`);
    },
  },
  at("schedule", "/desk/schedule?lang=en"),
  at("schedule-none", "/desk/schedule?q=zzzzzz&lang=fr"),
  led("schedule-plan", "/desk/schedule?lang=en", /^\/desk\/schedule\?application=/),
  led("schedule-times", "/desk/schedule?lang=en", aTime, { picture: true }),
  {
    name: "scheduling-schedule-unreadable",
    as,
    open: async (visit) => {
      await follow(visit, "/desk/schedule?lang=en", aTime);
      await openAll(visit);
      await visit.page.locator("#date, #time").evaluateAll((all) => {
        for (const one of all) one.removeAttribute("required");
      });
      await visit.page.locator("form:has(#date) button").click();
      await visit.page.waitForSelector(".faults");
    },
  },
  {
    name: "scheduling-schedule-link",
    as,
    open: async (visit) => {
      await follow(visit, "/desk/schedule?lang=en", aTime);
      await visit.page.goto(`${new URL(visit.page.url()).pathname}?by=link&lang=es`);
    },
  },
  {
    name: "scheduling-schedule-windows",
    as,
    open: async (visit) => {
      await follow(visit, "/desk/schedule?lang=en", aTime);
      await visit.page.goto(`${new URL(visit.page.url()).pathname}?by=windows&lang=ar`);
      await openAll(visit);
    },
  },
  at("bookings", "/desk/bookings?view=all&lang=en"),
  led("booking", "/desk/bookings?view=all&lang=en", aBooking, { picture: true }),
  {
    name: "scheduling-booking-open",
    as,
    open: async (visit) => {
      await follow(visit, "/desk/bookings?lang=en", aBooking);
      await openAll(visit);
    },
  },
  {
    name: "scheduling-booking-move",
    as,
    open: async (visit) => {
      await follow(visit, "/desk/bookings?lang=en", aBooking);
      await visit.page.goto(`${new URL(visit.page.url()).pathname}/move?lang=en`);
    },
  },
  at("bookings-moved", "/desk/bookings/moved?lang=en"),
  at("bookings-day", "/desk/bookings/day?lang=en"),
  at("links", "/desk/links?lang=en"),
  at("links-none", "/desk/links?q=zzzzzz&lang=en"),
  led("link", "/desk/links?lang=en", /^\/desk\/links\/lnk_/),
  {
    name: "scheduling-link-faults",
    as,
    open: async ({ page }) => {
      await page.goto("/desk/links/new?lang=en");
      await page.locator("main form button").click();
      await page.waitForSelector(".faults");
    },
  },
  at("load", "/desk/load?lang=en", { picture: true }),
  at("load-ar", "/desk/load?lang=ar&sort=name"),
];
