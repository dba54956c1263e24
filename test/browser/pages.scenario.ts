// Every page in every state: axe in light and in dark, no wider than the narrowest screen, no policy broken, nothing thrown.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { demo } from "../../scripts/local.ts";
import { People } from "./people.ts";
import { axe, type Tally, type Visit } from "./scenario.ts";
import type { State } from "./states.ts";

export const name = "every page in every state: clean to axe in light and dark, 320 pixels wide, no policy broken";

/**
 * The states of each family of pages: within one, a state may stand on what another has done. What they remember of it is of one server:
 * each `server` has its own.
 */
async function loadFamilies(server: string): Promise<State[][]> {
  const folder = join(import.meta.dirname, "states");
  const files = readdirSync(folder).filter((file) => file.endsWith(".ts"));
  const found = await Promise.all(
    files.toSorted().map(async (file) => (await import(`${join(folder, file)}?${server}`)) as { states: State[] }),
  );
  const states = found.flatMap((one) => one.states);
  const twice = states.filter(({ name: own }, at) => states.findIndex((other) => other.name === own) !== at);
  if (twice.length > 0) throw new Error(`two states are called ${twice.map((state) => state.name).join(", ")}`);
  const wanted = new RegExp(process.env.STATES ?? "");
  return found.map((one) => one.states.filter((state) => wanted.test(state.name)));
}

export const loadStates = async (server: string): Promise<State[]> => (await loadFamilies(server)).flat();

const urgency = (family: readonly State[]): number => (family[0]?.begins === true ? 1_000 : family.length);

/** Families side by side, as many as there are cores; the longest begin. */
export async function eachState(server: string, act: (state: State) => Promise<void>): Promise<void> {
  const waiting = (await loadFamilies(server)).toSorted((one, other) => urgency(other) - urgency(one));
  const lane = async () => {
    for (let family = waiting.shift(); family !== undefined; family = waiting.shift())
      for (const state of family) await act(state);
  };
  await Promise.all([lane(), lane()]);
}

export async function run({ page: first, url, mailbox }: Visit): Promise<Tally> {
  const browser = first.context().browser();
  if (browser === null) throw new Error("there is no browser");
  const people = new People(browser, url, mailbox);
  const { keys } = await demo();
  const tally = { passed: 0, failed: 0 };
  try {
    await eachState("pages", async (state) => {
      const page = await people.page(state.as);
      const faults = await watch(page);
      try {
        await state.open({ page, url, mailbox, key: keys[0]?.key ?? "" });
        await look(page);
        if (faults.length > 0) throw new Error(faults.join("\n"));
        tally.passed++;
      } catch (error) {
        tally.failed++;
        console.log(
          `  FAIL  state ${state.name} (${page.url()})\n${error instanceof Error ? error.message : String(error)}`,
        );
      } finally {
        await page.close();
      }
    });
  } finally {
    await people.close();
  }
  return tally;
}

/** What a page does that it must not: it throws, breaks its policy, or asks another host for anything. */
export async function watch(page: Page): Promise<string[]> {
  const faults: string[] = [];
  page.on("pageerror", (fault) => faults.push(`thrown: ${fault.message}`));
  page.on("console", (message) => {
    if (/content security policy|trusted/i.test(message.text())) faults.push(message.text());
  });
  page.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith("http") && hostname !== "127.0.0.1") faults.push(`asked ${hostname}`);
  });
  return faults;
}

async function look(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await axe(page);
  }
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 800 });
  const wide = await page.evaluate<number>("document.documentElement.scrollWidth");
  if (wide > 320) throw new Error(`${wide} pixels wide on a screen of 320: ${await widest(page)}`);
  if (before !== null) await page.setViewportSize(before);
}

/** What sticks out, for whoever has to mend it. */
export const widest = (page: Page): Promise<string> =>
  page.evaluate(() =>
    [...document.querySelectorAll("body *")]
      .filter((node) => node.getBoundingClientRect().right > innerWidth + 1)
      .slice(0, 5)
      .map((node) => node.outerHTML.slice(0, 120))
      .join("\n"),
  );
