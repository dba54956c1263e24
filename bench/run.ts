// `npm run bench`: what a request costs, as a multiple of the emptiest one in the same run. Absolute times say nothing about
// another machine, ratios do; CPU of the runtime is what is measured, because two shared cores make wall clocks swing.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { root, scratch } from "../scripts/local.ts";
import { type Bundle, buildBundle, startBundle } from "../scripts/start-bundle.ts";
import { makeKeys } from "../test/proof/node/office.ts";
import { bookingCosts } from "./bookings.ts";
import { type Case, costsOf } from "./cpu.ts";
import { pageCosts } from "./pages.ts";
import { slotCosts } from "./slots.ts";
import { timeCosts } from "./time.ts";

const rounds = 5;
const perRound = 150;
const day = 86_400_000;

const dist = join(scratch, "bench-dist");
mkdirSync(scratch, { recursive: true });
await buildBundle(dist);
const bundle = readFileSync(join(dist, "index.js"));
const running = await startBundle({ dist, seeded: true, quiet: true });
try {
  const cases = await casesFor(running);
  const costs = await costsOf(cases, rounds, perRound);
  const rows = cases.map(({ name }, at) => ({ name, cpu: costs[at] ?? 0 }));
  report(rows, [...(await pageCosts()), ...(await bookingCosts())]);
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

function report(rows: readonly { name: string; cpu: number }[], parts: readonly string[]): void {
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
    ...parts,
    ...timeCosts(),
    ...slotCosts(),
  ].join("\n");
  writeFileSync(join(root, "bench", "results.md"), text);
  console.log(text);
}
