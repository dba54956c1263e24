import type { Instant } from "#kernel/instant.ts";
import { minute } from "#kernel/instant.ts";
import type { Day } from "#time/dates.ts";
import { offsetMinutes, type ZoneId, zoneOf } from "#time/zones.ts";
import { dayIn, sayDate, sayTime, sayZone, type Speech } from "../kit/language.ts";

const units = new Map<string, Intl.NumberFormat>();

type Style = "long" | "short";

function unitOf({ locale }: Speech, unit: "hour" | "minute", unitDisplay: Style): Intl.NumberFormat {
  const key = `${locale} ${unit} ${unitDisplay}`;
  const known = units.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(`${locale}-u-nu-latn`, { style: "unit", unit, unitDisplay });
  units.set(key, made);
  return made;
}

/** "1 hour 30 minutes", as the reader counts time. */
export function sayLength(speech: Speech, milliseconds: number, style: Style = "long"): string {
  const minutes = Math.round(milliseconds / minute);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const parts = [
    hours === 0 ? "" : unitOf(speech, "hour", style).format(hours),
    rest === 0 && hours > 0 ? "" : unitOf(speech, "minute", style).format(rest),
  ];
  return parts.filter(Boolean).join(" ");
}

/** A time on another wall, with its day where that is another one: "18:30, Kolkata, UTC+5:30". */
export function sayElsewhere(speech: Speech, own: ZoneId, theirs: ZoneId, at: Instant): string {
  const time = sayTime(speech, theirs, at);
  const day = dayIn(own, at) === dayIn(theirs, at) ? "" : `${sayDate(speech, theirs, at)}, `;
  return `${day}${time} (${sayZone(theirs, at)})`;
}

/** The zone by its name, where its clocks show something else than the reader's. */
export function otherZone(own: ZoneId, name: string | null | undefined, at: Instant): ZoneId | undefined {
  const zone = name == null ? undefined : zoneOf(name);
  return zone === undefined || offsetMinutes(zone, at) === offsetMinutes(own, at) ? undefined : zone;
}

const dates = new Map<string, Intl.DateTimeFormat>();

/** "23 November", below a heading that says the rest. */
export function sayDayOfMonth({ locale }: Speech, day: Day): string {
  const written =
    dates.get(locale) ??
    new Intl.DateTimeFormat(`${locale}-u-nu-latn-ca-gregory`, { day: "numeric", month: "long", timeZone: "UTC" });
  dates.set(locale, written);
  return written.format(day * 86_400_000);
}
