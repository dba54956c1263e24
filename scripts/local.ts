// What dev.ts, db.ts and the checks share: where things are, and wrangler run so that it stays on this machine.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));
/** Everything that is kept or written while developing; two clones never meet. */
export const scratch = join(root, ".wrangler");

const bin = join(root, "node_modules", ".bin");
const memory = "/dev/shm";
const enough = 2 ** 31;

/** Memory where it can be written to as a disk and there is room: a disk takes its time over every row that a test writes. */
export function forgetfulPlace(): string {
  if (existsSync(memory)) {
    const { bavail, bsize } = statfsSync(memory);
    if (bavail * bsize >= enough) return memory;
  }
  mkdirSync(scratch, { recursive: true });
  return scratch;
}

/** A new folder for what nobody needs afterwards; whoever made it removes it. */
export const temporaryFolder = (name: string): string => mkdtempSync(join(forgetfulPlace(), `interlock-${name}-`));

export interface Demo {
  keys: { label: string; key: string }[];
  people: { label: string; email: string }[];
}

/** Tools of this project, the Node of this project, and nothing that looks outside this machine. */
export function environment(): NodeJS.ProcessEnv {
  const temporary = join(scratch, "temporary");
  mkdirSync(temporary, { recursive: true });
  return {
    ...process.env,
    PATH: `${bin}:${process.env.PATH ?? ""}`,
    // No question may be asked: nobody is there to answer it.
    CI: "true",
    // Offline, this look-up ends in a stack trace.
    CLOUDFLARE_CF_FETCH_ENABLED: "false",
    WRANGLER_SEND_METRICS: "false",
    WRANGLER_HIDE_BANNER: "true",
    WRANGLER_REGISTRY_PATH: join(scratch, "registry"),
    WRANGLER_LOG_PATH: join(scratch, "logs"),
    // A killed runtime leaves its folders behind; let it be here.
    TMPDIR: temporary,
    XDG_CONFIG_HOME: join(scratch, "config"),
  };
}

export interface Finished {
  code: number;
  output: string;
}

/** Runs to the end; what it printed is for whoever asks. */
export function run(command: string, args: readonly string[]): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: environment(),
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (chunk: string) => {
        output += chunk;
      });
    }
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

async function wrangler(...args: string[]): Promise<void> {
  const { code, output } = await run("wrangler", args);
  if (code !== 0) throw new Error(`wrangler ${args.join(" ")} failed:\n${output}`);
}

/** Applies what the local D1 has not run yet. */
export async function migrate(): Promise<void> {
  await wrangler("d1", "migrations", "apply", "DB", "--local", "--env=");
}

/** The demo company as rows; its SQL is idempotent, so that a second seeding changes nothing. */
export async function seedSql(): Promise<string> {
  return (await world<{ seedSql: () => string }>("seed.ts")).seedSql();
}

export async function seed(): Promise<void> {
  const file = join(scratch, "seed.sql");
  writeFileSync(file, await seedSql());
  await wrangler("d1", "execute", "DB", "--local", "--env=", "--yes", "--file", file);
}

/** The demo keys and people; whoever starts a seeded Worker prints them. */
export async function demo(): Promise<Demo> {
  return (await world<{ demo: Demo }>("seed.ts")).demo;
}

const world = <Shape>(file: string): Promise<Shape> => ofWorker(`test/support/world/${file}`);

/** Loaded by path: what belongs to the Worker's TypeScript project has globals that are not Node's. */
export const ofWorker = async <Shape>(path: string): Promise<Shape> =>
  (await import(pathToFileURL(join(root, path)).href)) as Shape;

/** Forgets rows, objects, queues and files of this clone; secrets stay. */
export function reset(): void {
  rmSync(join(scratch, "state"), { recursive: true, force: true });
}

const secrets = {
  ROOT_SECRET: () => randomBytes(32).toString("base64"),
  SEAL_KEYS: () => `1:${randomBytes(32).toString("base64")}`,
};

/** Random secrets for this clone, written once; answers whether they were written now. */
export function ensureSecrets(): boolean {
  const file = join(root, ".dev.vars");
  const lines = Object.entries(secrets).map(([name, value]) => `${name}="${value()}"`);
  try {
    writeFileSync(file, `${lines.join("\n")}\n`, { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const kept = readFileSync(file, "utf8");
  const missing = Object.keys(secrets).filter((name) => !new RegExp(`^${name}\\s*=`, "m").test(kept));
  if (missing.length > 0)
    throw new Error(`.dev.vars lacks ${missing.join(" and ")}: delete it, and it is written anew`);
  return false;
}
