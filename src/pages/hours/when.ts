import { type Instant, toWire } from "#kernel/instant.ts";
import { dayOfLocal, parseDate, parseTime, printDate, printTime, timeOfLocal } from "#time/dates.ts";
import { localMinutes, toInstant, type ZoneId } from "#time/zones.ts";

/** What a field for a date and a time holds, on the wall there. */
export function toField(zone: ZoneId, at: Instant): string {
  const local = localMinutes(zone, at);
  return `${printDate(dayOfLocal(local))}T${printTime(timeOfLocal(local))}`;
}

/** The moment that was typed; undefined when it is none. */
export function fromField(zone: ZoneId, text: string): Instant | undefined {
  const [date = "", time = ""] = text.split("T");
  const [day, minutes] = [parseDate(date), parseTime(time.slice(0, 5))];
  return day === undefined || minutes === undefined ? undefined : toInstant(zone, day * 1_440 + minutes, "earlier");
}

/** For the API, which says what is wrong with what is no moment. */
export function wireFromField(zone: ZoneId, text: string | undefined): string {
  const at = fromField(zone, text ?? "");
  return at === undefined ? (text ?? "") : toWire(at);
}
