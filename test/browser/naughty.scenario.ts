// A company where every name, title and text is naughty, and people who write such things into every field of every form: on no page and in
// no mail does anything run, stick out, or break the page's policy.
import type { Browser, Page } from "playwright-core";
import { Company, each, linksOn, type Place } from "./naughty/company.ts";
import {
  acceptable,
  anything,
  fieldKey,
  type Form,
  formsOf,
  kindOf,
  lost,
  send,
  type Typing,
} from "./naughty/fields.ts";
import { guarded, unharmed } from "./naughty/judge.ts";
import { planted } from "./naughty/planted.ts";
import type { Tally, Visit } from "./scenario.ts";

export const name =
  "naughty strings in every field, on every page and in every mail: nothing runs and nothing sticks out";

/** States that such names keep from being reached, each with why. */
const unreachable: Readonly<Record<string, string>> = {};

/** Fields that nobody fills here, each with why. */
const unfilled: Readonly<Record<string, string>> = {};

/** What takes something away, or somebody's rights. */
const takesAway =
  /delete|remove|revoke|merge|suspend|respond|end|off\b|cancel|reject|withdraw|decline|hire|no-show|hand-in|away|roles|\/people\/\w+$/;
const makes = /\/(?:new|copy|schedules|invitations|keys|teams)$/;
/** Who has done one of these works somewhere else, or nowhere. */
const moves = /^\/welcome|\/close$/;
/** What stands behind them is over: a card that has been handed in. */
const isOver = /-(?:in|revise)$/;

/** A card can only be written while its interview is where it was. */
const isCard = ({ action, places: [place] }: Met): boolean =>
  /^\/my\/interviews\/[^/]+\/(?:responses|scorecard|notes)/.test(action) && !isOver.test(place?.state ?? "");

/** Cards come first, then what only changes something, and what others could miss comes last. */
function rankOf(form: Met): number {
  if (isCard(form)) return -2;
  const kind = [moves, takesAway, makes].findIndex((one) => one.test(form.action));
  return isOver.test(form.places[0]?.state ?? "") ? kind + 10 : kind;
}
const ranks = [-2, -1, 2, 9, 12, 1, 11, 0] as const;

/** A form, and where it was met: where it is no longer met by the first way, there may be another. */
type Met = Form & { places: Place[] };

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));

class Court {
  readonly tally: { passed: number; failed: number } = { passed: 0, failed: 0 };

  async judge(what: string, act: () => Promise<unknown>): Promise<void> {
    try {
      await act();
      this.tally.passed++;
    } catch (error) {
      this.tally.failed++;
      console.log(`  FAIL  ${what}: ${message(error)}`);
    }
  }

  /** Nothing is missing but what is known to be. */
  missing(what: string, found: ReadonlyMap<string, string>, known: Readonly<Record<string, string>>): Promise<void> {
    return this.judge(what, async () => {
      const others = [...found].filter(([one]) => !(one in known)).map(([one, why]) => `${one}: ${why}`);
      if (others.length > 0) throw new Error(others.join("\n        "));
    });
  }
}

export async function run({ page: first, dist }: Visit): Promise<Tally> {
  const browser = first.context().browser();
  if (browser === null) throw new Error("there is no browser");
  const court = new Court();
  const met = await seeing(browser, dist, court);
  await typing(browser, dist, court, met);
  return court.tally;
}

