import type { Instant } from "#kernel/instant.ts";
import { groupsOf } from "./distinct.ts";
import { type Grid, gridOf } from "./grid.ts";
import { countOnFirstDays, horizonOf } from "./horizon.ts";
import { beginningOf, dateAt, instantOf, minuteFrom } from "./minutes.ts";
import type { Host, Offer, Question, Recipe } from "./question.ts";
import { joinable, type Session } from "./sessions.ts";
import { type Reach, sheetOf } from "./sheet.ts";
import { type Cast, type Found, meet } from "./together.ts";

/** When these people can meet: an offer for each duration, and for each other length of sessions that can be joined. */
export function slots(question: Question): readonly Offer[] {
  const { recipe } = question;
  const reach = reachOf(question, Math.max(...recipe.durations));
  const cast = sheetsOf(question, reach);
  const sessions = recipe.kind === "group" && cast.fixed[0] !== undefined ? joinable(cast.fixed[0], recipe, reach) : [];
  const lengths = new Set([...recipe.durations, ...sessions.map(({ minutes }) => minutes)]);
  return [...lengths].map((minutes) => offer(question, minutes, reach, cast, sessions));
}

/** The minutes in which starts must be known: those asked for, and all before them when days with slots are counted. */
export function reachOf({ recipe, now, range }: Question, longest: number): Reach {
  const horizon = horizonOf(recipe, now);
  const asked = minuteFrom(range.start);
  const from = recipe.horizon?.kind === "available_days" ? Math.min(asked, minuteFrom(now)) : asked;
  const until = Math.max(from, Math.min(minuteFrom(range.end), horizon.closes));
  return { from, until, longest, horizon };
}

/** From which minute on no meeting of this length may begin: days with slots are counted by asking for all of them. */
export function closesFor(question: Question, minutes: number): number {
  const { recipe, now, range } = question;
  const { horizon, zone } = recipe;
  if (horizon?.kind !== "available_days") return horizonOf(recipe, now).closes;
  const everyDay = { ...recipe, durations: [minutes], horizon: null };
  const [all] = slots({ ...question, recipe: everyDay, range: { start: now, end: range.end } });
  const starts = (all?.starts ?? []).map(minuteFrom);
  const first = starts[countOnFirstDays(starts, horizon, recipe)];
  return first === undefined ? Infinity : beginningOf(zone, dateAt(zone, instantOf(first)));
}

/** A pool that must send somebody, and whom it can choose from. */
export type Pool = { name: string; members: readonly Host[] };

/**
 * Who must be there. Only a round robin chooses among the members of a pool, and whoever is there anyway is sent by
 * none; in all other kinds everybody comes.
 */
export function castOf({ kind, pools }: Recipe, hosts: readonly Host[]): { fixed: readonly Host[]; pools: Pool[] } {
  if (kind !== "round_robin") return { fixed: hosts, pools: [] };
  const fixed = hosts.filter(({ pool }) => pool === null);
  const there = new Set(fixed.map(({ id }) => id));
  const names = new Set([...pools, ...hosts.flatMap(({ pool }) => (pool === null ? [] : [pool]))]);
  const membersOf = (name: string) => hosts.filter(({ id, pool }) => pool === name && !there.has(id));
  return { fixed, pools: [...names].map((name) => ({ name, members: membersOf(name) })) };
}

/** Once for each question: who has to come, and which pools cannot be asked one by one, because they share people. */
function sheetsOf(question: Question, reach: Reach): Cast {
  const { fixed, pools } = castOf(question.recipe, question.hosts);
  const sheet = (host: Host) => sheetOf(question, host, reach);
  return {
    fixed: fixed.map(sheet),
    groups: groupsOf(pools).map((group) => group.map(({ members }) => members.map(sheet))),
  };
}

function offer(question: Question, minutes: number, reach: Reach, cast: Cast, sessions: readonly Session[]): Offer {
  const { recipe, range } = question;
  const grid = gridOf(recipe, minutes, reach.from, reach.until);
  const found = withSessions(recipe, grid, cast, sessions);
  const { horizon } = recipe;
  const end = horizon === null ? found.starts.length : countOnFirstDays(found.starts, horizon, recipe);
  const asked = minuteFrom(range.start);
  const begin = asked === reach.from ? 0 : placeOf(found.starts, asked);
  const isAll = begin === 0 && end === found.starts.length;
  return {
    minutes,
    starts: instantsOf(found.starts, begin, end),
    open: isAll ? found.open : found.open.slice(begin, end),
  };
}

function instantsOf(starts: readonly number[], begin: number, end: number): Instant[] {
  const instants = Array<Instant>(Math.max(0, end - begin));
  for (let place = begin; place < end; place++) instants[place - begin] = instantOf(starts[place] as number);
  return instants;
}

function placeOf(starts: readonly number[], minute: number): number {
  const place = starts.findIndex((start) => start >= minute);
  return place < 0 ? starts.length : place;
}

/** New sessions have all their seats; those that have begun to fill keep their own start, wherever the grid is now. */
function withSessions(recipe: Recipe, grid: Grid, cast: Cast, sessions: readonly Session[]): Found {
  const found = recipe.durations.includes(grid.minutes) ? meet(cast, grid) : { starts: [], open: [] };
  if (recipe.kind !== "group") return found;
  const seats = new Map(found.starts.map((start) => [start, recipe.capacity]));
  for (const { start, minutes, seatsLeft } of sessions) {
    if (minutes === grid.minutes) seats.set(start, seatsLeft);
  }
  const starts = [...seats.keys()].toSorted((a, b) => a - b);
  return { starts, open: starts.map((start) => seats.get(start) as number) };
}
