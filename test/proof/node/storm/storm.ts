// A Worker under load that is killed again and again while its own points misbehave; then peace, and the question what is left.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Bundle, startBundle } from "../../../../scripts/start-bundle.ts";
import { callsTo } from "../calls.ts";
import { dice } from "../dice.ts";
import { newTally, type Settled, type Tally } from "./asking.ts";
import { foundCompany } from "./company.ts";
import { type Client, live } from "./load.ts";
import { faultsLeft, ledgersOf, unsettled } from "./verdict.ts";

export type Wishes = {
  /** So many kills at least, */
  kills: number;
  /** and so many requests. */
  requests: number;
  clients: number;
  /** How often each point misbehaves. */
  faults: string;
  seed: number;
  dist: string;
  /** Where rows and objects live meanwhile; it is left behind when something is wrong. */
  folder: string;
  /** Told now and then how it goes. */
  progress?: (line: string) => void;
};

export type Report = {
  kills: number;
  seconds: number;
  tally: Tally;
  settled: number;
  granted: number;
  refused: number;
  bookings: number;
  versions: number;
  /** From the last kill until the Worker answered again: to be down is the last fault. */
  upAfter: number;
  /** From then on until books and diaries agreed and everybody had an answer. */
  agreedAfter: number;
  ticks: number;
  alerts: Readonly<Record<string, number>>;
  faults: string[];
};

const killEarliest = 400;
const killLatest = 1_600;
/** Nobody waits longer for peace. */
const patience = 60_000;

export async function storm(wishes: Wishes): Promise<Report> {
  const state = join(wishes.folder, "state");
  const alerts: Record<string, number> = {};
  const hear = (line: string): void => {
    const what = /"event":"alert","what":"([^"]+)"/.exec(line)?.[1];
    if (what !== undefined) alerts[what] = (alerts[what] ?? 0) + 1;
  };
  const options = { dist: wishes.dist, state, hear };
  const first = await startBundle({ ...options, seeded: true });
  const calls = callsTo(first.url);
  const company = await foundCompany(first, calls.call).finally(first.stop);

  const port = Number(new URL(first.url).port);
  const wild = await startBundle({ ...options, port, bindings: { FAULTS: wishes.faults } });
  const began = performance.now();
  const tally = newTally();
  const over = { isOver: false, isGivenUp: false };
  const settled: Settled[] = [];
  const told: Client["told"] = [];
  const standing: Client["standing"] = [];
  const clients = Array.from({ length: wishes.clients }, (_, number): Client => {
    const roll = dice(wishes.seed * 1_000 + number);
    const ends = { isOver: () => over.isOver, isGivenUp: () => over.isGivenUp };
    return { ...ends, call: calls.call, roll, told, settled, tally, company, number, standing, intents: 0 };
  });
  const lives = Promise.all(clients.map(live));
  const kills = await Promise.race([killAgainAndAgain(wild, wishes, tally), lives.then(() => 0)]);
  over.isOver = true;
  await wild.kill();
  const killed = performance.now();
  await wild.stop();

  const calm = await startBundle({ ...options, port });
  try {
    await untilItAnswers(calm);
    const lastFault = performance.now();
    const { ledgers, ticks } = await peace(calm, company.tenant, lives, lastFault);
    const agreedAfter = (performance.now() - lastFault) / 1_000;
    over.isGivenUp = true;
    await lives;
    const faults = await faultsLeft(calm, ledgers, told, settled);
    const granted = settled.filter(({ answer }) => answer !== undefined && answer.status < 300).length;
    if (faults.length === 0) rmSync(state, { recursive: true, force: true });
    return {
      kills: kills + 1,
      seconds: (performance.now() - began) / 1_000,
      tally,
      settled: settled.length,
      granted,
      refused: settled.length - granted,
      bookings: ledgers.bookings.length,
      versions: ledgers.events.length,
      upAfter: (lastFault - killed) / 1_000,
      agreedAfter,
      ticks,
      alerts,
      faults,
    };
  } finally {
    calls.hangUp();
    await calm.stop();
  }
}

async function killAgainAndAgain(bundle: Bundle, wishes: Wishes, tally: Tally): Promise<number> {
  const roll = dice(wishes.seed);
  let kills = 0;
  while (kills < wishes.kills - 1 || tally.requests < wishes.requests) {
    await sleep(killEarliest + roll(killLatest - killEarliest));
    await bundle.kill();
    kills++;
    await untilItAnswers(bundle);
    if (kills % 10 === 0) wishes.progress?.(`${kills} kills, ${tally.requests} requests`);
  }
  return kills;
}

async function untilItAnswers({ url }: Bundle): Promise<void> {
  const { call } = callsTo(url, 1);
  const until = Date.now() + patience;
  while ((await call("GET", "/readyz", { patience: 5_000 })).status !== 200) {
    if (Date.now() > until) throw new Error("It does not come up again.");
    await sleep(10);
  }
}

/** Cron rings until everybody has an answer and nothing is half done. */
async function peace(bundle: Bundle, tenant: string, lives: Promise<unknown>, since: number) {
  const { call } = callsTo(bundle.url, 1);
  const told = { isEverybody: false };
  const all = lives.then(() => (told.isEverybody = true));
  for (let ticks = 1; ; ticks++) {
    await Promise.race([call("GET", `/cdn-cgi/local/scheduled?cron=${encodeURIComponent("* * * * *")}`), sleep(5_000)]);
    const ledgers = await ledgersOf(bundle, tenant);
    const isQuiet = told.isEverybody && unsettled(ledgers).length === 0;
    if (isQuiet || performance.now() > since + patience) return { ledgers, ticks };
    await Promise.race([all, sleep(200)]);
    await sleep(50);
  }
}
