import { asInstant, day, hour, type Instant } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Day } from "#time/dates.ts";
import type { TimeOff } from "./tables.ts";

export type TimeOffCode = "time_off.unknown" | "time_off.times_unclear" | "time_off.ends_early" | "time_off.too_long";

const maxDays = 1_096;

/** The two ways to say it. */
export type WrittenTimes = {
  first_date?: Day | null | undefined;
  last_date?: Day | null | undefined;
  starts_at?: Instant | null | undefined;
  ends_at?: Instant | null | undefined;
};

export type Times = Pick<TimeOff, "firstDate" | "lastDate" | "startsAt" | "endsAt">;

/** Either dates, the last one included, or two instants; never backwards, and three years at most. */
export function readTimes(written: WrittenTimes): Outcome<Times, TimeOffCode> {
  const { first_date: first, last_date: last, starts_at: starts, ends_at: ends } = written;
  const hasInstants = starts != null || ends != null;
  if (first != null && !hasInstants) return ofDates(first, last ?? first);
  if (starts != null && ends != null && first == null && last == null) return ofInstants(starts, ends);
  return refuse("time_off.times_unclear", { pointer: first == null ? "/starts_at" : "/first_date" });
}

function ofDates(firstDate: Day, lastDate: Day): Outcome<Times, TimeOffCode> {
  if (lastDate < firstDate) return refuse("time_off.ends_early", { pointer: "/last_date" });
  if (lastDate - firstDate >= maxDays) return refuse("time_off.too_long", { pointer: "/last_date" });
  return done({ firstDate, lastDate, ...reachOf(firstDate, lastDate) });
}

function ofInstants(startsAt: Instant, endsAt: Instant): Outcome<Times, TimeOffCode> {
  if (endsAt <= startsAt) return refuse("time_off.ends_early", { pointer: "/ends_at" });
  if (endsAt - startsAt > maxDays * day) return refuse("time_off.too_long", { pointer: "/ends_at" });
  return done({ firstDate: null, lastDate: null, startsAt, endsAt });
}

/** From when the first date begins in Kiribati until the last one ends on Baker Island. */
export const reachOf = (first: Day, last: Day): { startsAt: Instant; endsAt: Instant } => ({
  startsAt: asInstant(first * day - 14 * hour),
  endsAt: asInstant((last + 1) * day + 12 * hour),
});
