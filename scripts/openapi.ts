// `npm run openapi` writes docs/openapi.json from the contracts; `--check` asks whether it is current, well made and kept
// its promises to those who already use the API.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Document } from "../src/http/document.ts";
import { root, run } from "./local.ts";
import { breaksBetween } from "./openapi/breaks.ts";
import { readSource } from "./openapi/contracts.ts";
import { buildDocument } from "./openapi/document.ts";

const file = "docs/openapi.json";
const path = join(root, file);
const document = buildDocument(await readSource());
const text = `${JSON.stringify(document, null, 2)}\n`;
/** The same without spaces: what the Worker serves from its assets. */
const served = { path: join(root, "src/pages/assets/openapi.json"), text: JSON.stringify(document) };

if (process.argv.includes("--check")) {
  const faults = [...drift(), ...(await lint()), ...brokenPromises()];
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
} else {
  writeFileSync(path, text);
  writeFileSync(served.path, served.text);
}

/** The committed document is what the contracts say today. */
function drift(): string[] {
  const keptServed = existsSync(served.path) ? readFileSync(served.path, "utf8") : "";
  const kept = existsSync(path) ? readFileSync(path, "utf8") : "";
  if (kept === text)
    return keptServed === served.text ? [] : ["the served document is not what the contracts say: `npm run openapi`"];
  const [before, after] = [kept.split("\n"), text.split("\n")];
  const at = after.findIndex((line, index) => line !== before[index]);
  const around = (lines: string[], sign: string) => lines.slice(at, at + 5).map((line) => `${sign} ${line}`);
  return [
    `${file} is not what the contracts say; \`npm run openapi\` writes it. First difference, line ${at + 1}:`,
    ...around(before, "-"),
    ...around(after, "+"),
  ];
}

async function lint(): Promise<string[]> {
  const { code, output } = await run("redocly", ["lint", file, "--config", ".redocly.yaml", "--format", "stylish"]);
  return code === 0 ? [] : [`redocly finds fault with ${file}:`, output.trim()];
}

/** Against the last committed version that differs, so that a clean checkout is judged as its author was. */
function brokenPromises(): string[] {
  const before = committed();
  if (before === undefined) return [];
  const waived = new Map(readWaivers().map((waiver) => [waiver.break, waiver.reason]));
  return breaksBetween(JSON.parse(before) as Document, JSON.parse(text) as Document)
    .filter((found) => !waived.has(found))
    .map((found) => `breaks callers: ${found} (give a reason in docs/api-breaks.json, or do not)`);
}

function committed(): string | undefined {
  const commits = git("log", "--format=%H", "-n", "2", "--", file).split("\n").filter(Boolean);
  return commits
    .map((commit) => git("show", `${commit}:${file}`))
    .find((version) => version !== "" && version !== text);
}

/** Empty where there is no history to ask: an export, or a clone without it. */
function git(...args: string[]): string {
  try {
    return execFileSync("git", args, {
      cwd: root,
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch {
    return "";
  }
}

function readWaivers(): { break: string; reason: string }[] {
  const waivers = JSON.parse(readFileSync(join(root, "docs/api-breaks.json"), "utf8")) as {
    break: string;
    reason: string;
  }[];
  for (const waiver of waivers)
    if (!waiver.reason) throw new Error(`docs/api-breaks.json gives no reason for: ${waiver.break}`);
  return waivers;
}
