// `npm run browser`: the built bundle, seeded, in Debian's Chromium; every test/browser/*.scenario.ts in a context of its own.
// Words on the command line narrow it: node test/browser/run.ts health
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { demo, temporaryFolder } from "../../scripts/local.ts";
import { buildBundle, startBundle } from "../../scripts/start-bundle.ts";
import { letOneNetworkHold } from "./people.ts";
import { Mailbox, type Scenario, type Visit } from "./scenario.ts";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const patienceMs = 15_000;
// The sandbox needs rights a container lacks; the rest keeps the browser from calling out.
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"];
flags.push("--disable-background-networking", "--disable-component-update");

let passed = 0;
let failed = 0;
try {
  await main();
} catch (error) {
  failed++;
  console.error(error);
}
console.log(`${passed} passed, ${failed} failed`);
if (failed > 0) process.exitCode = 1;

async function main(): Promise<void> {
  if (!existsSync(executablePath)) throw new Error(`no browser at ${executablePath}: apt-get install chromium`);
  const scenarios = await load(process.argv.slice(2));
  if (scenarios.length === 0) throw new Error("no scenario to run");

  const dist = temporaryFolder("browser");
  await buildBundle(dist);
  const heard: string[] = [];
  const bundle = await startBundle({ dist, seeded: true, hear: (line) => void heard.push(line) });
  const browser = await chromium.launch({ executablePath, args: flags });
  try {
    await letOneNetworkHold(bundle.url, (await demo()).keys[0]?.key ?? "");
    for (const scenario of scenarios) await play(scenario, browser, { url: bundle.url, heard, dist });
  } finally {
    await browser.close();
    await bundle.stop();
    rmSync(dist, { recursive: true, force: true });
  }
}

async function load(words: string[]): Promise<Scenario[]> {
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith(".scenario.ts"));
  const wanted = files.filter((file) => words.length === 0 || words.some((word) => file.includes(word))).toSorted();
  return Promise.all(wanted.map(async (file) => (await import(join(import.meta.dirname, file))) as Scenario));
}

async function play(
  { name, run }: Scenario,
  browser: Browser,
  { url, heard, dist }: Pick<Visit, "url" | "heard" | "dist">,
): Promise<void> {
  const context = await browser.newContext({ baseURL: url });
  context.setDefaultTimeout(patienceMs);
  const began = Date.now();
  try {
    const page = await context.newPage();
    // What a page throws is a failure even when the scenario does not look.
    const faults: Error[] = [];
    page.on("pageerror", (fault) => faults.push(fault));
    const tally = (await run({ page, url, mailbox: new Mailbox(url), heard, dist })) ?? { passed: 1, failed: 0 };
    if (faults[0] !== undefined) throw faults[0];
    passed += tally.passed;
    failed += tally.failed;
    const told = `${name} (${tally.passed}, ${Date.now() - began} ms)`;
    console.log(tally.failed === 0 ? `  ok    ${told}` : `  FAIL  ${tally.failed} of: ${told}`);
  } catch (error) {
    failed++;
    console.log(`  FAIL  ${name}`);
    console.error(error);
  } finally {
    await context.close();
  }
}
