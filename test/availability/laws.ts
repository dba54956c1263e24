// What holds for every question: the oracle says the same, and the laws that tie one answer to another.
import * as fc from "fast-check";
import { expect } from "vitest";
import {
  type Busy,
  candidates,
  explain,
  type FreeQuestion,
  type Limit,
  type Need,
  type Question,
  slots,
  whoIsFree,
} from "#availability/slots/rules.ts";
import { asInstant } from "#kernel/instant.ts";
import type { Hours } from "#time/hours.ts";
import { contains } from "#time/intervals.ts";
import { freeMinutes, howMany } from "./oracle.ts";
import { anyQuestion, steadyQuestion } from "./questions.ts";
import { explained, freeStarts, neededElsewhere, poolsWithout, reasonsAgainst } from "./reasons.ts";

const ms = 60_000;

/** A law that can be put to so many random questions; a heavy one asks the oracle several times for each. */
export type Law = { title: string; weight: number; holds: (questions: number) => void };

const law = <Ts extends [unknown, ...unknown[]]>(title: string, weight: number, property: fc.IProperty<Ts>): Law => ({
  title,
  weight,
  holds: (questions) => fc.assert(property, { numRuns: Math.ceil(questions / weight) }),
});

/** All starts, as text that names their duration. */
const startsOf = (question: Question): Set<string> =>
  new Set(slots(question).flatMap(({ minutes, starts }) => starts.map((start) => `${minutes} ${start}`)));

function expectAllIn(question: Question, fewer: ReadonlySet<string>): void {
  const starts = startsOf(question);
  expect([...fewer].filter((start) => !starts.has(start))).toEqual([]);
}

/** Starts that lie on one lattice, whatever is free: else another beginning of free time moves what follows. */
const onOneLattice = anyQuestion
  .filter(({ hosts }) =>
    hosts.every(({ hours }) => !hours.zone.startsWith("Australia/L") && hours.zone !== "Antarctica/Troll"),
  )
  .map((question): Question => {
    const { recipe, hosts } = question;
    const increment = recipe.incrementMinutes ?? recipe.durations[0] ?? 30;
    const isFine = [60, 30, 20, 15, 10, 5].includes(increment);
    return {
      ...question,
      recipe: {
        ...recipe,
        incrementMinutes: isFine ? increment : 15,
        packed: false,
        horizon: recipe.horizon?.kind === "available_days" ? null : recipe.horizon,
      },
      hosts: hosts.map((host) => ({ ...host, hours: { ...host.hours, travel: [] } })),
    };
  });

const isLong = ({ per }: Limit): boolean => per !== "day";

const blocker = (question: Question, place: number, length: number): Busy => ({
  start: asInstant(question.range.start + place * ms),
  end: asInstant(question.range.start + (place + length) * ms),
  beforeMinutes: 0,
  afterMinutes: 0,
  what: "calendar",
  active: true,
  own: false,
  session: null,
});

