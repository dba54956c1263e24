import { after, type Instant, minute } from "#kernel/instant.ts";

/** No meeting is longer than a day, and none brings more than half a day of buffer to either side. */
export const longestMinutes = 1_440;
export const longestBufferMinutes = 720;

/** What a question about [from, to) must look at, in starts of meetings: a bound on lengths keeps history out of it. */
export function startsAround(from: Instant, to: Instant): { from: Instant; to: Instant } {
  const buffers = 2 * longestBufferMinutes * minute;
  return { from: after(from, -longestMinutes * minute - buffers), to: after(to, buffers) };
}
