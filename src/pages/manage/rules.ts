// What an invitee can still do with their booking, and why not: said before they press anything.
import { asInstant, fromWire, type Instant, minute } from "#kernel/instant.ts";
import type { BookingForInvitee, Link } from "#booking/links/contract.ts";
import type * as z from "zod";

export type Shown = z.output<typeof BookingForInvitee>;
export type LinkShown = z.output<typeof Link>;

/** `gone`: there is nothing left to change. `late` and `free`: until when it could or can be done. */
export type Chance =
  | { is: "free"; until: Instant; left: number | null }
  | { is: "gone" }
  | { is: "barred" }
  | { is: "late"; until: Instant }
  | { is: "enough"; most: number };

const isAhead = ({ status, starts_at }: Shown, now: Instant): boolean =>
  (status === "pending" || status === "confirmed") && fromWire(starts_at) > now;

export function chanceToMove(booking: Shown, now: Instant): Chance {
  const { policy, rescheduled_count: moved } = booking;
  const verb = booking.verbs.find((one) => one.verb === "reschedule");
  if (!isAhead(booking, now)) return { is: "gone" };
  const most = policy?.rescheduling.max_times ?? null;
  // Who was asked to move it is bound by no number of moves.
  if (verb !== undefined)
    return { is: "free", until: fromWire(verb.until), left: most === null || isAsked(booking) ? null : most - moved };
  if (most !== null && moved >= most && policy?.rescheduling.allowed === true) return { is: "enough", most };
  return barredOrLate(booking, policy?.rescheduling);
}

export function chanceToCancel(booking: Shown, now: Instant): Chance {
  const verb = booking.verbs.find((one) => one.verb === "cancel");
  if (!isAhead(booking, now)) return { is: "gone" };
  if (verb !== undefined) return { is: "free", until: fromWire(verb.until), left: null };
  return barredOrLate(booking, booking.policy?.cancellation);
}

type Policy = { allowed: boolean; cutoff_minutes: number };

const barredOrLate = ({ starts_at }: Shown, policy: Policy | undefined): Chance =>
  policy?.allowed === true
    ? { is: "late", until: asInstant(fromWire(starts_at) - policy.cutoff_minutes * minute) }
    : { is: "barred" };

/** The company would rather meet at another time, and waits for an answer. */
export const isAsked = ({ reschedule_request: request }: Shown): boolean =>
  request !== null && request.asked_by !== "invitee";

type Window = { from: string; until: string };

/** Where the company asked, and alone one could not move it: the only stretches one can move it into. */
export function onlyInto(booking: Shown, now: Instant): readonly Window[] | undefined {
  const { reschedule_request: request, policy, starts_at, rescheduled_count: moved } = booking;
  if (request === null || !isAsked(booking) || policy === null) return undefined;
  const { allowed, cutoff_minutes: cutoff, max_times: most } = policy.rescheduling;
  const alone = allowed && fromWire(starts_at) - now >= cutoff * minute && (most === null || moved < most);
  return alone ? undefined : request.windows;
}

export const liesIn = (windows: readonly Window[], start: string): boolean =>
  windows.some(({ from, until }) => fromWire(from) <= fromWire(start) && fromWire(start) < fromWire(until));

/** Whoever may not move it alone, or finds no time, may ask; one request at a time. */
export const mayAsk = (booking: Shown, { verbs }: Pick<LinkShown, "verbs">, now: Instant): boolean =>
  isAhead(booking, now) && booking.reschedule_request === null && verbs.includes("reschedule");

export type Standing = Shown["status"] | "now" | "past";

/** How it stands at this moment: a confirmed one may have begun, or be over before anybody has said how it went. */
export function standingOf({ status, starts_at, ends_at }: Shown, now: Instant): Standing {
  if (status !== "confirmed" || fromWire(starts_at) > now) return status;
  return fromWire(ends_at) > now ? "now" : "past";
}

export const notes = ["moved", "canceled", "asked", "kept", "withdrawn"] as const;
export type Note = (typeof notes)[number];

/** What was just done is said only while it is still true. */
export function noteOf(said: string | null, booking: Shown): Note | undefined {
  const { status, reschedule_request: request, rescheduled_count: moved } = booking;
  const stands = status === "pending" || status === "confirmed";
  const isTrue: Record<Note, boolean> = {
    moved: stands && moved > 0,
    canceled: status === "canceled",
    asked: request?.asked_by === "invitee",
    kept: stands && request === null,
    withdrawn: stands && request === null,
  };
  return notes.find((note) => note === said && isTrue[note]);
}
