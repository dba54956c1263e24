import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { unstable_readConfig } from "wrangler";
import { readText } from "./source.ts";

const stages = ["local", "staging", "production"] as const;
type Stage = (typeof stages)[number];

/** What the law looks at by name; all else is compared as it is. */
type Config = {
  name: string;
  vars: Record<string, string>;
  define: Record<string, string>;
  secrets?: { required?: string[] };
  d1_databases: { database_name: string; database_id?: string }[];
  r2_buckets: { bucket_name: string }[];
  queues: { producers?: { queue: string }[]; consumers?: { queue: string }[] };
  ratelimits: { namespace_id: string }[];
  routes?: unknown[];
  route?: unknown;
  workers_dev?: boolean;
  preview_urls?: boolean;
} & Record<string, unknown>;

const folder = mkdtempSync(join(tmpdir(), "environments-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The three Workers that come of a wrangler.toml, each as wrangler itself reads it: what a block leaves out, it does not have. */
function workersOf(toml: string): Record<Stage, Config> {
  const config = join(folder, "wrangler.toml");
  writeFileSync(config, toml);
  const read = (env?: string) =>
    unstable_readConfig({ config, ...(env === undefined ? {} : { env }) }, { hideWarnings: true }) as unknown as Config;
  return { local: read(), staging: read("staging"), production: read("production") };
}

/** Where a Worker is found. All else is compared, so that a binding of a kind not thought of here is compared too. */
const mayDiffer = ["name", "topLevelName", "targetEnvironment", "routes", "route", "workers_dev", "preview_urls"];

/** Files that are not answered as they lie there: one says how the others are, and the contract is dressed by the Worker. */
const notAsTheyLie = ["_headers", "openapi.json"];

/** Paths that are asked of the files and not of the Worker, though there is no such file, or the other way round. */
function astray(toml: string, files: readonly string[]): string[] {
  const { run_worker_first: first } = workersOf(toml).production["assets"] as { run_worker_first: string[] };
  const wanted = ["/*", ...files.filter((file) => !notAsTheyLie.includes(file)).map((file) => `!/${file}`)];
  return [...first.filter((one) => !wanted.includes(one)), ...wanted.filter((one) => !first.includes(one))];
}

const without = (thing: object, ...names: string[]) =>
  Object.fromEntries(Object.entries(thing).filter(([name]) => !names.includes(name)));

/** What a Worker is bound to, with the stage's own names made equal, and of settings only which there are. */
function equipment(stage: Stage, config: Config) {
  const alike = JSON.stringify({
    ...without(config, ...mayDiffer),
    d1_databases: config.d1_databases.map((database) => without(database, "database_id")),
    ratelimits: config.ratelimits.map((limit) => without(limit, "namespace_id")),
    vars: Object.keys(config.vars).toSorted((one, other) => (one < other ? -1 : 1)),
    secrets: config.secrets?.required ?? [],
    define: Object.keys(config.define),
  });
  return JSON.parse(alike.replaceAll(new RegExp(`-${stage}(?=")`, "g"), "-STAGE")) as Record<string, unknown>;
}

/** Names of things that hold data: no two stages may share one. */
const holdings = ({ d1_databases, r2_buckets, queues, ratelimits, name }: Config): string[] => [
  name,
  ...d1_databases.map((database) => `database ${database.database_name}`),
  ...r2_buckets.map((bucket) => `bucket ${bucket.bucket_name}`),
  ...(queues.producers ?? []).map(({ queue }) => `queue ${queue}`),
  ...(queues.consumers ?? []).map(({ queue }) => `consumed ${queue}`),
  ...ratelimits.map((limit) => `rate limit ${limit.namespace_id}`),
];

function faultsOf(toml: string): string[] {
  const workers = workersOf(toml);
  const faults: string[] = [];
  const local = equipment("local", workers.local);
  for (const stage of ["staging", "production"] as const) {
    const there = equipment(stage, workers[stage]);
    for (const part of Object.keys(local))
      if (JSON.stringify(there[part]) !== JSON.stringify(local[part])) faults.push(`${stage} differs in ${part}`);
    if (workers[stage].define["DEV_BUILD"] !== "false") faults.push(`${stage} is a development build`);
    if (workers[stage].vars["STAGE"] !== stage) faults.push(`${stage} says it is ${workers[stage].vars["STAGE"]}`);
    if (workers[stage].vars["PUBLIC_ORIGIN"]?.startsWith("https://") !== true)
      faults.push(`${stage} is reached without TLS`);
  }
  const held = stages.flatMap((stage) => holdings(workers[stage]));
  for (const name of new Set(held))
    if (held.filter((other) => other === name).length > 1) faults.push(`two stages share ${name}`);
  const { name, routes, route, workers_dev, preview_urls, vars } = workers.local;
  if (!name.endsWith("-local")) faults.push("a bare deploy would reach a real Worker");
  if ((routes ?? []).length > 0 || route !== undefined || workers_dev !== false || preview_urls !== false)
    faults.push("a bare deploy would have an address");
  if (vars["STAGE"] !== "development") faults.push("the local Worker does not say so");
  return faults;
}

describe("the three environments", () => {
  const toml = readText("wrangler.toml");
  const broken = (from: string | RegExp, to: string) => {
    const changed = toml.replace(from, to);
    expect(changed).not.toBe(toml);
    return faultsOf(changed);
  };

  it("hold the same bindings, settings, secrets and crons, share no data, and a bare deploy reaches nobody", () => {
    expect(faultsOf(toml)).toEqual([]);
  });

  it.each([
    ["staging differs in r2_buckets", /\[\[env\.staging\.r2_buckets\]\]\n.*\n.*\n/, ""],
    ["production differs in durable_objects", /\[\[env\.production\.durable_objects\.bindings\]\]\n.*\n.*\n/, ""],
    ["production differs in send_email", /\[\[env\.production\.send_email\]\]\n.*\n/, ""],
    ["production differs in ratelimits", /\[\[env\.production\.ratelimits\]\]\n.*\n.*\n.*\n/, ""],
    [
      "staging differs in triggers",
      /\[env\.staging\.triggers\]\n.*\n/,
      '[env.staging.triggers]\ncrons = ["0 * * * *"]\n',
    ],
    [
      "staging differs in secrets",
      /\[env\.staging\.secrets\]\n.*\n/,
      '[env.staging.secrets]\nrequired = ["ROOT_SECRET"]\n',
    ],
    ["production differs in vars", /(\[env\.production\.vars\]\n)/, '$1MORE = "1"\n'],
    [
      "production differs in queues",
      /(queue = "interlock-facts-production"\n)max_batch_size = 20/,
      "$1max_batch_size = 10",
    ],
    ["production is a development build", /(\[env\.production\.define\]\n)DEV_BUILD = "false"/, '$1DEV_BUILD = "true"'],
    ["staging says it is production", 'STAGE = "staging"', 'STAGE = "production"'],
    ["production is reached without TLS", "https://interlock.example", "http://interlock.example"],
    ["two stages share bucket interlock-files-production", "interlock-files-staging", "interlock-files-production"],
    ["two stages share rate limit 1003", '"1002"', '"1003"'],
    ["a bare deploy would reach a real Worker", 'name = "interlock-local"', 'name = "interlock"'],
    ["a bare deploy would have an address", "workers_dev = false", "workers_dev = true"],
    ["a bare deploy would have an address", "keep_vars = false", 'keep_vars = false\nroutes = ["interlock.example/*"]'],
  ])("a breach is seen: %s", (fault, from, to) => {
    expect(broken(from, to)).toContain(fault);
  });
});

describe("whoever asks for a file", () => {
  const files = readdirSync(join(import.meta.dirname, "../../src/pages/assets"));
  const toml = readText("wrangler.toml");

  it("asks the files, and everybody else the Worker at once", () => {
    expect(astray(toml, files)).toEqual([]);
  });

  it("is seen to go astray", () => {
    expect(astray(toml, [...files, "new.js"])).toEqual(["!/new.js"]);
    expect(
      astray(
        toml,
        files.filter((file) => file !== "style.css"),
      ),
    ).toEqual(["!/style.css"]);
    expect(astray(toml.replace('"/*",', '"/v1/*",'), files)).toEqual(["/v1/*", "/*"]);
  });
});
