// A company of its own for those who write naughty things, and the ways to its pages.
import type { Browser, Page } from "playwright-core";
import type { Id } from "../../../src/kernel/ids.ts";
import { demo, ofWorker } from "../../../scripts/local.ts";
import { type Bundle, startBundle } from "../../../scripts/start-bundle.ts";
import { eachState, loadStates } from "../pages.scenario.ts";
import { letOneNetworkHold, People } from "../people.ts";
import { Mailbox } from "../scenario.ts";
import type { State, StateVisit, Who } from "../states.ts";
import { kindOf } from "./fields.ts";
import { strings } from "./strings.ts";
import { sayNaughtily, spoil, writeLetters } from "./spoil.ts";

/** A page by the way to it: a state, and links of these kinds from there. */
export type Place = { state: string; as: Who; hops: readonly string[] };

/** A company of its own, spoilt, with everybody signed in. */
export class Company {
  readonly mailbox: Mailbox;
  readonly people: People;
  readonly #bundle: Bundle;
  readonly #states: ReadonlyMap<string, State>;
  readonly #heard: string[];
  readonly #key: string;
  readonly #name: string;
  readonly #say = sayNaughtily();

  private constructor(browser: Browser, made: Pick<Made, "bundle" | "states" | "heard" | "key" | "name">) {
    this.#bundle = made.bundle;
    this.#states = new Map(made.states.map((state) => [state.name, state]));
    this.#heard = made.heard;
    this.#key = made.key;
    this.#name = made.name;
    this.mailbox = new Mailbox(made.bundle.url);
    this.people = new People(browser, made.bundle.url, this.mailbox);
  }

  static async found(browser: Browser, dist: string, name: string): Promise<Company> {
    const heard: string[] = [];
    const [bundle, states, { keys }] = await Promise.all([
      startBundle({ dist, seeded: true, hear: (line) => void heard.push(line) }),
      loadStates(name),
      demo(),
    ]);
    const key = keys[0]?.key ?? "";
    const company = new Company(browser, { bundle, states, heard, key, name });
    // Everybody signs in before they get mails with the company's own words.
    for (const who of new Set(states.map((state) => state.as))) await (await company.people.page(who)).close();
    await furnish(bundle.url, key);
    const letters = await writeLetters(bundle.url, key);
    console.log(`        ${await spoil(bundle.mf)} texts and ${letters} letters are naughty now`);
    return company;
  }

  get url(): string {
    return this.#bundle.url;
  }

  get places(): Place[] {
    return [...this.#states.values()].map((state) => ({ state: state.name, as: state.as, hops: [] }));
  }

  /** Families side by side, as everywhere: what one state has done another may stand on. */
  eachState(act: (place: Place) => Promise<void>): Promise<void> {
    return eachState(this.#name, (state) => act({ state: state.name, as: state.as, hops: [] }));
  }

  /** What browsers have told of breaches of a page's policy. */
  get reports(): string[] {
    return this.#heard.filter((line) => /"event":"csp"/.test(line));
  }

  async open(page: Page, { state, hops }: Place): Promise<void> {
    const visit: StateVisit = { page, url: this.url, mailbox: this.mailbox, key: this.#key, say: this.#say };
    await this.#states.get(state)?.open(visit);
    for (const hop of hops) {
      const link = (await linksOn(page)).find((href) => kindOf(href) === hop);
      if (link === undefined) throw new Error(`no link leads from ${page.url()} to ${hop}: ${await page.title()}`);
      await page.goto(link);
    }
  }

  /** What came back from whoever was sent an event is somebody's text as well. */
  async hear(): Promise<void> {
    const db = await this.#bundle.mf.getD1Database("DB");
    const said = "update delivery_attempts set error = ?, response_text = ?";
    await db.prepare(said).bind(strings[0], strings.join("\n")).run();
  }

  /** What a reminder leads to for who wants no more of them. */
  async wayOut(): Promise<string> {
    const db = await this.#bundle.mf.getD1Database("DB");
    const tenant = await db.prepare("select id from tenants where slug = 'lumen'").first<Id<"tenant">>("id");
    if (tenant === null) throw new Error("there is no demo company");
    const { configOf } = await ofWorker<{ configOf: (bindings: object) => object }>("src/platform/config.ts");
    const { unsubscribeToken } = await ofWorker<Links>("src/outreach/suppressions/link.ts");
    const config = configOf(await this.#bundle.mf.getBindings());
    const leaving = { tenant, email: "no-more@candidate.example", category: "reminder" } as const;
    return `/v1/unsubscribe/${await unsubscribeToken(config, leaving)}`;
  }

  async close(): Promise<void> {
    await this.people.close();
    await this.#bundle.stop();
  }
}

type Made = { bundle: Bundle; states: State[]; heard: string[]; key: string; name: string };

type Links = { unsubscribeToken: (config: object, leaving: object) => Promise<string> };

type Found = { data: { id: string; title: string }[] };

/**
 * What the demo company has none of: somewhere to send events to, somebody who gets no mails, and people enough who want to work
 * there.
 */
async function furnish(url: string, key: string): Promise<void> {
  const say = async (method: string, path: string, body?: object): Promise<Found> => {
    const answer = await fetch(new URL(path, url), {
      method,
      headers: {
        Authorization: `Bearer ${key}`,
        "Content-Type": "application/json",
        ...(method === "POST" ? { "Idempotency-Key": crypto.randomUUID() } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Found;
  };
  await letOneNetworkHold(url, key);
  const hook = { url: "https://hooks.naughty.example/", events: ["booking.*"], description: "Everything booked" };
  await say("POST", "/v1/webhooks", hook);
  const jobs = await say("GET", "/v1/jobs?limit=50");
  const job = jobs.data.find(({ title }) => title.startsWith("Backend"));
  // As many as are hired, rejected and let go here.
  for (const nth of [1, 2, 3, 4, 5, 6])
    await say("POST", "/v1/applications", {
      job_id: job?.id,
      guest: { name: `Guest ${nth}`, email: `guest-${nth}@guest.example` },
      cover_letter: "I would like to build with you.",
    });
  await say("POST", "/v1/suppressions", { email: "no-more@guest.example", note: "Asked us on the phone" });
}

/** Two do what there is to do, side by side. */
export async function each<T>(things: Iterable<T>, act: (thing: T) => Promise<void>): Promise<void> {
  const waiting = [...things];
  const lane = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await act(one);
  };
  await Promise.all([lane(), lane()]);
}

export const linksOn = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLAnchorElement>("a[href]")]
      .filter((link) => link.origin === location.origin && !link.hasAttribute("download"))
      .map((link) => link.pathname + link.search),
  );
