import type { Instant } from "#kernel/instant.ts";
import type { Hours } from "#time/hours.ts";
import { clip, intersectAll, type Intervals, nothing, unionAll } from "#time/intervals.ts";
import type { ZoneId } from "#time/zones.ts";
import { startsWithin } from "./grid.ts";
import { inInstants } from "./minutes.ts";
import type { Host, Question, Recipe, Span } from "./question.ts";
import { freeFor, sheetOf } from "./sheet.ts";
import { reachOf } from "./slots.ts";

/** Who must be free at once: a host, all, any, or so many of several; `of` may nest. */
export type Need =
  | { host: string }
  | { all: readonly Need[] }
  | { any: readonly Need[] }
  | { atLeast: number; of: readonly Need[] };

export type FreeQuestion = {
  now: Instant;
  range: Span;
  minutes: number;
  need: Need;
  hosts: readonly Host[];
  reserved: Question["reserved"];
  /** Narrows everybody's hours for this one question. */
  hours: Hours | null;
  beforeMinutes: number;
  afterMinutes: number;
};

/** When a meeting may begin, as instants `[first, just after the last)`: for all needs at once, and for each host. */
export type FreeAnswer = { starts: Intervals; hosts: readonly { id: string; starts: Intervals }[] };

/**
 * Who is free for a whole meeting. Needs are weighed start by start, so somebody who can stay for half of it counts for
 * nothing and nobody is relieved in the middle.
 */
export function whoIsFree(asked: FreeQuestion): FreeAnswer {
  const { minutes, hosts, need } = asked;
  const question = questionOf(asked);
  const reach = reachOf(question, minutes);
  const starts = new Map(
    hosts.map((host) => {
      const free = freeFor(sheetOf(question, host, reach), minutes);
      return [host.id, clip(startsWithin(free, minutes), reach.from, reach.until)];
    }),
  );
  return {
    starts: inInstants(met(need, starts)),
    hosts: [...starts].map(([id, own]) => ({ id, starts: inInstants(own) })),
  };
}

/** A host who is not known is never free. */
function met(need: Need, starts: ReadonlyMap<string, Intervals>): Intervals {
  if ("host" in need) return starts.get(need.host) ?? nothing;
  if ("all" in need) return intersectAll(need.all.map((one) => met(one, starts)));
  if ("any" in need) return unionAll(need.any.map((one) => met(one, starts)));
  return atLeast(
    need.atLeast,
    need.of.map((one) => met(one, starts)),
  );
}

/** What lies in so many of the sets. */
function atLeast(count: number, sets: readonly Intervals[]): Intervals {
  if (count <= 1) return unionAll(sets);
  const edges = sets.flatMap((set) => set.map((at, place) => ({ at, change: place % 2 === 0 ? 1 : -1 })));
  // At one moment those who come are counted before those who leave, so that a change of people leaves no crack.
  edges.sort((a, b) => a.at - b.at || b.change - a.change);
  const found: number[] = [];
  let here = 0;
  for (const { at, change } of edges) {
    if (change > 0 && here + 1 === count) found.push(at);
    if (change < 0 && here === count) found.push(at);
    here += change;
  }
  return found;
}

function questionOf({
  now,
  range,
  minutes,
  hosts,
  reserved,
  hours,
  beforeMinutes,
  afterMinutes,
}: FreeQuestion): Question {
  const recipe: Recipe = {
    kind: "collective",
    durations: [minutes],
    incrementMinutes: null,
    offsetMinutes: 0,
    packed: false,
    beforeMinutes,
    afterMinutes,
    noticeMinutes: 0,
    horizon: null,
    zone: "UTC" as ZoneId,
    limits: [],
    capacity: 1,
    restriction: hours,
    pools: [],
  };
  return { now, range, recipe, hosts, reserved };
}
