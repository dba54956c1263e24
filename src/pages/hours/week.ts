import { asLocalTime, dayMinutes, parseTime, printTime, type Weekday } from "#time/dates.ts";
import { type LocalRange, faultsOfWeek, type WeeklyRange } from "#time/hours.ts";
import { parseHours, printHours } from "#time/notation.ts";
import type { ZoneId } from "#time/zones.ts";

/** One line of the week table, as it was typed. */
export type Row = { weekday: Weekday; from: string; until: string };
export type Rule = { weekday: Weekday; start: string; end: string };

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** A clock's dial has no 24:00: until midnight is until 00:00. */
const fromDial = (until: string): string => (until === "00:00" ? "24:00" : until);
const toDial = (end: string): string => (end === "24:00" ? "00:00" : end);

/** Every line of the form (`w1-0-from`: the first of Monday), by day and place; scripts may have left gaps. */
export function rowsIn(form: URLSearchParams): Row[] {
  const places = new Map<string, Row>();
  for (const name of form.keys()) {
    const [, weekday, place] = /^w([1-7])-(\d{1,3})-from$/.exec(name) ?? [];
    if (weekday === undefined || place === undefined) continue;
    const at = name.slice(0, -"from".length);
    places.set(`${weekday}${place.padStart(3, "0")}`, {
      weekday: Number(weekday) as Weekday,
      from: (form.get(`${at}from`) ?? "").trim(),
      until: (form.get(`${at}until`) ?? "").trim(),
    });
  }
  return [...places].toSorted(([one], [other]) => one.localeCompare(other)).map(([, row]) => row);
}

export const rowsOf = (rules: readonly { weekday: number; start: string; end: string }[]): Row[] =>
  rules.map(({ weekday, start, end }) => ({ weekday: weekday as Weekday, from: start, until: toDial(end) }));

const isBlank = ({ from, until }: Row): boolean => from === "" && until === "";

/** The lines as the API takes them, each with the name its fields begin with; lines that were left blank say nothing. */
export function rulesOf(rows: readonly Row[]): { rules: Rule[]; names: string[] } {
  const next = new Map<Weekday, number>();
  const said = rows.flatMap((row) => {
    const place = next.get(row.weekday) ?? 0;
    next.set(row.weekday, place + 1);
    const rule = { weekday: row.weekday, start: row.from, end: fromDial(row.until) };
    return isBlank(row) ? [] : [{ rule, name: `w${row.weekday}-${place}` }];
  });
  return { rules: said.map(({ rule }) => rule), names: said.map(({ name }) => name) };
}

/** The lines that can be read, as they stand. */
export const readable = (rows: readonly Row[]): WeeklyRange[] =>
  rulesOf(rows).rules.flatMap(({ weekday, start, end }) => {
    const [from, until] = [parseTime(start), parseTime(end)];
    return from === undefined || until === undefined || from === until ? [] : [{ weekday, start: from, end: until }];
  });

/** Undefined while a line is not finished, or lines overlap. */
export function weeklyOf(rows: readonly Row[]): WeeklyRange[] | undefined {
  const { rules } = rulesOf(rows);
  const weekly = readable(rows);
  return weekly.length === rules.length && faultsOfWeek(weekly).length === 0 ? weekly : undefined;
}

/** As people write it, a line for each group of days. */
export const textOf = (zone: string, weekly: readonly WeeklyRange[]): string =>
  // The zone came from the table, or is shown to be none.
  printHours({ zone: zone as ZoneId, weekly }).replaceAll("; ", ";\n");

export const inLines = (text: string): string => text.replaceAll("; ", ";\n");

export function rowsOfText(text: string): { rows: Row[]; zone: string | null } | undefined {
  const read = parseHours(text);
  if (!read.ok) return undefined;
  const rules = read.value.weekly.map(({ weekday, start, end }) => ({
    weekday,
    start: printTime(start),
    end: printTime(end),
  }));
  return { rows: rowsOf(rules), zone: read.value.zone };
}

/** What a button inside the table asks for: another line, one less, or a day on other days too. */
export function edited(rows: readonly Row[], wish: string, form: URLSearchParams): Row[] {
  const [, verb, day, at] = /^(add|remove)-([1-7])(?:-(\d{1,3}))?$/.exec(wish) ?? [];
  const weekday = Number(day) as Weekday;
  if (verb === "add") return [...rows, suggestion(rows, weekday)];
  if (verb === "remove") {
    const own = rows.filter((row) => row.weekday === weekday);
    return rows.filter((row) => row !== own[Number(at)]);
  }
  if (wish !== "copy") return [...rows];
  const source = Number(form.get("copy-from"));
  const onto = new Set(
    form
      .getAll("copy-to")
      .map(Number)
      .filter((one) => one !== source),
  );
  const copied = rows.filter((row) => row.weekday === source);
  return [
    ...rows.filter((row) => !onto.has(row.weekday)),
    ...weekdays.filter((one) => onto.has(one)).flatMap((one) => copied.map((row) => ({ ...row, weekday: one }))),
  ];
}

/** An hour after the last range, or the morning. */
function suggestion(rows: readonly Row[], weekday: Weekday): Row {
  const last = rows.findLast((row) => row.weekday === weekday && row.until !== "");
  const end = last === undefined ? undefined : parseTime(last.until);
  if (end === undefined) return { weekday, from: "09:00", until: "17:00" };
  const from = end + 60;
  if (end === 0 || from + 60 > 23 * 60) return { weekday, from: "", until: "" };
  return { weekday, from: printTime(asLocalTime(from)), until: printTime(asLocalTime(Math.min(from + 180, 1_380))) };
}

/** Where a day's bar is filled, in minutes from its midnight; nights go on into the next day. */
export function barsOf(weekly: readonly WeeklyRange[], weekday: Weekday): [from: number, until: number][] {
  const before = weekday === 1 ? 7 : weekday - 1;
  return weekly.flatMap((range): [number, number][] => {
    const end = pastMidnight(range);
    if (range.weekday === weekday) return [[range.start, Math.min(end, dayMinutes)]];
    return range.weekday === before && end > dayMinutes ? [[0, end - dayMinutes]] : [];
  });
}

const pastMidnight = ({ start, end }: LocalRange): number => (end <= start ? end + dayMinutes : end);
