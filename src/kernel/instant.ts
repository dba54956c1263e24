declare const instant: unique symbol;

/** Milliseconds since 1970 in UTC. Only `platform/clock` reads the wall; everybody else is handed an instant. */
export type Instant = number & { readonly [instant]: true };

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** A number that is known to be epoch milliseconds (a stored column, a parsed claim). */
export const asInstant = (milliseconds: number): Instant => milliseconds as Instant;

export const after = (at: Instant, milliseconds: number): Instant => asInstant(at + milliseconds);

/** RFC 3339 in UTC, to the millisecond when there is one. */
export const toWire = (at: Instant): string => new Date(at).toISOString().replace(".000Z", "Z");

/** As people read it, to the minute: 2026-11-27 06:26 UTC. */
export const toMinute = (at: Instant): string => `${toWire(at).slice(0, 16).replace("T", " ")} UTC`;

/** What stands in an answer of ours, read again. */
export const fromWire = (text: string): Instant => asInstant(Date.parse(text));

export const toWireOrNull = (at: Instant | null): string | null => (at === null ? null : toWire(at));
