// A short storm; `npm run storm` is the long one.
import { rmSync } from "node:fs";
import { expect, inject, it } from "vitest";
import { temporaryFolder } from "../../../scripts/local.ts";
import { storm } from "./storm/storm.ts";
import { summaryOf } from "./storm/summary.ts";

const kills = 15;
const agreement = 10;

it(`killed ${kills} times under load, while its points misbehave, it keeps every promise and gives each key one answer`, async () => {
  const folder = temporaryFolder("proof-storm");
  const seed = Number(process.env["PROOF_SEED"] ?? Date.now() % 1_000_000);
  const report = await storm({ kills, requests: 0, clients: 16, faults: "0.08", seed, dist: inject("dist"), folder });
  console.log(summaryOf(report, seed));
  expect(report.faults).toEqual([]);
  expect(report.alerts).toEqual({});
  expect(report.agreedAfter).toBeLessThanOrEqual(agreement);
  expect(report.kills).toBe(kills);
  // A storm in which nothing was granted, refused or lost would prove nothing.
  const { granted, refused, tally } = report;
  expect(Math.min(granted, refused, tally.unanswered, tally.faults, tally.replayed)).toBeGreaterThan(10);
  rmSync(folder, { recursive: true, force: true });
});
