// `npm run dev`: from a fresh clone to a running, seeded product, offline. Running it again changes nothing.
import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { type Demo, demo, ensureSecrets, environment, migrate, root, seed } from "./local.ts";

const patienceMs = 60_000;
const port = Number(process.env.PORT ?? 8787);
const url = `http://127.0.0.1:${port}`;
let stopped = false;

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`PORT=${process.env.PORT} is not a port`);
  if (!(await isFree(port)))
    throw new Error(`Port ${port} is taken. Stop what runs there, or: PORT=${port + 1} npm run dev`);

  if (ensureSecrets()) console.log("secrets   written to .dev.vars");
  await migrate();
  console.log("database  migrated");
  await seed();
  console.log("company   seeded");

  const company = await demo();
  const child = start();
  const ended = new Promise<number>((resolve) => child.on("exit", (code) => resolve(code ?? 0)));
  if (await ready(child)) {
    printLinks(company);
    // Locally nothing else rings the cron, and reminders, relays and sweeps wait for it.
    setInterval(tick, 60_000).unref();
  }
  const code = await ended;
  // To be stopped is what a server expects; only an end of its own is a failure.
  process.exitCode = stopped ? 0 : code;
}

/** Probed first: wrangler meets a taken port with a page of stack addresses. */
function isFree(candidate: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(candidate, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}

function start(): ChildProcess {
  const args = ["dev", "--env=", "--ip", "127.0.0.1", "--port", String(port), "--inspector-port", "0"];
  args.push("--show-interactive-dev-session=false", "--var", `PUBLIC_ORIGIN:${url}`);
  // Whoever develops has a receiver on this machine.
  args.push("--var", "OUTBOUND_ALLOW:loopback");
  // A group of its own, so that Ctrl-C reaches it once, through us, and it can stop its runtimes in order.
  const child = spawn("wrangler", args, {
    cwd: root,
    env: environment(),
    stdio: ["ignore", "inherit", "inherit"],
    detached: true,
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      stopped = true;
      child.kill(signal);
    });
  }
  process.on("exit", () => child.kill("SIGTERM"));
  return child;
}

/** False when the Worker ended before it was ready. */
async function ready(child: ChildProcess): Promise<boolean> {
  let last = "no answer yet";
  let warnAfter = Date.now() + patienceMs;
  while (child.exitCode === null && child.signalCode === null) {
    try {
      const answer = await fetch(`${url}/readyz`);
      if (answer.status === 200) return true;
      last = `${answer.status}: ${await answer.text()}`;
    } catch (error) {
      last = String(error);
    }
    if (Date.now() > warnAfter) {
      console.error(`not ready: GET ${url}/readyz ${last}`);
      warnAfter = Date.now() + patienceMs;
    }
    await sleep(100);
  }
  return false;
}

function tick(): void {
  // A missed minute is made up by the next one; that the Worker is restarting is nobody's business here.
  fetch(`${url}/cdn-cgi/local/scheduled?cron=${encodeURIComponent("* * * * *")}`).catch(() => undefined);
}

function printLinks({ keys, people }: Demo): void {
  const rows = [
    ["book as a candidate", `${url}/lumen`],
    ["make a company", `${url}/welcome`],
    ["sign in", `${url}/sign-in`],
    ...people.map(({ label, email }) => [`  ${label}`, email]),
    ["reference", `${url}/docs`],
    ["mailbox", `${url}/dev/mail`],
    ["health", `${url}/healthz`],
    ...keys.map(({ label, key }) => [`key: ${label}`, key]),
  ];
  const width = Math.max(...rows.map(([label = ""]) => label.length)) + 2;
  console.log(`\nInterlock is ready at ${url}\n`);
  for (const [label = "", value] of rows) console.log(`  ${label.padEnd(width)}${value}`);
  console.log();
}
