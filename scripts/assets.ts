// What browsers are served, made of what people read: `node scripts/assets.ts`, and `--check` whether it was forgotten.
//   src/pages/styles/*.css   → src/pages/assets/style.css, base.css first, the others by name
//   src/pages/islands/*.ts   → src/pages/assets/*.js, each with the parts it uses
//   both                     → src/pages/kit/assets.generated.ts, which version of each a page asks for
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { build, transform } from "esbuild";
import { root } from "./local.ts";

const styles = join(root, "src/pages/styles");
const islands = join(root, "src/pages/islands");
const assets = join(root, "src/pages/assets");

/** Browsers of the last three years; `light-dark()` and custom properties are theirs, not to be rewritten. */
const target = ["chrome123", "firefox120", "safari17.5"];

async function style(): Promise<string> {
  const names = readdirSync(styles).filter((name) => name.endsWith(".css"));
  const order = ["base.css", ...names.filter((name) => name !== "base.css").toSorted()];
  const text = order.map((name) => readFileSync(join(styles, name), "utf8")).join("\n");
  return (await transform(text, { loader: "css", minify: true, target })).code;
}

/** Runs in the pages of others, who have names of their own: it leaves none of ours among them. */
const foreign = "embed.ts";

async function scripts(): Promise<[name: string, text: string][]> {
  const names = readdirSync(islands).filter((name) => name.endsWith(".ts"));
  const ours = names.filter((name) => name !== foreign).toSorted();
  return [...(await built(ours, "esm")), ...(await built([foreign], "iife"))];
}

async function built(names: readonly string[], format: "esm" | "iife"): Promise<[name: string, text: string][]> {
  const { outputFiles } = await build({
    entryPoints: names.map((name) => join(islands, name)),
    bundle: true,
    minify: true,
    format,
    target,
    charset: "utf8",
    write: false,
    outdir: assets,
  });
  return outputFiles.map(({ path, text }) => [basename(path), text]);
}

/** What a page asks for by the name of its very content, so that browsers keep it for as long as they like. */
function versions(of: readonly (readonly [name: string, text: string])[]): string {
  const lines = of
    .filter(([name]) => name !== foreign.replace(".ts", ".js"))
    .map(
      ([name, text]) =>
        `  ${JSON.stringify(name)}: "${createHash("sha256").update(text).digest("base64url").slice(0, 10)}",\n`,
    );
  return `// Made by scripts/assets.ts of what browsers are served; not to be edited.\nexport const versions: Readonly<Record<string, string>> = {\n${lines.join("")}};\n`;
}

const served: [name: string, text: string][] = [["style.css", await style()], ...(await scripts())];
const kept = "../kit/assets.generated.ts";
const made: [name: string, text: string][] = [...served, [kept, versions(served)]];
const standing = (name: string): string => {
  try {
    return readFileSync(join(assets, name), "utf8");
  } catch {
    return "";
  }
};
const wanted = new Set(made.map(([name]) => name));
const left = readdirSync(assets).filter((name) => /\.(?:js|css)$/.test(name) && !wanted.has(name));

if (process.argv.includes("--check")) {
  const stale = made.filter(([name, text]) => standing(name) !== text).map(([name]) => name);
  for (const name of [...stale, ...left]) console.log(`${name} is not what its sources make: npm run assets`);
  if (stale.length + left.length > 0) process.exitCode = 1;
} else {
  for (const [name, text] of made) if (standing(name) !== text) writeFileSync(join(assets, name), text);
  for (const name of left) console.log(`${name} has no source: remove it`);
}
