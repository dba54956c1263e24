// CPU of the runtimes this process has started: two shared cores make wall clocks swing, and what a request costs is this.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const inFlight = 4;

export type Case = { name: string; ask: (turn: number) => Request };

/** CPU milliseconds of the runtime per request. */
export async function burst({ name, ask }: Case, count: number): Promise<number> {
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

/** What each case costs: the median of several rounds, in turns, after all have been warmed. */
export async function costsOf(cases: readonly Case[], rounds: number, perRound: number): Promise<number[]> {
  for (const one of cases) await burst(one, 30);
  const costs = cases.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [at, one] of cases.entries()) costs[at]?.push(await burst(one, perRound));
  }
  return costs.map(median);
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

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
