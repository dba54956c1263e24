export type Left = { value: number; unit: "minute" | "second" };

/** Calm words for what is left: whole minutes, and below one minute in steps of ten seconds. */
export function leftOf(milliseconds: number): Left | undefined {
  const seconds = Math.ceil(milliseconds / 1_000);
  if (seconds <= 0) return undefined;
  // A second is nothing to begin another minute with: the server's clock and ours are never quite the same.
  if (seconds > 60) return { value: Math.ceil((seconds - 1) / 60), unit: "minute" };
  return seconds > 50 ? { value: 1, unit: "minute" } : { value: Math.ceil(seconds / 10) * 10, unit: "second" };
}

const marks = [120, 60, 30, 0];

/** The mark that was passed between two looks, the latest if several were. */
export const markPassed = (before: number, now: number): number | undefined =>
  marks.findLast((mark) => before > mark * 1_000 && now <= mark * 1_000);
