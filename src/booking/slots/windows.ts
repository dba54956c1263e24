import { type SQL, sql } from "drizzle-orm";
import type { Span } from "#availability/slots/rules.ts";
import type { Window } from "#booking/reservations/actions.ts";
import { startsAround } from "#booking/reservations/rules.ts";
import { asInstant, day, type Instant } from "#kernel/instant.ts";
import { addDays, addMonths, asDay, type Day, monthStart, yearStart } from "#time/dates.ts";

type Period = "base" | "day" | "week" | "month" | "year";

const dayOf = (at: Instant): Day => asDay(Math.floor(at / day));
const instantOf = (date: Day): Instant => asInstant(date * day);

/** No wall is further from UTC than this, and a meeting may begin the night before. */
const marginDays = 2;

/**
 * Which starts to read, by the periods in which meetings are counted. Free time is followed back to its beginning, though never
 * before now, so what is taken between now and the range is read with it; what is over is not.
 */
export function windowsAround({ now }: { now: Instant }, range: Span): { of: (periods: SQL) => Window } {
  const start = asInstant(Math.min(range.start, now));
  const first = addDays(dayOf(start), -marginDays);
  const last = addDays(dayOf(range.end), marginDays);
  const windows: Record<Period, { from: Instant; to: Instant }> = {
    base: startsAround(start, range.end),
    day: { from: instantOf(first), to: instantOf(addDays(last, 1)) },
    week: { from: instantOf(addDays(first, -6)), to: instantOf(addDays(last, 7)) },
    month: { from: nightBefore(monthStart(first)), to: nightAfter(addMonths(monthStart(last), 1)) },
    year: { from: nightBefore(yearStart(first)), to: nightAfter(addMonths(yearStart(last), 12)) },
  };
  const said = JSON.stringify(Object.entries(windows).map(([per, { from, to }]) => ({ per, from, to })));
  const edge = (name: "min(span.value ->> 'from')" | "max(span.value ->> 'to')", periods: SQL): SQL =>
    sql`(select ${sql.raw(name)} from json_each(${said}) span
      where span.value ->> 'per' = 'base' or span.value ->> 'per' in (${periods}))`;
  return {
    of: (periods) => ({
      from: edge("min(span.value ->> 'from')", periods),
      to: edge("max(span.value ->> 'to')", periods),
    }),
  };
}

const nightBefore = (date: Day): Instant => instantOf(addDays(date, -marginDays));
const nightAfter = (date: Day): Instant => instantOf(addDays(date, marginDays));
