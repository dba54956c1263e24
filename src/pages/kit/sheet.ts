import { asInstant, fromWire, type Instant, toWire } from "#kernel/instant.ts";
import { dayMinutes, dayOfLocal, parseDate, parseTime, printDate, printTime, timeOfLocal } from "#time/dates.ts";
import { localMinutes, toInstant, type ZoneId } from "#time/zones.ts";
import type { FieldFault } from "./forms.tsx";
import type { Speech } from "./language.ts";

/** A form as it is filled in: from what is kept, or from what somebody has typed. */
export type Sheet = URLSearchParams;

/** A form that is shown: how it is filled in, and what is wrong with it. */
export type Filled = {
  sheet: Sheet;
  faults?: readonly FieldFault[] | undefined;
  status?: number | undefined;
};

/** The properties of controls by their names, from one sheet. */
export function filling({ sheet, faults = [] }: Filled, speech: Speech) {
  return {
    faults,
    /** As it was typed, else as it stands. */
    line: (name: string, stands: string | null = null) => ({ name, value: sheet.get(name) ?? stands, faults, speech }),
    tick: (name: string) => ({ name, checked: sheet.get(name) !== null, faults, speech }),
    many: (name: string) => ({ name, values: sheet.getAll(name), faults, speech }),
    /** Whether one of these is wrong: what holds them stands open then. */
    isWrong: (...names: readonly string[]) => faults.some(({ field }) => names.includes(field)),
  };
}

export type Lines = ReturnType<typeof filling>;

type Filling = string | number | boolean | null | undefined | readonly (string | number)[];

/** What is kept, as the form would send it. */
export function sheetOf(fillings: Readonly<Record<string, Filling>>): Sheet {
  const sheet = new URLSearchParams();
  for (const [name, kept] of Object.entries(fillings)) {
    const values = Array.isArray(kept) ? kept : kept === false || kept == null ? [] : [kept];
    for (const value of values) sheet.append(name, value === true ? "yes" : String(value));
  }
  return sheet;
}

export const textIn = (sheet: Sheet, name: string): string | null => {
  const text = sheet.get(name)?.trim() ?? "";
  return text === "" ? null : text;
};

/** Several lines as they were typed, with the line ends that everything else here has. */
export const proseIn = (sheet: Sheet, name: string): string | null =>
  textIn(sheet, name) === null ? null : (sheet.get(name) ?? "").replaceAll("\r\n", "\n");

export const isTicked = (sheet: Sheet, name: string): boolean => sheet.get(name) !== null;

/** No count of anything: the API refuses it at its place. */
const unreadable = 0.5;

const numberOf = (text: string): number => (/^-?\d{1,9}$/.test(text) ? Number(text) : unreadable);

export function numberIn(sheet: Sheet, name: string): number | null {
  const text = textIn(sheet, name);
  return text === null ? null : numberOf(text);
}

/** "30, 45 60". */
export const numbersIn = (sheet: Sheet, name: string): number[] =>
  (textIn(sheet, name) ?? "")
    .split(/[\s,;،]+/)
    .filter(Boolean)
    .map(numberOf);

export const linesIn = (sheet: Sheet, name: string): string[] =>
  (sheet.get(name) ?? "")
    .split(/\r?\n/)
    .map((one) => one.trim())
    .filter(Boolean);

/** One of the words that a choice has; the first where something else was sent. */
export const oneOf = <T extends string>(sheet: Sheet, name: string, all: readonly [T, ...T[]]): T =>
  all.find((one) => one === sheet.get(name)) ?? all[0];

export const units = ["minutes", "hours", "days"] as const;
export type Unit = (typeof units)[number];
const minutesOf: Readonly<Record<Unit, number>> = { minutes: 1, hours: 60, days: 1_440 };

/** So many minutes, in the largest unit that says them without a rest. */
export function spanSheet(name: string, minutes: number): Record<string, string | number> {
  const unit = units.findLast((one) => minutes !== 0 && minutes % minutesOf[one] === 0) ?? "minutes";
  return { [name]: minutes / minutesOf[unit], [`${name}_unit`]: unit };
}

export function spanIn(sheet: Sheet, name: string): number {
  const amount = numberIn(sheet, name) ?? 0;
  return amount === unreadable ? unreadable : amount * minutesOf[oneOf(sheet, `${name}_unit`, units)];
}

/** `name = value`, one pair in a line. */
export const metadataLines = (metadata: Readonly<Record<string, string>>): string =>
  Object.entries(metadata)
    .map(([name, value]) => `${name} = ${value.replaceAll("\n", " ")}`)
    .join("\n");

export const metadataIn = (sheet: Sheet): Record<string, string> =>
  Object.fromEntries(
    linesIn(sheet, "metadata").map((line) => {
      const [name = "", ...value] = line.split("=");
      return [name.trim(), value.join("=").trim()];
    }),
  );

/** The same as a patch: what is not named any more goes. */
export const metadataPatchIn = (
  sheet: Sheet,
  known: Readonly<Record<string, string>>,
): Record<string, string | null> => ({
  ...Object.fromEntries(Object.keys(known).map((name) => [name, null])),
  ...metadataIn(sheet),
});

/** A day and a time as they were typed, on this zone's clock. */
export function instantTyped(date: string, time: string, zone: ZoneId): Instant | undefined {
  const [day, minutes] = [parseDate(date), parseTime(time.slice(0, 5))];
  return day === undefined || minutes === undefined
    ? undefined
    : asInstant(toInstant(zone, day * dayMinutes + minutes, "earlier"));
}

/** The first moment of a day that was typed, or of the one after it. */
export function dayTyped(date: string | undefined, zone: ZoneId, later = 0): string | undefined {
  const day = parseDate(date ?? "");
  return day === undefined ? undefined : toWire(toInstant(zone, (day + later) * dayMinutes, "earlier"));
}

/** "2026-11-20T09:00" on this zone's clock; what cannot be read is left for the API to refuse. */
export function momentIn(sheet: Sheet, name: string, zone: ZoneId): string | undefined {
  const text = textIn(sheet, name);
  if (text === null) return undefined;
  const [date = "", time = ""] = text.split("T");
  const at = instantTyped(date, time, zone);
  return at === undefined ? text : toWire(at);
}

export function momentSheet(at: string | Instant, zone: ZoneId): string {
  const local = localMinutes(zone, typeof at === "string" ? fromWire(at) : asInstant(at));
  return `${printDate(dayOfLocal(local))}T${printTime(timeOfLocal(local))}`;
}

/** Lower-case letters, digits and inner hyphens, as near to a title as they come. */
export const slugOf = (title: string): string =>
  title
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replaceAll(/^-+|-+$/g, "");
