import { zoneFor } from "#availability/interviewing/rules.ts";
import type { Instant } from "#kernel/instant.ts";
import { asInstant } from "#kernel/instant.ts";
import type { Page, PlaceInList } from "#kernel/page.ts";
import { type Day, dayOfLocal } from "#time/dates.ts";
import { localMinutes, type ZoneId } from "#time/zones.ts";

export const kinds = [
  "to_schedule",
  "waiting_for_candidate",
  "declined",
  "expiring_hold",
  "overdue_scorecard",
  "conflict",
] as const;
export type Kind = (typeof kinds)[number];

/** One of several lists in one order, as far as it was read: all of it, or up to `read`, beyond which it goes on. */
export type Stretch<T> = { rows: readonly T[]; read: PlaceInList | null };

type Placed = { at: number; id: string };

const isAfter = (one: Placed, { key, id }: PlaceInList): boolean =>
  one.at > Number(key) || (one.at === key && one.id > id);
const inOrder = (a: Placed, b: Placed): number => a.at - b.at || (a.id < b.id ? -1 : 1);
const placeOf = ({ at, id }: Placed): PlaceInList => ({ key: at, id });

/** The lists as one: nothing is shown beyond a place up to which one of them was not read. */
export function merged<T extends Placed>(lists: readonly Stretch<T>[], limit: number): Page<T> {
  const [bound] = lists
    .flatMap(({ read }) => (read === null ? [] : [{ at: Number(read.key), id: read.id }]))
    .toSorted(inOrder);
  const known = lists
    .flatMap(({ rows }) => rows)
    .filter((row) => bound === undefined || !isAfter(row, placeOf(bound)))
    .toSorted(inOrder);
  const rows = known.slice(0, limit);
  const last = rows.at(-1);
  if (known.length > limit && last !== undefined) return { rows, next: placeOf(last) };
  return { rows, next: bound === undefined ? null : placeOf(bound) };
}

export type Away = { firstDate: Day | null; lastDate: Day | null };
export type Clash = {
  startsAt: Instant;
  endsAt: Instant;
  hasLeft: boolean;
  isTwice: boolean;
  /** Days off that may touch it, wherever on Earth they are. */
  away: readonly Away[];
  said: ZoneId | null;
  person: string | null;
  company: string;
};

/** Why somebody cannot come to an hour that they have; null where it only seemed so. */
export function clashOf(clash: Clash): "left" | "away" | "double_booked" | null {
  if (clash.hasLeft) return "left";
  if (clash.away.some((away) => touches(clash, away))) return "away";
  return clash.isTwice ? "double_booked" : null;
}

/** What was said in instants was compared as such; dates are on their own wall. */
function touches({ startsAt, endsAt, said, person, company }: Clash, { firstDate, lastDate }: Away): boolean {
  if (firstDate === null || lastDate === null) return true;
  const zone = zoneFor(said, person, company);
  const dateOf = (at: Instant): Day => dayOfLocal(localMinutes(zone, at));
  return dateOf(startsAt) <= lastDate && dateOf(asInstant(endsAt - 1)) >= firstDate;
}
