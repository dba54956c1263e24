// The other three answers, minute by minute: why time is not free, who could take a start, and who is free at all.
import type { FreeQuestion, Host, Need, Question, Reason, Removal } from "#availability/slots/rules.ts";
import type { ZoneId } from "#time/zones.ts";
import { poolsOf, sentBy } from "./choices.ts";
import * as is from "./oracle.ts";

const ms = 60_000;

/** The first date on which nothing may begin any more because days with slots are used up. */
export function closingDate(question: Question, minutes: number): number {
  const { recipe, now, range } = question;
  const { horizon, zone } = recipe;
  if (horizon?.kind !== "available_days") return Infinity;
  const all = {
    ...question,
    recipe: { ...recipe, durations: [minutes], horizon: null },
    range: { ...range, start: now },
  };
  const starts = (is.oracle(all)[0]?.starts ?? []).map((start) => start / ms);
  const kept = is.withinDays(recipe, starts).length;
  return kept === starts.length ? Infinity : is.dateOf(is.at(zone), starts[kept] as number);
}

/** Which rule takes this minute from the host; none when it is free. */
export function reasonAt(
  question: Question,
  host: Host,
  minutes: number,
  closing: number,
  minute: number,
): Reason | undefined {
  const { recipe } = question;
  const items = is.busyWith(question, host);
  const earliest = minute - minutes + 1;
  const isLate = is.isLate(question, host, earliest) || is.dateOf(is.at(recipe.zone), earliest) >= closing;
  const rules: [Reason, boolean][] = [
    ["outside_hours", !is.inHours(host.hours, minute) && !is.inHours({ ...host.hours, overrides: [] }, minute)],
    ["override", !is.inHours(host.hours, minute)],
    ["restriction", recipe.restriction !== null && !is.inHours(recipe.restriction, minute)],
    ["time_off", is.isOff(host, minute)],
    [
      "busy",
      is.isIn(
        items.filter(({ what }) => what !== "hold"),
        minute,
      ),
    ],
    ["hold", is.isIn(items, minute)],
    ["buffer", is.isBlocked(recipe, host, items, minute) || is.isNearTimeOff(recipe, host, minute)],
    ["paused", is.isPaused(host, minute)],
    ["notice", is.isNotice(question, host, minute)],
    ["horizon", is.isEarly(recipe, minute) || isLate],
    ["limit", is.isFull(question, host, minutes, minute)],
  ];
  return rules.find(([, applies]) => applies)?.[0];
}

/** For every minute asked for, what the explanation should say. */
export function explained(question: Question, host: Host, minutes: number): (Removal["reason"] | undefined)[] {
  const from = Math.ceil(question.range.start / ms);
  const to = Math.ceil(question.range.end / ms);
  const closing = closingDate(question, minutes);
  const around = Array.from({ length: to - from + 2 * minutes }, (_, place): Removal["reason"] | undefined =>
    reasonAt(question, host, minutes, closing, from - minutes + place),
  );
  for (let place = 0; place < around.length; place++) {
    if (around[place] !== undefined || (place > 0 && around[place - 1] === undefined)) continue;
    let end = place;
    while (end < around.length && around[end] === undefined) end++;
    if (end - place < minutes) around.fill("too_short", place, end);
  }
  return around.slice(minutes, minutes + to - from);
}

/** For each pool and every minute asked for, whether it has nobody to send, with those it needs elsewhere left out. */
export function poolsWithout(question: Question, minutes: number): Map<string, boolean[]> {
  if (question.recipe.kind !== "round_robin") return new Map();
  const times = question.hosts.map((host) => explained(question, host, minutes));
  const known = new Map<string, Map<string, Set<string>>>();
  const sentAt = (place: number) => {
    const free = question.hosts.filter((_, index) => times[index]?.[place] === undefined);
    const key = free.map(({ id, pool }) => `${id} ${pool}`).join();
    const sent = known.get(key) ?? sentBy(question, free);
    known.set(key, sent);
    return sent;
  };
  const all = (times[0] ?? []).map((_, place) => sentAt(place));
  return new Map(poolsOf(question).map((name) => [name, all.map((sent) => sent.get(name)?.size === 0)]));
}

/** The reasons against each host, with that of those who are free and whom their pool cannot send. */
export function neededElsewhere(question: Question, against: readonly ReadonlySet<Reason>[]): ReadonlySet<string>[] {
  if (question.recipe.kind !== "round_robin") return [...against];
  const sent = sentBy(
    question,
    question.hosts.filter((_, index) => against[index]?.size === 0),
  );
  return question.hosts.map(({ id, pool }, index) => {
    const own = against[index] as ReadonlySet<Reason>;
    return own.size > 0 || pool === null || sent.get(pool)?.has(id) === true ? own : new Set(["needed_elsewhere"]);
  });
}

/** Why a host cannot take a meeting that begins here, each reason once. */
export function reasonsAgainst(question: Question, host: Host, minutes: number, start: number): Set<Reason> {
  const closing = closingDate({ ...question, range: { ...question.range, end: ((start + 1) * ms) as never } }, minutes);
  const found = Array.from({ length: minutes }, (_, place) =>
    reasonAt(question, host, minutes, closing, start + place),
  );
  return new Set(found.filter((reason) => reason !== undefined));
}

/** For every minute asked for, whether a meeting may begin at it. */
export function freeStarts(asked: FreeQuestion): boolean[] {
  const { now, range, minutes, hosts, reserved, hours, beforeMinutes, afterMinutes, need } = asked;
  const recipe: Question["recipe"] = {
    kind: "one_on_one",
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
  const question = { now, range, recipe, hosts, reserved };
  const from = Math.ceil(range.start / ms);
  const to = Math.ceil(range.end / ms);
  const free = new Map(hosts.map((host) => [host.id, is.freeMinutes(question, host, minutes, from, to + minutes)]));
  const canTake = (id: string, start: number) => {
    const host = hosts.find((one) => one.id === id);
    const time = free.get(id);
    return (
      host !== undefined && time !== undefined && is.isFree(time, start, minutes) && !is.isLate(question, host, start)
    );
  };
  return Array.from({ length: Math.max(0, to - from) }, (_, place) => isMet(need, (id) => canTake(id, from + place)));
}

function isMet(need: Need, canTake: (id: string) => boolean): boolean {
  if ("host" in need) return canTake(need.host);
  if ("all" in need) return need.all.length > 0 && need.all.every((one) => isMet(one, canTake));
  if ("any" in need) return need.any.some((one) => isMet(one, canTake));
  return need.of.filter((one) => isMet(one, canTake)).length >= need.atLeast;
}