/** Every page of a company whose every text is naughty, and every mail. Answers the forms that were met. */
async function seeing(browser: Browser, dist: string, court: Court): Promise<Met[]> {
  const company = await Company.found(browser, dist, "naughty");
  const met = new Map<string, Met>();
  const kinds = new Set<string>();
  const ahead = new Map<string, Place>();
  const unreached = new Map<string, string>();
  const look = async (place: Place) => {
    const page = await company.people.page(place.as);
    const faults = await guarded(page);
    page.setDefaultTimeout(12_000);
    const said = [place.state, ...place.hops].join(" › ");
    await company.open(page, place).catch((error: unknown) => void unreached.set(said, message(error)));
    await court.judge(said, () => unharmed(page, faults));
    kinds.add(kindOf(page.url().slice(company.url.length)));
    for (const form of await formsOf(page)) {
      const known = met.get(form.key) ?? { ...form, places: [] };
      if (known.places.length < 3) known.places.push(place);
      met.set(form.key, known);
    }
    for (const link of await linksOn(page))
      if (!ahead.has(kindOf(link))) ahead.set(kindOf(link), { ...place, hops: [...place.hops, kindOf(link)] });
    await page.close();
  };
  try {
    await court.judge("a planted breach", () => planted(company));
    const before = company.reports.length;
    await company.eachState(look);
    await company.hear();
    const states = company.places.length;
    // Then on to whatever a link leads to, and from there on again.
    for (let next = unseen(ahead, kinds); next.length > 0; next = unseen(ahead, kinds)) {
      for (const [kind] of next) kinds.add(kind);
      await each(next, ([, place]) => look(place));
    }
    const mails = await readMails(company, court);
    await court.missing("not reached", unreached, unreachable);
    await court.judge("reports", async () => unreported(company, before));
    console.log(
      `        ${states} states, ${kinds.size} kinds of pages, ${mails} mails; ${unreached.size} not reached`,
    );
  } finally {
    await company.close();
  }
  return [...met.values()];
}

const unseen = (ahead: ReadonlyMap<string, Place>, kinds: ReadonlySet<string>): [string, Place][] =>
  [...ahead].filter(([kind]) => !kinds.has(kind) && !/^\/(?:dev|docs|problems|v1)\b|\.\w+$/.test(kind));

function unreported(company: Company, before: number): void {
  const reports = company.reports.slice(before);
  if (reports.length > 0) throw new Error(reports.join("\n"));
}

/** Every mail as it is listed, as text and as HTML, and the way out of a list that it shows. */
async function readMails(company: Company, court: Court): Promise<number> {
  const paths = await company.mailbox.paths();
  const ways = new Set<string>();
  const read = async (path: string) => {
    const page = await company.people.page("anyone");
    const faults = await guarded(page);
    await court.judge(`mail ${path}`, async () => {
      await page.goto(path);
      await unharmed(page, faults);
      for (const [way] of (await page.content()).matchAll(/\/manage\/lnk_\w{26}\.ten_\w{26}\.[\w-]{43}/g))
        ways.add(way);
    });
    await page.close();
  };
  await each(["/dev/mail", ...paths, ...paths.map((path) => `${path}/html`)], read);
  await court.judge("the way out", async () => {
    const page = await company.people.page("anyone");
    const faults = await guarded(page);
    await page.goto(await company.wayOut());
    await unharmed(page, faults);
    await page.locator("main form button").click();
    await page.getByRole("heading", { name: "You get no more" }).waitFor();
    await unharmed(page, faults);
    await page.close();
  });
  for (const way of ways) await court.judge(`the calendar of ${way}`, () => calendar(company, way));
  return paths.length;
}

/** One event, whatever its texts say, and nothing that a browser would show as a page. */
async function calendar(company: Company, way: string): Promise<void> {
  const answer = await fetch(new URL(`${way}/calendar.ics`, company.url));
  // What has been called off leads to its page, which says so.
  if (answer.redirected) return;
  const text = await answer.text();
  const type = answer.headers.get("Content-Type") ?? "";
  if (!type.startsWith("text/calendar") || answer.headers.get("X-Content-Type-Options") !== "nosniff")
    throw new Error(`${answer.status} ${type}`);
  const begun = text.match(/^BEGIN:VEVENT\r$/gm)?.length ?? 0;
  const odd = text.split("\r\n").find((line) => line !== "" && !/^(?: |[A-Z][A-Z-]*[;:])/.test(line));
  if (begun !== 1 || odd !== undefined) throw new Error(`${begun} events, ${odd}`);
}

