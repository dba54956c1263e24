// `npm run check`: everything that can be known without a database, at once; only failures speak. `--fix` formats first.
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { root, run } from "./local.ts";

type Check = [name: string, command: string, ...args: string[]];

// The slowest first, so that the short ones fill the gaps.
const checks: Check[] = [
  ["oxlint", "oxlint"],
  ["tsc", "tsc", "-p", "."],
  ["tsc scripts", "tsc", "-p", "scripts"],
  ["knip", "knip", "--no-progress"],
  ["laws", "vitest", "run", "--config", "test/vitest.config.ts", "--project", "laws-pure"],
  ["bindings", "wrangler", "types", "src/platform/bindings.d.ts", "--include-runtime=false", "--check"],
  ["tsc islands", "tsc", "-p", "src/pages/islands"],
  ["openapi", "node", "scripts/openapi.ts", "--check"],
  ["assets", "node", "scripts/assets.ts", "--check"],
  ["capabilities", "node", "scripts/capabilities.ts", "--check"],
  ["migrations", "node", "scripts/lint-migrations.ts"],
  ["biome", "biome", "check", "--reporter=summary"],
];

const fix = process.argv.includes("--fix");
if (fix) await run("biome", ["format", "--write", "."]);

const began = Date.now();
const wanted = checks.filter(([, command, script = ""]) => command !== "node" || existsSync(join(root, script)));
const queue = [...wanted];
const results: { name: string; seconds: string; failed: boolean }[] = [];
await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, worker));

const failed = results.filter((result) => result.failed);
const times = results.map(({ name, seconds }) => `${name} ${seconds}`).join(" · ");
console.log(
  `${failed.length === 0 ? "ok" : `FAILED: ${failed.map(({ name }) => name).join(", ")}`} in ${since(began)} s (${times})`,
);
if (failed.length > 0) process.exitCode = 1;

async function worker(): Promise<void> {
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const [name, command, ...args] = next;
    const start = Date.now();
    const { code, output } = await run(command, args);
    results.push({ name, seconds: since(start), failed: code !== 0 });
    if (code !== 0) console.log(`\n${name} failed: ${[command, ...args].join(" ")}\n${output.trimEnd()}\n`);
  }
}

function since(start: number): string {
  return ((Date.now() - start) / 1000).toFixed(1);
}
