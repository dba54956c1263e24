import type { Limits } from "#availability/interviewing/tables.ts";
import { type Instant, minute } from "#kernel/instant.ts";
import { addDays, addMonths, type Day, dayOfLocal, monthStart, type Weekday, weekStart } from "#time/dates.ts";
import { localMinutes, type ZoneId } from "#time/zones.ts";

export const counted = ["day", "week", "month"] as const;
export type Counted = (typeof counted)[number];

export type Meeting = { startsAt: Instant; endsAt: Instant; share: string | null };
/** From a date to another, which is the first that is no more in it. */
export type Stretch = { from: Day; until: Day };
export type Carried = Stretch & { meetings: number; minutes: number; limit: Limits[Counted]; full: boolean };

/** The day, week and month that hold a date, where weeks begin on `first`. */
export function stretchesOf(date: Day, first: Weekday): Record<Counted, Stretch> {
  const week = weekStart(date, first);
  const month = monthStart(date);
  return {
    day: { from: date, until: addDays(date, 1) },
    week: { from: week, until: addDays(week, 7) },
    month: { from: month, until: addMonths(month, 1) },
  };
}

/** All of these periods, wherever the wall stands: no local date is further than a day from UTC's. */
export function reachOf(date: Day): Stretch {
  const earliest = addDays(date, -1);
  const latest = addDays(date, 1);
  return {
    from: addDays(Math.min(monthStart(earliest), addDays(earliest, -6)) as Day, -1),
    until: addDays(Math.max(addMonths(monthStart(latest), 1), addDays(latest, 7)) as Day, 1),
  };
}

export const dateIn = (zone: ZoneId, at: Instant): Day => dayOfLocal(localMinutes(zone, at));

/** Seats of one session are one meeting. */
function oncePerSession(meetings: readonly Meeting[]): readonly Meeting[] {
  const sessions = new Set<string>();
  return meetings.filter(({ share }) => {
    const isFirst = share === null || !sessions.has(share);
    if (share !== null) sessions.add(share);
    return isFirst;
  });
}

/** What begins in each period on this person's wall, beside what they allow in it. */
export function carriedIn(
  stretches: Record<Counted, Stretch>,
  zone: ZoneId,
  limits: Limits,
  meetings: readonly Meeting[],
): Record<Counted, Carried> {
  const dated = oncePerSession(meetings).map((meeting) => ({
    on: dateIn(zone, meeting.startsAt),
    minutes: (meeting.endsAt - meeting.startsAt) / minute,
  }));
  const within = (per: Counted): Carried => {
    const stretch = stretches[per];
    const inside = dated.filter(({ on }) => on >= stretch.from && on < stretch.until);
    const minutes = inside.reduce((sum, one) => sum + one.minutes, 0);
    const limit = limits[per];
    const full =
      (limit.count !== null && inside.length >= limit.count) || (limit.minutes !== null && minutes >= limit.minutes);
    return { ...stretch, meetings: inside.length, minutes, limit, full };
  };
  return { day: within("day"), week: within("week"), month: within("month") };
}

/** What a load would be on a full share: who carries half of one feels it twice. */
export const weighted = (minutes: number, loadWeight: number): number | null =>
  loadWeight === 0 ? null : Math.round((minutes * 100) / loadWeight);
