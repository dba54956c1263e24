// The built Worker, as it would be uploaded, running here: D1, objects, queues, R2 and mail of wrangler.toml, on one port.
//   node scripts/start-bundle.ts [--port N] [--state DIR] [--dist DIR] [--seed]   runs until it is stopped
//   node scripts/start-bundle.ts --probe                                          asks /readyz once and ends
import { execFile } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { parseArgs, promisify } from "node:util";
import { readD1Migrations } from "@cloudflare/vitest-pool-workers";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { unstable_getMiniflareWorkerOptions, unstable_splitSqlQuery } from "wrangler";
import { testSecrets } from "../test/support/secrets.ts";
import { root, run, temporaryFolder, seedSql } from "./local.ts";

type Database = Awaited<ReturnType<Miniflare["getD1Database"]>>;

/** What the Worker is called here. */
const worker = "interlock";

export interface BundleOptions {
  /** A free one, when not given. */
  port?: number;
  /** Where rows, objects and files live; without one they are forgotten at the end. */
  state?: string;
  /** Where the bundle is; it is built when there is none. */
  dist?: string;
  /** With the demo company. */
  seeded?: boolean;
  /** Keeps the Worker's log lines to itself. */
  quiet?: boolean;
  /** Gets the Worker's log lines instead of the screen. */
  hear?: (line: string) => void;
  /** Over the vars of wrangler.toml and the test secrets. */
  bindings?: Record<string, string>;
}

export interface Bundle {
  url: string;
  /** Its name, for those who look into its objects. */
  worker: string;
  mf: Miniflare;
  stop: () => Promise<void>;
  /** SIGKILL of the runtime, as in a power cut; Miniflare starts another on the same port and state. */
  kill: () => Promise<void>;
}

/** `npm run build` into a folder of one's own; `environment` as in wrangler.toml, none for the local Worker. `entry`: another `index.ts`, for a bench. */
export async function buildBundle(dist: string, environment = "", entry?: string): Promise<void> {
  const { code, output } = await run("wrangler", [
    "deploy",
    ...(entry === undefined ? [] : [entry]),
    "--dry-run",
    `--env=${environment}`,
    "--minify",
    "--outdir",
    dist,
  ]);
  if (code !== 0) throw new Error(`the bundle was not built:\n${output}`);
}

export async function startBundle(options: BundleOptions = {}): Promise<Bundle> {
  const dist = resolve(options.dist ?? join(root, "dist"));
  if (!existsSync(join(dist, "index.js"))) await buildBundle(dist);
  const port = options.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const state = options.state ?? temporaryFolder("bundle");
  const mf = new Miniflare(settings(dist, port, state, hearing(options), { PUBLIC_ORIGIN: url, ...options.bindings }));
  const stop = async () => {
    await mf.dispose();
    if (options.state === undefined) rmSync(state, { recursive: true, force: true });
  };

  try {
    await mf.ready;
    const db = await mf.getD1Database("DB");
    await migrate(db);
    if (options.seeded) await db.batch(unstable_splitSqlQuery(await seedSql()).map((sql) => db.prepare(sql)));
  } catch (error) {
    await stop();
    throw error;
  }
  const kill = async () => {
    process.kill(await runtimeOn(port), "SIGKILL");
  };
  return { url, worker, mf, stop, kill };
}

type Hear = ((line: string) => void) | undefined;

const hearing = ({ quiet, hear }: BundleOptions): Hear => hear ?? (quiet === true ? () => undefined : undefined);

/** wrangler.toml as Miniflare wants it: nothing of it is repeated here. */
function settings(dist: string, port: number, state: string, hear: Hear, overrides: Record<string, string>) {
  // Only silences the warning about missing secrets on a machine without .dev.vars.
  Object.assign(process.env, testSecrets);
  const { workerOptions } = unstable_getMiniflareWorkerOptions(join(root, "wrangler.toml"));
  const { modulesRules: _, bindings, ...declared } = workerOptions;
  return convertV4MiniflareOptions({
    ...declared,
    name: worker,
    rootPath: root,
    modules: [{ type: "ESModule", path: join(dist, "index.js") }],
    modulesRoot: dist,
    // Its vars are all text; the converter's type leaves them unknown.
    bindings: { ...(bindings as Record<string, string>), ...testSecrets, ...overrides },
    host: "127.0.0.1",
    port,
    cf: false,
    telemetry: { enabled: false },
    resourcePersistencePath: state,
    resourceTmpPath: join(state, "tmp"),
    ...(hear !== undefined && { handleStructuredLogs: ({ message }: { message: string }) => hear(message) }),
    unsafeTriggerHandlers: true,
    unsafeInspectDurableObjects: true,
  });
}

/** Keeps the same ledger as `wrangler d1 migrations apply`, so that a second start on the same state applies nothing. */
async function migrate(db: Database): Promise<void> {
  await db.exec("CREATE TABLE IF NOT EXISTS d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE)");
  const { results } = await db.prepare("SELECT name FROM d1_migrations").all<{ name: string }>();
  const applied = new Set(results.map((row) => row.name));
  for (const migration of await readD1Migrations(join(root, "migrations"))) {
    if (applied.has(migration.name)) continue;
    const record = db.prepare("INSERT INTO d1_migrations (name) VALUES (?)").bind(migration.name);
    await db.batch([...migration.queries.map((sql) => db.prepare(sql)), record]);
  }
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once("error", failed);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => found(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

/** The workerd that serves this port: one process may run several bundles, and each restart has a new id. */
async function runtimeOn(port: number): Promise<number> {
  const { stdout } = await promisify(execFile)("ps", ["-eo", "pid=,ppid=,args="]);
  for (const line of stdout.split("\n")) {
    const [, pid, parent, args = ""] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    if (Number(parent) === process.pid && args.includes(`=127.0.0.1:${port}`)) return Number(pid);
  }
  throw new Error(`no runtime of this process serves port ${port}`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: "string" },
      state: { type: "string" },
      dist: { type: "string" },
      seed: { type: "boolean", default: false },
      probe: { type: "boolean", default: false },
    },
  });
  const { url, stop } = await startBundle({
    seeded: values.seed,
    ...(values.port !== undefined && { port: Number(values.port) }),
    ...(values.state !== undefined && { state: resolve(values.state) }),
    ...(values.dist !== undefined && { dist: values.dist }),
  });
  if (values.probe) {
    const answer = await fetch(`${url}/readyz`);
    console.log(`GET /readyz ${answer.status} ${await answer.text()}`);
    if (answer.status !== 200) process.exitCode = 1;
    await stop();
    return;
  }
  console.log(`ready ${url}`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop());
}

if (import.meta.main) await main();
