// What the laws read: the project's own text, as files by path, and a view of it without comments.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

/** Path from the project's root → text. Laws take one of these, so that a planted breach is a file like any other. */
export type Files = ReadonlyMap<string, string>;

export function readFiles(folder: "src" | "test", wanted: RegExp = /\.tsx?$/): Files {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  const paths = names
    .map((name) => `${folder}/${name}`)
    .filter((path) => wanted.test(path) && !/\.d\.ts$|\.generated\./.test(path));
  return new Map(paths.toSorted().map((path) => [path, readText(path)]));
}

export const readText = (path: string): string => readFileSync(join(root, path), "utf8");

const tokens =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|(?<=(?:^|[(,=:[!&|?{};]|\breturn)\s*)\/(?![*/])(?:\[(?:\\.|[^\]\\\n])*\]|\\.|[^/\\\n[])+\/\w*/g;

const blank = (text: string): string => text.replaceAll(/[^\n]/g, " ");

/** The text without its comments, and on demand without what stands in quotes. What is in templates stays: it may be code. */
export function codeOf(text: string, without: "comments" | "comments and strings" = "comments"): string {
  return text.replaceAll(tokens, (token) => {
    if (/^\/[/*]/.test(token)) return blank(token);
    if (without === "comments") return token;
    return /^["']/.test(token) ? `"${blank(token.slice(1, -1))}"` : token.startsWith("/") ? blank(token) : token;
  });
}
