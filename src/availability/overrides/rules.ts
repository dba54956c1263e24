import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Day } from "#time/dates.ts";
import { faultsOfDate, type LocalRange } from "#time/hours.ts";
import { readRanges, type WallRange } from "../wall-ranges.ts";
import type { Override } from "./tables.ts";

export type OverrideCode =
  | "override.unknown"
  | "override.schedule_unknown"
  | "override.ends_early"
  | "override.too_long"
  | "override.ranges_unfit"
  | "override.time_invalid"
  | "override.range_empty"
  | "override.ranges_overlap"
  | "override.overlap";

const maxDates = 366;

export type WrittenDates = {
  first_date: Day;
  last_date?: Day | undefined;
  kind: Override["kind"];
  ranges: readonly WallRange[];
};

export type Dates = Pick<Override, "firstDate" | "lastDate" | "kind" | "ranges">;

const rangeCodes = {
  time: "override.time_invalid",
  empty: "override.range_empty",
  overlap: "override.ranges_overlap",
} as const satisfies Record<string, OverrideCode>;

/** One date or several in a row, at most a year of them; available at some times, or unavailable at none. */
export function readDates(written: WrittenDates): Outcome<Dates, OverrideCode> {
  const { first_date: firstDate, last_date: lastDate = firstDate, kind } = written;
  if (lastDate < firstDate) return refuse("override.ends_early", { pointer: "/last_date" });
  if (lastDate - firstDate >= maxDates) return refuse("override.too_long", { pointer: "/last_date" });
  if ((kind === "available") !== written.ranges.length > 0)
    return refuse("override.ranges_unfit", { pointer: "/ranges" });
  const read = readRanges(written.ranges, "/ranges", rangeCodes, faultsOfDate);
  if ("fault" in read) return refuse(read.fault.code, { errors: read.fault.errors });
  const ranges: readonly LocalRange[] = read.ranges.map(({ start, end }) => ({ start, end }));
  return done({ firstDate, lastDate, kind, ranges: ranges.toSorted((a, b) => a.start - b.start) });
}

/** A date has one override of a member, and one of each of their schedules. */
export function standsAlone(clash: Pick<Override, "id"> | undefined): Outcome<true, OverrideCode> {
  return clash === undefined
    ? done(true)
    : refuse("override.overlap", { pointer: "/first_date", override_id: clash.id });
}
