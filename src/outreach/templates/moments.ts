// How a moment is said: on the reader's wall, by our own zone table, in their language.
import type { Instant } from "#kernel/instant.ts";
import { civilOf, dayOfLocal, printTime, timeOfLocal, weekdayOf } from "#time/dates.ts";
import { localMinutes, offsetMinutes, type ZoneId } from "#time/zones.ts";
import type { Language } from "./catalogue.ts";

const names: Record<Language, { days: string; months: string }> = {
  en: {
    days: "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    months: "January February March April May June July August September October November December",
  },
  de: {
    days: "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    months: "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
  },
  fr: {
    days: "lundi mardi mercredi jeudi vendredi samedi dimanche",
    months: "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
  },
  es: {
    days: "lunes martes miércoles jueves viernes sábado domingo",
    months: "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
  },
  ar: {
    days: "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
    months: "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
  },
};

/** A day with its weekday, as it is written out. */
const dates: Record<Language, (weekday: string, day: number, month: string, year: number) => string> = {
  en: (weekday, day, month, year) => `${weekday}, ${day} ${month} ${year}`,
  de: (weekday, day, month, year) => `${weekday}, ${day}. ${month} ${year}`,
  fr: (weekday, day, month, year) => `${weekday} ${day === 1 ? "1er" : day} ${month} ${year}`,
  es: (weekday, day, month, year) => `${weekday}, ${day} de ${month} de ${year}`,
  ar: (weekday, day, month, year) => `${weekday}، ${day} ${month} ${year}`,
};

/** Where English counts twice twelve hours and names the month first. */
const american = /^en-(?:US|PH)$/;

/** Monday, 23 November 2026, 11:00 (Europe/Paris, UTC+01:00) */
export function momentSaid(at: Instant, zone: ZoneId, language: Language, locale: string | null): string {
  const local = localMinutes(zone, at);
  const date = dayOfLocal(local);
  const { year, month, day } = civilOf(date);
  const { days, months } = names[language];
  const weekday = days.split(" ")[weekdayOf(date) - 1] ?? "";
  const monthName = months.split(" ")[month - 1] ?? "";
  const isAmerican = locale !== null && american.test(locale);
  const said = isAmerican ? `${weekday}, ${monthName} ${day}, ${year}` : dates[language](weekday, day, monthName, year);
  const time = printTime(timeOfLocal(local));
  const comma = language === "ar" ? "،" : ",";
  return `${said}${comma} ${isAmerican ? twelve(time) : time} (${zone}, ${offsetSaid(offsetMinutes(zone, at))})`;
}

function twelve(time: string): string {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return `${hours % 12 === 0 ? 12 : hours % 12}:${two(minutes)} ${hours < 12 ? "AM" : "PM"}`;
}

const two = (count: number): string => String(count).padStart(2, "0");

function offsetSaid(minutes: number): string {
  if (minutes === 0) return "UTC";
  const size = Math.abs(minutes);
  return `UTC${minutes < 0 ? "−" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
