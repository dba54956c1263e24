import type { Report } from "./storm.ts";

/** The figures of a storm in one line. */
export function summaryOf(report: Report, seed: number): string {
  const {
    kills,
    seconds,
    tally,
    settled,
    granted,
    refused,
    bookings,
    versions,
    upAfter,
    agreedAfter,
    ticks,
    alerts,
    faults,
  } = report;
  const unknown = tally.unanswered + tally.faults;
  const share = ((100 * unknown) / Math.max(1, tally.requests)).toFixed(0);
  const differing = faults.filter((fault) => fault.startsWith("S4")).length;
  return (
    `storm: ${kills} kills in ${seconds.toFixed(0)} s, ${tally.requests} requests for ${settled} intents ` +
    `(${granted} granted, ${refused} refused), of unknown outcome ${unknown} (${share} %: ${tally.unanswered} cut off, ` +
    `${tally.faults} × 5xx), ${tally.replayed} replayed; ${bookings} bookings in ${versions} versions; ` +
    `violations: ${faults.length}, answers that differ: ${differing}, alerts: ${JSON.stringify(alerts)}; ` +
    `up ${upAfter.toFixed(1)} s after the last kill, agreement ${agreedAfter.toFixed(1)} s later, ${ticks} ticks (seed ${seed})`
  );
}
