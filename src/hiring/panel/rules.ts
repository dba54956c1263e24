import type { Interview, Participant } from "#hiring/interviews/tables.ts";
import type { Settings } from "#hiring/settings/rules.ts";
import { hour, type Instant } from "#kernel/instant.ts";

/**
 * Why nobody is sent in the place of somebody who declined: the company does not want it, no pool sent them, it is too late, or the
 * panel has changed often enough. `nobody_free`: it was tried.
 */
export const whyNots = ["switched_off", "no_pool", "too_late", "changed_enough", "nobody_free"] as const;
export type WhyNot = (typeof whyNots)[number];

type Policy = Pick<Settings, "replaces" | "replaceUntilHours" | "swapsAtMost">;
type Planned = Pick<Interview, "startsAt" | "swaps" | "bookingStatus" | "actualStart">;
type Seat = Pick<Participant, "poolId" | "attendeeId">;

/** Whether the company's own rules keep anybody from being sent; null where somebody may be. */
export function whyNotReplaced(policy: Policy, interview: Planned, seat: Seat, now: Instant): WhyNot | null {
  if (!policy.replaces) return "switched_off";
  if (seat.poolId === null || seat.attendeeId === null) return "no_pool";
  if (!isAhead(interview, policy.replaceUntilHours, now)) return "too_late";
  return interview.swaps < policy.swapsAtMost ? null : "changed_enough";
}

/** Whoever comes must still be able to prepare. */
function isAhead({ startsAt, actualStart, bookingStatus }: Planned, hours: number, now: Instant): boolean {
  const stands = bookingStatus === "pending" || bookingStatus === "confirmed";
  return stands && actualStart === null && startsAt !== null && startsAt > now && startsAt - now >= hours * hour;
}

/** Somebody of a panel who has said that they do not come, and is still in it. */
export const hasDeclined = ({ rsvp, memberId }: Pick<Participant, "rsvp" | "memberId">): boolean =>
  rsvp === "declined" && memberId !== null;

/** Refusals after which another try may go otherwise, and nothing has been done. */
const passing: readonly string[] = ["booking.raced", "commit.missed", "storage.unavailable", "version.conflict"];
export const isPassing = (code: string): boolean => passing.includes(code);
