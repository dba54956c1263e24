import { addDays, type Day } from "#time/dates.ts";
import { clip, type Intervals, normalise, nothing, subtract, unionAll } from "#time/intervals.ts";
import { groupsOf } from "./distinct.ts";
import { layersOf, type Reason } from "./layers.ts";
import { beginningOf, dateAt, instantOf, minuteFrom } from "./minutes.ts";
import type { Host, Question, Span } from "./question.ts";
import { sentOver, sharingOf } from "./sharing.ts";
import { castOf, closesFor, type Pool } from "./slots.ts";

/**
 * Too short: time that no rule removed and that no meeting of this length fits into. No pool member: nobody is free, or
 * fewer are than it and other pools need together.
 */
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
  const layers = new Map(hosts.map((host) => [host, layersAround(question, host, minutes, closes, from, to)]));
  // Whoever is in several pools is told of once.
  const told = new Map([...layers].toReversed().map(([{ id }, own]) => [id, own]));
  const { pools } = castOf(recipe, hosts);
  const timesOf = (host: Host) => freeAfter(layers.get(host) ?? [], from, to);
  const sent = new Map(groupsOf(pools).flatMap((group) => sendingTimes(group, timesOf, to)));
  return {
    hosts: [...new Set(hosts.map(({ id }) => id))].map((id) => ({
      id,
      days: days.map((day) => explainedDay(day, told.get(id) ?? [])),
    })),
    pools: pools.map(({ name }) => {
      const removed = subtract([from, to], sent.get(name) ?? nothing);
      const nobody = [{ reason: "no_pool_member" as const, removed }];
      return { pool: name, days: days.map((day) => explainedDay(day, nobody)) };
    }),
  };
}

/** When each pool of a group has somebody to send while the others send somebody else. */
function sendingTimes(group: readonly Pool[], timesOf: (host: Host) => Intervals, to: number): [string, Intervals][] {
  const free = group.map(({ members }) => members.map((host) => ({ id: host.id, times: timesOf(host) })));
  const [alone = [], ...sharing] = free;
  if (sharing.length === 0) return group.map(({ name }) => [name, unionAll(alone.map(({ times }) => times))]);
  const pieces = sentOver(sharingOf(free));
  return group.map(({ name }, pool) => [
    name,
    normalise(pieces.flatMap(({ at, sent }, place) => (sent[pool] === 0 ? [] : [at, pieces[place + 1]?.at ?? to]))),
  ]);
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
