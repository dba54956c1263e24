import { addDays, type Day } from "#time/dates.ts";
import { clip, type Intervals, nothing, subtract, unionAll } from "#time/intervals.ts";
import { layersOf, type Reason } from "./layers.ts";
import { beginningOf, dateAt, instantOf, minuteFrom } from "./minutes.ts";
import type { Host, Question, Span } from "./question.ts";
import { closesFor } from "./slots.ts";

/** Too short: time that no rule removed and that no meeting of this length fits into. */
export type Removal = Span & { reason: Reason | "too_short" | "no_pool_member" };

export type ExplainedDay = { date: Day; removed: readonly Removal[]; free: readonly Span[] };

/** Why there is what there is, for each host and for each pool that must send somebody. */
export type Explanation = {
  hosts: readonly { id: string; days: readonly ExplainedDay[] }[];
  pools: readonly { pool: string; days: readonly ExplainedDay[] }[];
};

type Layers = readonly { reason: Removal["reason"]; removed: Intervals }[];

/** For each host and each date of the recipe's calendar, which rule removed what was asked for; the rest is free. */
export function explain(question: Question, minutes: number): Explanation {
  const { recipe, hosts, range } = question;
  const from = minuteFrom(range.start);
  const to = minuteFrom(range.end);
  if (from >= to) return { hosts: [], pools: [] };
  const days = daysBetween(question, from, to);
  const closes = closesFor(question, minutes);
  const explained = hosts.map((host) => ({ host, layers: layersAround(question, host, minutes, closes, from, to) }));
  const names =
    recipe.kind === "round_robin" ? new Set([...recipe.pools, ...hosts.flatMap(({ pool }) => pool ?? [])]) : [];
  return {
    hosts: explained.map(({ host, layers }) => ({ id: host.id, days: days.map((day) => explainedDay(day, layers)) })),
    pools: [...names].map((pool) => {
      const members = explained.filter(({ host }) => host.pool === pool);
      const free = unionAll(members.map(({ layers }) => freeAfter(layers, from, to)));
      const nobody = [{ reason: "no_pool_member" as const, removed: subtract([from, to], free) }];
      return { pool, days: days.map((day) => explainedDay(day, nobody)) };
    }),
  };
}

/** Looks one meeting beyond the edges of the range: free time that goes on there is not too short. */
function layersAround(
  question: Question,
  host: Host,
  minutes: number,
  closes: number,
  from: number,
  to: number,
): Layers {
  const begin = from - minutes;
  const end = to + minutes;
  const layers = layersOf(question, host, minutes, closes, begin, end);
  const short: number[] = [];
  const free = freeAfter(layers, begin, end);
  for (let i = 0; i < free.length; i += 2) {
    const [start, stop] = [free[i] as number, free[i + 1] as number];
    if (stop - start < minutes) short.push(start, stop);
  }
  return [...layers, { reason: "too_short", removed: short }];
}

function freeAfter(layers: Layers, from: number, to: number): Intervals {
  return subtract([from, to], unionAll(layers.map(({ removed }) => removed)));
}

type Stretch = { date: Day; from: number; to: number };

function daysBetween({ recipe: { zone } }: Question, from: number, to: number): readonly Stretch[] {
  const days: Stretch[] = [];
  for (let date = dateAt(zone, instantOf(from)); ; date = addDays(date, 1)) {
    const start = Math.max(from, beginningOf(zone, date));
    if (start >= to) return days;
    const end = Math.min(to, beginningOf(zone, addDays(date, 1)));
    if (start < end) days.push({ date, from: start, to: end });
  }
}

function explainedDay({ date, from, to }: Stretch, layers: Layers): ExplainedDay {
  const removed = layers.flatMap((layer) =>
    spansOf(clip(layer.removed, from, to)).map((span) => ({ ...span, reason: layer.reason })),
  );
  return {
    date,
    removed: removed.toSorted((a, b) => a.start - b.start),
    free: spansOf(
      from < to
        ? freeAfter(
            layers.map((layer) => ({ ...layer, removed: clip(layer.removed, from, to) })),
            from,
            to,
          )
        : nothing,
    ),
  };
}

function spansOf(set: Intervals): Span[] {
  const spans: Span[] = [];
  for (let i = 0; i < set.length; i += 2) {
    spans.push({ start: instantOf(set[i] as number), end: instantOf(set[i + 1] as number) });
  }
  return spans;
}
