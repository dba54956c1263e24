import { asInstant, type Instant } from "#kernel/instant.ts";

/** The only place that reads the wall. Each door reads it once and hands the instant on. */
export const readClock = (): Instant => asInstant(Date.now());

/** Milliseconds for measuring how long something took; never for deciding anything. */
export const stopwatch = (): (() => number) => {
  const started = performance.now();
  return () => performance.now() - started;
};
