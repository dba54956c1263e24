import { type Intervals, normalise, nothing, subtract, intersect } from "#time/intervals.ts";
import { boundsOf, horizonOf, noticeOf, pauseOf } from "./horizon.ts";
import { fullTimes, talliesOf } from "./limits.ts";
import { minuteBefore, minuteFrom } from "./minutes.ts";
import type { Busy, Host, Question } from "./question.ts";
import { blockedTimes, offTimes } from "./blocked.ts";
import { busyOf, hoursIn } from "./sheet.ts";

/** Why time is not free, in the order the rules are asked: what one has removed no later one removes again. */
export type Reason =
  | "outside_hours"
  | "override"
  | "restriction"
  | "time_off"
  | "busy"
  | "hold"
  | "buffer"
  | "paused"
  | "notice"
  | "horizon"
  | "limit";

/** What one rule took away from one host. */
export type Layer = { reason: Reason; removed: Intervals };

type Rule = readonly [reason: Reason, closed: Intervals];

/** Peels a host's time rule by rule, for meetings of this length; from `closes` on the recipe lets none begin. */
export function layersOf(
  question: Question,
  host: Host,
  minutes: number,
  closes: number,
  from: number,
  to: number,
): readonly Layer[] {
  const rules = [...hourRules(question, host, from, to), ...momentRules(question, host, minutes, closes, from, to)];
  let left: Intervals = from < to ? [from, to] : nothing;
  return rules.map(([reason, closed]) => {
    const removed = intersect(left, closed);
    left = subtract(left, closed);
    return { reason, removed };
  });
}

function hourRules(question: Question, host: Host, from: number, to: number): readonly Rule[] {
  const { recipe } = question;
  const all: Intervals = from < to ? [from, to] : nothing;
  const own = hoursIn(host.hours, null, from, to);
  const weekly = hoursIn({ ...host.hours, overrides: [] }, null, from, to);
  const narrowed = recipe.restriction === null ? all : hoursIn(recipe.restriction, null, from, to);
  const busy = busyOf(question, host);
  return [
    ["outside_hours", subtract(subtract(all, weekly), own)],
    ["override", subtract(all, own)],
    ["restriction", subtract(all, narrowed)],
    ["time_off", offTimes(host, from, to)],
    ["busy", spansOf(busy.filter(({ what }) => what !== "hold"))],
    ["hold", spansOf(busy.filter(({ what }) => what === "hold"))],
    ["buffer", blockedTimes(host, recipe, busy, from, to)],
  ];
}

const spansOf = (busy: readonly Busy[]): Intervals =>
  normalise(busy.flatMap(({ active, start, end }) => (active ? [minuteBefore(start), minuteFrom(end)] : [])));

function momentRules(
  question: Question,
  host: Host,
  minutes: number,
  closes: number,
  from: number,
  to: number,
): readonly Rule[] {
  const { recipe, now } = question;
  const horizon = { ...horizonOf(recipe, now), closes };
  // What begins just before the close runs on after it.
  const end = Math.max(from, boundsOf(question, host, horizon).closes + minutes - 1);
  const tallies = talliesOf(host, recipe.limits, busyOf(question, host), from, to);
  return [
    ["paused", until(pauseOf(host), from)],
    ["notice", until(noticeOf(question, host), from)],
    ["horizon", normalise([...until(horizon.opens, from), end, to])],
    ["limit", fullTimes(tallies, host, minutes, from, to)],
  ];
}

const until = (end: number, from: number): Intervals => (from < end ? [from, end] : nothing);
