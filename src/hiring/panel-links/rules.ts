import { hasBegun, stateOf } from "#hiring/interviews/rules.ts";
import type { Interview, Participant } from "#hiring/interviews/tables.ts";
import { after, asInstant, day, type Instant } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { PanelLink, purposes } from "./tables.ts";

export type PanelLinkCode = "panel_link.unknown" | "panel_link.over" | "panel_link.other_purpose";

export type Purpose = (typeof purposes)[number];

export const standings = ["good", "used", "revoked", "expired", "moot"] as const;
/** `moot`: what it was for is over, or somebody else has their place. */
export type Standing = (typeof standings)[number];

type Kept = Pick<PanelLink, "purpose" | "usedAt" | "revokedAt" | "expiresAt">;
type Told = Pick<Interview, "canceledAt" | "bookingStatus" | "actualStart" | "actualEnd" | "startsAt" | "endsAt">;
type Seat = Pick<Participant, "removedAt" | "cardSubmittedAt" | "card">;

/** What a link is at a moment: it does one thing once, for whoever is still there to do it. */
export function standingOf(link: Kept, interview: Told, seat: Seat | undefined, now: Instant): Standing {
  if (link.revokedAt !== null) return "revoked";
  // A card that came in by another way has used it up as well.
  if (link.usedAt !== null || (link.purpose === "feedback" && seat?.cardSubmittedAt != null)) return "used";
  if (link.expiresAt <= now) return "expired";
  if (seat === undefined || seat.removedAt !== null) return "moot";
  return serves(link.purpose, interview, now) ? "good" : "moot";
}

/** Whether there is still something to do: an answer to what lies ahead, a card on what was not called off. */
function serves(purpose: Purpose, interview: Told, now: Instant): boolean {
  const state = stateOf(interview);
  if (state === "canceled") return false;
  if (purpose === "windows") return state === "pending_schedule";
  if (purpose === "feedback") return true;
  const isAhead = state === "pending_schedule" || state === "held" || state === "confirmed";
  return isAhead && (interview.endsAt === null || interview.endsAt > now);
}

/** A link that leads nowhere says only that it once did. */
export const opened = (standing: Standing): Outcome<true, PanelLinkCode> =>
  standing === "good" ? done(true) : refuse("panel_link.over");

export const isFor = (link: Pick<PanelLink, "purpose">, purpose: Purpose): Outcome<true, PanelLinkCode> =>
  link.purpose === purpose ? done(true) : refuse("panel_link.other_purpose", { purpose: link.purpose });

export const verbs = ["accept", "decline", "give_feedback", "give_windows"] as const;
export type Verb = (typeof verbs)[number];

/** What its bearer can do now; a card waits for the interview to begin. */
export function verbsOf({ purpose }: Pick<PanelLink, "purpose">, interview: Told, now: Instant): readonly Verb[] {
  if (purpose === "respond") return ["accept", "decline"];
  if (purpose === "windows") return ["give_windows"];
  return hasBegun(interview, now) ? ["give_feedback"] : [];
}

const daysAfter = 30;

/** It outlives the meeting by a month; of one without a time, the day it is made. */
export const expiryOf = ({ endsAt }: Pick<Interview, "endsAt">, now: Instant): Instant =>
  after(asInstant(Math.max(endsAt ?? now, now)), daysAfter * day);
