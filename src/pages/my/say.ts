import type { Instant } from "#kernel/instant.ts";
import { minute } from "#kernel/instant.ts";
import { type ZoneId, zoneOf } from "#time/zones.ts";
import { dayIn, sayDate, sayTime, sayZone, type Speech } from "../kit/language.ts";

const units = new Map<string, Intl.NumberFormat>();

function unitOf({ locale }: Speech, unit: "hour" | "minute"): Intl.NumberFormat {
  const key = `${locale} ${unit}`;
  const known = units.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(`${locale}-u-nu-latn`, { style: "unit", unit, unitDisplay: "long" });
  units.set(key, made);
  return made;
}

/** "1 hour 30 minutes", as the reader counts time. */
export function sayLength(speech: Speech, milliseconds: number): string {
  const minutes = Math.round(milliseconds / minute);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const parts = [
    hours === 0 ? "" : unitOf(speech, "hour").format(hours),
    rest === 0 && hours > 0 ? "" : unitOf(speech, "minute").format(rest),
  ];
  return parts.filter(Boolean).join(" ");
}

/** A time on another wall, with its day where that is another one: "18:30, Kolkata, UTC+5:30". */
export function sayElsewhere(speech: Speech, own: ZoneId, theirs: ZoneId, at: Instant): string {
  const time = sayTime(speech, theirs, at);
  const day = dayIn(own, at) === dayIn(theirs, at) ? "" : `${sayDate(speech, theirs, at)}, `;
  return `${day}${time} (${sayZone(theirs, at)})`;
}

/** The zone by its name, where it is another one than the reader's. */
export function otherZone(own: ZoneId, name: string | null | undefined): ZoneId | undefined {
  const zone = name == null ? undefined : zoneOf(name);
  return zone === own ? undefined : zone;
}
