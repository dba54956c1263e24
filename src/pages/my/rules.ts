import type { Instant } from "#kernel/instant.ts";
import { addDays, asDay, type Day, dayMinutes, parseDate } from "#time/dates.ts";
import { toInstant, type ZoneId } from "#time/zones.ts";

export type Span = { from: Instant; until: Instant };

/** One day, or several, from the first midnight to the last on somebody's own wall. */
export const stretchOf = (zone: ZoneId, first: Day, days = 1): Span => ({
  from: toInstant(zone, first * dayMinutes, "earlier"),
  until: toInstant(zone, addDays(first, days) * dayMinutes, "earlier"),
});

/** The date that an address names, if it is one that calendars of ours reach. */
export function dateIn(text: string | null, otherwise: Day): Day {
  const named = text === null ? undefined : parseDate(text);
  return named !== undefined && named > farthest.past && named < farthest.future ? named : otherwise;
}

const farthest = { past: asDay(0), future: asDay(47_000) };

export const touches = (one: Span, other: Span): boolean => one.from < other.until && other.from < one.until;

/** What comes in its order, each with the time that is free before it and with what it collides. */
export type Strung<T extends Span> = { item: T; freeMs: number; collides: readonly T[] };

/** `counts`: whether it takes time at all; what was called off does not. */
export function strung<T extends Span>(items: readonly T[], counts: (item: T) => boolean): Strung<T>[] {
  let free: Instant | undefined;
  return items
    .toSorted((one, other) => one.from - other.from || one.until - other.until)
    .map((item, _, all) => {
      if (!counts(item)) return { item, freeMs: 0, collides: [] };
      const freeMs = free === undefined ? 0 : Math.max(0, item.from - free);
      if (free === undefined || item.until > free) free = item.until;
      const collides = all.filter((other) => other !== item && counts(other) && touches(item, other));
      return { item, freeMs, collides };
    });
}

/** Where a form may lead back to: a page of these, never elsewhere. */
export const backIn = (text: string | null, otherwise: string): string =>
  text !== null && /^\/my\/(?:day|week|notifications|interviews\/[a-z0-9_]+)(?:\?[a-z0-9=&-]*)?$/.test(text)
    ? text
    : otherwise;

/** The same address with something said about what was just done. */
export function saying(path: string, said: string, anchor = ""): string {
  const url = new URL(path, "https://here.invalid");
  url.searchParams.set("said", said);
  return `${url.pathname}${url.search}${anchor}`;
}
