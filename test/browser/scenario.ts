// What a scenario file exports, and what it is handed.
import type { AxeResults } from "axe-core";
import axeCore from "axe-core";
import type { Page } from "playwright-core";

export interface Scenario {
  name: string;
  /** Counts as one, unless it says how many things it looked at. */
  run: (visit: Visit) => Promise<void | Tally>;
}

export interface Tally {
  passed: number;
  failed: number;
}

export interface Visit {
  /** In a browser context of its own: no cookie of another scenario. */
  page: Page;
  url: string;
  mailbox: Mailbox;
  /** Where the bundle is, for a scenario that starts another of it. */
  dist: string;
  /** The Worker's log, line by line, from the start. */
  heard: string[];
}

/** Checks the page as it stands against WCAG 2.0–2.2 A and AA and best practice. Needs scripts switched on. */
export async function axe(page: Page): Promise<void> {
  // Evaluated rather than added as a tag, so that the page's own Content-Security-Policy stays in force.
  await page.evaluate(axeCore.source);
  const { violations }: AxeResults = await page.evaluate("axe.run()");
  if (violations.length === 0) return;
  const told = violations.map(({ id, help, nodes }) => {
    return `  ${id}: ${help}\n${nodes.map(({ html }) => `    ${html}`).join("\n")}`;
  });
  throw new Error(`axe on ${page.url()}:\n${told.join("\n")}`);
}

/** The development mailbox, read as a person would: its list, then every message it links to, newest first. */
export class Mailbox {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  /** Waits for a message that matches, and answers the match. */
  async find(pattern: RegExp, patienceMs = 10_000): Promise<RegExpExecArray> {
    const end = Date.now() + patienceMs;
    do {
      for (const path of await this.#messages()) {
        const found = pattern.exec(await this.#read(path));
        if (found !== null) return found;
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    } while (Date.now() < end);
    throw new Error(`no mail matches ${pattern} after ${patienceMs} ms`);
  }

  /** Where each message can be read. */
  paths(): Promise<string[]> {
    return this.#messages();
  }

  async #messages(): Promise<string[]> {
    const list = await this.#read("/dev/mail");
    return [...new Set([...list.matchAll(/href="(\/dev\/mail\/[^"]+)"/g)].map(([, path = ""]) => path))];
  }

  async #read(path: string): Promise<string> {
    const answer = await fetch(new URL(path, this.#url));
    if (!answer.ok) throw new Error(`GET ${path} answered ${answer.status}`);
    return answer.text();
  }
}
