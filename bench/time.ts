// What zone arithmetic costs, as multiples of writing one instant down (`new Date(ms).toISOString()`) in the same run.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { root } from "../scripts/local.ts";
import { asInstant } from "../src/kernel/instant.ts";
import { openTimes } from "../src/time/hours.ts";
import { parseHours } from "../src/time/notation.ts";
import { instantsOf, offsetMinutes, toInstant, tzVersion, zoneNames } from "../src/time/zones.ts";

const rounds = 7;
const many = 1_000_000;
const begin = Date.UTC(2026, 0, 1);
const fourYears = 4 * 365 * 1_440;
/** Spread over four years, so that no two questions in a row have one answer. */
const minuteOf = (turn: number) => begin / 60_000 + ((turn * 7_919) % fourYears);

const msOf = (turn: number) => asInstant(minuteOf(turn) * 60_000);

type Task = { name: string; turns: number; act: (turn: number) => void };

/** Lines for the report. */
export function timeCosts(): string[] {
  const names = zoneNames();
  const [paris] = names.filter((name) => name === "Europe/Paris");
  const week = parseHours("Mon-Fri 09:00-12:00, 13:00-17:00 America/New_York");
  if (paris === undefined || !week.ok || week.value.zone === null) throw new Error("the table lacks Paris or New York");
  const hours = { zone: week.value.zone, weekly: week.value.weekly, overrides: [], travel: [] };
  const intl = new Intl.DateTimeFormat("en", { timeZone: "Europe/Paris", timeZoneName: "longOffset" });
  let sink = 0;
  const tasks: Task[] = [
    {
      name: "an instant written down",
      turns: many,
      act: (turn) => (sink += new Date(msOf(turn)).toISOString().length),
    },
    { name: "offset of an instant", turns: many, act: (turn) => (sink += offsetMinutes(paris, msOf(turn))) },
    {
      name: "offset of an instant, another zone each time",
      turns: many,
      act: (turn) => (sink += offsetMinutes(names[turn % names.length] ?? paris, msOf(turn))),
    },
    {
      name: "instant of a wall time",
      turns: many,
      act: (turn) => (sink += toInstant(paris, minuteOf(turn), "earlier")),
    },
    {
      name: "all instants of a wall time",
      turns: many,
      act: (turn) => (sink += instantsOf(paris, minuteOf(turn)).length),
    },
    {
      name: "a year of weekly hours, two ranges a day",
      turns: 10_000,
      act: (turn) => {
        const from = begin + (turn % 300) * 86_400_000;
        sink += openTimes(hours, asInstant(from), asInstant(from + 365 * 86_400_000)).length;
      },
    },
    {
      name: "the runtime's own offset of an instant (Intl)",
      turns: 50_000,
      act: (turn) => (sink += intl.format(msOf(turn)).length),
    },
  ];
  const rows = costs(tasks);
  if (!Number.isFinite(sink)) throw new Error("nothing was measured");
  const base = rows[0]?.[1] ?? 1;
  const table = gzipSync(readFileSync(join(root, "src", "time", "zones.generated.ts")), { level: 9 });
  return [
    "## Zone arithmetic",
    "",
    `Table: IANA ${tzVersion}, ${names.length} zones and links, ${(table.length / 1024).toFixed(1)} KiB gzip.`,
    "",
    "| what, warm | as a multiple of the first row | ns here |",
    "|---|---|---|",
    ...rows.map(([name, ns]) => `| ${name} | ${(ns / base).toFixed(2)} | ${ns.toFixed(ns < 100 ? 1 : 0)} |`),
    "",
  ];
}

/**
 * Nanoseconds of this process's CPU a turn: the median of rounds, after one that warms. The tasks take turns, so that a busy
 * machine slows all of them alike.
 */
function costs(tasks: readonly Task[]): [name: string, nanoseconds: number][] {
  const runs = tasks.map((): number[] => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [place, { turns, act }] of tasks.entries()) {
      const before = process.cpuUsage().user;
      for (let turn = 0; turn < turns; turn++) act(turn);
      if (round > 0) runs[place]?.push(((process.cpuUsage().user - before) * 1_000) / turns);
    }
  }
  return tasks.map(({ name }, place) => [name, runs[place]?.toSorted((a, b) => a - b)[rounds >> 1] ?? Number.NaN]);
}
