// What a page costs beside a route that reads five rows in one batch and writes them down: the least that a page which shows anything
// could cost. Alone, into its part of the results: `node bench/pages.ts`.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, scratch } from "../scripts/local.ts";
import { buildBundle, startBundle } from "../scripts/start-bundle.ts";
import { type Case, costsOf } from "./cpu.ts";

const rounds = 7;
const perRound = 150;
const bar = 3;
const heading = "## Pages";

/** Lines for the report. */
export async function pageCosts(): Promise<string[]> {
  const dist = join(scratch, "bench-pages-dist");
  mkdirSync(scratch, { recursive: true });
  await buildBundle(dist, "", join(root, "test", "bench", "index.ts"));
  const bundle = await startBundle({ dist, seeded: true, quiet: true });
  try {
    // Everybody from a network of their own: the guard in front of public doors is not what is measured.
    const page = (path: string) => (turn: number) =>
      new Request(bundle.url + path, { headers: { Accept: "text/html", "CF-Connecting-IP": networkOf(turn) } });
    const cases: Case[] = [
      { name: "one batch of five reads, as JSON", ask: page("/v1/public/lumen/bench-reads") },
      {
        name: "the booking page: an event type, a month and a day of times",
        ask: page("/lumen/first-call?zone=Europe%2FParis"),
      },
      { name: "a company's page", ask: page("/lumen") },
      { name: "the page to sign in", ask: page("/sign-in") },
    ];
    const costs = await costsOf(cases, rounds, perRound);
    const least = costs[0] ?? 1;
    return [
      heading,
      "",
      `CPU of the built Worker, without a development server; the median of ${rounds} rounds in turns.`,
      "",
      "| | as a multiple of the first row | bar | ms here |",
      "|---|---|---|---|",
      ...cases.map(({ name }, at) => {
        const cost = costs[at] ?? 0;
        return `| ${name} | ${(cost / least).toFixed(1)} | ${at === 1 ? `≤ ${bar}` : ""} | ${cost.toFixed(2)} |`;
      }),
      "",
    ];
  } finally {
    await bundle.stop();
    rmSync(dist, { recursive: true, force: true });
  }
}

const networkOf = (turn: number): string => `10.${turn % 250}.${Math.floor(turn / 250) % 250}.1`;

if (import.meta.main) {
  const path = join(root, "bench", "results.md");
  const [before = "", after = ""] = readFileSync(path, "utf8").split(new RegExp(`^${heading}\\n[^#]*`, "m"));
  const lines = (await pageCosts()).join("\n");
  const head = after === "" ? before.replace(/(?=^## )/m, `${lines}\n`) : `${before}${lines}\n${after}`;
  writeFileSync(path, head);
  console.log(lines);
}
