// What somebody who books meets: choosing, saying who comes, too late, done, and what there is when there is nothing.
import type { State, StateVisit } from "../states.ts";

type Found = { id: string; token: string; data: Found[]; offers: { slots: { slot_token: string }[] }[] };

async function ask({ url, key, say }: StateVisit, method: string, path: string, body?: unknown): Promise<Found> {
  const answer = await fetch(new URL(path, url), {
    method,
    headers: {
      Authorization: `Bearer ${key}`,
      "Content-Type": "application/json",
      ...(method === "GET" ? {} : { "Idempotency-Key": crypto.randomUUID() }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(say?.(body) ?? body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Found;
}

/** Made once, by whichever state needs it first. */
function once<T>(make: (visit: StateVisit) => Promise<T>): (visit: StateVisit) => Promise<T> {
  let made: Promise<T> | undefined;
  return (visit) => (made ??= make(visit));
}

const hostOf = async (visit: StateVisit): Promise<string> => {
  const [found] = (await ask(visit, "GET", "/v1/members?q=salma")).data;
  if (found === undefined) throw new Error("nobody is called Salma");
  return found.id;
};

/** Asks everything a form can ask, waits for a yes, and can be met in every way. */
const asking = once(async (visit) => {
  const slug = `portfolio-review-${crypto.randomUUID().slice(0, 6)}`;
  await ask(visit, "POST", "/v1/event-types", {
    slug,
    title: "Portfolio review",
    kind: "one_on_one",
    description:
      "We look at two things you have made, and at one you would make differently today.\n\nBring whatever shows them best.",
    durations: [30, 45, 60],
    hosts: [{ member_id: await hostOf(visit) }],
    confirmation_required: true,
    locations: [
      { kind: "video", details: null },
      { kind: "phone", details: null },
      { kind: "on_site", details: "Quay Street 12, second floor" },
      { kind: "ask_candidate", details: null },
    ],
    questions: [
      { type: "short_text", label: "Where can we see your work?", validation: { pattern: "https_url" } },
      { type: "single_select", label: "Language", options: ["English", "Deutsch", "Français"], required: true },
      { type: "multi_select", label: "What should we look at?", options: ["Drawings", "Code", "Writing"] },
      { type: "number", label: "Years of practice", validation: { min: 0, max: 60 } },
      {
        type: "long_text",
        label: "Anything we should know?",
        help: "Only if you like.",
        validation: { max_length: 600 },
      },
    ],
  });
  return `/lumen/${slug}`;
});

/** Nothing is free before the spring. */
const later = once(async (visit) => {
  const slug = `spring-talk-${crypto.randomUUID().slice(0, 6)}`;
  const year = new Date().getUTCFullYear() + 1;
  await ask(visit, "POST", "/v1/event-types", {
    slug,
    title: "Spring talk",
    kind: "one_on_one",
    hosts: [{ member_id: await hostOf(visit) }],
    horizon: { kind: "dates", first: `${year}-03-22`, last: `${year}-04-09` },
  });
  return { path: `/lumen/${slug}`, year };
});

const call = "/lumen/first-call";
const go = (path: string) => (visit: StateVisit) => visit.page.goto(new URL(path, visit.url).href);

/** From a page of times to the form that holds one of them. */
async function holds({ page }: StateVisit, nth: number): Promise<void> {
  const times = page.locator("label.time");
  await times.nth(Math.min(nth, (await times.count()) - 1)).click();
  await page.locator(".times .go button").click();
  await page.locator("form.details").waitFor();
}

async function says({ page }: StateVisit): Promise<void> {
  await page.fill("#name", "Iris Lindqvist");
  await page.fill("#email", "iris@candidate.example");
  await page.check("#consent");
}

async function confirms({ page }: StateVisit): Promise<void> {
  await page.locator(".fields .go button").click();
}

let nth = 0;

async function details(visit: StateVisit, path: string): Promise<void> {
  await go(path)(visit);
  await holds(visit, nth++);
}

async function tooLate(visit: StateVisit): Promise<void> {
  const { page } = visit;
  await go(call)(visit);
  const time = page.locator("label.time").last();
  const value = (await time.locator("input").getAttribute("value")) ?? "";
  await time.click();
  await ask(visit, "POST", "/v1/public/lumen/bookings", {
    slot_token: value.split(" ")[1],
    invitee: { name: "Somebody Faster", email: "faster@candidate.example" },
  });
  await page.locator(".times .go button").click();
  await page.locator("form.taken").waitFor();
}

async function booked(visit: StateVisit, path: string): Promise<void> {
  await details(visit, path);
  await says(visit);
  await confirms(visit);
  await visit.page.locator(".done").waitFor();
}

async function used(visit: StateVisit): Promise<void> {
  const member = await hostOf(visit);
  const { id, token } = await ask(visit, "POST", "/v1/scheduling-links", { member_id: member });
  await ask(visit, "POST", `/v1/scheduling-links/${id}/revoke`);
  await go(`/book/${token}`)(visit);
}

async function several(visit: StateVisit): Promise<void> {
  await asking(visit);
  const { token } = await ask(visit, "POST", "/v1/scheduling-links", { member_id: await hostOf(visit) });
  await go(`/book/${token}`)(visit);
}

/** One of them is chosen, and the others stay in reach. */
async function oneOfSeveral(visit: StateVisit): Promise<void> {
  await several(visit);
  await visit.page.locator(".offers a").first().click();
  await visit.page.locator("nav.lengths [aria-current]").first().waitFor();
}

/** Back from the details to the times, with what was typed; the time that was held is given back by that. */
async function another(visit: StateVisit): Promise<void> {
  await details(visit, call);
  await says(visit);
  await visit.page.locator("button[value=another]").click();
  await visit.page.locator("table button").first().waitFor();
  const [month, times] = await Promise.all(
    ["calendar", "times"].map((part) => visit.page.locator(`[data-part=${part}]`).boundingBox()),
  );
  if (!month || !times || month.y !== times.y || month.x > times.x)
    throw new Error(`the times stand elsewhere than beside the month: ${JSON.stringify([month, times])}`);
}

async function wrong(visit: StateVisit): Promise<void> {
  await details(visit, await asking(visit));
  await says(visit);
  await visit.page.fill("#guests", "nobody in particular");
  await visit.page.locator("form.details").evaluate((form: HTMLFormElement) => {
    form.noValidate = true;
  });
  await confirms(visit);
  await visit.page.locator(".faults").waitFor();
}

const state = (name: string, open: State["open"], picture = false): State => ({
  name: `booking-${name}`,
  as: "anyone",
  open,
  ...(picture ? { picture } : {}),
});

export const states: State[] = [
  state("company", go("/lumen"), true),
  state("choose", go(`${call}?zone=Europe/Paris`), true),
  state("choose-arabic", go(`${call}?zone=Asia/Dubai&lang=ar`), true),
  state("lengths", async (visit) => go(`${await asking(visit)}?minutes=45`)(visit)),
  state("seats", go("/lumen/open-house?lang=de")),
  state("zone", go(`${call}?zone=Europe/London&find=vienn`)),
  state("no-zone", go(`${call}?find=nowhere-at-all`)),
  state("month-empty", async (visit) => go(`${(await later(visit)).path}?lang=en-GB`)(visit)),
  state("day-empty", async (visit) => {
    const { path, year } = await later(visit);
    await go(`${path}?date=${year}-03-28&zone=Europe/Paris`)(visit);
  }),
  state("details", (visit) => details(visit, call), true),
  state("questions", async (visit) => details(visit, await asking(visit))),
  state("faults", wrong),
  state("another", another),
  state("zone-country", go(`${call}?zone=Europe/London&find=Kanada&lang=de`)),
  state("longer", async (visit) => {
    await details(visit, call);
    await visit.page.locator('button[value="extend"]').click();
    await visit.page.locator('button[value="extend"]').waitFor({ state: "detached" });
  }),
  state("taken", tooLate, true),
  state("done", (visit) => booked(visit, call), true),
  state("pending", async (visit) => {
    await details(visit, await asking(visit));
    await says(visit);
    await visit.page.locator('input[name^="q-"][value="English"]').check();
    await confirms(visit);
    await visit.page.locator(".done").waitFor();
  }),
  state("link-several", several),
  state("link-one-of-several", oneOfSeveral),
  state("link-over", used),
  state("link-unknown", go("/book/lnk_nothing.ten_nothing.signature")),
  state("unknown", go("/lumen/nothing-of-this-name")),
  state("nobody", go("/nobody-at-all")),
];