/** In a company of their own, everybody types naughty texts into every field there is, and sends them. */
async function typing(browser: Browser, dist: string, court: Court, met: readonly Met[]): Promise<void> {
  const company = await Company.found(browser, dist, "naughty-forms");
  const filled = new Set<string>();
  const done = new Set<string>();
  const why = new Map<string, string>();
  const pass = (form: Form) => {
    for (const field of form.fields) filled.add(fieldKey(form, field));
  };
  const counts = { refused: 0, taken: 0 };
  let nth = 0;
  const fill = async (form: Met) => {
    // What it takes away it takes once, wherever it stands.
    if (takesAway.test(form.action) && done.has(form.kind)) return pass(form);
    const own = (nth += 3);
    await court.judge(form.key, async () => {
      const alike = met.filter(({ kind, key }) => kind === form.kind && key !== form.key);
      const reached = await reach(company, form, [...form.places, ...alike.flatMap(({ places }) => places)]);
      if (typeof reached === "string") return void why.set(form.key, reached);
      const { page, faults, here } = reached;
      done.add(form.kind);
      for (const isAnyhow of [true, false]) {
        const now = isAnyhow ? here : again(here, await formsOf(page));
        if (now === undefined) break;
        const texts = isAnyhow ? anything(now, own) : acceptable(now, own, here);
        const { refused, status } = await send(page, now, texts, isAnyhow);
        pass({ ...now, key: form.key });
        counts[refused ? "refused" : "taken"]++;
        await unharmed(page, faults);
        if (process.env["TOLD"] !== undefined) console.log(`        ${status} ${isAnyhow ? "any" : "fit"} ${form.key}`);
        await kept(page, now, texts, status);
        if (!refused || now.method === "get") break;
      }
      await page.close();
    });
  };
  try {
    for (const rank of ranks)
      await each(
        met.filter((form) => rankOf(form) === rank),
        fill,
      );
    const mails = await readMails(company, court);
    const all = new Map(
      met.flatMap((form) =>
        form.fields.map((field): [string, string] => [fieldKey(form, field), why.get(form.key) ?? ""]),
      ),
    );
    const left = new Map([...all].filter(([field]) => !filled.has(field)));
    await court.missing("fields nobody has filled", left, unfilled);
    await court.judge("reports", async () => unreported(company, 0));
    const sent = `sent ${counts.refused + counts.taken} times, refused ${counts.refused} times`;
    console.log(`        ${met.length} forms ${sent}, ${all.size - left.size} of ${all.size} fields, ${mails} mails`);
  } finally {
    await company.close();
  }
}

type Reached = { page: Page; faults: string[]; here: Form };

/** Where it was met, or where its like was: the same form of the same thing may stand on several pages. */
async function reach(company: Company, form: Met, places: readonly Place[]): Promise<Reached | string> {
  const tried: string[] = [];
  for (const place of places.slice(0, 5)) {
    const page = await company.people.page(place.as);
    const faults = await guarded(page);
    page.setDefaultTimeout(12_000);
    const failed = await company.open(page, place).then(() => undefined, message);
    const forms = await formsOf(page);
    const here = again(form, forms);
    if (here !== undefined) return { page, faults, here };
    tried.push(`${place.state}: ${failed ?? `it is not at ${page.url()}`}`);
    await page.close();
  }
  return tried.join("\n          ");
}

/** The same form as it stands now. */
const again = (form: Form, forms: readonly Form[]): Form | undefined =>
  forms.find(({ key }) => key === form.key) ??
  forms.find(({ kind }) => kind === form.kind) ??
  forms.find(({ action, method }) => action === form.action && method === form.method);

/** A form that was refused holds what was typed; one that asks holds what was asked. What is over is not asked again. */
async function kept(page: Page, form: Form, texts: Typing, status: number): Promise<void> {
  const isSent = form.method === "post" && status < 400;
  const isThere = again(form, await formsOf(page)) !== undefined;
  if (isSent || (!isThere && status !== 422)) return;
  const gone = await lost(page, form, texts);
  if (gone.length > 0) throw new Error(`${status}: what was typed is gone: ${gone.join("; ")}`);
}
