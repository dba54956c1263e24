import { asInstant, day as dayMs, type Instant, minute as minuteMs } from "#kernel/instant.ts";
import type { Limit } from "#availability/slots/rules.ts";
import {
  addDays,
  addMonths,
  dayOfLocal,
  type Day,
  monthStart,
  type Weekday,
  weekStart,
  yearStart,
} from "#time/dates.ts";
import { localMinutes, type ZoneId } from "#time/zones.ts";
import type { Claim, Policy } from "./claims.ts";

type Meeting = Pick<Claim, "start" | "end" | "eventType">;
type Clock = { zone: ZoneId; weekStart: Weekday };

/** Whether one more meeting fits into every period it begins in or runs into, beside those that are there. */
export function hasRoomFor(policy: Policy, meeting: Meeting, others: readonly Claim[]): boolean {
  const meetings = oncePerSession(others);
  const own = meeting.eventType === null ? undefined : policy.eventTypeCaps[meeting.eventType];
  const ofType = meetings.filter(({ eventType }) => eventType === meeting.eventType);
  return (
    policy.caps.every((limit) => fits(limit, policy, meeting, meetings)) &&
    (own?.caps ?? []).every((limit) => fits(limit, policy, meeting, ofType))
  );
}

/** Seats of one session are one meeting. */
function oncePerSession(claims: readonly Claim[]): readonly Claim[] {
  const seen = new Set<string>();
  return claims.filter(({ share }) => {
    if (share === null) return true;
    const isFirst = !seen.has(share);
    seen.add(share);
    return isFirst;
  });
}

function fits(limit: Limit, clock: Clock, meeting: Meeting, others: readonly Meeting[]): boolean {
  const length = minutesOf(meeting);
  return periodsTouched(limit, clock, meeting).every((period) => {
    const inside = others.filter((other) => periodOf(limit, clock, dateOf(clock, other.start)) === period);
    const minutes = inside.reduce((sum, other) => sum + minutesOf(other), 0);
    return (
      (limit.count === null || inside.length < limit.count) &&
      (limit.minutes === null || minutes + length <= limit.minutes)
    );
  });
}

/** Nothing may run into a period that has no room for it, as the slots engine has it. */
function periodsTouched(limit: Limit, clock: Clock, { start, end }: Meeting): readonly Day[] {
  const first = periodOf(limit, clock, dateOf(clock, start));
  const last = periodOf(limit, clock, dateOf(clock, asInstant(end - 1)));
  return first === last ? [first] : [first, last];
}

/** Where the claims begin that counting and overlap have to see; what lies outside is history and is not read. */
export function countedWindow(policy: Policy | null, meeting: Meeting): { from: Instant; to: Instant } | null {
  if (policy === null) return null;
  const own = meeting.eventType === null ? undefined : policy.eventTypeCaps[meeting.eventType];
  const periods = [...policy.caps, ...(own?.caps ?? [])].flatMap((limit) =>
    periodsTouched(limit, policy, meeting).map((period) => [period, nextPeriod(limit, period)] as const),
  );
  if (periods.length === 0) return null;
  // A day more on both sides: no wall is further from UTC than that.
  return {
    from: asInstant((Math.min(...periods.map(([first]) => first)) - 1) * dayMs),
    to: asInstant((Math.max(...periods.map(([, next]) => next)) + 1) * dayMs),
  };
}

const minutesOf = ({ start, end }: Meeting): number => (end - start) / minuteMs;

const dateOf = ({ zone }: Clock, at: Instant): Day => dayOfLocal(localMinutes(zone, at));

function periodOf({ per }: Limit, { weekStart: first }: Clock, date: Day): Day {
  if (per === "day") return date;
  if (per === "week") return weekStart(date, first);
  return per === "month" ? monthStart(date) : yearStart(date);
}

function nextPeriod({ per }: Limit, start: Day): Day {
  if (per === "day") return addDays(start, 1);
  if (per === "week") return addDays(start, 7);
  return addMonths(start, per === "month" ? 1 : 12);
}
