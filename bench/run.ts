// `npm run bench`: what a request costs, as a multiple of the emptiest one in the same run. Absolute times say nothing about
// another machine, ratios do; CPU of the runtime is what is measured, because two shared cores make wall clocks swing.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { root, scratch } from "../scripts/local.ts";
import { type Bundle, buildBundle, startBundle } from "../scripts/start-bundle.ts";
import { makeKeys } from "../test/proof/node/office.ts";
import { bookingCosts } from "./bookings.ts";
import { slotCosts } from "./slots.ts";
import { timeCosts } from "./time.ts";

const rounds = 5;
const perRound = 150;
const inFlight = 4;
const day = 86_400_000;

type Case = { name: string; ask: (turn: number) => Request };

const dist = join(scratch, "bench-dist");
mkdirSync(scratch, { recursive: true });
await buildBundle(dist);
const bundle = readFileSync(join(dist, "index.js"));
const running = await startBundle({ dist, seeded: true, quiet: true });
try {
  const cases = await casesFor(running);
  for (const one of cases) await burst(one, 30);
  const costs = new Map(cases.map((one) => [one.name, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    for (const one of cases) costs.get(one.name)?.push(await burst(one, perRound));
  }
  const rows = [...costs].map(([name, runs]) => ({ name, cpu: median(runs) }));
  report(rows, await bookingCosts());
} finally {
  await running.stop();
  rmSync(dist, { recursive: true, force: true });
}

async function casesFor({ url: origin, mf }: Bundle): Promise<Case[]> {
  const db = await mf.getD1Database("DB");
  const { id: eventType, tenant } = await roundRobin(db);
  const keys = await makeKeys(db, tenant, 60);
  const now = Date.now();
  const days = (from: number, to: number) =>
    `starts_after=${new Date(now + from * day).toISOString()}&starts_before=${new Date(now + to * day).toISOString()}`;
  const [week, twoMonths] = [days(1, 8), days(1, 63)];
  const headersOf = (turn: number) => ({ Authorization: `Bearer ${keys[turn % keys.length]}` });
  return [
    { name: "a path that does not exist", ask: () => new Request(`${origin}/nothing`) },
    {
      name: "GET /v1/teams (key, one read)",
      ask: (turn) => new Request(`${origin}/v1/teams`, { headers: headersOf(turn) }),
    },
    {
      name: "GET /v1/teams?expand=members (two reads)",
      ask: (turn) => new Request(`${origin}/v1/teams?expand=members`, { headers: headersOf(turn) }),
    },
    {
      name: "POST /v1/teams (change, fact, body, outbox)",
      ask: (turn) =>
        new Request(`${origin}/v1/teams`, {
          method: "POST",
          headers: { ...headersOf(turn), "Content-Type": "application/json" },
          body: JSON.stringify({ name: `Bench ${turn}` }),
        }),
    },
    {
      name: "GET /v1/event-types/{id}/slots (round robin, a week, one batch)",
      ask: (turn) => new Request(`${origin}/v1/event-types/${eventType}/slots?${week}`, { headers: headersOf(turn) }),
    },
    {
      name: "the same, 62 days",
      ask: (turn) =>
        new Request(`${origin}/v1/event-types/${eventType}/slots?${twoMonths}`, { headers: headersOf(turn) }),
    },
  ];
}

async function roundRobin(db: Awaited<ReturnType<Bundle["mf"]["getD1Database"]>>) {
  const sql = "select id, tenant_id as tenant from event_types where kind = 'round_robin' limit 1";
  const row = await db.prepare(sql).first<{ id: string; tenant: string }>();
  if (row === null) throw new Error("the seed has no round robin");
  return row;
}

/** CPU milliseconds of the runtime per request. */
async function burst({ name, ask }: Case, count: number): Promise<number> {
  const before = runtimeCpu();
  let next = 0;
  const worker = async () => {
    for (let turn = next++; turn < count; turn = next++) {
      const response = await fetch(ask(Math.floor(Math.random() * 1e12)));
      await response.arrayBuffer();
      if (response.status >= 400 && response.status !== 404) throw new Error(`${name}: ${response.status}`);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  return (runtimeCpu() - before) / count;
}

/** User and system time of every runtime this process started, in milliseconds. */
function runtimeCpu(): number {
  const table = execFileSync("ps", ["-eo", "pid=,ppid="], { encoding: "utf8" });
  const children = table
    .trim()
    .split("\n")
    .map((row) => row.trim().split(/\s+/))
    .filter(([, parent]) => Number(parent) === process.pid)
    .map(([pid]) => pid);
  const ticks = children.map((pid) => {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
      return Number(fields[11]) + Number(fields[12]);
    } catch {
      return 0; // `ps` itself, gone by now
    }
  });
  return ticks.reduce((sum, tick) => sum + tick, 0) * 10;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function report(rows: readonly { name: string; cpu: number }[], bookings: readonly string[]): void {
  const base = rows[0]?.cpu ?? 1;
  const table = rows.map(({ name, cpu }) => `| ${name} | ${(cpu / base).toFixed(1)} |`);
  const size = `${(gzipSync(bundle).length / 1024).toFixed(1)} KiB gzip of ${(bundle.length / 1024).toFixed(0)} KiB, minified`;
  const text = [
    "# Costs",
    "",
    `Bundle: ${size}.`,
    "",
    "| request | CPU, as a multiple of the first row |",
    "|---|---|",
    ...table,
    "",
    ...bookings,
    ...timeCosts(),
    ...slotCosts(),
  ].join("\n");
  writeFileSync(join(root, "bench", "results.md"), text);
  console.log(text);
}
