// `npm run storm`: hundreds of kills under load, and the question what is left. KILLS, REQUESTS, CLIENTS, FAULTS and SEED change it.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { storm } from "../test/proof/node/storm/storm.ts";
import { summaryOf } from "../test/proof/node/storm/summary.ts";
import { temporaryFolder } from "./local.ts";
import { buildBundle } from "./start-bundle.ts";

const {
  KILLS = "300",
  REQUESTS = "20000",
  CLIENTS = "16",
  FAULTS = "0.08",
  SEED = `${Date.now() % 1_000_000}`,
} = process.env;

const folder = temporaryFolder("storm");
const dist = join(folder, "dist");
await buildBundle(dist);
const wishes = {
  kills: Number(KILLS),
  requests: Number(REQUESTS),
  clients: Number(CLIENTS),
  faults: FAULTS,
  seed: Number(SEED),
};
const report = await storm({ ...wishes, dist, folder, progress: (line) => console.log(line) });
console.log(summaryOf(report, wishes.seed));
for (const fault of report.faults.slice(0, 50)) console.error(fault);
if (report.faults.length === 0) rmSync(folder, { recursive: true, force: true });
else {
  console.error(`rows and objects as they were left: ${folder}`);
  process.exitCode = 1;
}
