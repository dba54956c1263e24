// What the document is made of. Contracts are found by their file name: the router itself imports JSX and the Workers
// runtime, which Node cannot load. A law holds the contracts found here equal to the routes mounted there.
import { globSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { OpDef } from "../../src/http/op.ts";
import type { Problem } from "../../src/http/problem.ts";
import { type Door, doors } from "./doors.ts";

const root = join(import.meta.dirname, "..", "..");

export interface Source {
  ops: OpDef[];
  /** What is reached without a contract: it speaks no JSON. */
  doors: readonly Door[];
  problems: Record<string, Problem>;
  /** Newest first. */
  versions: readonly string[];
  limits: { defaultLimit: number; maxLimit: number; maxCursor: number };
  /** The names of all facts: what webhooks tell of. */
  facts: readonly string[];
}

export async function readSource(): Promise<Source> {
  const { problems } = await load<{ problems: Source["problems"] }>("src/problems.ts");
  const { apiVersions } = await load<{ apiVersions: readonly string[] }>("src/http/versions.ts");
  const limits = await load<Source["limits"]>("src/http/ask.ts");
  return { ops: await readContracts(), doors, problems, versions: apiVersions, limits, facts: await readFacts() };
}

async function readContracts(): Promise<OpDef[]> {
  const files = globSync("src/**/*contract.ts", { cwd: root }).toSorted();
  const modules = await Promise.all(files.map((file) => load<Record<string, unknown>>(file)));
  return modules.flatMap((module) => Object.values(module)).filter(isContract);
}

async function readFacts(): Promise<string[]> {
  const files = globSync("src/**/facts.ts", { cwd: root, exclude: ["src/facts.ts", "src/platform/**"] });
  const tables = await Promise.all(files.map((file) => load<Record<string, Record<string, unknown>>>(file)));
  return tables
    .flatMap((table) => Object.values(table).flatMap((facts) => Object.keys(facts)))
    .toSorted((one, other) => (one < other ? -1 : 1));
}

const isContract = (value: unknown): value is OpDef =>
  typeof value === "object" && value !== null && "may" in value && "path" in value && "method" in value;

/** Loaded by path: these belong to the Worker's TypeScript project, whose globals are not Node's. */
async function load<Shape>(file: string): Promise<Shape> {
  return (await import(pathToFileURL(join(root, file)).href)) as Shape;
}