export const laws: readonly Law[] = [
  law(
    "an explanation names, for every minute, the first rule that takes it",
    3,
    fc.property(anyQuestion, (question) => {
      const minutes = question.recipe.durations[0] as number;
      const from = Math.ceil(question.range.start / ms);
      const { hosts, pools } = explain(question, minutes);
      expect(hosts.map(({ id }) => id)).toEqual([...new Set(question.hosts.map(({ id }) => id))]);
      for (const { id, days } of hosts) {
        const host = question.hosts.find((one) => one.id === id) as Question["hosts"][number];
        const told: (string | undefined)[] = explained(question, host, minutes).map(() => "nothing");
        for (const { removed, free } of days) {
          for (const { start, end, reason } of removed) told.fill(reason, start / ms - from, end / ms - from);
          for (const { start, end } of free) told.fill(undefined, start / ms - from, end / ms - from);
        }
        expect(told).toEqual(explained(question, host, minutes));
      }
      const lacking = pools.map(({ pool, days }) => {
        const told = explained(question, question.hosts[0] as Question["hosts"][number], minutes).map(() => false);
        for (const { removed } of days)
          for (const { start, end } of removed) told.fill(true, start / ms - from, end / ms - from);
        return [pool, told];
      });
      expect(new Map(lacking as [string, boolean[]][])).toEqual(poolsWithout(question, minutes));
    }),
  ),
  law(
    "whoever is asked about one start hears what the offer says, and why not when it says nothing",
    3,
    fc.property(anyQuestion, fc.nat(3_000), (question, place) => {
      const minutes = question.recipe.durations[0] as number;
      const [offer = { starts: [], open: [] }] = slots(question);
      offer.starts.slice(0, 3).forEach((start, index) => {
        expect(candidates(question, start, minutes).open).toBe(offer.open[index]);
      });
      const start = asInstant(Math.ceil(question.range.start / ms) * ms + place * ms);
      const { open, hosts } = candidates(question, start, minutes);
      if (question.recipe.kind === "group") return;
      const against = question.hosts.map((host) => reasonsAgainst(question, host, minutes, start / ms));
      expect(hosts.map(({ reasons }) => new Set(reasons))).toEqual(neededElsewhere(question, against));
      expect(open).toBe(openTo(question, minutes, start / ms, against));
    }),
  ),
  law(
    "who is free is weighed start by start",
    2,
    fc.property(anyQuestion, needs(3), (question, need) => {
      const asked: FreeQuestion = {
        ...question,
        ...question.recipe,
        minutes: question.recipe.durations[0] as number,
        need,
        hours: question.recipe.restriction,
      };
      const { starts } = whoIsFree(asked);
      const from = Math.ceil(question.range.start / ms);
      const told = freeStarts(asked).map((_, place) => contains(starts, (from + place) * ms));
      expect(told).toEqual(freeStarts(asked));
    }),
  ),
  law(
    "one more member of a pool never removes a slot",
    1,
    fc.property(anyQuestion, (question) => {
      fc.pre(question.recipe.kind === "round_robin" && question.recipe.horizon?.kind !== "available_days");
      const last = question.hosts.at(-1);
      fc.pre(last?.pool !== null && question.hosts.slice(0, -1).some(({ pool }) => pool === last?.pool));
      expectAllIn(question, startsOf({ ...question, hosts: question.hosts.slice(0, -1) }));
    }),
  ),
  law(
    "more busy time never adds a slot",
    1,
    fc.property(onOneLattice, fc.tuple(fc.nat(2_400), fc.nat(200)), (question, [place, length]) => {
      const busier = question.hosts.map((host) =>
        host.id === question.hosts[0]?.id
          ? { ...host, busy: [...host.busy, blocker(question, place, length + 1)] }
          : host,
      );
      expectAllIn(question, startsOf({ ...question, hosts: busier }));
    }),
  ),
  law(
    "the answer for a range is the union of the answers for its parts",
    1,
    fc.property(anyQuestion, fc.nat(2_400), (question, place) => {
      const { range } = question;
      const cut = asInstant(Math.min(range.end, range.start + place * ms));
      const parts = [
        { ...question, range: { start: range.start, end: cut } },
        { ...question, range: { start: cut, end: range.end } },
      ];
      expect(parts.flatMap((part) => [...startsOf(part)]).toSorted()).toEqual([...startsOf(question)].toSorted());
    }),
  ),
  law(
    "away from clock changes the same question four weeks later has the same answer four weeks later",
    1,
    fc.property(steadyQuestion, (question) => {
      fc.pre(![question.recipe, ...question.hosts].some(({ limits }) => limits.some(isLong)));
      const later = slots(laterBy(28, question));
      expect(
        later.map((offer) => ({ ...offer, starts: offer.starts.map((start) => start - 28 * 1_440 * ms) })),
      ).toEqual(slots(question));
    }),
  ),
];

function needs(depth: number): fc.Arbitrary<Need> {
  const one = fc.constantFrom("h0", "h1", "h2", "h3").map((host): Need => ({ host }));
  if (depth === 0) return one;
  const several = fc.array(needs(depth - 1), { minLength: 1, maxLength: 3 });
  return fc.oneof(
    one,
    several.map((all): Need => ({ all })),
    several.map((any): Need => ({ any })),
    fc.tuple(fc.integer({ min: 1, max: 3 }), several).map(([atLeast, of]): Need => ({ atLeast, of })),
  );
}

function openTo(question: Question, minutes: number, start: number, against: readonly ReadonlySet<string>[]): number {
  const { recipe, hosts } = question;
  const isFixed = (pool: string | null) => recipe.kind !== "round_robin" || pool === null;
  if (hosts.some(({ pool }, index) => isFixed(pool) && (against[index]?.size ?? 0) > 0)) return 0;
  const people = hosts
    .filter((_, index) => against[index]?.size === 0)
    .map((host) => ({ host, time: freeMinutes(question, host, minutes, start, start + minutes) }));
  return hosts.length === 0 ? 0 : howMany({ ...question, hosts }, minutes, people, start, hosts);
}

/** Everything in the question so many days later. */
function laterBy(days: number, question: Question): Question {
  const instant = <T extends number>(at: T): T => (at + days * 1_440 * ms) as T;
  const date = <T extends number>(day: T): T => (day + days) as T;
  const spanned = <T extends { start: number; end: number }>(span: T): T => ({
    ...span,
    start: instant(span.start),
    end: instant(span.end),
  });
  const hours = (one: Hours): Hours => ({
    ...one,
    overrides: one.overrides.map((override) => ({ ...override, date: date(override.date) })),
    travel: one.travel.map((away) => ({
      ...away,
      from: instant(away.from),
      to: away.to === null ? null : instant(away.to),
    })),
  });
  const { recipe } = question;
  const { horizon } = recipe;
  return {
    now: instant(question.now),
    range: spanned(question.range),
    recipe: {
      ...recipe,
      horizon:
        horizon?.kind === "dates" ? { ...horizon, first: date(horizon.first), last: date(horizon.last) } : horizon,
      restriction: recipe.restriction === null ? null : hours(recipe.restriction),
    },
    hosts: question.hosts.map((host) => ({
      ...host,
      hours: hours(host.hours),
      timeOff: host.timeOff.map(({ first, last }) => ({ first: date(first), last: date(last) })),
      busy: host.busy.map(spanned),
      pausedUntil: host.pausedUntil === null ? null : instant(host.pausedUntil),
    })),
    reserved: question.reserved.map(spanned),
  };
}
