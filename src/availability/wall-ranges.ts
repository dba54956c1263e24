import type { Fault } from "#kernel/outcome.ts";
import { parseTime, printTime } from "#time/dates.ts";
import type { HoursFault, LocalRange } from "#time/hours.ts";

/** A range as it stands on the wire: `09:00` to `17:00`, an end before the start lying on the next day. */
export type WallRange = { start: string; end: string };

/** What can be wrong with ranges, worst first: of several kinds only the worst is told. */
export type RangesFault<Code extends string> = { code: Code; errors: readonly Fault[] };

export type RangeCodes<Code extends string> = { time: Code; empty: Code; overlap: Code };

/** The ranges in minutes; or every fault of one kind, each where it stands. */
export function readRanges<R extends WallRange, Code extends string>(
  written: readonly R[],
  pointer: string,
  codes: RangeCodes<Code>,
  clashes: (ranges: readonly (Omit<R, keyof WallRange> & LocalRange)[]) => readonly HoursFault[],
): { ranges: readonly (Omit<R, keyof WallRange> & LocalRange)[] } | { fault: RangesFault<Code> } {
  const faults = (code: Code, errors: readonly { pointer: string; detail: string }[]) => ({
    fault: { code, errors: errors.map((one) => ({ ...one, pointer: `${pointer}${one.pointer}`, code })) },
  });
  const times: { pointer: string; detail: string }[] = [];
  const ranges = written.flatMap((range, place) => {
    const [start, end] = [parseTime(range.start), parseTime(range.end)];
    if (start === undefined || start === 1_440)
      times.push({ pointer: `/${place}/start`, detail: "must be a time from 00:00 to 23:59" });
    if (end === undefined) times.push({ pointer: `/${place}/end`, detail: "must be a time from 00:00 to 24:00" });
    return start === undefined || end === undefined ? [] : [{ ...range, start, end }];
  });
  if (times.length > 0) return faults(codes.time, times);
  const empty = ranges.flatMap(({ start, end }, place) =>
    start === end ? [{ pointer: `/${place}/end`, detail: "is the start; a whole day is 00:00 to 24:00" }] : [],
  );
  if (empty.length > 0) return faults(codes.empty, empty);
  const overlaps = clashes(ranges).map((fault) => ({ pointer: fault.pointer, detail: fault.detail ?? "overlaps" }));
  return overlaps.length > 0 ? faults(codes.overlap, overlaps) : { ranges };
}

export const printRange = ({ start, end }: LocalRange): WallRange => ({ start: printTime(start), end: printTime(end) });
