// What an invitee and one of a panel meet behind the links they were sent.
import type { State, StateVisit } from "../states.ts";

type Found = {
  id: string;
  token: string;
  manage_token: string;
  participants: { id: string; member_id: string | null }[];
  offers: { slots: { starts_at: string; slot_token: string }[] }[];
  candidate_id: string | null;
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

/** Made once, by whichever state needs it first. */
function once<T>(make: (visit: StateVisit) => Promise<T>): (visit: StateVisit) => Promise<T> {
  let made: Promise<T> | undefined;
  return (visit) => (made ??= make(visit));
}

const memberCalled = async (visit: StateVisit, name: string): Promise<string> => {
  const [found] = (await ask(visit, "GET", `/v1/members?q=${name}`)).data;
  if (found === undefined) throw new Error(`nobody is called ${name}`);
  return found.id;
};

const description =
  "We talk about a system you have built: what it was for, what you would do differently, and what broke first.\n\n" +
  "Bring a drawing or a few notes; nothing has to be finished. You will need a camera only if you like to use one.";

/** Two kinds of talk of Salma's: one that is easy to change, and one that is not and waits for his word. */
const kinds = once(async (visit) => {
  const host = await memberCalled(visit, "salma");
  const slug = crypto.randomUUID().slice(0, 8);
  const common = { kind: "one_on_one", description, durations: [45], hosts: [{ member_id: host }] };
  const policy = { allowed: true, cutoff_minutes: 240, reason_required: false };
  const locations = [{ kind: "link", details: "https://meet.lumen.example/portfolio" }];
  await ask(visit, "POST", "/v1/event-types", {
    ...common,
    slug: `portfolio-${slug}`,
    title: "Portfolio conversation",
    locations,
    default_location: "link",
    cancellation: policy,
    rescheduling: { ...policy, max_times: 2 },
  });
  await ask(visit, "POST", "/v1/event-types", {
    ...common,
    slug: `studio-${slug}`,
    title: "Studio visit",
    confirmation_required: true,
    locations: [{ kind: "on_site", details: "Quay Street 12, second floor" }],
    default_location: "on_site",
    cancellation: { ...policy, cutoff_minutes: 43_200 },
    rescheduling: { ...policy, allowed: false, max_times: null },
  });
  const talk = await ask(visit, "POST", "/v1/event-types", {
    ...common,
    slug: `systems-${slug}`,
    title: "Systems",
    hosts: [{ member_id: await memberCalled(visit, "jonas") }],
  });
  return { easy: `portfolio-${slug}`, strict: `studio-${slug}`, talk: talk.id };
});

type Booked = { id: string; path: string };
let taken = 0;

async function book(visit: StateVisit, kind: "easy" | "strict"): Promise<Booked> {
  const slug = (await kinds(visit))[kind];
  const { offers } = await ask(visit, "GET", `/v1/public/lumen/event-types/${slug}/slots`);
  const slots = offers[0]?.slots ?? [];
  const slot = slots[(slots.length >> 1) + 2 * taken++] ?? slots[0];
  if (slot === undefined) throw new Error("nothing is free");
  const { id, manage_token } = await ask(visit, "POST", "/v1/public/lumen/bookings", {
    slot_token: slot.slot_token,
    invitee: { name: "Noor Haddad", email: "noor@guest.example", time_zone: "America/Vancouver", locale: "en-CA" },
  });
  return { id, path: `/manage/${manage_token}` };
}

const confirmed = once((visit) => book(visit, "easy"));
const pending = once((visit) => book(visit, "strict"));

/** As soon as can be: where a state of another family has taken the hour, a little before it or after it. */
async function scheduled(visit: StateVisit, id: string, soon: number, tries: readonly number[] = steps) {
  const [step = 0, ...others] = tries;
  const body = { starts_at: new Date(soon + step * 60_000).toISOString(), force: true };
  try {
    return await ask(visit, "POST", `/v1/interviews/${id}/schedule`, body);
  } catch (error) {
    if (others.length === 0) throw error;
    return scheduled(visit, id, soon, others);
  }
}

/** In minutes: at last, long before the others begin theirs; what is begun late can still be begun. */
const steps = [0, -5, 5, -10, 10, -30, -60, -90, -120, -180, -240, -300, 30, 60, 90];

const later = (days: number, hours: number) =>
  new Date(Math.floor(Date.now() / 86_400_000 + days) * 86_400_000 + hours * 3_600_000).toISOString();

const asked = once(async (visit) => {
  const { id, path } = await book(visit, "easy");
  const windows = [5, 6].map((days) => ({ from: later(days, 9), until: later(days, 12) }));
  await ask(visit, "POST", `/v1/bookings/${id}/reschedule-requests`, { reason: "A delivery has moved.", windows });
  return path;
});

const canceled = once(async (visit) => {
  const { id, path } = await book(visit, "easy");
  await ask(visit, "POST", `/v1/bookings/${id}/cancel`, { reason: "The role was filled this morning. We are sorry." });
  return path;
});

/** An interview that Jonas holds, in a few hours or just begun. */
async function interview(visit: StateVisit, begins: boolean): Promise<{ id: string; seat: string }> {
  const { data } = await ask(visit, "GET", "/v1/applications?status=active&limit=50");
  const application = data.find(({ candidate_id }) => candidate_id !== null);
  const [form] = (await ask(visit, "GET", "/v1/scorecard-forms?limit=5")).data;
  const { talk } = await kinds(visit);
  const { id } = await ask(visit, "POST", "/v1/interviews", {
    title: begins ? "Systems, looking back" : "Systems, looking ahead",
    application_id: application?.id,
    event_type_id: talk,
    form_id: form?.id,
  });
  const soon = Math.ceil(Date.now() / 300_000) * 300_000 + (begins ? 300_000 : 10_800_000);
  const { participants } = await scheduled(visit, id, soon);
  if (begins) await ask(visit, "POST", `/v1/interviews/${id}/start`, {});
  return { id, seat: participants.find(({ member_id }) => member_id !== null)?.id ?? "" };
}

const ahead = once((visit) => interview(visit, false));

async function respondPath(visit: StateVisit): Promise<string> {
  const { id, seat } = await ahead(visit);
  return `/panel/${(await ask(visit, "POST", `/v1/interviews/${id}/participants/${seat}/links`, {})).token}?zone=Europe/Paris`;
}

/** Such a link stands in the mail alone. */
const card = once(async (visit) => {
  await interview(visit, true);
  const [, path = ""] = await visit.mailbox.find(/Systems, looking back[\s\S]*?(\/panel\/[\w.-]+)(?![\w.?-])/);
  return `${path}?zone=Europe/Paris`;
});

const windows = once(async (visit) => {
  const { data } = await ask(visit, "GET", "/v1/applications?status=active&limit=50");
  const { talk } = await kinds(visit);
  const known = data.filter(({ candidate_id }) => candidate_id !== null);
  const words = { title: "A first talk", application_id: known[2]?.id ?? known[0]?.id, event_type_id: talk };
  const { id } = await ask(visit, "POST", "/v1/interviews", words);
  return `/panel/${(await ask(visit, "POST", `/v1/interviews/${id}/ask-windows`, {})).token}?zone=Europe/Paris`;
});

const at =
  (path: (visit: StateVisit) => Promise<string>): State["open"] =>
  async (visit) =>
    visit.page.goto(await path(visit));
const on = (step: string) => at(async (visit) => (await confirmed(visit)).path + step);

async function send({ page }: StateVisit): Promise<void> {
  await page.locator("main form button[type=submit]").first().click();
}

async function hold(visit: StateVisit): Promise<void> {
  await visit.page.goto(`${(await confirmed(visit)).path}/move`);
  await visit.page.locator("input[name=slot]").first().check();
  await visit.page.locator("form.times button[type=submit]").click();
  await visit.page.locator("[data-countdown]").waitFor();
}

export const states: State[] = [
  // Before anybody else takes the hour that goes on right now.
  { name: "panel-card", as: "anyone", picture: true, begins: true, open: at(card) },
  { name: "manage", as: "anyone", picture: true, open: on("") },
  { name: "manage-ar", as: "anyone", picture: true, open: on("?lang=ar&zone=Asia/Riyadh") },
  { name: "manage-pending-barred", as: "anyone", open: at(async (visit) => (await pending(visit)).path) },
  { name: "manage-asked", as: "anyone", picture: true, open: at(asked) },
  { name: "manage-canceled", as: "anyone", open: at(canceled) },
  { name: "manage-cancel", as: "anyone", open: on("/cancel") },
  { name: "manage-move", as: "anyone", picture: true, open: on("/move") },
  { name: "manage-move-confirm", as: "anyone", open: hold },
  { name: "manage-ask", as: "anyone", open: on("/ask") },
  {
    name: "manage-ask-refused",
    as: "anyone",
    async open(visit) {
      const { page } = visit;
      await page.goto(`${(await confirmed(visit)).path}/ask`);
      await page.locator("#day-0").fill("2026-01-01");
      await page.evaluate(() => {
        for (const form of document.forms) form.noValidate = true;
      });
      await page.locator("main form .actions button").first().click();
      await page.locator(".faults").waitFor();
    },
  },
  { name: "manage-keep", as: "anyone", open: at(async (visit) => `${await asked(visit)}/keep`) },
  { name: "manage-broken", as: "anyone", open: ({ page }) => page.goto("/manage/lnk_nothing") },
  { name: "panel", as: "anyone", picture: true, open: at(respondPath) },
  { name: "panel-de", as: "anyone", open: at(async (visit) => `${await respondPath(visit)}&lang=de`) },
  { name: "panel-decline", as: "anyone", open: at(async (visit) => `${await respondPath(visit)}&answer=decline`) },
  {
    name: "panel-accepted",
    as: "anyone",
    async open(visit) {
      await visit.page.goto(await respondPath(visit));
      await send(visit);
      await visit.page.locator(".state").waitFor();
    },
  },
  {
    name: "panel-card-refused",
    as: "anyone",
    async open(visit) {
      await visit.page.goto(await card(visit));
      await visit.page.evaluate(() => {
        for (const form of document.forms) form.noValidate = true;
      });
      await send(visit);
      await visit.page.locator(".faults").waitFor();
    },
  },
  { name: "panel-windows", as: "anyone", open: at(windows) },
  { name: "panel-broken", as: "anyone", open: ({ page }) => page.goto("/panel/act_nothing") },
];
