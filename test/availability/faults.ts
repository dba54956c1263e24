// Five ways to get it wrong. Each is the engine, asked what a careless one would have understood.
import type { Question } from "#availability/slots/rules.ts";
import type { Hours, LocalRange } from "#time/hours.ts";
import { offsetMinutes, type ZoneId } from "#time/zones.ts";
import { zones } from "./questions.ts";

export type Misreading = (question: Question) => Question;

const steadyByOffset = new Map(
  zones
    .filter(({ changes }) => changes.length === 0)
    .map(({ zone }) => [offsetMinutes(zone, 1_800_000_000_000 as never), zone]),
);

/** The clock is read once and then held to be the same for ever. */
const forgetsChanges: Misreading = (question) => {
  const frozen = (zone: ZoneId): ZoneId => steadyByOffset.get(offsetMinutes(zone, question.range.start)) ?? zone;
  return withHours(question, (hours) => ({
    ...hours,
    zone: frozen(hours.zone),
    travel: hours.travel.map((away) => ({ ...away, zone: frozen(away.zone) })),
  }));
};

const evening = <R extends LocalRange>(range: R): R => (range.end <= range.start ? { ...range, end: 1_440 } : range);

/** A night ends at midnight. */
const cutsNights: Misreading = (question) => {
  return withHours(question, (hours) => ({
    ...hours,
    weekly: hours.weekly.map(evening),
    overrides: hours.overrides.map((override) => ({ ...override, ranges: override.ranges.map(evening) })),
  }));
};

const swapped = <T extends { beforeMinutes: number; afterMinutes: number }>(one: T): T => ({
  ...one,
  beforeMinutes: one.afterMinutes,
  afterMinutes: one.beforeMinutes,
});

/** What we need after a meeting is kept free before it. */
const swapsBuffers: Misreading = (question) => ({
  ...question,
  recipe: swapped(question.recipe),
  hosts: question.hosts.map(swapped),
});

/** A day is a day in UTC, wherever the interviewer lives. */
const countsInUtc: Misreading = (question) => ({
  ...question,
  hosts: question.hosts.map((host) => ({ ...host, zone: "UTC" as ZoneId })),
});

/** Whoever is in two pools is two people. */
export const countsTwice: Misreading = (question) => ({
  ...question,
  hosts: question.hosts.map((host, place) => ({ ...host, id: `${place}` })),
  reserved: question.reserved.flatMap((hold) =>
    question.hosts.flatMap(({ id }, place) => (id === hold.host ? [{ ...hold, host: `${place}` }] : [])),
  ),
});

export const misreadings: readonly (readonly [string, Misreading])[] = [
  ["clock changes are forgotten", forgetsChanges],
  ["nights are cut at midnight", cutsNights],
  ["buffers are on the wrong side", swapsBuffers],
  ["limits are counted in UTC", countsInUtc],
  ["whoever is in two pools counts twice", countsTwice],
];

function withHours(question: Question, change: (hours: Hours) => Hours): Question {
  const { recipe, hosts } = question;
  return {
    ...question,
    recipe: { ...recipe, restriction: recipe.restriction === null ? null : change(recipe.restriction) },
    hosts: hosts.map((host) => ({ ...host, hours: change(host.hours) })),
  };
}
