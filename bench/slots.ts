// What the slots engine costs: four known scenarios as multiples of writing their answers as JSON in the same run, and
// how cost grows with hosts, days and busy items. Alone: `node bench/slots.ts`.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, scratch } from "../scripts/local.ts";
import { type Busy, type Question, slots } from "../src/availability/slots/rules.ts";
import { asInstant } from "../src/kernel/instant.ts";
import { hashOf, questionOf, type QuestionText, startsOf } from "../test/support/cases.ts";
import { plotOf, type Series } from "./plot.ts";

const rounds = 9;
const dayMs = 86_400_000;

/** Milliseconds that the best-known open scheduler takes, and the bars: against writing the answer, and in all. */
const bars = {
  a: { theirs: 7.3, ratio: 1, ms: 0.15 },
  b: { theirs: 121, ratio: 1, ms: 2.4 },
  c: { theirs: 92, ratio: 3, ms: 1.8 },
  d: { theirs: 7.3, ratio: 2, ms: 0.15 },
} as const;

type Scenario = QuestionText & { name: string; expect: { slots: number; sha256_12: string } };

const file = join(root, "test", "fixtures", "slots", "bench-scenarios.json");
const scenarios = JSON.parse(readFileSync(file, "utf8")) as Record<keyof typeof bars, Scenario>;

/** Lines for the report; the plot is written beside it. */
export function slotCosts(): string[] {
  const known = Object.entries(scenarios).map(([id, scenario]) => knownRow(id as keyof typeof bars, scenario));
  const series = [growthByHosts(), growthByDays(), growthByBusy()];
  mkdirSync(join(root, "bench", "results"), { recursive: true });
  writeFileSync(join(root, "bench", "results", "slots.svg"), plotOf(series));
  return [
    "## Slots",
    "",
    `First call in a fresh process, reading the zone table included: ${coldMs().toFixed(1)} ms (bar 30).`,
    "",
    "| scenario, warm | slots | hash | of the cost of its JSON | bar | ms here | bar | times faster than the field |",
    "|---|---|---|---|---|---|---|---|",
    ...known,
    "",
    "Growth, as a straight line through all points ([plot](results/slots.svg)):",
    "",
    "| by | µs at each point | µs for one more | how straight (R²) |",
    "|---|---|---|---|",
    ...series.map(({ title, points, line }) => {
      const all = points.map(({ count, micros }) => `${count}: ${micros.toFixed(0)}`).join(" · ");
      return `| ${title} | ${all} | ${line.slope.toFixed(3)} | ${line.straight.toFixed(4)} |`;
    }),
    "",
  ];
}

function knownRow(id: keyof typeof bars, scenario: Scenario): string {
  const question = questionOf(scenario);
  const starts = slots(question)[0]?.starts ?? [];
  const asked = startsOf(question);
  const isExact = asked.length === scenario.expect.slots && hashOf(asked) === scenario.expect.sha256_12;
  const [engine = 0, json = 1] = costs([
    () => slots(question).length,
    () => JSON.stringify(starts.map((at) => new Date(at).toISOString())).length,
  ]);
  const { theirs, ratio, ms } = bars[id];
  const figures = [
    (engine / json).toFixed(2),
    `≤ ${ratio}`,
    engine.toFixed(3),
    `≤ ${ms}`,
    (theirs / engine).toFixed(0),
  ];
  return `| ${id}: ${scenario.name} | ${asked.length} | ${isExact ? "exact" : "WRONG"} | ${figures.join(" | ")} |`;
}

/**
 * Milliseconds of wall time a call, the best median of rounds in turns: what others do on the machine only adds.
 */
function costs(tasks: readonly (() => number)[]): number[] {
  const best = tasks.map(() => Infinity);
  let sink = 0;
  for (let round = 0; round <= rounds; round++) {
    for (const [place, act] of tasks.entries()) {
      const until = performance.now() + 40;
      const runs: number[] = [];
      while (performance.now() < until || runs.length < 3) {
        const before = performance.now();
        sink += act();
        runs.push(performance.now() - before);
      }
      if (round > 0) best[place] = Math.min(best[place] ?? Infinity, median(runs));
    }
  }
  if (sink === 0) throw new Error("nothing was measured");
  return best;
}

function growthByHosts(): Series {
  const question = questionOf(scenarios.c);
  const asked = [1, 50, 100, 200, 300, 400].map((count) => {
    const times = Math.ceil(count / question.hosts.length);
    const hosts = Array.from({ length: times }, () => question.hosts)
      .flat()
      .slice(0, count);
    return { count, question: { ...question, hosts: hosts.map((host, place) => ({ ...host, id: `h${place}` })) } };
  });
  return grown("hosts (30 days, 60 busy items each)", asked);
}

function growthByDays(): Series {
  const question = questionOf(scenarios.b);
  const asked = [1, 62, 120, 240, 365, 550, 730].map((count) => {
    const range = { start: question.range.start, end: asInstant(question.range.start + count * dayMs) };
    return { count, question: { ...question, range } };
  });
  return grown("days (1 host)", asked);
}

function growthByBusy(): Series {
  const question = questionOf(scenarios.b);
  const asked = [0, 1_000, 2_500, 5_000, 7_500, 10_000].map((count) => {
    const busy = Array.from({ length: count }, (_, place): Busy => {
      const start = question.range.start + Math.floor((place * 365 * 96) / count) * 900_000;
      return { ...plain, start: asInstant(start), end: asInstant(start + 900_000) };
    });
    return { count, question: { ...question, hosts: question.hosts.map((host) => ({ ...host, busy })) } };
  });
  return grown("busy items (1 host, 365 days)", asked);
}

const plain = {
  beforeMinutes: 0,
  afterMinutes: 0,
  what: "calendar",
  active: true,
  own: false,
  session: null,
} as const;

function grown(title: string, asked: readonly { count: number; question: Question }[]): Series {
  const times = costs(
    asked.map(
      ({ question }) =>
        () =>
          slots(question).length + 1,
    ),
  );
  const points = asked.map(({ count }, place) => ({ count, micros: (times[place] ?? Number.NaN) * 1_000 }));
  return { title, points, line: lineThrough(points) };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Least squares. */
function lineThrough(points: Series["points"]): Series["line"] {
  const [middle, height] = [mean(points.map(({ count }) => count)), mean(points.map(({ micros }) => micros))];
  const spread = mean(points.map(({ count }) => (count - middle) ** 2));
  const slope = mean(points.map(({ count, micros }) => (count - middle) * (micros - height))) / spread;
  const start = height - slope * middle;
  const off = mean(points.map(({ count, micros }) => (micros - start - slope * count) ** 2));
  return { start, slope, straight: 1 - off / mean(points.map(({ micros }) => (micros - height) ** 2)) };
}

/** The first answer to the largest scenario in a process of its own. Reading the table counts, reading the code not. */
function coldMs(): number {
  mkdirSync(scratch, { recursive: true });
  const asked = join(scratch, "bench-question.json");
  writeFileSync(asked, JSON.stringify(questionOf(scenarios.c)));
  const script = `
    const { readFileSync } = await import("node:fs");
    const { slots } = await import("#availability/slots/rules.ts");
    const question = JSON.parse(readFileSync(${JSON.stringify(asked)}, "utf8"));
    const before = performance.now();
    slots(question);
    console.log(performance.now() - before);`;
  const once = () =>
    Number(execFileSync(process.execPath, ["--input-type=module", "-e", script], { cwd: root, encoding: "utf8" }));
  return median([once(), once(), once(), once(), once()]);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

if (import.meta.main) console.log(slotCosts().join("\n"));
