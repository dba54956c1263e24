import { clip, type Intervals } from "#time/intervals.ts";
import type { Hours } from "#time/hours.ts";
import { inInstants, minuteFrom } from "./minutes.ts";
import type { Host, Span } from "./question.ts";
import { withoutBusy } from "./blocked.ts";
import { hoursIn } from "./sheet.ts";

const noBuffers = { beforeMinutes: 0, afterMinutes: 0 };

/** When a host is within hours and not busy, as instants; neither notice nor limits are asked about. */
export function freeRanges(host: Host, range: Span, restriction: Hours | null): Intervals {
  const from = minuteFrom(range.start);
  const to = minuteFrom(range.end);
  const free = withoutBusy(hoursIn(host.hours, restriction, from, to), host, noBuffers, host.busy, from, to);
  return inInstants(clip(free, from, to));
}
