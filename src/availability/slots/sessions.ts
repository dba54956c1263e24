import { covers } from "#time/intervals.ts";
import { minuteBefore, minuteFrom } from "./minutes.ts";
import type { Busy, Recipe } from "./question.ts";
import { withoutBusy } from "./blocked.ts";
import { hoursIn, type Reach, type Sheet } from "./sheet.ts";

/** A group session that has begun to fill: whoever joins it adds no meeting to anybody's day. */
export type Session = { start: number; minutes: number; seatsLeft: number };

/** The sessions that may still be joined: seats are left, and nothing but the session itself is in the way. */
export function joinable(sheet: Sheet, recipe: Recipe, { from: earliest, until }: Reach): readonly Session[] {
  const sessions = new Map<string, Busy[]>();
  for (const seat of sheet.busy) {
    if (!isSeat(seat)) continue;
    const seats = sessions.get(seat.session);
    if (seats === undefined) sessions.set(seat.session, [seat]);
    else seats.push(seat);
  }
  return [...sessions].flatMap(([name, seats]) => {
    const { start, end } = seats[0] as Busy;
    const from = minuteBefore(start);
    const to = minuteFrom(end);
    const seatsLeft = recipe.capacity - seats.length;
    const isAsked = from >= Math.max(earliest, sheet.bounds.opens) && from < Math.min(until, sheet.bounds.closes);
    if (seatsLeft <= 0 || !isAsked) return [];
    return isKept(sheet, recipe, name, from, to) ? [{ start: from, minutes: to - from, seatsLeft }] : [];
  });
}

const isSeat = (item: Busy): item is Busy & { session: string } => item.active && item.own && item.session !== null;

function isKept({ host, busy }: Sheet, recipe: Recipe, session: string, from: number, to: number): boolean {
  const others = busy.filter((item) => item.session !== session);
  const hours = hoursIn(host.hours, recipe.restriction, from, to);
  return covers(withoutBusy(hours, host, recipe, others, from, to), from, to);
}
