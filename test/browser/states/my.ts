// An interviewer's day: Lena Brandt's, with an interview that goes on right now.
import type { State, StateVisit } from "../states.ts";

type Found = {
  id: string;
  slug?: string;
  title?: string;
  status: string;
  stage_id: string;
  kind: string;
  data: Found[];
};

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

const title = "Technical conversation";

let going: Promise<string> | undefined;

/** An interview of a stage with a kit and a form, which has just begun; made once for all states. */
const talk = (visit: StateVisit): Promise<string> => (going ??= begin(visit));

async function begin(visit: StateVisit): Promise<string> {
  const running = await ask(visit, "GET", "/v1/interviews?status=in_progress&limit=20");
  const known = running.data.find(({ title: named }) => named === title);
  if (known !== undefined) return known.id;
  const { data } = await ask(visit, "GET", "/v1/applications?status=active&limit=20");
  const stages = await Promise.all(
    data.map(async (application) => ({
      application,
      kit: await ask(visit, "GET", `/v1/stages/${application.stage_id}/kit`),
    })),
  );
  const application = stages.find(({ kit }) => JSON.stringify(kit).includes("bank_question"))?.application;
  const lena = (await ask(visit, "GET", "/v1/members?q=lena")).data[0];
  const types = await ask(visit, "GET", "/v1/event-types?limit=50");
  const collective = types.data.find(({ kind }) => kind === "collective");
  if (application === undefined || lena === undefined || collective === undefined) throw new Error("no demo company");
  const { id } = await ask(visit, "POST", `/v1/applications/${application.id}/interviews`, {
    title,
    participants: [{ member_id: lena.id, role: "lead" }],
  });
  await ask(visit, "PATCH", `/v1/interviews/${id}`, {
    event_type_id: collective.id,
    location: "https://meet.lumen.example/technical",
  });
  const soon = await scheduled(visit, id, Math.ceil(Date.now() / 300_000) * 300_000 + 300_000);
  await ask(visit, "POST", `/v1/interviews/${id}/start`, {});
  await lookOn(visit, application, { member_id: lena.id, soon });
  return id;
}

/** As soon as can be: where another state has taken the hour, a little later. */
async function scheduled(visit: StateVisit, id: string, next: number): Promise<string> {
  for (let later = 0; ; later += 900_000) {
    const starts_at = new Date(next + later).toISOString();
    const answer = await ask(visit, "POST", `/v1/interviews/${id}/schedule`, { starts_at, force: true }).catch(
      (error: unknown) => {
        if (later > 7_200_000 || !/slot\.taken/.test(String(error))) throw error;
      },
    );
    if (answer !== undefined) return starts_at;
  }
}

/** At nearly the same time somebody else talks with somebody, and would like Lena to look on. */
async function lookOn(visit: StateVisit, { id }: Found, { member_id, soon }: { member_id: string; soon: string }) {
  const types = await ask(visit, "GET", "/v1/event-types?limit=50");
  const call = types.data.find(({ slug }) => slug === "first-call");
  const other = await ask(visit, "POST", `/v1/applications/${id}/interviews`, {
    title: "First call",
    participants: [{ member_id, role: "observer" }],
  });
  await ask(visit, "PATCH", `/v1/interviews/${other.id}`, { event_type_id: call?.id });
  await scheduled(visit, other.id, Date.parse(soon) + 900_000);
}

const lena = "lena.brandt";
const panelDay = "2026-11-25";

async function ready(visit: StateVisit, path: (id: string) => string): Promise<void> {
  await visit.page.goto(path(await talk(visit)));
}

/** Up to the last look at a card of which nearly everything is still missing. */
async function review(visit: StateVisit): Promise<void> {
  await ready(visit, (id) => `/my/interviews/${id}?lang=en`);
  await visit.page.locator("button[formaction*='/check']").click();
  await visit.page.waitForURL(/hand-in/);
}

/** With the card in: what it says, and what the others' say. */
async function submitted(visit: StateVisit): Promise<void> {
  await ready(visit, (id) => `/my/interviews/${id}?lang=en`);
  const { page } = visit;
  if ((await page.locator("button[formaction*='/check']").count()) === 0) return;
  for (const name of ["value-design-2", "value-coding-3", "recommendation-1"]) await page.locator(`#${name}`).check();
  await page.locator("#comments").fill("Asks what it is for before asking how.");
  await page.locator("button[formaction*='/check']").click();
  await page.waitForURL(/hand-in/);
  await page.locator("main form button[type=submit]").click();
  await ready(visit, (id) => `/my/interviews/${id}?lang=en`);
}

export const states: State[] = [
  { name: "my-day", as: lena, picture: true, open: (visit) => ready(visit, () => "/my/day?lang=en") },
  { name: "my-day-ahead", as: lena, open: ({ page }) => page.goto(`/my/day?date=${panelDay}&lang=en`) },
  { name: "my-day-empty", as: lena, open: ({ page }) => page.goto("/my/day?date=2026-12-27&lang=en") },
  { name: "my-day-ar", as: lena, open: ({ page }) => page.goto(`/my/day?date=${panelDay}&lang=ar`) },
  { name: "my-week", as: lena, picture: true, open: ({ page }) => page.goto(`/my/week?week=${panelDay}&lang=en`) },
  { name: "my-week-empty", as: lena, open: ({ page }) => page.goto("/my/week?week=2027-03-01&lang=en") },
  {
    name: "my-interview",
    as: lena,
    picture: true,
    open: (visit) => ready(visit, (id) => `/my/interviews/${id}?lang=en`),
  },
  {
    name: "my-interview-whole",
    as: lena,
    open: (visit) => ready(visit, (id) => `/my/interviews/${id}?lang=en&kind=overall`),
  },
  {
    name: "my-interview-draft",
    as: lena,
    async open(visit) {
      await ready(visit, (id) => `/my/interviews/${id}?lang=en`);
      const { page } = visit;
      await page.locator("#strengths").fill("Takes things apart before building on them.");
      await page.getByText("Saved", { exact: false }).first().waitFor();
    },
  },
  {
    name: "my-interview-refused",
    as: lena,
    async open(visit) {
      const { page } = visit;
      await review(visit);
      await page.locator("main form button[type=submit]").click();
      await page.locator(".faults").waitFor();
    },
  },
  { name: "my-hand-in", as: lena, open: review },
  { name: "my-notifications", as: lena, open: ({ page }) => page.goto("/my/notifications?lang=en") },
  { name: "my-notifications-unread", as: lena, open: ({ page }) => page.goto("/my/notifications?unread&lang=en") },
  { name: "my-profile", as: lena, open: ({ page }) => page.goto("/my/profile?lang=en") },
  {
    name: "my-profile-refused",
    as: lena,
    async open({ page }) {
      await page.goto("/my/profile?lang=en");
      await page.locator("#phone").fill("123");
      await page.locator("form:has([name=given_name]) button[type=submit]").click();
      await page.locator(".faults").waitFor();
    },
  },
  {
    name: "my-profile-feed",
    as: lena,
    async open({ page }) {
      await page.goto("/my/profile?lang=en");
      await page.locator('form[action^="/my/profile/feed"]:not([action*=revoke]) button').click();
      await page.locator("#address").waitFor();
    },
  },
  { name: "my-interview-in", as: lena, picture: true, open: submitted },
  {
    name: "my-interview-revise",
    as: lena,
    async open(visit) {
      await submitted(visit);
      await visit.page.locator("a[href*=revise]").click();
      await visit.page.waitForURL(/revise/);
    },
  },
];
