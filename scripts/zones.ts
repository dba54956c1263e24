// Makes src/time/zones.generated.ts from the packed IANA data that moment-timezone ships. `--check` only compares.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import moment from "moment-timezone";
import { root } from "./local.ts";

type Change = { minute: number; offset: number };
/** A yearly change as POSIX writes it: month, week (5 is the last), weekday (0 is Sunday), wall minutes before the change. */
type Yearly = { month: number; week: number; weekday: number; minute: number; offset: number };
type Behaviour = { start: number; changes: Change[]; since: number; yearly: Yearly[] };

const firstYear = 2020;
const minuteOf = (year: number) => Date.UTC(year, 0, 1) / 60_000;
const origin = minuteOf(firstYear);
/** The packed data spells every change out up to here; who still changes clocks in this year does so by a yearly rule. */
const lastYear = 2499;

const target = join(root, "src", "time", "zones.generated.ts");
const text = generated();
if (!process.argv.includes("--check")) writeFileSync(target, text);
else if (readFileSync(target, "utf8") !== text) {
  console.error("src/time/zones.generated.ts is not what scripts/zones.ts makes: run `node scripts/zones.ts`");
  process.exitCode = 1;
}

function generated(): string {
  const groups = new Map<string, string[]>();
  for (const name of moment.tz.names()) {
    const line = print(behaviourOf(name));
    groups.set(line, [...(groups.get(line) ?? []), name]);
  }
  const lines = [...groups]
    .map(([line, names]) => `${names.toSorted().join(" ")};${line}`)
    .toSorted((a, b) => (a < b ? -1 : 1));
  return [
    "// Made by scripts/zones.ts from IANA data; not to be edited.",
    `export const tzVersion = ${JSON.stringify(moment.tz.dataVersion)};`,
    `/** The offset before the first change holds from the beginning of this year, and is taken for all time before it. */`,
    `export const firstYear = ${firstYear};`,
    "/** names;offset;minutes since the last change or the first year, base 36 > offset …;since year:month.week.weekday.minute>offset … */",
    `export const table = \`\n${lines.join("\n")}\n\`;`,
    "",
  ].join("\n");
}

function print({ start, changes, since, yearly }: Behaviour): string {
  let last = origin;
  const listed = changes.map(({ minute, offset }) => {
    const word = `${(minute - last).toString(36)}>${offset}`;
    last = minute;
    return word;
  });
  const rule = yearly.map((one) => `${one.month}.${one.week}.${one.weekday}.${one.minute}>${one.offset}`).join(" ");
  return `${start};${listed.join(" ")};${yearly.length === 0 ? "" : `${since}:${rule}`}`;
}

/** What a zone does from the first year on: listed changes, then a rule that repeats every year. */
function behaviourOf(name: string): Behaviour {
  const { start, changes } = changesOf(name);
  const byYear = Map.groupBy(changes, ({ minute }) => new Date(minute * 60_000).getUTCFullYear());
  if (!byYear.has(lastYear)) return { start, changes, since: 0, yearly: [] };

  for (let since = firstYear; since < lastYear - 100; since++) {
    const yearly = ruleOf(start, byYear, since);
    if (yearly !== undefined) {
      return { start, changes: changes.filter(({ minute }) => minute < minuteOf(since)), since, yearly };
    }
  }
  throw new Error(`${name} still changes its clocks in ${lastYear}, by no yearly rule`);
}

function changesOf(name: string): { start: number; changes: Change[] } {
  const zone = moment.tz.zone(name);
  if (zone === null) throw new Error(`${name} is named but not there`);
  let start = Number.NaN;
  let offset = Number.NaN;
  const changes: Change[] = [];
  for (const [index, west] of zone.offsets.entries()) {
    const minute = index === 0 ? -Infinity : (zone.untils[index - 1] as number) / 60_000;
    if (minute <= origin) start = -west;
    else if (-west !== offset) changes.push({ minute, offset: -west });
    offset = -west;
  }
  for (const number of [start, ...changes.flatMap(({ minute, offset: after }) => [minute, after])]) {
    if (!Number.isInteger(number)) throw new Error(`${name} changes its offset off the minute`);
  }
  return { start: start + 0, changes };
}

/** The two yearly changes that explain every change from this year on, if there are such. */
function ruleOf(start: number, byYear: ReadonlyMap<number, Change[]>, from: number): Yearly[] | undefined {
  const years: [Change, Change][] = [];
  for (let year = from; year <= lastYear; year++) {
    const [first, second, ...more] = byYear.get(year) ?? [];
    if (first === undefined || second === undefined || more.length > 0) return undefined;
    years.push([first, second]);
  }
  const before = [...byYear].findLast(([year]) => year < from)?.[1].at(-1)?.offset ?? start;
  const spring = years[0]?.[0].offset as number;
  if (years.some(([one, two]) => one.offset !== spring || two.offset !== before)) return undefined;
  const one = yearlyOf(
    years.map(([first]) => first),
    before,
  );
  const two = yearlyOf(
    years.map(([, second]) => second),
    spring,
  );
  return one === undefined || two === undefined ? undefined : [one, two];
}

/** `on the 4th Thursday, 50 hours after its midnight` is how POSIX says `the Saturday before the 31st at two`: days may be borrowed. */
function yearlyOf(changes: readonly Change[], before: number): Yearly | undefined {
  const offset = changes[0]?.offset as number;
  for (const borrowed of [0, -1, 1, -2, 2, -3, 3]) {
    const days = changes.map(({ minute }) => {
      const wall = minute + before;
      const day = Math.floor(wall / 1440) + borrowed;
      const date = new Date(day * 86_400_000);
      const ordinal = date.getUTCDate();
      const left = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate() - ordinal;
      return {
        same: [date.getUTCMonth() + 1, date.getUTCDay(), wall - day * 1440].join(),
        month: date.getUTCMonth() + 1,
        weekday: date.getUTCDay(),
        minute: wall - day * 1440,
        week: Math.ceil(ordinal / 7),
        last: left < 7,
      };
    });
    const first = days[0] as (typeof days)[number];
    if (days.some(({ same }) => same !== first.same)) continue;
    const { month, weekday, minute } = first;
    if (days.every(({ last }) => last)) return { month, week: 5, weekday, minute, offset };
    if (days.every(({ week }) => week === first.week)) return { month, week: first.week, weekday, minute, offset };
  }
  return undefined;
}
