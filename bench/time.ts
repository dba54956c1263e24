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

/** Lines for the report. */
export function timeCosts(): string[] {
  const names = zoneNames();
  const [paris] = names.filter((name) => name === "Europe/Paris");
  const week = parseHours("Mon-Fri 09:00-12:00, 13:00-17:00 America/New_York");
  if (paris === undefined || !week.ok || week.value.zone === null) throw new Error("the table lacks Paris or New York");
  const hours = { zone: week.value.zone, weekly: week.value.weekly, overrides: [], travel: [] };
  const intl = new Intl.DateTimeFormat("en", { timeZone: "Europe/Paris", timeZoneName: "longOffset" });
  let sink = 0;
  const rows: [name: string, nanoseconds: number][] = [
    ["an instant written down", cost(many, (turn) => (sink += new Date(minuteOf(turn) * 60_000).toISOString().length))],
    ["offset of an instant", cost(many, (turn) => (sink += offsetMinutes(paris, asInstant(minuteOf(turn) * 60_000))))],
    [
      "offset of an instant, another zone each time",
      cost(
        many,
        (turn) => (sink += offsetMinutes(names[turn % names.length] ?? paris, asInstant(minuteOf(turn) * 60_000))),
      ),
    ],
    ["instant of a wall time", cost(many, (turn) => (sink += toInstant(paris, minuteOf(turn), "earlier")))],
    ["all instants of a wall time", cost(many, (turn) => (sink += instantsOf(paris, minuteOf(turn)).length))],
    [
      "a year of weekly hours, two ranges a day",
      cost(2_000, (turn) => {
        const from = begin + (turn % 300) * 86_400_000;
        sink += openTimes(hours, asInstant(from), asInstant(from + 365 * 86_400_000)).length;
      }),
    ],
    [
      "the runtime's own offset of an instant (Intl)",
      cost(5_000, (turn) => (sink += intl.format(minuteOf(turn) * 60_000).length)),
    ],
  ];
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

/** Nanoseconds a turn: the median of rounds, after one that warms. */
function cost(turns: number, act: (turn: number) => void): number {
  const runs = Array.from({ length: rounds + 1 }, () => {
    const start = performance.now();
    for (let turn = 0; turn < turns; turn++) act(turn);
    return ((performance.now() - start) * 1e6) / turns;
  });
  return runs.slice(1).toSorted((a, b) => a - b)[rounds >> 1] ?? Number.NaN;
}
