import type { Instant } from "#kernel/instant.ts";
import { addDays, asDay, type Day, dayMinutes, weekdayOf } from "#time/dates.ts";
import { beginningOf, clockOf, atHome, dateAt, instantOf, minuteFrom } from "./minutes.ts";
import type { Horizon, Host, Question, Recipe } from "./question.ts";

/** Where meetings may begin: from `opens` until just before `closes`, in minutes. */
export type Bounds = { opens: number; closes: number };

/** What the recipe's horizon leaves. Days that had a slot are counted later, when the slots are known. */
export function horizonOf({ horizon, zone }: Pick<Recipe, "horizon" | "zone">, now: Instant): Bounds {
  if (horizon === null || horizon.kind === "available_days") return { opens: -Infinity, closes: Infinity };
  if (horizon.kind === "dates") {
    return { opens: beginningOf(zone, horizon.first), closes: beginningOf(zone, addDays(horizon.last, 1)) };
  }
  const last = lastDay(horizon, dateAt(zone, now));
  return { opens: -Infinity, closes: beginningOf(zone, addDays(last, 1)) };
}

/** From when on nothing can be booked, as far as that can be told without asking who is free. */
export function horizonCloses(words: Pick<Recipe, "horizon" | "zone">, now: Instant): Instant | null {
  const { closes } = horizonOf(words, now);
  return closes === Infinity ? null : instantOf(closes);
}

function lastDay({ kind, days }: { kind: Horizon["kind"]; days: number }, today: Day): Day {
  if (kind === "calendar_days") return addDays(today, days);
  let last = today;
  for (let left = days; left > 0; ) {
    last = addDays(last, 1);
    if (isBusinessDay(last)) left--;
  }
  return last;
}

const isBusinessDay = (date: Day): boolean => weekdayOf(date) <= 5;

/** Notice is time that passes from now on; a pause ends at its moment. */
export function noticeOf({ now, recipe }: Question, host: Host): number {
  return minuteFrom(now) + Math.max(recipe.noticeMinutes, host.noticeMinutes);
}

export const pauseOf = ({ pausedUntil }: Host): number => (pausedUntil === null ? -Infinity : minuteFrom(pausedUntil));

export function boundsOf(question: Question, host: Host, horizon: Bounds): Bounds {
  const opens = Math.max(noticeOf(question, host), pauseOf(host), horizon.opens);
  if (host.advanceDays === null) return { opens, closes: horizon.closes };
  const last = addDays(dateAt(host.zone, question.now), host.advanceDays);
  return { opens, closes: Math.min(horizon.closes, beginningOf(host.zone, addDays(last, 1))) };
}

/** How many of the starts, which are in order from now on, lie on the first so many dates that have any. */
export function countOnFirstDays(starts: readonly number[], horizon: Horizon, { zone }: Recipe): number {
  if (horizon.kind !== "available_days" || starts.length === 0) return starts.length;
  const clock = clockOf(atHome(zone), starts[0] as number, (starts.at(-1) as number) + 1);
  let left = horizon.days;
  let counted: number | undefined;
  let piece = 0;
  for (let place = 0; place < starts.length; place++) {
    const start = starts[place] as number;
    while (start >= (clock[piece + 1] as number)) piece += 3;
    const date = asDay(Math.floor((start + (clock[piece + 2] as number)) / dayMinutes));
    if (date === counted) continue;
    if (left === 0) return place;
    counted = date;
    if (!horizon.weekdaysOnly || isBusinessDay(date)) left--;
  }
  return starts.length;
}
