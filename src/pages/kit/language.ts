import type { Instant } from "#kernel/instant.ts";
import { madeOnce } from "#kernel/made-once.ts";
import { type Day, dayOfLocal, type Weekday } from "#time/dates.ts";
import { localMinutes, offsetMinutes, type ZoneId } from "#time/zones.ts";
import { placeOf } from "./place.ts";

export const languages = ["en", "de", "fr", "es", "ar"] as const;
export type Language = (typeof languages)[number];

/** Each language by its own name, as its readers look for it. */
export const ownNames: Readonly<Record<Language, string>> = {
  en: "English",
  de: "Deutsch",
  fr: "Français",
  es: "Español",
  ar: "العربية",
};

/** All languages say the same things: a word that one of them lacks does not compile. */
export type Catalogue<Words> = Readonly<Record<Language, Words>>;

/** How one reader is spoken to. */
export type Speech = {
  language: Language;
  /** What dates and numbers are written by: the reader's own region where they named one. */
  locale: string;
  direction: "ltr" | "rtl";
  hour12: boolean;
  firstDay: Weekday;
};

export type SpeechAsk = {
  /** What the reader chose on a page: `?lang=` and `?hours=`. */
  chosen?: string | null | undefined;
  hours?: string | null | undefined;
  /** What they have in their profile. */
  profile?: string | null | undefined;
  accept?: string | undefined;
  /** What the company speaks. */
  company?: string | undefined;
};

/** The reader's choice, else their profile, else their browser, else the company's language, else English. */
export function speechFor({ chosen, hours, profile, accept = "", company }: SpeechAsk): Speech {
  const browser = accept.split(",").map((part) => part.split(";")[0]?.trim() ?? "");
  const wishes = [chosen, profile, ...browser, company].filter((tag): tag is string => tag != null && tag !== "");
  const wish = wishes.find((tag) => languageIn(tag) !== undefined) ?? "en";
  const language = languageIn(wish) ?? "en";
  // Someone who chose a language only is written to as people of their own region write it.
  const regional = [wish, ...browser].find((tag) => languageIn(tag) === language && tag.includes("-"));
  const locale = localeIn(regional ?? wish) ?? language;
  return {
    language,
    locale,
    direction: language === "ar" ? "rtl" : "ltr",
    hour12: hours === "12" || (hours !== "24" && habitsOf(locale).hour12),
    firstDay: habitsOf(locale).firstDay,
  };
}

export const english: Speech = { language: "en", locale: "en", direction: "ltr", hour12: true, firstDay: 7 };

const languageIn = (tag: string): Language | undefined =>
  languages.find((language) => language === tag.toLowerCase().split("-")[0]);

/** Digits stay those that everybody reads; tags nobody has heard of are none. */
function localeIn(tag: string): string | undefined {
  if (!/^[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?$/.test(tag)) return undefined;
  return Intl.getCanonicalLocales(tag)[0];
}

const habitsOf = madeOnce((locale) => ({ hour12: writesTwelve(locale), firstDay: firstDayIn(locale) }));

const writesTwelve = (locale: string): boolean =>
  new Intl.DateTimeFormat(locale, { hour: "numeric" }).resolvedOptions().hour12 === true;

type WeekInfo = { firstDay: Weekday };

function firstDayIn(locale: string): Weekday {
  // Newer than the types we compile against.
  const known = new Intl.Locale(locale) as Intl.Locale & { getWeekInfo?: () => WeekInfo };
  return known.getWeekInfo?.().firstDay ?? 1;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Made once for each way of writing: making one costs more than all it ever writes. */
function formatOf({ locale }: Speech, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  const known = formats.get(key);
  if (known !== undefined) return known;
  if (formats.size > 500) formats.clear();
  const made = new Intl.DateTimeFormat(`${locale}-u-nu-latn-ca-gregory`, { ...options, timeZone: "UTC" });
  formats.set(key, made);
  return made;
}

/** Our own zone table says what the wall shows; the platform's only writes it down. */
const wallMs = (zone: ZoneId, at: Instant): number => localMinutes(zone, at) * 60_000;
const dayMs = (day: Day): number => day * 86_400_000;

/** "Monday 23 November 2026", as the reader writes it. */
export const sayDay = (speech: Speech, day: Day): string => formatOf(speech, { dateStyle: "full" }).format(dayMs(day));
export const sayShortDay = (speech: Speech, day: Day): string =>
  formatOf(speech, { weekday: "short", day: "numeric", month: "short" }).format(dayMs(day));
/** "November 2026". */
export const sayMonth = (speech: Speech, day: Day): string =>
  formatOf(speech, { month: "long", year: "numeric" }).format(dayMs(day));
export const sayWeekday = (speech: Speech, day: Day, style: "long" | "short" | "narrow" = "long"): string =>
  formatOf(speech, { weekday: style }).format(dayMs(day));
export const dayIn = (zone: ZoneId, at: Instant): Day => dayOfLocal(localMinutes(zone, at));

/** "9:30 AM", "09:30". */
const clockOf = ({ hour12 }: Speech): Intl.DateTimeFormatOptions => ({
  hour: hour12 ? "numeric" : "2-digit",
  minute: "2-digit",
  hour12,
});
export const sayTime = (speech: Speech, zone: ZoneId, at: Instant): string =>
  formatOf(speech, clockOf(speech)).format(wallMs(zone, at));
export const sayDate = (speech: Speech, zone: ZoneId, at: Instant): string => sayDay(speech, dayIn(zone, at));
/** Day and time, for a list. */
export const sayMoment = (speech: Speech, zone: ZoneId, at: Instant): string =>
  formatOf(speech, { dateStyle: "medium", timeStyle: "short", hour12: speech.hour12 }).format(wallMs(zone, at));
/** "09:00 – 09:30", the way the language joins two times. */
export const sayTimes = (speech: Speech, zone: ZoneId, from: Instant, until: Instant): string =>
  formatOf(speech, clockOf(speech)).formatRange(wallMs(zone, from), wallMs(zone, until));

/** "UTC−7", "UTC+5:30". */
export function sayOffset(zone: ZoneId, at: Instant): string {
  const minutes = offsetMinutes(zone, at);
  const size = Math.abs(minutes);
  const rest = size % 60 === 0 ? "" : `:${String(size % 60).padStart(2, "0")}`;
  return minutes === 0 ? "UTC" : `UTC${minutes < 0 ? "−" : "+"}${Math.floor(size / 60)}${rest}`;
}

/** "Vancouver, UTC−7": a place people know, and what it means at that moment. */
export function sayZone(zone: ZoneId, at: Instant): string {
  const [place, offset] = [placeOf(zone), sayOffset(zone, at)];
  return place === offset ? offset : `${place}, ${offset}`;
}
export { placeOf };

const numbersIn = madeOnce((locale) => new Intl.NumberFormat(`${locale}-u-nu-latn`));

export const sayNumber = ({ locale }: Speech, value: number): string => numbersIn(locale).format(value);

const rulesIn = madeOnce((language) => new Intl.PluralRules(language));

export type Forms = { [form in Intl.LDMLPluralRule]?: string } & { other: string };

/** Each language has the forms of a number that it needs. */
export const forms = (all: Forms): Forms => all;

/** "8 times": the form that the language has for this number, with the number at `#`. */
export function count(language: Language, value: number, all: Forms): string {
  const form = all[rulesIn(language).select(value)] ?? all.other;
  return form.replace("#", numbersIn(language).format(value));
}
