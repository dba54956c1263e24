declare const day: unique symbol;
declare const localTime: unique symbol;

/** A civil date: days since 1970-01-01 on somebody's calendar. */
export type Day = number & { readonly [day]: true };

/** Minutes after midnight on the wall, 0–1439; as the end of a range also 1440, printed `24:00`. */
export type LocalTime = number & { readonly [localTime]: true };

/** ISO: Monday is 1, Sunday is 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export type CivilDate = { year: number; month: number; day: number };

export const dayMinutes = 1_440;

/** A whole number that is known to count days (a stored column, a step of a loop). */
export const asDay = (days: number): Day => days as Day;

export const asLocalTime = (minutes: number): LocalTime => minutes as LocalTime;

/** Undefined when the calendar has no such date. */
export function dayOf(year: number, month: number, dayOfMonth: number): Day | undefined {
  const inYears = Number.isInteger(year) && year >= 1 && year <= 9_999;
  if (!inYears || !Number.isInteger(month) || month < 1 || month > 12) return undefined;
  if (!Number.isInteger(dayOfMonth) || dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month)) return undefined;
  return civilDay(year, month, dayOfMonth);
}

/** The same for a date that is known to exist. Years begin in March here, so that the leap day comes last. */
export function civilDay(year: number, month: number, dayOfMonth: number): Day {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return asDay(era * 146_097 + dayOfEra - 719_468);
}

export function civilOf(days: Day): CivilDate {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leaps = Math.floor(dayOfEra / 1_460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return { year, month, day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1 };
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** `2026-11-20`; undefined when the text is no such date. */
export function parseDate(text: string): Day | undefined {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  return parts === null ? undefined : dayOf(Number(parts[1]), Number(parts[2]), Number(parts[3]));
}

export function printDate(days: Day): string {
  const { year, month, day: dayOfMonth } = civilOf(days);
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(dayOfMonth)}`;
}

/** 1970-01-01 was a Thursday. */
export const weekdayOf = (days: Day): Weekday => (((((days + 3) % 7) + 7) % 7) + 1) as Weekday;

/** The day a week begins that holds this one, when weeks begin on `first`. */
export const weekStart = (days: Day, first: Weekday): Day => asDay(days - ((weekdayOf(days) - first + 7) % 7));

export function monthStart(days: Day): Day {
  return asDay(days - civilOf(days).day + 1);
}

export function yearStart(days: Day): Day {
  return civilDay(civilOf(days).year, 1, 1);
}

export const addDays = (days: Day, count: number): Day => asDay(days + count);

/** The same day of a later (or earlier) month, or that month's last day when it has no such day. */
export function addMonths(days: Day, count: number): Day {
  const { year, month, day: dayOfMonth } = civilOf(days);
  const months = year * 12 + month - 1 + count;
  const inYear = Math.floor(months / 12);
  const inMonth = months - inYear * 12 + 1;
  return civilDay(inYear, inMonth, Math.min(dayOfMonth, daysInMonth(inYear, inMonth)));
}

/** The date of a moment on the wall, in minutes since 1970-01-01T00:00 there. */
export const dayOfLocal = (localMinutes: number): Day => asDay(Math.floor(localMinutes / dayMinutes));

/** The time of day of a moment on the wall. */
export const timeOfLocal = (localMinutes: number): LocalTime =>
  asLocalTime(localMinutes - Math.floor(localMinutes / dayMinutes) * dayMinutes);

/** `09:00`, and `24:00` too; undefined when the text is no such time. Who takes a start refuses 1440. */
export function parseTime(text: string): LocalTime | undefined {
  const parts = /^(\d\d):(\d\d)$/.exec(text);
  if (parts === null) return undefined;
  const hours = Number(parts[1]);
  const minutes = Number(parts[2]);
  return minutes > 59 || hours * 60 + minutes > dayMinutes ? undefined : asLocalTime(hours * 60 + minutes);
}

export const printTime = (time: LocalTime): string => `${two(Math.floor(time / 60))}:${two(time % 60)}`;

function two(number: number): string {
  return String(number).padStart(2, "0");
}
